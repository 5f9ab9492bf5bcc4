"""Which column holds what: the many headings that one-stop software gives the same thing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from thuocdo.core.tables.dossiers.cells import shown, text_of
from thuocdo.core.tables.grid import CellValue, Grid
from thuocdo.core.vietnamese import clean, fold

__all__ = ["TITLES", "Column", "Table", "find_table", "headings_in", "map_headings"]


class Column(StrEnum):
    """The columns that are read. Whatever else a file holds (names, fees) is left alone."""

    CODE = "code"
    PROCEDURE = "procedure"
    CHANNEL = "channel"
    RECEIVED = "received"
    DUE = "due"
    RESULT = "result"
    RETURNED = "returned"
    STATE = "state"
    SUPPLEMENTS = "supplements"
    PARTS_DIGITISED = "parts_digitised"
    RESULT_DIGITAL = "result_digital"
    PAID_ONLINE = "paid_online"


TITLES: Mapping[Column, str] = {
    Column.CODE: "Mã hồ sơ",
    Column.PROCEDURE: "Mã TTHC",
    Column.CHANNEL: "Hình thức nộp",
    Column.RECEIVED: "Ngày tiếp nhận",
    Column.DUE: "Ngày hẹn trả",
    Column.RESULT: "Ngày có kết quả",
    Column.RETURNED: "Ngày trả kết quả",
    Column.STATE: "Trạng thái",
    Column.SUPPLEMENTS: "Số lần yêu cầu bổ sung",
    Column.PARTS_DIGITISED: "Số hóa thành phần hồ sơ",
    Column.RESULT_DIGITAL: "Kết quả điện tử",
    Column.PAID_ONLINE: "Thanh toán trực tuyến",
}
"""What a column is called when we speak of it and the file does not."""

_WHEN = r"(ngay gio|ngay|thoi gian|thoi diem|gio)"
_RESULT = r"(ket qua|kq)"
# Folded, without what stands in brackets and without punctuation. The first pattern that
# matches the whole heading decides, so the narrower columns stand before the wider ones.
_PATTERNS: Mapping[Column, str] = {
    Column.CODE: r"(ma so|ma|so) (ho so|hs)( tthc| mot cua| dvc)?|(ma|so)( so)? (bien nhan|tiep nhan)"
    r"|so phieu (tiep nhan|bien nhan)|ma giay tiep nhan|so ky hieu ho so",
    Column.PROCEDURE: r"(ma|ma so) (tthc|thu tuc|thu tuc hanh chinh|dvc|dich vu cong|tt)( quoc gia)?",
    Column.CHANNEL: r"(hinh thuc|kenh|phuong thuc|cach thuc|nguon)"
    r" (nop|tiep nhan|nhan|gui|thuc hien)( ho so)?( truc tuyen truc tiep)?|kenh",
    Column.DUE: rf"({_WHEN} )?(hen tra|hen|han tra|du kien tra|phai tra)( {_RESULT})?( ho so)?"
    rf"|({_WHEN} )?tra {_RESULT} du kien|(ngay )?(han|han cuoi) (xu ly|giai quyet|tra|hoan thanh)( {_RESULT}| ho so)?"
    rf"|{_WHEN} den han|{_WHEN} het han",
    Column.RESULT: rf"({_WHEN} )?(co|ra|ky|cap|ban hanh|phat hanh|hoan thanh|hoan tat) {_RESULT}"
    rf"|{_WHEN} (xu ly xong|giai quyet xong|hoan thanh|hoan tat|ket thuc|da xu ly xong)( xu ly| giai quyet| ho so)*",
    Column.RETURNED: rf"({_WHEN} )?(thuc )?(tra|nhan|giao|phat) {_RESULT}( thuc te| ho so| cho dan)?"
    rf"|{_WHEN} (tra|tra thuc te|thuc tra|tra ho so|da tra {_RESULT})",
    Column.RECEIVED: rf"{_WHEN} (tiep nhan|nhan|nhan vao|tiep nhan chinh thuc)( ho so| hs)?|tiep nhan luc|ngay vao so",
    Column.STATE: r"(trang thai|tinh trang)( ho so| hs| xu ly| giai quyet)*",
    Column.SUPPLEMENTS: r"(so lan|so luot|lan) (yeu cau |yc |phai |de nghi )?bo sung( ho so| giay to)?",
    Column.PARTS_DIGITISED: r"(da )?so hoa( thanh phan| tp)?( ho so| hs| tphs| dau vao)?|(thanh phan ho so|tphs) (da )?(duoc )?so hoa",
    Column.RESULT_DIGITAL: rf"{_RESULT} (giai quyet )?(dien tu|so|so hoa|ban dien tu)|so hoa {_RESULT}( giai quyet)?"
    rf"|(tra|cap) {_RESULT} (dien tu|ban dien tu)",
    Column.PAID_ONLINE: r"(thanh toan|nop phi|nop phi le phi|nop tien) (truc tuyen|online|dien tu)",
}
_COMPILED = tuple((column, re.compile(pattern)) for column, pattern in _PATTERNS.items())
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")

_ROWS_TO_LOOK_AT = 100
_LONGEST_HEADING = 120
_FEWEST_COLUMNS = 3
_REQUIRED = (Column.CODE, Column.RECEIVED)


@lru_cache(maxsize=2048)
def _column_of(text: str) -> Column | None:
    words = _NOT_WORDS.sub(" ", _BRACKETS.sub(" ", fold(_CAMEL.sub(" ", text)))).strip()
    return next((column for column, pattern in _COMPILED if pattern.fullmatch(words)), None)


def column_of(cell: CellValue) -> Column | None:
    """Return the column that a heading names, or None."""
    if not isinstance(cell, str) or not 0 < len(cell) <= _LONGEST_HEADING:
        return None
    return _column_of(cell)


@dataclass(frozen=True, slots=True)
class Table:
    """Where the table of dossiers lies in a grid.

    Attributes:
        first: index in the grid of the first row below the headings.
        places: the index of each column that was found.
        headings: its heading as the file has it.
        repeated: headings that would mean a column already found; they are not read.
    """

    first: int
    places: Mapping[Column, int]
    headings: Mapping[Column, str]
    repeated: Sequence[str] = ()


def map_headings(row: Sequence[CellValue], upper: Sequence[CellValue] = ()) -> Table | None:
    """Return the table whose heading is `row`, below a row of group headings `upper` if given.

    None where the row does not name at least the code, the receipt and a third column.
    """
    places: dict[Column, int] = {}
    headings: dict[Column, str] = {}
    repeated = []
    for place in range(max(len(row), len(upper))):
        cells = [part[place] if place < len(part) else None for part in (row, upper)]
        both = " ".join(clean(cell) for cell in reversed(cells) if isinstance(cell, str))
        heading, column = next(
            ((cell, found) for cell in (*cells, both) if (found := column_of(cell))),
            (None, None),
        )
        if column is None:
            continue
        if column in places:
            repeated.append(text_of(heading))
        else:
            places[column], headings[column] = place, text_of(heading)
    if len(places) < _FEWEST_COLUMNS or any(column not in places for column in _REQUIRED):
        return None
    return Table(0, places, headings, repeated)


def find_table(grid: Grid) -> Table | None:
    """Return the table of dossiers in a grid, or None where no row has its headings."""
    upper: Sequence[CellValue] = ()
    for index, row in enumerate(grid.rows[:_ROWS_TO_LOOK_AT]):
        found = map_headings(row) or map_headings(row, upper)
        if found:
            below = grid.rows[index + 1] if index + 1 < len(grid.rows) else ()
            wider = _with_lower_headings(row, below)
            if wider and len(wider.places) > len(found.places):
                return Table(index + 2, wider.places, wider.headings, wider.repeated)
            return Table(index + 1, found.places, found.headings, found.repeated)
        upper = row
    return None


def _with_lower_headings(row: Sequence[CellValue], below: Sequence[CellValue]) -> Table | None:
    """Return the table of a heading in two rows whose upper row already names what is required."""
    if not any(column_of(cell) for cell in below):
        return None
    return map_headings(below, row)


def headings_in(grids: Sequence[Grid], limit: int = 12) -> list[str]:
    """Return the texts of the row that looks most like headings, for the message of a refusal."""
    best: list[str] = []
    for grid in grids:
        for row in grid.rows[:_ROWS_TO_LOOK_AT]:
            texts = [shown(c) for c in row if isinstance(c, str) and 0 < len(c) < _LONGEST_HEADING]
            named = [text for text in texts if re.search(r"[^\W\d_]", text)]
            if len(named) > len(best):
                best = named
    return best[:limit]
