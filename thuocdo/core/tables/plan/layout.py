"""From a document's grids to the raw rows of its table."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from thuocdo.core.tables.findings import Finding, Severity
from thuocdo.core.tables.grid import CellValue, Document, Grid, UnreadableFile, cell_name
from thuocdo.core.tables.plan.cells import cell_at, cell_text, code_text
from thuocdo.core.tables.plan.headings import PLAN, Header, TableKind, field_of, find_header
from thuocdo.core.tables.plan.model import RawRow
from thuocdo.core.vietnamese import fold

__all__ = ["Layout", "find_table"]

_FEWEST_CELLS = 3  # of a row that only numbers the columns, (1) (2) (3), or names them again
# A codeless row that begins so is the end of the letter, not a broken task.
_SHEETS = (".xlsx", ".xlsm", ".xls")  # files whose cells have names
_CLOSING = re.compile(
    r"(noi nhan|(pho )?giam doc|thu truong|nguoi lap|ky ten|chanh van phong|(pho )?truong phong"
    r"|tm\.|kt\.|tl\.|tuq\.|luu:? ?vt|.{0,40}, ngay [\d. …]+ thang)"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The table as it stands: raw rows in order, and the texts around it.

    `merged_known` says that the file tells merged cells apart, so that blanks need no guess.
    """

    rows: Sequence[RawRow]
    headings: dict[str, str]
    around: Sequence[str]
    findings: Sequence[Finding]
    merged_known: bool


def find_table(document: Document, kind: TableKind = PLAN) -> Layout:
    """Find the table of one kind in a document, over all its pages.

    A table that goes on in the next grid (Word splits tables, sheets are split by area) is read
    as one; one that starts again with the same code is another table and is only mentioned.

    Raises:
        UnreadableFile: no grid has the headings of such a table, or nothing stands below them.
    """
    headers = [find_header(grid, kind) for grid in document.grids]
    start = next((index for index, header in enumerate(headers) if header is not None), None)
    if start is None:
        raise UnreadableFile(
            f"Không tìm thấy {kind.name} trong «{document.name}»: cần một hàng tiêu đề có "
            f"{kind.needs}."
        )
    header = headers[start]
    assert header is not None  # noqa: S101 - chosen so
    rows: list[RawRow] = []
    around = list(document.paragraphs)
    with_cells = document.name.lower().endswith(_SHEETS)
    findings: list[Finding] = []
    for grid, own in zip(document.grids, headers, strict=True):
        part = _rows_of(grid, own or header, kind, with_cells=with_cells)
        if own is None and not (rows and _goes_on(grid, document.grids[start])):
            around.extend(_texts(grid.rows))
        elif rows and _starts_again(rows, part):
            findings.append(_other_table(grid, part, kind))
        else:
            rows.extend(part)
            around.extend(_texts(grid.rows[: own.first] if own else ()))
    if not rows:
        raise UnreadableFile(
            f"{kind.name.capitalize()} trong «{document.name}» không có hàng nào dưới tiêu đề."
        )
    return Layout(rows, dict(header.headings), around, findings, any(row.above for row in rows))


def _texts(rows: Iterable[Sequence[CellValue]]) -> Iterator[str]:
    return (text for row in rows for text in map(cell_text, row) if text)


def _goes_on(grid: Grid, before: Grid) -> bool:
    """Return whether a grid without headings has the width of the table before it."""
    return bool(grid.rows) and max(map(len, grid.rows)) == max(map(len, before.rows))


def _first_code(rows: Sequence[RawRow]) -> str:
    return next((row.text("code") for row in rows if row.text("code")), "")


def _starts_again(rows: Sequence[RawRow], part: Sequence[RawRow]) -> bool:
    first = _first_code(part)
    return bool(first) and first == _first_code(rows)


def _other_table(grid: Grid, part: Sequence[RawRow], kind: TableKind) -> Finding:
    return Finding(
        kind="other_table",
        severity=Severity.WARNING,
        message=f"«{grid.sheet}» cũng có một {kind.name} bắt đầu lại từ mã "
        f"{_first_code(part)}; chỉ bảng đầu tiên được đọc.",
        sheet=grid.sheet,
        row=part[0].source_rows[0],
    )


def _rows_of(grid: Grid, header: Header, kind: TableKind, *, with_cells: bool) -> list[RawRow]:
    own = find_header(grid, kind)
    first = own.last + 1 if own else 0
    rows: list[RawRow] = []
    for index in range(first, len(grid.rows)):
        texts = [cell_text(cell) for cell in grid.rows[index]]
        if not any(texts) or _repeats_heading(texts, header, kind) or _numbers_columns(texts):
            continue
        row = _raw_row(grid, header, index, with_cells=with_cells)
        if _closes(texts, row):
            break
        rows.append(row)
    return rows


def _closes(texts: Sequence[str], row: RawRow) -> bool:
    if row.text("code") and row.text("title"):
        return False
    return any(_CLOSING.match(fold(text)) for text in texts)


def _repeats_heading(texts: Sequence[str], header: Header, kind: TableKind) -> bool:
    """Return whether a row is the heading again (or half of it), as after a page break."""
    cells = [text for text in texts if text]
    if all(fold(cell) in header.labels for cell in cells):
        return len(cells) > 1
    return len(cells) >= _FEWEST_CELLS and all(field_of(cell, kind) for cell in cells)


def _numbers_columns(texts: Sequence[str]) -> bool:
    """Return whether a row only numbers the columns: (1) (2) (3), or A B 1 2 3."""
    marks = [text.strip("()[] ") for text in texts if text]
    numbers = [int(mark) for mark in marks if mark.isdecimal()]
    letters = [mark for mark in marks if not mark.isdecimal()]
    if len(numbers) < _FEWEST_CELLS or any(letter not in "ABC" for letter in letters):
        return False
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _raw_row(grid: Grid, header: Header, index: int, *, with_cells: bool) -> RawRow:
    cells: dict[str, str] = {}
    above: dict[str, str] = {}
    values = grid.rows[index]
    for name, column in header.columns.items():
        value = values[column] if column < len(values) else None
        cells[name] = code_text(value) if name == "code" else cell_text(value)
        holder = grid.merged.get((index, column))
        if not cells[name] and holder is not None and holder[0] < index:
            above[name] = _held(grid, header, holder)
    code = header.columns.get("code", -1)
    row, first = grid.first_row + index, grid.first_column
    named = {name: cell_name(row, first + column) for name, column in header.columns.items()}
    return RawRow(
        source_rows=(grid.first_row + index,),
        cells=cells,
        sheet=grid.sheet,
        above=above,
        places=named if with_cells else {},
        numeric_code=0 <= code < len(values) and isinstance(values[code], float),
    )


def _held(grid: Grid, header: Header, holder: tuple[int, int]) -> str:
    row, column = holder
    return cell_text(cell_at(grid, row, column)) if column in header.columns.values() else ""
