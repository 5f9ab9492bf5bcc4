"""Rows that are not dossiers: months between them, totals, numbering, headings, signatures."""

import re
from collections.abc import Sequence
from datetime import UTC
from enum import StrEnum

from thuocdo.core.tables.dossiers.cells import is_blank, text_of
from thuocdo.core.tables.dossiers.headings import Column, Table, column_of
from thuocdo.core.tables.dossiers.moments import UnreadableTime, parse_moment
from thuocdo.core.tables.dossiers.words import channel_of, state_of
from thuocdo.core.tables.grid import CellValue
from thuocdo.core.vietnamese import fold

__all__ = ["Furniture", "furniture_of", "total_in"]


class Furniture(StrEnum):
    """What a row is if it is no dossier."""

    HEADING = "heading"
    NUMBERING = "numbering"
    TOTAL = "total"
    TEXT = "text"


_TIMES = (Column.RECEIVED, Column.DUE, Column.RESULT, Column.RETURNED)
_NUMBERING = re.compile(r"[(\[]?([0-9]{1,2}|[A-Za-z])[)\]]?(\s*=.*)?")
_TOTAL = re.compile(r"(tong|cong|luy ke)\b")
_GRAND_TOTAL = re.compile(
    r"tong( so| cong)?( so)?( ho so)? ?:? ?(?P<number>\d{1,3}(\.\d{3})+|\d+)( ho so)?"
)
_CODE = re.compile(r"(?=.*\d)\S{4,}$")
_FEWEST_NUMBERS = 3
_MOST_TEXTS = 4  # cells of a line of signatures
_LONE_CODE = 8  # characters that tell a code standing alone from a month


def furniture_of(row: Sequence[CellValue], table: Table) -> Furniture | None:
    """Return what a row is that could not be read as a dossier, or None if it is a bad dossier.

    Asked only of rows that hold something and that failed to be read, so that a good row can
    never be taken for furniture. In doubt a row is a dossier: it is then refused and listed.
    """
    cells = [(place, text_of(cell)) for place, cell in enumerate(row) if not is_blank(cell)]
    texts = [text for _, text in cells]
    if len(cells) >= _FEWEST_NUMBERS and all(_NUMBERING.fullmatch(text) for text in texts):
        return Furniture.NUMBERING
    # A date alone is the line above the signatures, whatever column it stands in.
    times = len(cells) > 1 and any(_is_time(row, table, column) for column in _TIMES)
    if not times and any(_TOTAL.match(fold(text)) for text in texts[:2]):
        return Furniture.TOTAL
    if times or _has_words(row, table) or _has_code(row, table, len(cells)):
        return None
    if any(column_of(text) for text in texts):
        return Furniture.HEADING
    return Furniture.TEXT if len(cells) <= _MOST_TEXTS else None


def _cell(row: Sequence[CellValue], table: Table, column: Column) -> CellValue:
    place = table.places.get(column, len(row))
    return row[place] if place < len(row) else None


def _is_time(row: Sequence[CellValue], table: Table, column: Column) -> bool:
    try:
        return parse_moment(_cell(row, table, column), UTC) is not None
    except UnreadableTime:
        return False


def _has_words(row: Sequence[CellValue], table: Table) -> bool:
    """Return whether the row names a channel or a state in words (a number may be a total)."""
    channel = _cell(row, table, Column.CHANNEL)
    state = _cell(row, table, Column.STATE)
    return (isinstance(channel, str) and channel_of(channel) is not None) or (
        isinstance(state, str) and state_of(state) is not None
    )


def _has_code(row: Sequence[CellValue], table: Table, cells: int) -> bool:
    code = _cell(row, table, Column.CODE)
    if not isinstance(code, str) or not _CODE.match(code.strip()):
        return False
    return cells > 2 or len(code.strip()) >= _LONE_CODE  # noqa: PLR2004 - a number and the code


def total_in(row: Sequence[CellValue]) -> int | None:
    """Return the number of a row that says nothing but "Tổng số: 8.240", or None."""
    said = fold(" ".join(text for text in map(text_of, row) if text))
    found = _GRAND_TOTAL.fullmatch(said)
    return None if found is None else int(found["number"].replace(".", ""))
