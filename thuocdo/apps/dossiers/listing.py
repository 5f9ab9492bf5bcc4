"""Lists of dossiers: their filters, their cells on a page and in a file."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from thuocdo.apps.dossiers.models import PublishedDossier
from thuocdo.apps.rulebooks.queries import clock
from thuocdo.core.rows import Channel, PortalState
from thuocdo.core.tables.dossiers.words import CHANNELS, STATES
from thuocdo.core.vietnamese import fold
from thuocdo.core.worktime import UnableToCount
from thuocdo.kit.exports import Cell
from thuocdo.kit.formats import moment, number

__all__ = [
    "COLUMNS",
    "Choices",
    "DossierFilter",
    "ShownDossier",
    "export_cells",
    "filtered",
    "narrowed",
    "shown",
]

COLUMNS = (
    "Mã hồ sơ",
    "Mã thủ tục",
    "Hình thức nộp",
    "Tiếp nhận lúc",
    "Hẹn trả lúc",
    "Có kết quả lúc",
    "Kết quả so với hẹn",
    "Số lần yêu cầu bổ sung",
    "Trạng thái",
)
_NOT_SAID = "không rõ"
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_HOUR = 60  # minutes
_KEPT = 300  # seconds for which the procedures of a long list are kept


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer: pairs of value and words."""

    procedures: list[tuple[str, str]]
    channels: list[tuple[str, str]]
    months: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class DossierFilter:
    """What a list is narrowed to, as its address says."""

    text: str = ""
    procedure: str = ""
    channel: str = ""
    month: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> "DossierFilter":
        """Read `?tim=&thu-tuc=&hinh-thuc=&thang=`; what cannot be read is left out."""
        asked = {name: str(value).replace("\x00", "") for name, value in query.dict().items()}
        month = asked.get("thang", "")
        channel = asked.get("hinh-thuc", "")
        return cls(
            text=asked.get("tim", "").strip()[:100],
            procedure=asked.get("thu-tuc", "")[:40],
            channel=channel if channel in {*Channel, "-"} else "",
            month=month if _month(month) else "",
        )

    @property
    def narrows(self) -> bool:
        return any((self.text, self.procedure, self.channel, self.month))

    def choices(self, rows: QuerySet[PublishedDossier], *, few: bool = True) -> Choices:
        """Offer the procedures that occur, every way of handing in, the months from first to last.

        Args:
            few: the list is short enough to be read for it; else its procedures are read anew only
                every few minutes.
        """
        procedures = list(_procedures(rows)) if few else _kept_procedures(rows)
        return Choices(
            procedures=[(code, code) for code in procedures],
            channels=[(code or "-", _channel(code)) for code in (*Channel, None)],
            months=[(f"{first:%Y-%m}", f"Tháng {first:%m/%Y}") for first in _months(rows)],
        )


@dataclass(frozen=True, slots=True)
class ShownDossier:
    """One row, every cell as text."""

    code: str
    url: str
    procedure: str
    channel: str
    received: str
    due: str
    result: str
    outcome: str
    outcome_state: str
    supplements: str
    state: str


def filtered(
    rows: QuerySet[PublishedDossier], wanted: DossierFilter, known_before: datetime | None = None
) -> QuerySet[PublishedDossier] | Sequence[PublishedDossier]:
    """Narrow a short list; free text is compared without case and accents, on every column of words."""
    rows = narrowed(rows, wanted)
    if not wanted.text:
        return rows
    sought = fold(wanted.text)
    return [row for row in rows if sought in _searchable(row, known_before)]


def narrowed(rows: QuerySet[PublishedDossier], wanted: DossierFilter) -> QuerySet[PublishedDossier]:
    """Narrow a list by all but its text."""
    if wanted.procedure:
        rows = rows.filter(procedure=wanted.procedure)
    if wanted.channel:
        rows = rows.filter(channel=None if wanted.channel == "-" else wanted.channel)
    if first := _month(wanted.month):
        rows = rows.filter(received_at__gte=first, received_at__lt=_next_month(first))
    return rows


def shown(row: PublishedDossier, url: str, known_before: datetime | None = None) -> ShownDossier:
    """Prepare one row for a page; what happened from `known_before` on is not yet known."""
    result_at = _known(row.result_at, known_before)
    state, outcome = _outcome(row, result_at)
    return ShownDossier(
        code=row.code,
        url=url,
        procedure=row.procedure,
        channel=_channel(row.channel),
        received=moment(row.received_at),
        due=moment(row.due_at),
        result=moment(result_at),
        outcome=outcome,
        outcome_state=state,
        supplements=number(row.supplement_requests),
        state=STATES.get(PortalState(row.state), _NOT_SAID),
    )


def export_cells(row: PublishedDossier, known_before: datetime | None = None) -> tuple[Cell, ...]:
    """Prepare one row for a file, typed, in the order of `COLUMNS`."""
    result_at = _known(row.result_at, known_before)
    return (
        row.code,
        row.procedure,
        _channel(row.channel),
        row.received_at,
        row.due_at,
        result_at,
        _outcome(row, result_at)[1],
        row.supplement_requests,
        STATES.get(PortalState(row.state), _NOT_SAID),
    )


def _procedures(rows: QuerySet[PublishedDossier]) -> Iterable[str]:
    return rows.order_by("procedure").values_list("procedure", flat=True).distinct()


def _kept_procedures(rows: QuerySet[PublishedDossier]) -> list[str]:
    asked = hashlib.sha256(str(rows.order_by().query).encode()).hexdigest()
    key = f"dossiers.procedures.{asked}"
    found: list[str] | None = cache.get(key)
    if found is None:
        found = list(_procedures(rows))
        cache.set(key, found, _KEPT)
    return found


def _months(rows: QuerySet[PublishedDossier]) -> list[datetime]:
    """From the two ends of an index, so that nothing is read in between."""
    by_time = rows.order_by("received_at").values_list("received_at", flat=True)
    first, last = by_time.first(), by_time.last()
    months = []
    at = _month(f"{timezone.localtime(first):%Y-%m}") if first else None
    while at and last and at <= last:
        months.append(at)
        at = _next_month(at)
    return months


def _known(at: datetime | None, before: datetime | None) -> datetime | None:
    return None if at is None or (before is not None and at >= before) else at


def _outcome(row: PublishedDossier, result_at: datetime | None) -> tuple[str, str]:
    if result_at is None:
        return "unknown", "◌ chưa có kết quả"
    if row.due_at is None:
        return "unknown", "◌ không rõ ngày hẹn"
    if result_at > row.due_at:
        return "lost", f"✕ quá hạn {_lateness(row.due_at, result_at)}".rstrip()
    return "won", "✓ đúng hạn"


def _lateness(due_at: datetime, result_at: datetime) -> str:
    """Say the working time in its largest unit; nothing where none passed or no year tells it."""
    office = clock()
    try:
        minutes = office.working_minutes(due_at, result_at)
    except UnableToCount:
        return ""
    day = office.hours.hours_per_day * _HOUR
    for unit, words in ((day, "ngày"), (_HOUR, "giờ"), (1, "phút")):
        if minutes >= unit:
            return f"{number(minutes // unit)} {words} làm việc"
    return ""


def _searchable(row: PublishedDossier, known_before: datetime | None) -> str:
    words: tuple[Any, ...] = (
        row.code,
        row.procedure,
        _channel(row.channel),
        STATES.get(PortalState(row.state), ""),
        _outcome(row, _known(row.result_at, known_before))[1],
    )
    return fold(" ".join(words))


def _channel(code: str | None) -> str:
    return CHANNELS[Channel(code)] if code else "Không rõ"


def _month(text: str) -> datetime | None:
    try:
        first = datetime.strptime(text, "%Y-%m")  # noqa: DTZ007 - made aware below
    except ValueError:
        return None
    return timezone.make_aware(first) if _FIRST_YEAR <= first.year <= _LAST_YEAR else None


def _next_month(first: datetime) -> datetime:
    year, month = divmod(first.year * 12 + first.month, 12)
    return first.replace(year=year, month=month + 1)
