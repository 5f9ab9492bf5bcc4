"""The same invented plan as .docx, .xlsx and .xls, with the traps that each program makes."""

import io
from typing import Any

import docx
import xlsxwriter
import xlwt
from docx.oxml.ns import qn

TITLE = "(Kèm theo Kế hoạch số 8/KH-SĐĐ ngày 05/3/2026 của Sở Đèn đường, đạt 9,5/12 điểm)"
HEADING: list[list[Any]] = [
    ["STT", "Tiêu chí", "Thang điểm", "Phân công", "", "Sản phẩm", "Thời hạn"],
    ["", "", "", "Chủ trì", "Phối hợp", "", ""],
]
# Areas in Roman numbers, tasks that count anew in each; None: covered by the cell above.
ROWS: list[list[Any]] = [
    ["I", "ĐIỀU HÀNH", "", "", "", "", ""],
    ["1", "Kế hoạch thắp sáng", 1.5, "Văn phòng Sở", "Các đội", "Kế hoạch", "15/4/2026"],
    ["2", "Báo cáo thắp sáng", 0.5, None, None, "Báo cáo", ""],
    ["II", "CỘT VÀ BÓNG", "", "", "", "", ""],
    ["1", "Theo dõi cột đèn", 3, "", "", "", ""],
    ["a", "Kiểm tra cột", 1, "Đội Cột đèn", "Văn phòng Sở", "Biên bản", "trước ngày 30/6/2026"],
    ["b", "Sửa cột nghiêng", 2, None, None, None, ""],
    ["2", "Thay bóng đèn", 4, "Đội Bóng đèn", "", "", ""],
]
TOTAL: list[Any] = ["", "Tổng cộng", 9, "", "", "", ""]
PAGE = 4  # rows on the first page of the Word file

# What every one of the three must be read as: code, points, lead, support, requirement.
EXPECTED = [
    ("I", None, "", "", ""),
    ("I.1", "1.5", "Văn phòng Sở", "Các đội", "Kế hoạch"),
    ("I.2", "0.5", "Văn phòng Sở", "Các đội", "Báo cáo"),
    ("II", None, "", "", ""),
    ("II.1", "3", "", "", ""),
    ("II.1.a", "1", "Đội Cột đèn", "Văn phòng Sở", "Biên bản"),
    ("II.1.b", "2", "Đội Cột đèn", "Văn phòng Sở", "Biên bản"),
    ("II.2", "4", "Đội Bóng đèn", "", ""),
]


def _text(value):
    return "" if value is None else str(value).replace(".", ",") if value != "" else ""


def _fill(document, rows):
    table = document.add_table(len(rows), len(rows[0]))
    for index, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is None:
                table.cell(index - 1, column).merge(table.cell(index, column))
            elif value != "":
                table.cell(index, column).text = (
                    str(value) if isinstance(value, str) else _text(value)
                )
        if row[1].isupper():  # an area's title runs over the whole row
            table.cell(index, 1).merge(table.cell(index, len(row) - 1))
    return table


def word(*, encode=str, font=None):
    """A Word file whose table is split in two by a page, the heading repeated on the second."""
    document = docx.Document()
    document.add_paragraph(TITLE)
    for rows in ([*HEADING, *ROWS[:PAGE]], [*HEADING, *ROWS[PAGE:], TOTAL]):
        table = _fill(document, rows)
        table.cell(0, 3).merge(table.cell(0, 4))
        for column in (0, 1, 2, 5, 6):
            table.cell(0, column).merge(table.cell(1, column))
    document.add_paragraph("GIÁM ĐỐC")
    for run in (r for p in document.element.body.iter(qn("w:p")) for r in p.r_lst):
        capitals = run.text.isupper()
        run.text = encode(run.text)
        if font:
            fonts = run.get_or_add_rPr().get_or_add_rFonts()
            fonts.set(qn("w:ascii"), font + ("H" if capitals else ""))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def excel(*, encode=str):
    """A workbook whose table starts at C4, beside a hidden sheet."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    draft = book.add_worksheet("Nháp")
    draft.write_row(0, 0, [encode(label) for label in ["TT", "Nhiệm vụ", "Điểm", "Chủ trì"]])
    draft.write_row(1, 0, ["9", "Nháp", "100", "Nháp"])
    draft.hide()
    sheet = book.add_worksheet("Giao việc")
    sheet.activate()
    sheet.set_first_sheet()
    sheet.write(1, 2, encode(TITLE))
    rows = [*HEADING, *ROWS, TOTAL]
    for index, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(3 + index, 2 + column, encode(value)) if value else None
            elif value is None and rows[index - 1][column] is not None:
                held = encode(rows[index - 1][column])
                sheet.merge_range(2 + index, 2 + column, 3 + index, 2 + column, held)
            elif value is not None:
                sheet.write_number(3 + index, 2 + column, value)
    book.close()
    return stream.getvalue()


def old_excel():
    book = xlwt.Workbook()
    sheet = book.add_sheet("Giao việc")
    sheet.write(0, 0, TITLE)
    rows = [*HEADING, *ROWS, TOTAL]
    for index, row in enumerate(rows):
        for column, value in enumerate(row):
            below = rows[index + 1][column] if index + 1 < len(rows) else ""
            if value is not None and below is None:
                sheet.write_merge(2 + index, 3 + index, column, column, value)
            elif value not in {None, ""}:
                sheet.write(2 + index, column, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
