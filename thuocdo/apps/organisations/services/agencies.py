"""Founding, renaming, moving and ending agencies; who took over; units and positions."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from thuocdo.apps.organisations.models import (
    Agency,
    AgencyKind,
    AgencyLevel,
    AgencyName,
    AgencyParent,
    Position,
    Succession,
    SuccessionKind,
    Unit,
    User,
)
from thuocdo.apps.organisations.services.journal import record
from thuocdo.apps.organisations.services.periods import (
    UnableToChangeAgency,
    change_from,
    check_life,
    check_no_loop,
    hold_directory,
    sync_newest,
)
from thuocdo.core.agencies import check_code

__all__ = [
    "Decision",
    "UnableToChangeAgency",
    "add_position",
    "add_succession",
    "add_unit",
    "create_agency",
    "end_agency",
    "hold_agency",
    "move_agency",
    "rename_agency",
]


@dataclass(frozen=True, slots=True)
class Decision:
    """Which decision brought something about, and when it was taken; both may be unknown."""

    number: str = ""
    decided_on: date | None = None

    def columns(self) -> dict[str, str | date | None]:
        """Return it as the columns of a table."""
        return {"decision_number": self.number, "decided_on": self.decided_on}


UNKNOWN = Decision()


@transaction.atomic
def create_agency(  # noqa: PLR0913 - an agency has this many properties
    *,
    code: str,
    name: str,
    short_name: str,
    level: AgencyLevel,
    valid_from: date,
    now: datetime,
    parent: Agency | None = None,
    ranking_group: str = "",
    kind: AgencyKind | None = None,
    valid_to: date | None = None,
    decision: Decision = UNKNOWN,
    code_is_provisional: bool = False,
    by: User | None = None,
) -> Agency:
    """Enter an agency with its first name and parent.

    Raises:
        UnableToChangeAgency: the code is no identification code, or was given before.
    """
    hold_directory()
    if problem := check_code(code):
        raise UnableToChangeAgency(f"{problem[0].upper()}{problem[1:]}.")
    if Agency.objects.filter(code=code).exists():
        raise UnableToChangeAgency(f"Mã {code} đã cấp cho cơ quan khác; mã không cấp lại.")
    if parent is not None and not Agency.objects.existing_on(valid_from).filter(pk=parent.pk):
        raise UnableToChangeAgency(
            f"{parent.code} không hoạt động vào ngày {valid_from:%d/%m/%Y} nên không làm cấp trên "
            "được."
        )
    agency = Agency.objects.create(
        code=code,
        code_is_provisional=code_is_provisional,
        name=name,
        short_name=short_name,
        level=level,
        kind=kind or "",
        parent=parent,
        ranking_group=ranking_group,
        valid_from=valid_from,
        valid_to=valid_to,
        **decision.columns(),
    )
    period = {"valid_from": valid_from, "valid_to": valid_to, **decision.columns()}
    AgencyName.objects.create(agency=agency, name=name, short_name=short_name, **period)
    AgencyParent.objects.create(agency=agency, parent=parent, **period)
    record(
        now=now,
        by=by,
        agency=agency,
        action="organisations.agency.created",
        subject=agency,
        after={"code": code},
    )
    return agency


def hold_agency(agency: Agency) -> None:
    """Make others who hold this agency wait until the transaction ends."""
    Agency.objects.select_for_update().get(pk=agency.pk)


@transaction.atomic
def rename_agency(  # noqa: PLR0913 - what a rename says
    *,
    agency: Agency,
    name: str,
    short_name: str,
    valid_from: date,
    now: datetime,
    decision: Decision = UNKNOWN,
    by: User | None = None,
) -> AgencyName:
    """Give the same agency another name from a day on.

    Raises:
        UnableToChangeAgency: the agency is not in being then, or is renamed that day already.
    """
    hold_directory()
    hold_agency(agency)
    check_life(agency, valid_from)
    values = {"name": name, "short_name": short_name, **decision.columns()}
    before = agency.name
    renamed = change_from(AgencyName, agency, valid_from, values)
    sync_newest(agency)
    record(
        now=now,
        by=by,
        agency=agency,
        action="organisations.agency.renamed",
        subject=agency,
        before={"name": before},
        after={"name": name, "from": valid_from.isoformat()},
    )
    return renamed


@transaction.atomic
def move_agency(
    *,
    agency: Agency,
    parent: Agency | None,
    valid_from: date,
    now: datetime,
    decision: Decision = UNKNOWN,
    by: User | None = None,
) -> AgencyParent:
    """Put an agency under another from a day on, or at the top.

    Raises:
        UnableToChangeAgency: one of the two is not in being then, or it would stand above itself.
    """
    hold_directory()
    hold_agency(agency)
    check_life(agency, valid_from)
    if parent is not None and not Agency.objects.existing_on(valid_from).filter(pk=parent.pk):
        raise UnableToChangeAgency(
            f"{parent.code} không hoạt động vào ngày {valid_from:%d/%m/%Y} nên không làm cấp trên "
            "được."
        )
    check_no_loop(agency, parent, valid_from, valid_from + timedelta(days=1))
    before = agency.parent.code if agency.parent else ""
    link = change_from(AgencyParent, agency, valid_from, {"parent": parent, **decision.columns()})
    check_no_loop(agency, parent, link.valid_from, link.valid_to)
    sync_newest(agency)
    record(
        now=now,
        by=by,
        agency=agency,
        action="organisations.agency.moved",
        subject=agency,
        before={"parent": before},
        after={"parent": parent.code if parent else "", "from": valid_from.isoformat()},
    )
    return link


@transaction.atomic
def end_agency(*, agency: Agency, valid_to: date, now: datetime, by: User | None = None) -> None:
    """Let an agency end; its last name, parent and what stood under it end on the same day.

    Raises:
        UnableToChangeAgency: it has ended already, or something changes on it later.
    """
    hold_directory()
    hold_agency(agency)
    agency.refresh_from_db()
    if agency.valid_to is not None:
        raise UnableToChangeAgency(f"{agency.code} đã hết hiệu lực {agency.valid_to:%d/%m/%Y}.")
    check_life(agency, valid_to)
    own = [agency.names.filter(withdrawn_at__isnull=True)]
    links = [
        agency.parents.filter(withdrawn_at__isnull=True),
        AgencyParent.objects.standing().filter(parent=agency),
    ]
    later = own[0].filter(valid_from__gte=valid_to).exists() or any(
        periods.filter(valid_from__gte=valid_to).exists() for periods in links
    )
    if later:
        raise UnableToChangeAgency(
            f"{agency.code} còn thay đổi ghi sau ngày {valid_to:%d/%m/%Y}; xử lý thay đổi đó trước."
        )
    agency.valid_to = valid_to
    agency.save(update_fields=["valid_to"])
    own[0].filter(valid_to__isnull=True).update(valid_to=valid_to)
    orphans = list(links[1].filter(valid_to__isnull=True).select_related("agency"))
    links[0].filter(valid_to__isnull=True).update(valid_to=valid_to)
    for link in orphans:
        change_from(AgencyParent, link.agency, valid_to, {"parent": None})
    record(
        now=now,
        by=by,
        agency=agency,
        action="organisations.agency.ended",
        subject=agency,
        after={"valid_to": valid_to.isoformat(), "left_without_parent": len(orphans)},
    )


@transaction.atomic
def add_succession(  # noqa: PLR0913 - what a succession says
    *,
    predecessor: Agency,
    successor: Agency,
    kind: SuccessionKind,
    effective_on: date,
    now: datetime,
    moved: str = "",
    decision: Decision = UNKNOWN,
    by: User | None = None,
) -> Succession:
    """Say that one agency took over from another."""
    if kind is SuccessionKind.FUNCTION_MOVED and not moved.strip():
        raise UnableToChangeAgency("Chuyển một phần nhiệm vụ thì phải ghi chuyển việc gì.")
    if predecessor == successor:
        raise UnableToChangeAgency("Một cơ quan không kế thừa chính nó; đổi tên thì ghi tên mới.")
    link, made = Succession.objects.get_or_create(
        predecessor=predecessor,
        successor=successor,
        kind=kind,
        effective_on=effective_on,
        withdrawn_at=None,
        defaults={"moved": moved, **decision.columns()},
    )
    if made:
        record(
            now=now,
            by=by,
            agency=successor,
            action="organisations.succession.added",
            subject=link,
            after={"from": predecessor.code, "to": successor.code, "kind": str(kind)},
        )
    return link


@transaction.atomic
def add_unit(  # noqa: PLR0913 - what a unit has
    *,
    agency: Agency,
    code: str,
    name: str,
    valid_from: date,
    now: datetime,
    parent: Unit | None = None,
    valid_to: date | None = None,
    decision: Decision = UNKNOWN,
    by: User | None = None,
) -> Unit:
    """Enter a unit of an agency.

    Raises:
        UnableToChangeAgency: the unit above is another agency's, or the code is taken.
    """
    if parent is not None and parent.agency_id != agency.pk:
        raise UnableToChangeAgency(f"Đơn vị cấp trên {parent.name} thuộc cơ quan khác.")
    if agency.units.filter(code=code).exists():
        raise UnableToChangeAgency(f"Mã đơn vị {code} đã có ở {agency.code}.")
    unit = Unit.objects.create(
        agency=agency,
        code=code,
        name=name,
        parent=parent,
        valid_from=valid_from,
        valid_to=valid_to,
        **decision.columns(),
    )
    record(
        now=now,
        by=by,
        agency=agency,
        action="organisations.unit.added",
        subject=unit,
        after={"code": code},
    )
    return unit


@transaction.atomic
def add_position(  # noqa: PLR0913 - what a position has
    *,
    agency: Agency,
    title: str,
    valid_from: date,
    now: datetime,
    unit: Unit | None = None,
    is_head: bool = False,
    valid_to: date | None = None,
    decision: Decision = UNKNOWN,
    by: User | None = None,
) -> Position:
    """Enter a position of an agency, in one of its units or at its head.

    Raises:
        UnableToChangeAgency: the unit is another agency's.
    """
    if unit is not None and unit.agency_id != agency.pk:
        raise UnableToChangeAgency(f"Đơn vị {unit.name} không thuộc {agency.code}.")
    position = Position.objects.create(
        agency=agency,
        unit=unit,
        title=title,
        is_head=is_head,
        valid_from=valid_from,
        valid_to=valid_to,
        **decision.columns(),
    )
    record(
        now=now,
        by=by,
        agency=agency,
        action="organisations.position.added",
        subject=position,
        after={"title": title},
    )
    return position
