"""What a reader of files hands to core: tables as cells, and the text around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

__all__ = ["CellValue", "Document", "Grid", "UnreadableFile", "cell_name", "column_letters"]


CellValue = str | int | float | bool | datetime | date | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: a sheet of a workbook, a table of a letter, or the lines of a text.

    Attributes:
        sheet: what the user calls it (`DanhSach`, `Bảng 2`); empty when the file is one table.
        rows: the cells, row by row; rows may differ in length.
        first_row: the number that the user sees on the first of `rows`, from 1.
        first_column: likewise for the first cell of each row, from 1 (1 is column A).
        merged: for each cell that is blank only because a merged cell covers it, the cell
            that holds the value; both as (row index, column index) into `rows`.
    """

    sheet: str
    rows: Sequence[Sequence[CellValue]]
    first_row: int = 1
    first_column: int = 1
    merged: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: its tables, and its paragraphs outside tables in reading order.

    `converted_from` names the old encoding that the texts were converted from (`tcvn3`), and is
    empty where they were Unicode.
    """

    name: str
    grids: Sequence[Grid]
    paragraphs: Sequence[str] = ()
    converted_from: str = ""


class UnreadableFile(Exception):
    """The file as a whole cannot be read; the message, in Vietnamese, says why and what to do.

    Not for a bad row or cell: those become findings.
    """


def column_letters(number: int) -> str:
    """Return the letters of a sheet's column: 1 is `A`, 27 is `AA`."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Return a cell's name as sheets print it, from numbers that start at 1: (7, 4) is `D7`."""
    return f"{column_letters(column)}{row}"
