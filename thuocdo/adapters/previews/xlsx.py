"""Workbooks as blocks: each visible sheet a table of texts, as far as a page can hold it."""

from datetime import date, datetime, time
from decimal import Decimal

from thuocdo.adapters.tables.sheets import read_sheets
from thuocdo.core.previews import Preview, TableBlock, UnableToPreview
from thuocdo.core.tables.grid import CellValue, UnreadableFile
from thuocdo.core.vietnamese import format_number

__all__ = ["preview_xlsx"]

MOST_ROWS = 200
MOST_COLUMNS = 30
MOST_SHEETS = 20


def preview_xlsx(data: bytes) -> Preview:
    """Return the sheets that hold anything.

    Raises:
        UnableToPreview: it cannot be opened, or is empty.
    """
    try:
        document = read_sheets("tệp", data)
    except UnreadableFile as error:
        raise UnableToPreview("Tệp Excel bị hỏng hoặc trống nên không xem trước được.") from error
    shortened = len(document.grids) > MOST_SHEETS
    blocks = []
    for grid in document.grids[:MOST_SHEETS]:
        shortened |= len(grid.rows) > MOST_ROWS
        shortened |= any(len(row) > MOST_COLUMNS for row in grid.rows[:MOST_ROWS])
        rows = tuple(
            tuple(_text(cell) for cell in row[:MOST_COLUMNS]) for row in grid.rows[:MOST_ROWS]
        )
        blocks.append(TableBlock(rows, title=grid.sheet))
    return Preview(tuple(blocks), shortened)


def _text(cell: CellValue) -> str:
    """Return a cell as people read it; calamine gives every number as a float."""
    match cell:
        case bool():
            return "có" if cell else "không"
        case int() | float():
            return format_number(Decimal(str(cell)))
        case datetime() if cell.time() == time(0):
            return f"{cell:%d/%m/%Y}"
        case datetime():
            return f"{cell:%d/%m/%Y %H:%M}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case _:
            return str(cell)
