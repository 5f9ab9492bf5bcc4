"""The same invented annex of a decision as .docx, .xlsx, .xls and text."""

import io
from typing import Any

import docx
import xlsxwriter
import xlwt

ABOUT = [
    "PHỤ LỤC",
    "BỘ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CẤP SỞ NĂM 2027",
    "(Kèm theo Quyết định số 4512/QĐ-UBND ngày 15/12/2026 của Ủy ban nhân dân tỉnh Thử)",
]
HEADING = ["STT", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Điểm tối đa", "Cách tính điểm", "Tài liệu kiểm chứng"]  # fmt: skip
# None: covered by the cell above. Options of 2 stand in rows of their own, with and without points.
ROWS: list[list[Any]] = [
    ["I", "CHỈ ĐẠO, ĐIỀU HÀNH", 6, "", ""],
    ["1", "Kế hoạch CCHC năm", 2, "", ""],
    ["1.1", "Ban hành kế hoạch", 1, "- Kịp thời: 1\n- Không kịp thời: 0,5\n- Không ban hành: 0", "Kế hoạch"],
    ["1.2", "Mức độ hoàn thành kế hoạch", 1, "Từ 70% đến 100% thì tính theo tỷ lệ; dưới 70%: 0", None],
    ["2", "Tuyên truyền CCHC", 1, "", ""],
    ["", "Có tuyên truyền", 1, "", ""],
    ["", "Không tuyên truyền", 0, "", ""],
    ["3", "Sáng kiến CCHC", 2, "Mỗi sáng kiến được 0,5 điểm, tối đa 2 điểm", ""],
    ["4", "Kiểm tra CCHC", 1, "Theo nhận xét của Tổ kiểm tra", ""],
    ["II", "THỦ TỤC HÀNH CHÍNH", 4, "", ""],
    ["1", "Giải quyết đúng hạn, trước hạn", 2, "(b*2,00)/100", ""],
    ["2", "Báo cáo đúng hạn", 1.5, "Thiếu 01 báo cáo trừ 0,25 điểm", ""],
    ["III", "ĐIỂM TRỪ", 2, "", ""],
    ["1", "Vi phạm kỷ luật", 2, "Mỗi vi phạm trừ 0,5 điểm, tối đa 2 điểm", ""],
]  # fmt: skip
TOTAL: list[Any] = ["", "Tổng cộng", 12, "", ""]
PAGE = 5  # rows on the first page of the Word file

# What every one of the four must be read as: code, points, method.
EXPECTED = [
    ("I", "6", ()),
    ("I.1", "2", ()),
    ("I.1.1", "1", ("- Kịp thời: 1", "- Không kịp thời: 0,5", "- Không ban hành: 0")),
    ("I.1.2", "1", ("Từ 70% đến 100% thì tính theo tỷ lệ; dưới 70%: 0",)),
    ("I.2", "1", ("Có tuyên truyền: 1", "Không tuyên truyền: 0")),
    ("I.3", "2", ("Mỗi sáng kiến được 0,5 điểm, tối đa 2 điểm",)),
    ("I.4", "1", ("Theo nhận xét của Tổ kiểm tra",)),
    ("II", "4", ()),
    ("II.1", "2", ("(b*2,00)/100",)),
    ("II.2", "1.5", ("Thiếu 01 báo cáo trừ 0,25 điểm",)),
    ("III", "2", ()),
    ("III.1", "2", ("Mỗi vi phạm trừ 0,5 điểm, tối đa 2 điểm",)),
]


def _said(value: Any) -> str:
    return "" if value is None else str(value).replace(".", ",") if value != "" else ""


def _printed(row: list[Any]) -> list[str]:
    return [row[0], row[1], _said(row[2]), *(row[3:])]


def word() -> bytes:
    """A Word file whose table is split by a page, the heading repeated, cells merged."""
    document = docx.Document()
    for text in ABOUT:
        document.add_paragraph(text)
    for rows in ([HEADING, *ROWS[:PAGE]], [HEADING, *ROWS[PAGE:], TOTAL]):
        table = document.add_table(len(rows), len(HEADING))
        for index, row in enumerate(rows):
            for column, value in enumerate(_printed(row)):
                if value is None:
                    table.cell(index - 1, column).merge(table.cell(index, column))
                elif value:
                    table.cell(index, column).text = value
    document.add_paragraph("TM. ỦY BAN NHÂN DÂN")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def excel() -> bytes:
    """An Excel file with numbers as numbers and a title over the table."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("Phụ lục")
    for index, text in enumerate(ABOUT):
        sheet.merge_range(index, 0, index, 4, text)
    for index, row in enumerate([HEADING, *ROWS, TOTAL], len(ABOUT)):
        for column, value in enumerate(row):
            if value is None:
                sheet.merge_range(
                    index - 1, column, index, column, ROWS[index - len(ABOUT) - 2][column]
                )
            elif value != "":
                sheet.write(index, column, value)
    book.close()
    return stream.getvalue()


def old_excel() -> bytes:
    """An .xls file, without merged cells."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("PL")
    for index, text in enumerate(ABOUT):
        sheet.write(index, 0, text)
    for index, row in enumerate([HEADING, *ROWS, TOTAL], len(ABOUT)):
        for column, value in enumerate(row):
            if value not in {None, ""}:
                sheet.write(index, column, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def text() -> bytes:
    """Lines with tabs; a cell's lines become one, as when a table is copied out."""
    rows = [_printed(row) for row in [HEADING, *ROWS, TOTAL]]
    lines = ["\t".join((cell or "").replace("\n", "; ") for cell in row) for row in rows]
    return "\n".join([*ABOUT, *lines]).encode()
