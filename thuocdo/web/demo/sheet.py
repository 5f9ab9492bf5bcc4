"""Writing an export with the carelessness of real ones: mixed types, titles, months, totals."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import xlsxwriter

from thuocdo.web.demo.names import DEPARTMENT_SHORT, PROVINCE

if TYPE_CHECKING:
    from thuocdo.web.demo.dossiers import InventedDossier

__all__ = ["HEADINGS", "Line", "write"]

HEADINGS = (
    "STT",
    "Mã hồ sơ",
    "Mã TTHC",
    "Tên thủ tục hành chính",
    "Lĩnh vực",
    "Chủ hồ sơ",
    "Hình thức nộp",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày có kết quả",
    "Ngày trả kết quả",
    "Trạng thái",
    "Số lần yêu cầu bổ sung",
    "Số hóa thành phần hồ sơ",
    "Kết quả điện tử",
    "Phí, lệ phí (đồng)",
    "Thanh toán trực tuyến",
    "Mức độ hài lòng",
)
_AS_DATE_CELL = 0.25  # of the times; the rest is text


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier on the sheet; a text given here is written instead of the true value."""

    dossier: InventedDossier
    received: str | None = None
    supplements: str | None = None


Cell = str | float | datetime | None


def _time(moment: datetime | None, chance: random.Random) -> Cell:
    if moment is None:
        return None
    return moment if chance.random() < _AS_DATE_CELL else f"{moment:%d/%m/%Y %H:%M}"


def _fee(fee: int, chance: random.Random) -> Cell:
    return f"{fee:,}".replace(",", ".") if fee and chance.random() < 0.5 else fee  # noqa: PLR2004 - half


def _cells(number: int, line: Line, chance: random.Random) -> list[Cell]:
    dossier = line.dossier
    return [
        number,
        dossier.code,
        dossier.procedure,
        dossier.title,
        dossier.field,
        dossier.applicant,
        dossier.channel,
        line.received or _time(dossier.received, chance),
        _time(dossier.due, chance),
        _time(dossier.result, chance),
        _time(dossier.returned, chance),
        dossier.state,
        line.supplements or dossier.supplements or None,
        "x" if dossier.parts_digitised else None,
        "x" if dossier.result_digital else None,
        _fee(dossier.fee, chance),
        "x" if dossier.paid_online else None,
        dossier.rating or None,
    ]


def write(path: Path, lines: Sequence[Line], *, as_of: date, chance: random.Random) -> None:
    """Write the lines, month by month, under a title and above a total and signatures."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties(
        {"created": datetime(as_of.year, 1, 1, tzinfo=UTC), "title": "Danh sách hồ sơ"}
    )
    sheet = book.add_worksheet("DanhSach")
    when = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    sheet.set_column(0, len(HEADINGS) - 1, 18)
    for row, text in enumerate(_title(as_of)):
        sheet.write_string(row, 0, text)
    row = 6
    sheet.write_row(row, 0, HEADINGS)
    sheet.write_row(row + 1, 0, [f"({n})" for n in range(1, len(HEADINGS) + 1)])
    row += 2
    number = 0
    for month, group in groupby(lines, key=lambda line: line.dossier.received.month):
        sheet.write_string(row, 0, f"Tháng {month:02d}/{as_of.year}")
        for line in group:
            row += 1
            number += 1
            _write_row(sheet, row, _cells(number, line, chance), when)
        row += 1
    sheet.write_row(row + 1, 0, ["Tổng số", number])
    sheet.write_string(row + 2, 0, "Người lập biểu")
    sheet.write_string(row + 2, 4, "Chánh Văn phòng")
    book.close()
    path.write_bytes(buffer.getvalue())


def _write_row(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, cells: Sequence[Cell], when: object
) -> None:
    for place, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(row, place, cell)
        elif isinstance(cell, datetime):
            sheet.write_datetime(row, place, cell, when)
        elif cell is not None:
            sheet.write_number(row, place, cell)


def _title(as_of: date) -> list[str]:
    return [
        f"ỦY BAN NHÂN DÂN {PROVINCE.upper()}",
        DEPARTMENT_SHORT.upper(),
        "",
        f"DANH SÁCH HỒ SƠ THỦ TỤC HÀNH CHÍNH NĂM {as_of.year}",
        f"(Từ ngày 02/01/{as_of.year} đến ngày {as_of:%d/%m/%Y})",
    ]
