import io
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import docx
import pytest
import xlsxwriter
import xlwt

from thuocdo.adapters.tables.exports import open_export
from thuocdo.core.tables.dossiers import read_dossiers
from thuocdo.core.tables.encodings import TCVN3
from thuocdo.core.tables.grid import UnreadableFile
from thuocdo.web.demo.dossiers import write_export

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
REAL = Path(__file__).parents[3].parent / "shared" / "data" / "synthetic-dossiers-2023.xlsx"


def as_xls(rows):
    book = xlwt.Workbook()
    sheet = book.add_sheet("DanhSach")
    when = xlwt.easyxf(num_format_str="DD/MM/YYYY HH:MM")
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell not in {"", None}:
                styled = (when,) if isinstance(cell, date) else ()
                sheet.write(place, column, cell, *styled)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_csv(rows):
    def text(cell):
        if isinstance(cell, date):
            return f"{cell:%d/%m/%Y %H:%M}"
        return "" if cell is None else f"{cell:g}" if isinstance(cell, float) else str(cell)

    return "".join(";".join(f'"{text(cell)}"' for cell in row) + "\n" for row in rows).encode()


def numbers(document):
    reading = read_dossiers(document, zone=ZONE)
    return reading.read, reading.refused_by_kind, reading.as_of, reading.counts()


def test_the_same_list_gives_the_same_numbers_from_every_kind_of_file(tmp_path):
    path = tmp_path / "a.xlsx"
    write_export(path, seed=3, dossiers=400, as_of=date(2024, 6, 30))
    document = open_export("a.xlsx", path.read_bytes())
    rows = document.grids[0].rows
    expected = numbers(document)
    assert expected[0] == 406
    assert numbers(open_export("a.xls", as_xls(rows))) == expected
    assert numbers(open_export("a.csv", as_csv(rows))) == expected


def test_the_content_decides_not_the_name():
    document = open_export("ho-so.xls", "Mã hồ sơ;Ngày tiếp nhận\n".encode())
    assert document.grids[0].rows == [["Mã hồ sơ", "Ngày tiếp nhận"]]


def test_dates_of_a_workbook_that_counts_from_1904_are_right():
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"date_1904": True, "in_memory": True})
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, ["Mã hồ sơ", "Ngày tiếp nhận", "Trạng thái"])
    sheet.write_string(1, 0, "A-1")
    sheet.write_datetime(1, 1, date(2024, 1, 5), day)
    sheet.write_string(1, 2, "Đang xử lý")
    book.close()
    reading = read_dossiers(open_export("a.xlsx", buffer.getvalue()), zone=ZONE)
    assert reading.dossiers[0].row.received_at.astimezone(ZONE).date() == date(2024, 1, 5)


def test_a_word_file_is_refused_kindly():
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    with pytest.raises(UnreadableFile, match="Excel"):
        open_export("ho-so.docx", buffer.getvalue())


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04 cut", bytes(range(256)) * 20])
def test_other_files_are_refused(data):
    with pytest.raises(UnreadableFile, match="«ho-so»"):
        open_export("ho-so", data)


if REAL.exists():

    @pytest.mark.parametrize("kind", ["xlsx", "xls", "csv"])
    def test_the_list_of_2023_gives_its_known_numbers(kind):
        document = open_export(REAL.name, REAL.read_bytes())
        if kind != "xlsx":
            data = {"xls": as_xls, "csv": as_csv}[kind](document.grids[0].rows)
            document = open_export(f"a.{kind}", data)
        reading = read_dossiers(document, zone=ZONE)
        counts = reading.counts()
        assert (reading.read, reading.kept, reading.refused) == (8240, 8240, 0)
        assert reading.as_of == date(2023, 12, 31)
        assert (counts.received, counts.finished, counts.on_time) == (8240, 8200, 7913)
        assert (counts.overdue, counts.open, counts.open_overdue) == (287, 40, 0)
        assert (counts.more_than_one_supplement, counts.online) == (52, 2637)
        assert [finding.kind for finding in reading.findings] == ["skipped_rows"]


def test_a_workbook_typed_in_an_old_font_is_read():
    old = {letter: chr(code) for code, letter in TCVN3.items()}
    said = (
        "Mã hồ sơ",
        "Mã thủ tục",
        "Hình thức nộp",
        "Ngày tiếp nhận",
        "Ngày hẹn trả",
        "Trạng thái",
    )
    row = ("H99-1", "1.002809", "trực tuyến", "05/01/2024 08:30", "12/01/2024 08:30", "đang xử lý")
    rows = [
        ["".join(old.get(letter, letter) for letter in cell) for cell in one] for one in (said, row)
    ]
    reading = read_dossiers(open_export("ho-so.xls", as_xls(rows)), zone=ZONE)
    assert (reading.kept, reading.counts().online) == (1, 1)
