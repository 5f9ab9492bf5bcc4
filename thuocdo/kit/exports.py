"""Rows as a file to take away: .xlsx and .csv, harmless to open, with the hash of what was given."""

import base64
import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from thuocdo.kit.formats import day, moment

__all__ = ["KINDS", "Cell", "as_csv", "as_xlsx", "attachment"]

Cell = str | int | Decimal | date | datetime | bool | None

KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_TYPES = KINDS | {"jsonl": "application/jsonl; charset=utf-8"}
# A spreadsheet program takes a cell that begins so for a formula and may run what it says.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_HASH_IN_NAME = 12
_WIDEST = 60


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the rows as CSV in UTF-8 with a mark, so that Excel reads the Vietnamese letters."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_harmless(heading) for heading in headings])
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(
    title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, now: datetime
) -> bytes:
    """Return the rows as a workbook of one sheet: title, headings that stay, rows as typed cells."""
    import xlsxwriter

    data = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "dd/mm/yyyy hh:mm",
        "remove_timezone": True,
    }
    with xlsxwriter.Workbook(data, options) as book:
        book.set_properties({"title": title, "created": timezone.localtime(now)})
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        dated = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Danh sách")
        sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 13}))
        widths = [len(heading) for heading in headings]
        for column, heading in enumerate(headings):
            sheet.write_string(2, column, heading, bold)
        for number, row in enumerate(rows, start=3):
            for column, cell in enumerate(row):
                _write(sheet, number, column, cell, dated)
                widths[column] = max(widths[column], len(_plain(cell)))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(width + 2, _WIDEST))
        sheet.freeze_panes(3, 1)
    return data.getvalue()


def attachment(data: bytes, *, stem: str, kind: str) -> HttpResponse:
    """Answer with the file; its SHA-256 stands in the headers, and begins in its name."""
    digest = hashlib.sha256(data)
    name = f"{stem}-{digest.hexdigest()[:_HASH_IN_NAME]}.{kind}"
    return HttpResponse(
        data,
        content_type=_TYPES[kind],
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-SHA256": digest.hexdigest(),
            "Repr-Digest": f"sha-256=:{base64.b64encode(digest.digest()).decode()}:",
        },
    )


def _write(sheet: Any, row: int, column: int, cell: Cell, dated: Any) -> None:
    match cell:
        case None:
            return
        case bool():
            sheet.write_string(row, column, _plain(cell))
        case int() | Decimal():
            sheet.write_number(row, column, cell)
        case datetime():
            sheet.write_datetime(row, column, timezone.localtime(cell))
        case date():
            sheet.write_datetime(row, column, cell, dated)
        case str():
            sheet.write_string(row, column, cell)  # as a string, whatever it begins with


def _plain(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "Có" if cell else "Không"
        case datetime():
            return moment(cell)
        case date():
            return day(cell)
        case _:
            return str(cell)


def _harmless(cell: Cell) -> str:
    text = _plain(cell)
    if isinstance(cell, str) and text.lstrip(" ").startswith(_FORMULA_SIGNS):
        return f"'{text}"
    return text
