"""The day that the numbers of an export speak for, if nobody says another."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, tzinfo
from enum import StrEnum

from thuocdo.core.rows import DossierRow
from thuocdo.core.tables.dossiers.moments import UnreadableTime, parse_day
from thuocdo.core.tables.grid import CellValue
from thuocdo.core.vietnamese import fold

__all__ = ["AsOfSource", "last_event", "title_day"]

_UNTIL = re.compile(
    r"\bden (?:het |cuoi )?"
    r"(?:(?:luc )?\d{1,2} ?(?:gio|g|h|:) ?(?:\d{2}(?::\d{2})? ?(?:phut|p)?)?,? )?(?:ngay )?"
    r"(\d{1,2} ?[/.\-] ?\d{1,2} ?[/.\-] ?\d{4}|\d{1,2} thang \d{1,2} nam \d{4})"
)
_LONGEST_TITLE = 400


class AsOfSource(StrEnum):
    """Where the day comes from."""

    GIVEN = "given"
    TITLE = "title"
    LAST_EVENT = "last_event"


def title_day(cells: Iterable[CellValue]) -> date | None:
    """Return the last day that texts above a table name after "đến ngày", or None."""
    days = []
    for cell in cells:
        if not isinstance(cell, str) or not cell:
            continue
        for found in _UNTIL.finditer(fold(cell[:_LONGEST_TITLE])):
            try:
                days.append(parse_day(found[1]))
            except UnreadableTime:
                continue
    return max(days, default=None)


def last_event(rows: Sequence[DossierRow], zone: tzinfo) -> tuple[date, int] | None:
    """Return the local day of the last receipt, result or return, and whose it is (its index)."""
    if not rows:
        return None
    last = max(range(len(rows)), key=lambda index: _end_of(rows[index]))
    return _end_of(rows[last]).astimezone(zone).date(), last


def _end_of(row: DossierRow) -> datetime:
    return max(time for time in (row.received_at, row.result_at, row.returned_at) if time)
