"""The verbs about officers. Journal entries hold codes, days and counts; never a name or a class."""

import re
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from thuocdo.apps.organisations.models import (
    Agency,
    Delegation,
    JobPosition,
    Officer,
    OfficerKind,
    Position,
    PositionHolding,
    User,
)
from thuocdo.apps.organisations.people_policies import check_keeps_people
from thuocdo.apps.organisations.published import publish
from thuocdo.apps.organisations.services.journal import record
from thuocdo.core.vietnamese import fold

__all__ = [
    "UnableToChangePeople",
    "add_officer",
    "check_officer_code",
    "delegate",
    "end_holding",
    "hold_position",
    "link_user",
    "searchable",
    "take_back_delegation",
]

_CODE = re.compile(r"[0-9A-Z]+([.\-][0-9A-Z]+)*")
_IDENTITY = re.compile(r"\d{9}|\d{12}")


class UnableToChangePeople(Exception):
    """What was asked contradicts what is known; the message says how, in Vietnamese."""


def check_officer_code(code: str) -> str:
    """Return why a text cannot be an officer's code; empty when it can."""
    if _IDENTITY.fullmatch(code):
        return "mã cán bộ không được là số định danh cá nhân; dùng mã do cơ quan đặt, ví dụ CB.001"
    if not _CODE.fullmatch(code):
        return (
            f"mã «{code}» chỉ được gồm chữ số, chữ in hoa không dấu, dấu chấm hoặc gạch nối ở giữa"
        )
    return ""


def searchable(code: str, family_name: str, given_name: str) -> str:
    """Return what a search looks at: code and name without marks."""
    return fold(f"{code} {family_name} {given_name}")[:200]


@transaction.atomic
def add_officer(  # noqa: PLR0913 - what an officer has
    *,
    agency: Agency,
    code: str,
    family_name: str,
    given_name: str,
    valid_from: date,
    now: datetime,
    by: User | None,
    kind: str = OfficerKind.CIVIL_SERVANT,
    birth_year: int | None = None,
    valid_to: date | None = None,
) -> Officer:
    """Enter somebody who serves the agency.

    Raises:
        NotAllowed: the person writing does not work for the agency.
        UnableToChangePeople: the code is taken, or looks like an identity number.
    """
    _check(by, agency)
    if said := check_officer_code(code):
        raise UnableToChangePeople(f"{said[0].upper()}{said[1:]}.")
    if agency.officers.filter(code=code).exists():
        raise UnableToChangePeople(f"Mã cán bộ {code} đã có ở {agency.code}.")
    officer = Officer.objects.create(
        agency=agency,
        code=code,
        family_name=family_name,
        given_name=given_name,
        kind=kind,
        birth_year=birth_year,
        valid_from=valid_from,
        valid_to=valid_to,
        search_text=searchable(code, family_name, given_name),
    )
    _tell(officer, "added", now, by, {"from": valid_from.isoformat()})
    return officer


@transaction.atomic
def link_user(*, officer: Officer, user: User | None, now: datetime, by: User | None) -> None:
    """Say which account is the officer's, or that none is.

    Raises:
        NotAllowed: the person writing does not work for the agency.
        UnableToChangePeople: the account is another agency's, or another officer's.
    """
    _check(by, officer.agency)
    if user is not None and user.agency_id != officer.agency_id:
        raise UnableToChangePeople("Tài khoản này thuộc cơ quan khác.")
    if user is not None and Officer.objects.filter(user=user).exclude(pk=officer.pk).exists():
        raise UnableToChangePeople("Tài khoản này đã nối với một cán bộ khác.")
    officer.user = user
    officer.save(update_fields=["user"])
    _tell(officer, "linked", now, by, {"user": user.pk if user else None})


@transaction.atomic
def hold_position(  # noqa: PLR0913 - what holding a position has
    *,
    officer: Officer,
    position: Position,
    valid_from: date,
    now: datetime,
    by: User | None,
    job_position: JobPosition | None = None,
    is_deputy: bool = False,
    valid_to: date | None = None,
    decision_number: str = "",
    decided_on: date | None = None,
) -> PositionHolding:
    """Let an officer hold a position, beside others that the officer may hold.

    Raises:
        NotAllowed: the person writing does not work for the agency.
        UnableToChangePeople: something is another agency's, or the officer holds it already.
    """
    _check(by, officer.agency)
    foreign = position.agency_id != officer.agency_id
    if foreign or (job_position and job_position.agency_id != officer.agency_id):
        raise UnableToChangePeople(f"Chức vụ hoặc vị trí này không thuộc {officer.agency.code}.")
    meeting = _meeting(valid_from, valid_to)
    if officer.holdings.standing().filter(meeting, position=position).exists():
        raise UnableToChangePeople(
            f"{officer.code} đã giữ chức vụ «{position.title}» trong thời gian này."
        )
    holding = PositionHolding.objects.create(
        officer=officer,
        position=position,
        job_position=job_position,
        is_deputy=is_deputy,
        valid_from=valid_from,
        valid_to=valid_to,
        decision_number=decision_number,
        decided_on=decided_on,
    )
    publish([holding])
    what = {"position": position.pk, "from": valid_from.isoformat()}
    _tell(officer, "took_position", now, by, what)
    return holding


@transaction.atomic
def end_holding(
    *, holding: PositionHolding, valid_to: date, now: datetime, by: User | None
) -> None:
    """Let an officer no longer hold a position from a day on.

    Raises:
        NotAllowed: the person writing does not work for the agency.
        UnableToChangePeople: the day is not after the start.
    """
    _check(by, holding.officer.agency)
    if valid_to <= holding.valid_from:
        raise UnableToChangePeople(
            f"Ngày thôi giữ phải sau ngày bắt đầu giữ, {holding.valid_from:%d/%m/%Y}."
        )
    holding.valid_to = valid_to
    holding.save(update_fields=["valid_to"])
    publish([holding])
    what = {"position": holding.position_id, "to": valid_to.isoformat()}
    _tell(holding.officer, "left_position", now, by, what)


@transaction.atomic
def delegate(
    *,
    officer: Officer,
    stand_in: Officer,
    valid_from: date,
    valid_to: date,
    now: datetime,
    by: User | None,
) -> Delegation:
    """Let another officer stand in while one is away.

    Raises:
        NotAllowed: the person writing does not work for the agency.
        UnableToChangePeople: nobody can stand in so, or somebody already does.
    """
    _check(by, officer.agency)
    if officer.pk == stand_in.pk or officer.agency_id != stand_in.agency_id:
        raise UnableToChangePeople("Người làm thay phải là một cán bộ khác của cùng cơ quan.")
    if valid_to <= valid_from:
        raise UnableToChangePeople("Ngày hết ủy quyền phải sau ngày bắt đầu.")
    standing = Delegation.objects.filter(withdrawn_at__isnull=True)
    meeting = _meeting(valid_from, valid_to)
    if standing.filter(meeting, officer=officer).exists():
        raise UnableToChangePeople(f"{officer.code} đã có người làm thay trong thời gian này.")
    if standing.filter(meeting, officer=stand_in).exists():
        raise UnableToChangePeople(
            f"{stand_in.code} cũng vắng trong thời gian này nên không làm thay được."
        )
    made = Delegation.objects.create(
        officer=officer, stand_in=stand_in, valid_from=valid_from, valid_to=valid_to
    )
    what = {"to": stand_in.pk, "from": valid_from.isoformat(), "until": valid_to.isoformat()}
    _tell(officer, "delegated", now, by, what)
    return made


@transaction.atomic
def take_back_delegation(*, delegation: Delegation, now: datetime, by: User | None) -> None:
    """Take a delegation back; it stays on record.

    Raises:
        NotAllowed: the person writing does not work for the agency.
    """
    _check(by, delegation.officer.agency)
    delegation.withdrawn_at = now
    delegation.save(update_fields=["withdrawn_at"])
    _tell(delegation.officer, "delegation_taken_back", now, by, {"delegation": delegation.pk})


def _meeting(start: date, end: date | None) -> Q:
    """What holds on some day from `start` up to but without `end`."""
    meeting = Q(valid_to__isnull=True) | Q(valid_to__gt=start)
    return meeting if end is None else meeting & Q(valid_from__lt=end)


def _check(by: User | None, agency: Agency) -> None:
    if by is not None:  # the command line works for every agency
        check_keeps_people(by, agency)


def _tell(
    officer: Officer, what: str, now: datetime, by: User | None, after: dict[str, object]
) -> None:
    """Write the journal: the officer by number, since even a code tells something of a person."""
    record(
        now=now,
        by=by,
        agency=officer.agency,
        action=f"organisations.officer.{what}",
        subject=officer,
        after=after,
    )
