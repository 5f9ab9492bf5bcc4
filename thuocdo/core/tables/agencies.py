"""A directory as a workbook: four sheets with Vietnamese headings, read and written alike."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from thuocdo.core.agencies.directory import Directory
from thuocdo.core.tables.dossiers.moments import UnreadableTime, parse_day
from thuocdo.core.tables.grid import CellValue, Document, Grid, cell_name
from thuocdo.core.vietnamese import clean, fold

__all__ = ["KINDS", "LEVELS", "LINKS", "ReadWorkbook", "WrittenSheet", "as_sheets", "read_workbook"]

LEVELS = {"CENTRAL": "trung ương", "PROVINCE": "cấp tỉnh", "COMMUNE": "cấp xã"}
KINDS = {
    "": "",
    "MINISTRY": "bộ, cơ quan ngang bộ",
    "PEOPLES_COMMITTEE": "ủy ban nhân dân",
    "DEPARTMENT": "cơ quan chuyên môn",
    "PUBLIC_UNIT": "đơn vị sự nghiệp công lập",
    "OTHER": "cơ quan, tổ chức khác",
}
LINKS = {
    "RENAMED": "lập lại dưới tên khác",
    "MERGED": "hợp nhất, sáp nhập",
    "SPLIT": "chia, tách",
    "FUNCTION_MOVED": "chuyển một phần nhiệm vụ",
}
_YES, _NO = "có", "không"
_MARKS = {_YES: True, "x": True, _NO: False, "": False}
_MOST_COLUMNS = 40


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: the field it holds, and how its cells are read."""

    field: str
    heading: str
    kind: str = "text"
    required: bool = False


_DECISION = (
    _Column("decision_number", "Số quyết định"),
    _Column("decided_on", "Ngày quyết định", "day"),
)
_FROM = _Column("valid_from", "Có hiệu lực từ", "day", required=True)
_CODE = _Column("code", "Mã định danh", required=True)
_SHEETS: dict[str, tuple[str, tuple[_Column, ...]]] = {
    "agencies": (
        "Cơ quan",
        (
            _CODE,
            _Column("name", "Tên cơ quan", required=True),
            _Column("short_name", "Tên viết tắt"),
            _Column("level", "Cấp", "level"),
            _Column("kind", "Loại", "kind"),
            _Column("ranking_group", "Nhóm xếp hạng"),
            _Column("parent", "Mã cơ quan cấp trên"),
            _FROM,
            _Column("valid_to", "Hết hiệu lực từ", "day"),
            *_DECISION,
            _Column("code_is_provisional", "Mã tạm", "mark"),
        ),
    ),
    "names": (
        "Đổi tên",
        (
            _CODE,
            _Column("name", "Tên mới", required=True),
            _Column("short_name", "Tên viết tắt"),
            _FROM,
            *_DECISION,
        ),
    ),
    "parents": (
        "Đổi cấp trên",
        (_CODE, _Column("parent", "Mã cơ quan cấp trên"), _FROM, *_DECISION),
    ),
    "successions": (
        "Kế thừa",
        (
            _Column("predecessor", "Mã cơ quan trước", required=True),
            _Column("successor", "Mã cơ quan kế thừa", required=True),
            _Column("kind", "Cách kế thừa", "link", required=True),
            _Column("effective_on", "Hoạt động từ", "day", required=True),
            *_DECISION,
            _Column("moved", "Nội dung chuyển"),
        ),
    ),
}
_WORDS = {"level": LEVELS, "kind": KINDS, "link": LINKS}


@dataclass(frozen=True, slots=True)
class ReadWorkbook:
    """What a workbook says.

    Attributes:
        directory: None when anything could not be read.
        complaints: Vietnamese, each with sheet, row and cell.
        places: (table, number, field): where that value stands, for what is found out later.
    """

    directory: Directory | None
    complaints: tuple[str, ...]
    places: Mapping[tuple[str, int, str], str]


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """One sheet to be written."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str | date | None, ...], ...]


class _Unreadable(Exception):
    """A cell does not hold what its column asks for."""


def as_sheets(directory: Directory) -> list[WrittenSheet]:
    """Return a directory as the sheets that `read_workbook` reads."""
    return [
        WrittenSheet(
            title,
            tuple(column.heading for column in columns),
            tuple(
                tuple(_written(column, getattr(entry, column.field)) for column in columns)
                for entry in getattr(directory, table)
            ),
        )
        for table, (title, columns) in _SHEETS.items()
    ]


def _written(column: _Column, value: Any) -> str | date | None:
    if column.kind in _WORDS:
        return _WORDS[column.kind][value]
    if column.kind == "mark":
        return _YES if value else ""
    assert value is None or isinstance(value, str | date)  # noqa: S101 - the types of the fields
    return value or None


def read_workbook(document: Document) -> ReadWorkbook:
    """Read the sheets by their titles; what cannot be read is complained of, never guessed."""
    tables = {fold(title): table for table, (title, _) in _SHEETS.items()}
    read = _Reader()
    for grid in document.grids:
        table = tables.get(fold(grid.sheet))
        if table is None:
            known = ", ".join(f"«{title}»" for title, _ in _SHEETS.values())
            read.complaints.append(
                f"trang «{grid.sheet}»: không có trang nào tên như vậy; các trang đọc được: {known}"
            )
            continue
        read.sheet(table, grid)
    complaints = tuple(read.complaints)
    directory = None if complaints else Directory.model_validate(read.tables)
    return ReadWorkbook(directory, complaints, read.places)


class _Reader:
    def __init__(self) -> None:
        self.tables: dict[str, list[dict[str, Any]]] = {table: [] for table in _SHEETS}
        self.places: dict[tuple[str, int, str], str] = {}
        self.complaints: list[str] = []

    def sheet(self, table: str, grid: Grid) -> None:
        _, columns = _SHEETS[table]
        found = _heading_row(grid, columns)
        if found is None:
            headings = ", ".join(column.heading for column in columns if column.required)
            self.complaints.append(
                f"trang «{grid.sheet}»: không thấy dòng tiêu đề có đủ các cột {headings}"
            )
            return
        top, places, unknown = found
        for column, heading in unknown:
            cell = cell_name(grid.first_row + top, grid.first_column + column)
            self.complaints.append(
                f"trang «{grid.sheet}», ô {cell}: không hiểu cột «{heading}»; bỏ cột hoặc sửa tiêu đề"
            )
        for number, row in enumerate(grid.rows[top + 1 :], start=top + 1):
            if any(clean(str(cell)) for cell in row if cell is not None):
                self._row(table, grid, number, places)

    def _row(self, table: str, grid: Grid, number: int, places: Mapping[int, _Column]) -> None:
        row, values = grid.rows[number], {}
        order = len(self.tables[table])
        for index, column in places.items():
            cell = cell_name(grid.first_row + number, grid.first_column + index)
            place = f"trang «{grid.sheet}», dòng {grid.first_row + number}, ô {cell}"
            self.places[table, order, column.field] = place
            try:
                value = _read_cell(column, row[index] if index < len(row) else None)
            except _Unreadable as error:
                self.complaints.append(f"{place}: {error}")
                continue
            if value is not None:
                values[column.field] = value
        self.tables[table].append(values)


def _heading_row(
    grid: Grid, columns: Sequence[_Column]
) -> tuple[int, dict[int, _Column], list[tuple[int, str]]] | None:
    """Return the row of headings, which column stands where, and headings nobody knows."""
    by_heading = {fold(column.heading): column for column in columns}
    required = {column.field for column in columns if column.required}
    for number, row in enumerate(grid.rows):
        cells = [(i, clean(str(cell or ""))) for i, cell in enumerate(row[:_MOST_COLUMNS])]
        known = {i: by_heading[fold(text)] for i, text in cells if fold(text) in by_heading}
        if required <= {column.field for column in known.values()}:
            return number, known, [(i, text) for i, text in cells if text and i not in known]
    return None


def _read_cell(column: _Column, cell: CellValue) -> Any:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = clean(str(cell)) if cell is not None else ""
    if not text:
        if column.required:
            raise _Unreadable(f"thiếu {column.heading.lower()}")
        return None
    return _READ[column.kind](column, cell, text)


def _text(column: _Column, cell: CellValue, text: str) -> str:  # noqa: ARG001 - one shape for all
    return text


def _read_day(column: _Column, cell: CellValue, text: str) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        return parse_day(text)
    except UnreadableTime:
        said = f"«{text}» không phải là ngày; ghi {column.heading.lower()} dạng 01/03/2025"
        raise _Unreadable(said) from None


def _word(column: _Column, cell: CellValue, text: str) -> str:  # noqa: ARG001 - one shape for all
    words = _WORDS[column.kind]
    for code, word in words.items():
        if code and fold(text) in {fold(word), fold(code)}:
            return code
    known = "; ".join(word for word in words.values() if word)
    raise _Unreadable(f"không hiểu «{text}»; {column.heading.lower()} là một trong: {known}")


def _mark(column: _Column, cell: CellValue, text: str) -> bool:  # noqa: ARG001 - one shape for all
    if text.casefold() not in _MARKS:
        raise _Unreadable(f"không hiểu «{text}»; ghi «{_YES}» hoặc để trống")
    return _MARKS[text.casefold()]


_READ: dict[str, Callable[[_Column, CellValue, str], Any]] = {
    "text": _text,
    "day": _read_day,
    "mark": _mark,
    **dict.fromkeys(_WORDS, _word),
}
