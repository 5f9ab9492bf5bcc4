"""A cell's value as the text that a person sees in it."""

import unicodedata
from dataclasses import replace
from datetime import date, datetime

from thuocdo.core.tables.grid import CellValue, Document, Grid
from thuocdo.core.vietnamese import clean

__all__ = ["cell_at", "cell_text", "code_text", "without_controls"]

_CONTROLS = {"Cc", "Cs"}  # control characters, and halves of a pair that encode nothing


def _plain(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(
        sign if unicodedata.category(sign) not in _CONTROLS else " " if sign.isspace() else ""
        for sign in text
    )


def without_controls(document: Document) -> Document:
    """Return the document without control characters; tabs and line ends become spaces.

    No one sees them, and databases refuse some (NUL). Old encodings must be converted before:
    they use control characters for letters.
    """

    def plain(value: CellValue) -> CellValue:
        return _plain(value) if isinstance(value, str) else value

    grids = [
        replace(
            grid,
            sheet=_plain(grid.sheet),
            rows=[[plain(cell) for cell in row] for row in grid.rows],
        )
        for grid in document.grids
    ]
    paragraphs = [_plain(text) for text in document.paragraphs]
    return replace(document, grids=grids, paragraphs=paragraphs)


def cell_text(value: CellValue) -> str:
    """Return the text of a cell: dates as dd/mm/yyyy, numbers with a decimal comma."""
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return f"{day:%d/%m/%Y}"
    if isinstance(value, float):
        return (f"{value:.0f}" if value.is_integer() else repr(value)).replace(".", ",")
    return str(value)


def code_text(value: CellValue) -> str:
    """Return the text of a code's cell; sheets turn `1.2` into a number or into 1 February."""
    if isinstance(value, date):
        return f"{value.day}.{value.month}"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(value)
    return cell_text(value)


def cell_at(grid: Grid, row: int, column: int) -> CellValue:
    """Return a cell by its indices, None outside the grid (merged cells may begin there)."""
    if 0 <= row < len(grid.rows) and 0 <= column < len(grid.rows[row]):
        return grid.rows[row][column]
    return None
