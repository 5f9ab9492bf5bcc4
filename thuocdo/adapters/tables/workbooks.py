"""Writing workbooks of several sheets: headings that stay, days as days, text as text."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from thuocdo.core.tables.agencies import WrittenSheet

__all__ = ["write_workbook"]

_WIDEST = 60


def write_workbook(sheets: Sequence[WrittenSheet]) -> bytes:
    """Return the sheets as an .xlsx file; nothing a cell holds is ever taken for a formula."""
    import xlsxwriter

    data = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(data, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
        for sheet in sheets:
            _write(book.add_worksheet(sheet.title), sheet, bold, day)
    return data.getvalue()


def _write(page: Any, sheet: WrittenSheet, bold: Any, day: Any) -> None:
    for column, heading in enumerate(sheet.headings):
        page.write_string(0, column, heading, bold)
        shown = [len(str(row[column] or "")) for row in sheet.rows]
        page.set_column(column, column, min(max([len(heading), *shown]) + 2, _WIDEST))
    for number, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(number, column, cell, day)
            elif cell:
                page.write_string(number, column, cell)
    page.freeze_panes(1, 1)
