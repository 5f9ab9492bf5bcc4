"""Whose turn it is: what a person must do now, what falls due, what is overdue and with whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.http import QueryDict

from thuocdo.apps.dossiers.models import DossierEvent, EventKind, PublishedDossier
from thuocdo.apps.organisations.models import Agency, Role, Unit, User
from thuocdo.apps.organisations.reach import reach_of
from thuocdo.apps.rulebooks.queries import clock, procedures_in_force
from thuocdo.core.rows import Channel, PortalState
from thuocdo.core.workflows.dossier import OPEN

__all__ = ["HANDLERS", "TITLES", "Desk", "QueueFilter", "QueueTab"]

HANDLERS = (Role.COUNTER_CLERK, Role.HANDLING_OFFICIAL, Role.HEAD_OF_UNIT, Role.DIRECTOR)
"""Who has a queue at all."""
_NOBODY = "-"
_LONGEST = 40


class QueueTab(StrEnum):
    """One part of the queue, as its address names it."""

    MINE = "viec"
    TODAY = "hom-nay"
    TOMORROW = "mai"
    WEEK = "tuan"
    OVERDUE = "qua-han"
    ALL = "tat-ca"


TITLES = {
    QueueTab.MINE: "Việc của tôi",
    QueueTab.TODAY: "Đến hạn hôm nay",
    QueueTab.TOMORROW: "Ngày mai",
    QueueTab.WEEK: "Trong tuần",
    QueueTab.OVERDUE: "Quá hạn",
    QueueTab.ALL: "Đang giải quyết",
}


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the queue is narrowed to; `holder` and `unit` are keys, `-` for nobody."""

    tab: QueueTab = QueueTab.MINE
    unit: str = ""
    holder: str = ""
    procedure: str = ""
    channel: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> "QueueFilter":
        """Read `?muc=&phong=&nguoi=&thu-tuc=&hinh-thuc=`; what cannot be read is left out."""
        asked = {name: str(value).replace("\x00", "") for name, value in query.dict().items()}
        tab, channel = asked.get("muc", ""), asked.get("hinh-thuc", "")
        return cls(
            tab=QueueTab(tab) if tab in set(QueueTab) else QueueTab.MINE,
            unit=_key(asked.get("phong", "")),
            holder=_key(asked.get("nguoi", "")),
            procedure=asked.get("thu-tuc", "")[:_LONGEST],
            channel=channel if channel in set(Channel) else "",
        )

    @property
    def narrows(self) -> bool:
        return any((self.unit, self.holder, self.procedure, self.channel))

    def condition(self) -> Q:
        """Return the same for the database."""
        wanted = Q()
        for field, key in (("dossier__unit", self.unit), ("dossier__holder", self.holder)):
            if key:
                wanted &= Q(**{f"{field}__isnull": True} if key == _NOBODY else {field: key})
        if self.procedure:
            wanted &= Q(procedure=self.procedure)
        if self.channel:
            wanted &= Q(channel=self.channel)
        return wanted


@dataclass(frozen=True)
class Desk:
    """The queue of a person at an agency, at one moment."""

    agency: Agency
    by: User
    now: datetime

    @cached_property
    def rows(self) -> QuerySet[PublishedDossier]:
        """Everything that somebody still has to do something about, found by one index."""
        states = [int(one) for one in (PortalState.REGISTERED, *OPEN, PortalState.FINISHED)]
        theirs = Q(state=int(PortalState.FINISHED), dossier__applicant__isnull=True)  # of files
        rows = PublishedDossier.objects.filter(agency=self.agency, state__in=states).exclude(theirs)
        return rows.select_related("dossier__applicant", "dossier__holder", "dossier__unit")

    @cached_property
    def tabs(self) -> dict[QueueTab, Q]:
        """What stands under each tab."""
        office = clock()
        today = office.day_of(self.now)
        tonight = office.end_of(today)
        sunday = office.end_of(today + timedelta(days=6 - today.weekday()))
        open_, ahead = Q(is_open=True), Q(due_at__gte=self.now)
        return {
            QueueTab.MINE: self.mine,
            QueueTab.TODAY: open_ & ahead & Q(due_at__lt=tonight) & _RUNS,
            QueueTab.TOMORROW: open_
            & Q(due_at__gte=tonight, due_at__lt=tonight + timedelta(days=1))
            & _RUNS,
            QueueTab.WEEK: open_ & ahead & Q(due_at__lt=sunday) & _RUNS,
            QueueTab.OVERDUE: open_ & Q(due_at__lt=self.now) & _RUNS,
            QueueTab.ALL: open_,
        }

    @cached_property
    def mine(self) -> Q:
        """What is mine to do now: held by me, handed to my unit, and what waits at the counter."""
        mine = Q(dossier__holder=self.by.pk)
        if units := self.own_units:
            mine |= Q(dossier__holder__isnull=True, dossier__unit__in=units, is_open=True)
        if self.is_clerk:
            at_the_counter = (
                PortalState.REGISTERED,
                PortalState.SUPPLEMENT_REQUESTED,
                PortalState.FINISHED,
            )
            mine |= Q(state__in=[int(one) for one in at_the_counter])
        return mine

    @cached_property
    def own_units(self) -> list[int]:
        """The units of the agency in which this person holds a role."""
        posts = reach_of(self.by).posts_of(HANDLERS)
        return [one.unit for one in posts if one.unit and one.agency == self.agency.code]

    @cached_property
    def is_clerk(self) -> bool:
        """Whether this person works at the agency's counter."""
        return reach_of(self.by).is_at({Role.COUNTER_CLERK}, self.agency)

    @cached_property
    def units(self) -> list[Unit]:
        """The agency's units of today."""
        today = clock().day_of(self.now)
        return list(self.agency.units.in_force_on(today).order_by("name"))

    def counts(self, wanted: QueueFilter) -> dict[QueueTab, int]:
        """Return how many stand under each tab, in one query."""
        rows = self.rows.filter(wanted.condition()).order_by()
        counted = {tab.name: Count("pk", filter=condition) for tab, condition in self.tabs.items()}
        found: dict[str, int] = rows.aggregate(**counted)
        return {tab: found[tab.name] for tab in QueueTab}

    def listed(self, wanted: QueueFilter) -> QuerySet[PublishedDossier]:
        """Return what stands under a tab, the soonest due first."""
        rows = self.rows.filter(wanted.condition(), self.tabs[wanted.tab])
        return rows.order_by(F("due_at").asc(nulls_last=True), "received_at", "code")

    def procedures(self, wanted: QueueFilter) -> list[tuple[str, str]]:
        """Return code and title of the procedures in force, and of the one that is chosen."""
        known = {one.code: one.title for one in procedures_in_force(clock().day_of(self.now))}
        if wanted.procedure:
            known.setdefault(wanted.procedure, "")
        return sorted(known.items())

    def happened(self, rows: Iterable[PublishedDossier]) -> dict[int, list[DossierEvent]]:
        """Return what happened to each of a page's dossiers."""
        found: dict[int, list[DossierEvent]] = {row.pk: [] for row in rows}
        for event in DossierEvent.objects.filter(dossier__in=found).order_by("pk"):
            found[event.dossier_id].append(event)
        return found


def _key(text: str) -> str:
    return text if text == _NOBODY or (text.isdecimal() and len(text) < _LONGEST // 2) else ""


def _stopped(start: EventKind, end: EventKind) -> Exists:
    """Tell that the clock was stopped in time, and has not gone on."""
    events = DossierEvent.objects.filter(dossier=OuterRef("dossier"))
    gone_on = DossierEvent.objects.filter(
        dossier=OuterRef("dossier"), kind=end, pk__gt=OuterRef("pk")
    )
    stops = events.filter(kind=start, at__lte=OuterRef("due_at"))
    return Exists(stops.filter(~Exists(gone_on)))


_STOPS = (
    (EventKind.SUPPLEMENT_REQUESTED, EventKind.SUPPLEMENTED),
    (EventKind.PAYMENT_REQUESTED, EventKind.PAID),
    (EventKind.OPINION_ASKED, EventKind.OPINION_GIVEN),
)
_RUNS = Q()
for _start, _end in _STOPS:
    _RUNS &= ~Q(_stopped(_start, _end))
