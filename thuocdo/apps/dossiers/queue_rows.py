"""The rows of a queue as a page shows them, by remaining working time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import inf

from django.urls import reverse

from thuocdo.apps.dossiers.models import DossierEvent, PublishedDossier
from thuocdo.apps.dossiers.policies import can_see_applicants
from thuocdo.apps.dossiers.queues import Desk
from thuocdo.apps.dossiers.timing import deadline_of
from thuocdo.apps.rulebooks.documents import CatalogueError
from thuocdo.apps.rulebooks.queries import clock, procedure_version
from thuocdo.core.rows import Channel, PortalState
from thuocdo.core.tables.dossiers.words import CHANNELS, STATES
from thuocdo.core.worktime import Standing, Timeliness, UnableToCount, judge
from thuocdo.core.worktime.wording import amount
from thuocdo.kit.formats import moment

__all__ = ["QueueRow", "queue_rows"]

_SIGNS = {
    Timeliness.OVERDUE: ("lost", "✕"),
    Timeliness.RUNNING: ("possible", "▲"),
    Timeliness.WAITING: ("unknown", "◌"),
}
_FINISHED = ("won", "✓")
_UNKNOWN = ("unknown", "◌")


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One row, every cell as text.

    Attributes:
        task: what this person has to do with it; empty for nothing.
        order: the remaining working minutes, below 0 when overdue.
        runs: it can still become late, so that it has a price.
    """

    code: str
    url: str
    remaining: str
    state_key: str
    sign: str
    due: str
    step: str
    task: str
    holder: str
    unit: str
    applicant: str
    procedure: str
    procedure_title: str
    channel: str
    order: float
    runs: bool


def queue_rows(desk: Desk, rows: Sequence[PublishedDossier]) -> list[QueueRow]:
    """Prepare a page's rows, those with the least remaining working time first."""
    happened, named = desk.happened(rows), can_see_applicants(desk.by, desk.agency)
    made = (_row(desk, row, happened[row.pk], named=named) for row in rows)
    return sorted(made, key=lambda one: one.order)


def _row(
    desk: Desk, row: PublishedDossier, events: Sequence[DossierEvent], *, named: bool
) -> QueueRow:
    dossier = row.dossier
    order, (key, sign), said = _time(row, events, desk.now)
    step, title = _titles(events, dossier.step)
    return QueueRow(
        code=row.code,
        url=reverse("dossiers:dossier", args=[row.code]),
        remaining=said,
        state_key=key,
        sign=sign,
        due=moment(row.due_at),
        step=step or STATES.get(PortalState(row.state), ""),
        task=_task(desk, row),
        holder=str(dossier.holder or ""),
        unit=str(dossier.unit or ""),
        applicant=dossier.applicant.name if named and dossier.applicant else "",
        procedure=row.procedure,
        procedure_title=title,
        channel=CHANNELS[Channel(row.channel)] if row.channel else "",
        order=order,
        runs=row.is_open and key != "lost",
    )


def _time(
    row: PublishedDossier, events: Sequence[DossierEvent], now: datetime
) -> tuple[float, tuple[str, str], str]:
    """Return the remaining minutes, how it stands, and both in words."""
    if not row.is_open:
        return inf, _FINISHED, "Đã có kết quả"
    if row.due_at is None:
        return inf, _UNKNOWN, "Không rõ ngày hẹn"
    try:
        standing = _standing(events, now) or _told(row.due_at, now)
    except UnableToCount:
        return inf, _UNKNOWN, "Lịch chưa có năm này"
    return (
        (standing.remaining or -standing.late) - (standing.timeliness is Timeliness.OVERDUE),
        _SIGNS[standing.timeliness],
        standing.text.rstrip("."),
    )


def _standing(events: Sequence[DossierEvent], now: datetime) -> Standing | None:
    due = deadline_of(events)
    return judge(clock(), due, now, finished=False) if due else None


def _told(due_at: datetime, now: datetime) -> Standing:
    """How a dossier stands whose source tells its due time and nothing else."""
    office = clock()
    gap, per_day = office.working_minutes(now, due_at), office.hours.hours_per_day
    if now > due_at:
        said = f"Quá hạn {amount(-gap, per_day)} làm việc"
        return Standing(Timeliness.OVERDUE, 0, 0, -gap, said)
    return Standing(Timeliness.RUNNING, 0, gap, 0, f"Còn {amount(gap, per_day)} làm việc")


def _titles(events: Sequence[DossierEvent], step: str) -> tuple[str, str]:
    """Return the titles of the step and of the procedure, by the version that it came in under."""
    version = next((one.payload["version"] for one in events if "version" in one.payload), "")
    try:
        procedure = procedure_version(version) if version else None
    except CatalogueError:
        procedure = None
    if procedure is None:
        return "", ""
    return procedure.step(step).title if step else "", procedure.title


def _task(desk: Desk, row: PublishedDossier) -> str:
    """Say what this person has to do with a dossier now."""
    dossier, state = row.dossier, PortalState(row.state)
    if desk.is_clerk and state is PortalState.FINISHED:
        return "chờ trả kết quả"
    if desk.is_clerk and state is PortalState.SUPPLEMENT_REQUESTED:
        return "nhận bổ sung khi người nộp mang đến"
    if desk.is_clerk and state is PortalState.REGISTERED:
        return "chờ tiếp nhận"
    if dossier.holder_id == desk.by.pk:
        return "bạn đang giữ"
    if dossier.holder_id is None and dossier.unit_id in desk.own_units:
        return "chờ nhận bàn giao"
    return ""
