"""Word and Excel as plain blocks: what stands in them, nothing of what could run."""

import io
import zipfile
from datetime import datetime

import pytest
import xlsxwriter
from docx import Document

from thuocdo.adapters.previews import docx as docx_previews
from thuocdo.adapters.previews.opening import preview
from thuocdo.core.previews import Heading, Paragraph, TableBlock, UnableToPreview


def word() -> bytes:
    document = Document()
    document.add_heading("Báo cáo", 0)
    document.add_heading("I. Kết quả", 1)
    document.add_paragraph("Một đoạn <b>đậm</b>.")
    document.add_paragraph("Một ý", style="List Bullet")
    document.add_paragraph("  ")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Gộp"
    table.cell(1, 0).text, table.cell(1, 1).text = "a", "b"
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def broken(document: bytes) -> bytes:
    """Return the same file with XML in it that does not end."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<w:document" if name == "word/document.xml" else old.read(name))
    return data.getvalue()


def workbook(rows: int = 2, columns: int = 1) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet("Số liệu")
        form = book.add_format({"num_format": "dd/mm/yyyy"})
        first = ["Tên", 1234.5, True]
        for column, value in enumerate(first):
            sheet.write(0, column, value)
        sheet.write_datetime(0, 3, datetime(2024, 3, 5), form)
        for row in range(1, rows):
            for column in range(columns):
                sheet.write(row, column, f"{row}")
    return data.getvalue()


def test_a_word_document_in_its_order() -> None:
    assert preview("docx", word()).blocks == (
        Heading("Báo cáo", 1),
        Heading("I. Kết quả", 1),
        Paragraph("Một đoạn <b>đậm</b>."),
        Paragraph("Một ý", in_list=True),
        TableBlock((("Gộp", ""), ("a", "b"))),
    )


def test_a_long_document_is_shortened_and_says_so(monkeypatch) -> None:
    monkeypatch.setattr(docx_previews, "MOST_BLOCKS", 2)
    shown = preview("docx", word())
    assert len(shown.blocks) == 2
    assert shown.shortened


def test_a_workbook_sheet_by_sheet_as_people_read_numbers() -> None:
    (sheet,) = preview("xlsx", workbook()).blocks
    assert sheet.title == "Số liệu"
    assert sheet.rows[0] == ("Tên", "1.234,5", "có", "05/03/2024")


@pytest.mark.parametrize(("rows", "columns"), [(500, 1), (3, 60)])
def test_a_large_sheet_is_shortened_and_says_so(rows: int, columns: int) -> None:
    shown = preview("xlsx", workbook(rows, columns))
    (sheet,) = shown.blocks
    assert shown.shortened
    assert len(sheet.rows) <= 200
    assert max(map(len, sheet.rows)) <= 30


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_damaged_file_is_said(kind: str) -> None:
    for data in (b"PK\x03\x04x", word()[:-50], b"", broken(word())):
        with pytest.raises(UnableToPreview, match="không xem trước được"):
            preview(kind, data)


def test_other_kinds_have_no_such_preview() -> None:
    with pytest.raises(UnableToPreview):
        preview("pdf", b"%PDF")
