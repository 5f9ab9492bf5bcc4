"""Workbooks of several named sheets: Vietnamese headings, typed columns, complaints with their cell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from thuocdo.core.tables.dossiers.moments import UnreadableTime, parse_day
from thuocdo.core.tables.grid import CellValue, Document, Grid, cell_name
from thuocdo.core.vietnamese import clean, fold, parse_number

__all__ = ["ReadSheets", "Sheet", "SheetColumn", "SheetRow", "read_named_sheets"]

_YES, _NO = "có", "không"
_MARKS = {_YES: True, "x": True, _NO: False}
_MOST_COLUMNS = 40


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: the field that it holds, and how its cells are read.

    Attributes:
        kind: `text`, `day`, `year`, `whole`, `points`, `mark`, or `word`.
        words: for `word`: code and what people write.
        longest: characters of a text.
    """

    name: str
    heading: str
    kind: str = "text"
    required: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    longest: int = 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its title."""

    title: str
    columns: tuple[SheetColumn, ...]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row as read.

    Attributes:
        values: by field; a cell that is empty has none.
        places: where each field's cell stands, also an empty one.
    """

    values: Mapping[str, Any]
    places: Mapping[str, str]

    def place(self, name: str) -> str:
        """Return where a field stands; its column may be missing from the sheet."""
        return self.places.get(name) or next(iter(self.places.values()))


@dataclass(frozen=True, slots=True)
class ReadSheets:
    """The rows of each table, and what could not be read."""

    rows: Mapping[str, Sequence[SheetRow]]
    complaints: tuple[str, ...]


class _Unreadable(Exception):
    """A cell does not hold what its column asks for."""


def read_named_sheets(document: Document, sheets: Mapping[str, Sheet]) -> ReadSheets:
    """Read the sheets by their titles; what cannot be read is complained of, never guessed."""
    tables = {fold(sheet.title): table for table, sheet in sheets.items()}
    rows: dict[str, list[SheetRow]] = {table: [] for table in sheets}
    complaints: list[str] = []
    for grid in document.grids:
        table = tables.get(fold(grid.sheet))
        if table is None:
            known = ", ".join(f"«{sheet.title}»" for sheet in sheets.values())
            complaints.append(
                f"trang «{grid.sheet}»: không có trang nào tên như vậy; các trang đọc được: {known}"
            )
            continue
        rows[table] += _sheet(grid, sheets[table].columns, complaints)
    return ReadSheets(rows, tuple(complaints))


def _sheet(grid: Grid, columns: Sequence[SheetColumn], complaints: list[str]) -> list[SheetRow]:
    found = _headings(grid, columns)
    if found is None:
        headings = ", ".join(column.heading for column in columns if column.required)
        complaints.append(f"trang «{grid.sheet}»: không thấy dòng tiêu đề có đủ các cột {headings}")
        return []
    top, places, unknown = found
    for index, heading in unknown:
        cell = cell_name(grid.first_row + top, grid.first_column + index)
        complaints.append(
            f"trang «{grid.sheet}», ô {cell}: không hiểu cột «{heading}»; bỏ cột hoặc sửa tiêu đề"
        )
    return [
        _row(grid, number, places, complaints)
        for number, row in enumerate(grid.rows)
        if number > top and any(clean(str(cell)) for cell in row if cell is not None)
    ]


def _headings(
    grid: Grid, columns: Sequence[SheetColumn]
) -> tuple[int, dict[int, SheetColumn], list[tuple[int, str]]] | None:
    """Return the row of headings, which column stands where, and headings nobody knows."""
    by_heading = {fold(column.heading): column for column in columns}
    required = {column.name for column in columns if column.required}
    for number, row in enumerate(grid.rows):
        cells = [(i, clean(str(cell or ""))) for i, cell in enumerate(row[:_MOST_COLUMNS])]
        known = {i: by_heading[fold(text)] for i, text in cells if fold(text) in by_heading}
        if required <= {column.name for column in known.values()}:
            return number, known, [(i, text) for i, text in cells if text and i not in known]
    return None


def _row(
    grid: Grid, number: int, columns: Mapping[int, SheetColumn], complaints: list[str]
) -> SheetRow:
    row, values, places = grid.rows[number], {}, {}
    for index, column in columns.items():
        cell = cell_name(grid.first_row + number, grid.first_column + index)
        places[column.name] = f"trang «{grid.sheet}», dòng {grid.first_row + number}, ô {cell}"
        try:
            value = _read(column, row[index] if index < len(row) else None)
        except _Unreadable as error:
            complaints.append(f"{places[column.name]}: {error}")
            continue
        if value is not None:
            values[column.name] = value
    return SheetRow(values, places)


def _read(column: SheetColumn, cell: CellValue) -> Any:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = clean(str(cell)) if cell is not None else ""
    if not text:
        if column.required:
            raise _Unreadable(f"thiếu {column.heading.lower()}")
        return None
    return _KINDS[column.kind](column, cell, text)


def _text(column: SheetColumn, cell: CellValue, text: str) -> str:  # noqa: ARG001 - one shape for all
    if len(text) > column.longest:
        raise _Unreadable(f"{column.heading.lower()} dài quá {column.longest} ký tự; rút ngắn lại")
    return text


def _day(column: SheetColumn, cell: CellValue, text: str) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        return parse_day(text)
    except UnreadableTime:
        said = f"«{text}» không phải là ngày; ghi {column.heading.lower()} dạng 01/03/2025"
        raise _Unreadable(said) from None


def _whole(column: SheetColumn, cell: CellValue, text: str) -> int:  # noqa: ARG001 - one shape for all
    if not (text.isascii() and text.isdecimal() and len(text) <= 4):  # noqa: PLR2004 - years and headcounts
        raise _Unreadable(f"«{text}» không phải là số nguyên; ghi {column.heading.lower()} bằng số")
    return int(text)


def _year(column: SheetColumn, cell: CellValue, text: str) -> int:
    year = _whole(column, cell, text)
    if not 1900 <= year <= 2100:  # noqa: PLR2004 - lives of officers
        raise _Unreadable(f"«{text}» không phải là năm; ghi dạng 2024")
    return year


def _points(column: SheetColumn, cell: CellValue, text: str) -> Decimal:
    try:
        points = Decimal(str(cell)) if isinstance(cell, int | float) else parse_number(text)
    except ValueError:
        said = f"«{text}» không phải là số; ghi {column.heading.lower()} dạng 87,5"
        raise _Unreadable(said) from None
    if points != round(points, 2):
        raise _Unreadable(f"«{text}»: ghi {column.heading.lower()} với nhiều nhất hai số lẻ")
    return points


def _mark(column: SheetColumn, cell: CellValue, text: str) -> bool:  # noqa: ARG001 - one shape for all
    if text.casefold() not in _MARKS:
        raise _Unreadable(f"không hiểu «{text}»; ghi «{_YES}» hoặc để trống")
    return _MARKS[text.casefold()]


def _word(column: SheetColumn, cell: CellValue, text: str) -> str:  # noqa: ARG001 - one shape for all
    for code, word in column.words.items():
        if fold(text) in {fold(word), fold(code)}:
            return code
    known = "; ".join(column.words.values())
    raise _Unreadable(f"không hiểu «{text}»; {column.heading.lower()} là một trong: {known}")


_KINDS: Mapping[str, Callable[[SheetColumn, CellValue, str], Any]] = {
    "text": _text,
    "day": _day,
    "year": _year,
    "whole": _whole,
    "points": _points,
    "mark": _mark,
    "word": _word,
}
