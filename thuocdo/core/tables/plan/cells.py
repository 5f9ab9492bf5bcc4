"""A cell's value as the text that a person sees in it."""

from datetime import date, datetime

from thuocdo.core.tables.grid import CellValue, Grid
from thuocdo.core.vietnamese import clean

__all__ = ["cell_at", "cell_text", "code_text"]


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
