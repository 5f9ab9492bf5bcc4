"""One plan, whatever program it was made with; and kind words for what cannot be read."""

import io
import runpy
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import docx
import pytest
import xlsxwriter
from docx.enum.style import WD_STYLE_TYPE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thuocdo.adapters.tables import kinds
from thuocdo.adapters.tables.docx import read_docx
from thuocdo.adapters.tables.opening import kind_of, open_document
from thuocdo.adapters.tables.sheets import read_sheets
from thuocdo.adapters.tables.text import read_text
from thuocdo.core.tables.encodings import TCVN3
from thuocdo.core.tables.grid import UnreadableFile
from thuocdo.core.tables.plan import read_plan

files = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("plan_files.py"))))

CODES = {letter: chr(code) for code, letter in TCVN3.items()}
WORD, EXCEL, OLD_EXCEL = files.word(), files.excel(), files.old_excel()


def in_tcvn3(text):
    """As it was typed: small letters, capitals drawn by the font."""
    typed = text.lower() if text.isupper() and not text.isascii() else text
    return "".join(CODES.get(letter, CODES.get(letter.lower(), letter)) for letter in typed)


def as_expected(table):
    return [
        (
            row.code,
            None if row.max_points is None else f"{row.max_points.normalize():f}",
            row.lead,
            row.support,
            row.requirement,
        )
        for row in table.rows
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("a.docx", WORD, id="word"),
        pytest.param("a.xlsx", EXCEL, id="excel"),
        pytest.param("a.xls", OLD_EXCEL, id="old excel"),
    ],
)
def test_the_same_plan_from_every_program(name, data):
    table = read_plan(open_document(name, data))
    assert as_expected(table) == files.EXPECTED
    assert table.issued_on == date(2026, 3, 5)
    assert (table.scale, table.total_points) == (Decimal(12), Decimal(9))
    unwanted = {"parent_mismatch", "total_mismatch", "missing_code", "split_row", "other_table"}
    assert not unwanted & {finding.kind for finding in table.findings}
    assert [due.proposal for row in table.rows for due in row.dues] == [
        "chậm nhất 15/04/2026",
        "trước 30/06/2026",
    ]


def test_the_name_is_not_believed():
    assert kind_of("a.txt", WORD) == "docx"
    assert as_expected(read_plan(open_document("a.doc", WORD))) == files.EXPECTED


def test_positions_are_the_users():
    grid = open_document("a.xlsx", EXCEL).grids[0]
    assert (grid.sheet, grid.first_row, grid.first_column) == ("Giao việc", 2, 3)
    finding = next(
        f for f in read_plan(open_document("a.xlsx", EXCEL)).findings if f.kind == "inherited_blank"
    )
    assert (finding.row, finding.sheet) == (8, "Giao việc")
    past = next(
        f for f in read_plan(open_document("a.xlsx", EXCEL)).findings if f.kind == "date_in_prose"
    )
    assert (past.row, past.cell, past.column) == (7, "I7", "Thời hạn")


def test_merged_cells_of_word_know_who_holds_their_value():
    grid = open_document("a.docx", WORD).grids[0]
    assert grid.merged[0, 4] == (0, 3)
    assert grid.merged[1, 0] == (0, 0)
    assert grid.merged[4, 3] == (3, 3)
    assert (3, 3) not in grid.merged


def test_a_word_file_in_old_fonts_is_read_with_its_capitals():
    data = files.word(encode=in_tcvn3, font=".VnTime")
    document = open_document("a.docx", data)
    assert document.converted_from == "tcvn3"
    table = read_plan(document)
    assert as_expected(table) == files.EXPECTED
    assert table.rows[0].title == "ĐIỀU HÀNH"
    assert table.findings[0].kind == "converted_encoding"


def test_a_word_file_in_vni_fonts_is_read():
    document = docx.Document()
    document.add_paragraph("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, ñoäc laäp")
    stream = io.BytesIO()
    document.save(stream)
    read = open_document("a.docx", stream.getvalue())
    assert list(read.paragraphs) == ["Cộng hòa xã hội chủ nghĩa Việt Nam, độc lập"]
    assert read.converted_from == "vni-windows"


def test_capitals_of_a_font_that_a_style_sets():
    document = docx.Document()
    style = document.styles.add_style("Tiêu đề cũ", WD_STYLE_TYPE.PARAGRAPH)
    style.font.name = ".VnTimeH"
    child = document.styles.add_style("Tiêu đề con", WD_STYLE_TYPE.PARAGRAPH)
    child.base_style = style
    document.add_paragraph(in_tcvn3("kế hoạch sửa đèn đường"), style=child)
    document.add_paragraph(in_tcvn3("Độc lập, tự do, hạnh phúc"))
    stream = io.BytesIO()
    document.save(stream)
    read = open_document("a.docx", stream.getvalue())
    assert list(read.paragraphs) == ["KẾ HOẠCH SỬA ĐÈN ĐƯỜNG", "Độc lập, tự do, hạnh phúc"]


def test_a_workbook_in_old_fonts_is_read():
    table = read_plan(open_document("a.xlsx", files.excel(encode=in_tcvn3)))
    assert as_expected(table) == files.EXPECTED
    assert "converted_encoding" in {finding.kind for finding in table.findings}


def test_word_text_in_headers_controls_and_tracked_changes():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Sở Đèn đường"
    paragraph = document.add_paragraph("Kế hoạch ")
    body = paragraph._p.xml.replace(
        "</w:p>",
        "<w:ins><w:r><w:t>mới</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del></w:p>",
    )
    paragraph._p.getparent().replace(paragraph._p, docx.oxml.parse_xml(body))
    stream = io.BytesIO()
    document.save(stream)
    read = open_document("a.docx", stream.getvalue())
    assert list(read.paragraphs) == ["Kế hoạch mới", "Sở Đèn đường"]


def test_text_keeps_the_numbers_of_its_lines():
    document = open_document("a.txt", "Kế hoạch\r\n\r\nTT\tViệc\r\n\r\n1\tĐèn\r\nHết".encode())
    grid = document.grids[0]
    assert (grid.first_row, [list(row) for row in grid.rows]) == (
        3,
        [["TT", "Việc"], [""], ["1", "Đèn"]],
    )
    assert list(document.paragraphs) == ["Kế hoạch", "Hết"]


def zipped(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(
                name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content
            )
    return stream.getvalue()


def ole2(stream_name):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream_name.encode("utf-16-le")


def empty_workbook():
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    book.add_worksheet()
    book.close()
    return stream.getvalue()


def encrypted(data):
    """The same archive with its first member marked as encrypted."""
    place = data.index(b"PK\x01\x02") + 8
    return data[:place] + bytes([data[place] | 1]) + data[place + 1 :]


def with_a_turned_byte(data):
    """The same archive with one byte of its contents turned."""
    place = len(data) // 2
    return data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]


UNREADABLE = {
    "empty": (b"", "rỗng"),
    "blank": (b" \r\n\t", "rỗng"),
    "old_word": (ole2("WordDocument"), "Save As"),
    "password": (ole2("EncryptedPackage"), "mật khẩu"),
    "other_office": (ole2("PowerPoint Document"), "Office cũ"),
    "broken_old_excel": (ole2("Workbook"), "bị hỏng"),
    "pdf": (b"%PDF-1.7\nabc", "PDF"),
    "rtf": (b"{\\rtf1\\ansi abc}", "RTF"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "ảnh"),
    "archive": (b"Rar!\x1a\x07\x01\x00" + bytes(200), "giải nén"),
    "other_zip": (zipped(readme="a"), "không phải Word"),
    "cut_word": (WORD[: len(WORD) // 2], "bị hỏng"),
    "cut_excel": (EXCEL[: len(EXCEL) // 2], "bị hỏng"),
    "damaged_word": (with_a_turned_byte(WORD), "bị hỏng"),
    "hollow_word": (zipped(word__document_xml="<a/>"), "bị hỏng"),
    "not_xml": (zipped(word__document_xml="<a"), "bị hỏng"),
    "hollow_excel": (zipped(xl__workbook_xml="<a/>"), ""),
    "no_sheet": (empty_workbook(), "không có trang tính"),
    "web_page": (b"<html><table><tr><td>TT</td></tr></table></html>", "trang web"),
    "binary_excel": (zipped(xl__workbook_bin="a"), ".xlsb"),
    "opendocument": (zipped(content_xml="<a/>"), "OpenDocument"),
    "password_zip": (encrypted(WORD), "mật khẩu"),
    "binary": (bytes(range(256)) * 4, "không phải tệp Word"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_refused_in_one_sentence(name):
    data, words = UNREADABLE[name]
    with pytest.raises(UnreadableFile) as refusal:
        open_document("tệp lạ", data)
    message = str(refusal.value)
    assert words in message
    assert "«tệp lạ»" in message
    assert message.count("\n") == 0
    assert message.endswith(".")


def test_an_archive_that_unpacks_too_large_is_refused(monkeypatch):
    monkeypatch.setitem(kinds._MOST_UNPACKED, "docx", 1_000_000)
    bomb = zipped(word__document_xml="a" * 2_000_000)
    # The archive lies about the size: what comes out counts, not what is claimed.
    lying = bomb.replace((2_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != bomb
    for data in (bomb, lying):
        with pytest.raises(UnreadableFile, match="bung ra quá lớn"):
            open_document("a.docx", data)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(st.sampled_from([WORD, EXCEL, OLD_EXCEL]), st.data())
def test_damage_anywhere_is_refused_or_survived(data, draw):
    place = draw.draw(st.integers(0, len(data) - 1))
    damaged = data[:place] + draw.draw(st.binary(min_size=1, max_size=40)) + data[place + 20 :]
    try:
        read_plan(open_document("a", damaged))
    except UnreadableFile:
        return


@pytest.mark.parametrize("spelling", ['r="{}"', "r='{}'", 'r = "{}"'])
def test_a_sheet_with_cells_in_far_corners_is_refused(spelling):
    # Five kilobytes that would make a reader of sheets reserve 17 thousand million cells.
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    sheet.write(0, 0, "a")
    sheet.write(1_048_575, 16_383, "b")
    book.close()
    with zipfile.ZipFile(stream) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    part = "xl/worksheets/sheet1.xml"
    for reference in ("1048576", "XFD1048576"):
        members[part] = members[part].replace(
            f'r="{reference}"'.encode(), spelling.format(reference).encode()
        )
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    with pytest.raises(UnreadableFile, match="trải tới hàng 1048576, cột 16384"):
        open_document("a.xlsx", copy.getvalue())


def reaching(row, value, *, blank_rows=0):
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    sheet.write(2, 0, "a")
    for place in range(row - blank_rows, row):
        sheet.write_blank(place, 25, None, bold)
    if value is None:
        sheet.write_blank(row, 25, None, bold)
    else:
        sheet.write(row, 25, value)
    book.close()
    return stream.getvalue()


def test_a_cell_in_the_last_row_is_refused_and_a_format_there_is_not():
    # All cells up to column Z would take more than a thousand megabytes.
    with pytest.raises(UnreadableFile, match="trải tới hàng 1048576, cột 26"):
        read_sheets("a.xlsx", reaching(1_048_575, " "))
    grid = read_sheets("a.xlsx", reaching(1_048_575, None, blank_rows=30_000)).grids[0]
    assert (grid.first_row, [row[0] for row in grid.rows]) == (3, ["a"])


def test_blank_rows_at_the_end_are_not_kept():
    grid = read_sheets("a.xlsx", reaching(90_000, " ")).grids[0]
    assert (grid.first_row, len(grid.rows)) == (3, 1)


@pytest.mark.parametrize(
    ("read", "data", "words"),
    [
        pytest.param(read_sheets, WORD, "không phải tệp Excel", id="sheets"),
        pytest.param(read_docx, EXCEL, "không phải tệp Word", id="word"),
        pytest.param(read_text, WORD, "không phải tệp văn bản", id="text"),
    ],
)
def test_each_reader_refuses_the_others_files(read, data, words):
    with pytest.raises(UnreadableFile, match=words):
        read("tệp lạ", data)


def test_utf_16_is_text():
    assert kind_of("a", "TT\tViệc".encode("utf-16")) == "text"
    assert kind_of("a", "Kế hoạch 2026, số 5/KH".encode("utf-16-le")) == "text"


def test_a_merge_down_to_the_last_row_of_a_sheet_stays_small():
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    sheet.merge_range(0, 0, 1_048_575, 3, "quá tay")
    sheet.write(1, 4, "x")
    book.close()
    grid = read_sheets("a.xlsx", stream.getvalue()).grids[0]
    assert len(grid.merged) <= len(grid.rows) * 5
