import unicodedata
from zoneinfo import ZoneInfo

import pytest

from thuocdo.adapters.tables.delimited import read_delimited
from thuocdo.adapters.tables.exports import open_export
from thuocdo.core.tables.dossiers import read_dossiers
from thuocdo.core.tables.encodings import TCVN3
from thuocdo.core.tables.grid import UnreadableFile

LIST = """\
SỞ GIAO THÔNG VẬN TẢI
(Từ ngày 02/01/2024 đến ngày 31/12/2024)

STT|Mã hồ sơ|Chủ hồ sơ|Hình thức nộp|Ngày tiếp nhận|Ngày hẹn trả|Ngày có kết quả|Trạng thái|Phí, lệ phí
1|A-01|Đỗ Thị Hằng|Trực tuyến|05/01/2024 08:30|12/01/2024 08:30|10/01/2024 15:00|Đã trả kết quả|115.000
2|A-02|Võ Văn Cường|Bưu chính|06/01/2024 08:30|12/01/2024|13/01/2024 09:00|Đã trả kết quả (quá hạn)|1.115.000
3|A-03|Võ Mỹ Phượng|Trực tiếp|08/01/2024 07:45|15/01/2024 07:45||Đang giải quyết|0
Tổng số|3
"""
LINES = [line.split("|") for line in LIST.splitlines()]
TO_TCVN3 = {letter: code for code, letter in TCVN3.items() if letter.islower()}


def as_text(delimiter, end="\r\n"):
    def cell(text):
        return f'"{text}"' if delimiter in text else text

    return end.join(delimiter.join(cell(text) for text in line) for line in LINES) + end


def in_tcvn3(text):
    return bytes(TO_TCVN3.get(letter, ord(letter)) for letter in text.lower())


def in_windows_1258(text):
    """Encode as Windows does: base letters with circumflex, breve and horn, then the tone."""
    out = []
    for letter in unicodedata.normalize("NFC", text):
        try:
            out.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tones = [mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323"]
            base = "".join(mark for mark in parts if mark not in tones)
            out.append((unicodedata.normalize("NFC", base) + "".join(tones)).encode("cp1258"))
    return b"".join(out)


ENCODINGS = {
    "utf-8": str.encode,
    "utf-8-sig": lambda text: text.encode("utf-8-sig"),
    "utf-8 decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16-be": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "windows-1258": in_windows_1258,
    "tcvn3": in_tcvn3,
}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_list_is_read_in_every_encoding_and_with_every_delimiter(encoding, delimiter):
    data = ENCODINGS[encoding](as_text(delimiter))
    document = open_export("ho-so.csv", data)
    reading = read_dossiers(document, zone=ZoneInfo("Asia/Ho_Chi_Minh"))
    assert (reading.read, reading.kept) == (3, 3)
    counts = reading.counts()
    assert (counts.received, counts.finished, counts.on_time, counts.overdue) == (3, 2, 1, 1)
    assert (counts.open, counts.online) == (1, 1)
    assert str(reading.as_of) == "2024-12-31"
    assert [dossier.row_number for dossier in reading.dossiers] == [5, 6, 7]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems_are_read(end):
    (grid,) = read_delimited("x.csv", as_text(";", end).encode()).grids
    assert len(grid.rows) == len(LINES)
    assert grid.rows[4][1] == "A-01"


def test_excels_own_line_names_the_delimiter():
    (grid,) = read_delimited("x.csv", b"sep=;\r\na,b;c\r\n").grids
    assert (grid.rows, grid.first_row) == ([["a,b", "c"]], 2)


def test_commas_in_titles_and_cells_do_not_decide():
    text = "Danh sách, năm 2024, của Sở, toàn bộ\nMã;Tên\n1;a, b, c\n2;d, e\n3;g\n"
    (grid,) = read_delimited("x.csv", text.encode()).grids
    assert grid.rows[1] == ["Mã", "Tên"]


def test_quoted_cells_may_hold_line_breaks_and_quotes():
    (grid,) = read_delimited("x.csv", b'a,"b\nc ""d""",e\n1,2,3\n').grids
    assert grid.rows == [["a", 'b\nc "d"', "e"], ["1", "2", "3"]]


def test_a_text_without_any_delimiter_is_one_column():
    (grid,) = read_delimited("x.csv", b"a\nb\n").grids
    assert grid.rows == [["a"], ["b"]]


@pytest.mark.parametrize(
    "data",
    [
        b"a,b\nc,d\n" * 40 + b'1,"2\n' + b"a,b\nc,d\n" * 40,
        b'a,b\nc,"' + b"x" * 2_000_000,
    ],
)
def test_an_open_quotation_mark_swallows_no_rows_in_silence(data):
    with pytest.raises(UnreadableFile, match=r"«x\.csv».*sau dòng (80|1) "):
        read_delimited("x.csv", data)
