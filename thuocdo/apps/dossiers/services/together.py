"""Doing the same with several dossiers, each in its own transaction: some may, some may not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from thuocdo.apps.dossiers.models import Dossier
from thuocdo.apps.dossiers.policies import check_handles
from thuocdo.apps.dossiers.services.handling import Receiver, hand_over, take_up
from thuocdo.apps.organisations.models import Agency, User
from thuocdo.kit.refusals import NotAllowed

__all__ = ["Done", "hand_over_together", "take_up_together"]


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one dossier; `refusal` says why nothing did."""

    code: str
    refusal: str = ""


def take_up_together(
    *, agency: Agency, codes: Sequence[str], by: User, now: datetime
) -> list[Done]:
    """Sign for several dossiers.

    Raises:
        NotAllowed: this person handles no dossiers of the agency.
    """
    return _each(agency, codes, by, lambda one: take_up(dossier=one, by=by, now=now))


def hand_over_together(
    *, agency: Agency, codes: Sequence[str], to: Receiver, by: User, now: datetime
) -> list[Done]:
    """Pass several dossiers on, each to its own next step.

    Raises:
        NotAllowed: this person handles no dossiers of the agency.
    """
    return _each(agency, codes, by, lambda one: hand_over(dossier=one, to=to, by=by, now=now))


def _each(
    agency: Agency, codes: Sequence[str], by: User, verb: Callable[[Dossier], object]
) -> list[Done]:
    check_handles(by, agency)
    found = {one.code: one for one in Dossier.objects.filter(agency=agency, code__in=codes)}
    return [_one(code, found.get(code), verb) for code in dict.fromkeys(codes)]


def _one(code: str, dossier: Dossier | None, verb: Callable[[Dossier], object]) -> Done:
    if dossier is None:
        return Done(code, "Cơ quan này không có hồ sơ mang mã đó.")
    try:
        verb(dossier)
    except NotAllowed as refusal:
        return Done(code, str(refusal))
    return Done(code)
