"""The demo's plan as a Word file, with the traps of real plans in its table."""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.table import Table, _Row

from thuocdo.web.demo.names import DEPARTMENT, PROVINCE
from thuocdo.web.demo.plan_rows import ROWS, PlanRow

__all__ = ["HEADINGS", "write_plan"]

HEADINGS = (
    *("TT", "Nhiệm vụ", "Điểm tối đa", "Chủ trì", "Phối hợp"),
    *("Nội dung yêu cầu", "Ghi chú"),
)
_MERGED = (("2.2.1", "2.2.3"), ("2.3.1", "2.3.2"))  # first and last row of cells merged downwards
_MERGED_COLUMNS = (3, 4, 5, 6)
_CUT_AFTER = "3.3.2"  # the page ends inside this row, so that its second half stands alone
_CUT_COLUMNS = (1, 6)
_WHEN = datetime(2024, 4, 12, tzinfo=UTC)

_BEFORE = (
    f"Căn cứ kế hoạch của Ủy ban nhân dân {PROVINCE} về nâng chỉ số cải cách hành chính năm 2024;"
    " năm 2023 Sở đạt 80,36/95 điểm (84,59%), xếp thứ 13 trong 21 sở, ban, ngành.",
    "I. MỤC ĐÍCH",
    "Giữ những điểm đã đạt, lấy lại những điểm đã mất; mỗi tiêu chí có một nơi chịu trách nhiệm.",
    "II. PHÂN CÔNG",
    "Mỗi phòng, đơn vị nhận việc theo bảng dưới đây; chậm tiến độ phải báo trước với Văn phòng Sở.",
)
_AFTER = (
    "III. TỔ CHỨC THỰC HIỆN",
    "Văn phòng Sở theo dõi, tổng hợp; các phòng, đơn vị báo cáo khi có vướng mắc.",
)


def write_plan(path: Path) -> None:
    """Write the plan; the file is the same each time."""
    document = docx.Document()
    properties = document.core_properties
    properties.author, properties.title = DEPARTMENT, "Kế hoạch nâng chỉ số năm 2024"
    properties.created = properties.modified = _WHEN
    for text in (DEPARTMENT.upper(), "Số: 118 /KH-SGTVT", "Thanh Giang, ngày 12 tháng 4 năm 2024"):
        document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_heading("KẾ HOẠCH", level=1)
    document.add_paragraph("Nâng chỉ số cải cách hành chính của Sở năm 2024")
    for text in _BEFORE:
        document.add_paragraph(text)
    _add_tables(document)
    for text in _AFTER:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    path.write_bytes(_without_clock(buffer.getvalue()))


def _add_tables(document: Document) -> None:
    """Add the table in the two pieces that a page break makes of it, each with headings."""
    cut = 1 + next(place for place, row in enumerate(ROWS) if row.code == _CUT_AFTER)
    upper, lower = _halves(ROWS[cut - 1])
    _add_table(document, [*ROWS[: cut - 1], upper])
    document.add_paragraph()
    _add_table(document, [lower, *ROWS[cut:]])


def _halves(row: PlanRow) -> tuple[PlanRow, PlanRow]:
    """Cut a row's long cells in their middle; the lower half has no code."""
    title, title_rest = _cut(row.title)
    note, note_rest = _cut(row.note)
    upper = PlanRow(row.code, title, row.points, row.lead, row.support, row.requirement, note)
    return upper, PlanRow("", title_rest, note=note_rest)


def _cut(text: str) -> tuple[str, str]:
    words = text.split()
    middle = len(words) // 2
    return " ".join(words[:middle]), " ".join(words[middle:])


def _texts(row: PlanRow) -> tuple[str, ...]:
    return (row.code, row.title, row.points, row.lead, row.support, row.requirement, row.note)


def _add_table(document: Document, rows: Sequence[PlanRow]) -> None:
    table = document.add_table(rows=1, cols=len(HEADINGS))
    table.style = "Table Grid"
    _fill(table.rows[0], HEADINGS)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in rows:
        _fill(table.add_row(), _texts(row))
    places = {row.code: place for place, row in enumerate(rows, start=1)}
    for first, last in _MERGED:
        if first in places:
            _merge(table, places[first], places[last])


def _fill(row: _Row, texts: Sequence[str]) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        cell.text = text


def _merge(table: Table, first: int, last: int) -> None:
    for column in _MERGED_COLUMNS:
        merged = table.cell(first, column).merge(table.cell(last, column))
        for paragraph in merged.paragraphs[1:]:  # merging leaves an empty one per cell
            paragraph._p.getparent().remove(paragraph._p)


def _without_clock(data: bytes) -> bytes:
    """Return the same archive with one fixed time on every part."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.infolist():
            fixed = zipfile.ZipInfo(member.filename, _WHEN.timetuple()[:6])
            fixed.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(fixed, source.read(member))
    return packed.getvalue()
