"""An agency's people in words; a name is shown to those who need it, a code to the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thuocdo.apps.organisations.models import Delegation, Officer, OfficerKind, PositionHolding
from thuocdo.core.people import PeopleRules, rotation_due
from thuocdo.kit.formats import day

__all__ = [
    "MASK",
    "ShownHolding",
    "ShownOfficer",
    "name_of",
    "shown_holdings",
    "shown_officer",
    "shown_stand_ins",
]

MASK = "Không hiển thị"


@dataclass(frozen=True, slots=True)
class ShownOfficer:
    """One row of the list."""

    code: str
    name: str
    kind: str
    positions: str
    units: str


@dataclass(frozen=True, slots=True)
class ShownHolding:
    """One position that an officer holds or held.

    Attributes:
        rotation: by when to move on, in words; empty where nobody must.
        overdue: that day has passed.
    """

    title: str
    unit: str
    job: str
    since: str
    until: str
    rotation: str
    overdue: bool


def name_of(officer: Officer, *, names: bool) -> str:
    """Return the name, family name first, or the mask."""
    return f"{officer.family_name} {officer.given_name}" if names else MASK


def shown_officer(officer: Officer, *, names: bool) -> ShownOfficer:
    """Return a row; the officer comes with what it holds (`held`)."""
    held: Sequence[PositionHolding] = getattr(officer, "held", ())
    units = dict.fromkeys(one.position.unit.name for one in held if one.position.unit)
    return ShownOfficer(
        code=officer.code,
        name=name_of(officer, names=names),
        kind=str(OfficerKind(officer.kind).label),
        positions=", ".join(one.position.title for one in held),
        units=", ".join(units),
    )


def shown_holdings(
    holdings: Sequence[PositionHolding], rules: PeopleRules, today: date
) -> list[ShownHolding]:
    """Return what an officer holds and held, newest first, with the rotation of each."""
    return [_holding(one, rules, today) for one in holdings]


def _holding(one: PositionHolding, rules: PeopleRules, today: date) -> ShownHolding:
    ended = one.valid_to is not None and one.valid_to <= today
    rotates = one.job_position is not None and one.job_position.must_rotate and not ended
    due = rotation_due(rules, one.valid_from, today) if rotates else None
    return ShownHolding(
        title=f"{one.position.title}{' (cấp phó)' if one.is_deputy else ''}",
        unit=one.position.unit.name if one.position.unit else "Cơ quan",
        job=one.job_position.title if one.job_position else "chưa gắn",
        since=day(one.valid_from),
        until=day(one.valid_to),
        rotation=f"từ {day(due[0])} đến {day(due[1])}" if due else "",
        overdue=bool(due and due[1] <= today),
    )


def shown_stand_ins(officer: Officer, found: Sequence[Delegation], *, names: bool) -> list[str]:
    """Return who stands in for whom today, in sentences."""
    said = []
    for one in found:
        until = f"đến trước ngày {day(one.valid_to)}"
        if one.officer_id == officer.pk:
            other = _called(one.stand_in, names=names)
            said.append(f"Đang vắng, {other} làm thay {until}.")
        else:
            said.append(f"Đang làm thay {_called(one.officer, names=names)} {until}.")
    return said


def _called(officer: Officer, *, names: bool) -> str:
    return f"{name_of(officer, names=True)} ({officer.code})" if names else officer.code
