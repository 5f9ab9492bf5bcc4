"""Which column is which, by the wording of its heading."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from thuocdo.core.tables.grid import Grid
from thuocdo.core.tables.plan.cells import cell_at, cell_text
from thuocdo.core.tables.plan.numbering import parse_code
from thuocdo.core.vietnamese import fold

__all__ = ["PLAN", "Header", "TableKind", "field_of", "find_header"]

# The first pattern that fits decides: "Nội dung yêu cầu" is a requirement, not a title, and
# "Thời gian thực hiện" a deadline, not who does it.
_WORDINGS = (
    ("code", r"(s ?)?tt|so thu tu|so tt|ma( so)?( tieu chi| nhiem vu| chi tieu)?|muc|no"),
    ("note", r".*\bghi chu\b.*"),
    ("", r".*\b(tu (danh gia|cham)|tham dinh|dat duoc|diem dat|dieu tra|nam truoc|chi so)\b.*"),
    ("", r".*\b(minh chung|kiem chung|ty le)\b.*"),
    ("support", r"(?!.*\bchu tri\b).*\bphoi hop\b.*"),
    ("due", r".*\b(thoi (gian|han|diem)|tien do|han (hoan thanh|cuoi|xong)|ngay hoan thanh)\b.*"),
    ("max_points", r".*\b(diem (toi da|chuan|quy dinh)|(thang|so|muc) diem)\b.*|diem"),
    ("requirement", r".*\b(yeu cau|ket qua|san pham|dau ra|muc tieu)\b.*"),
    ("lead", r".*\b(chu tri|phu trach|tham muu)\b.*"),
    ("lead", r".*\b(don vi|co quan|bo phan|phong|nguoi|to chuc|phan cong)\b.*"),
    ("title", r".*\b(nhiem vu|noi dung|tieu chi|linh vuc|cong viec|hoat dong|giai phap)\b.*"),
    ("lead", r"thuc hien"),
)
_LONGEST = 80  # characters; a longer text is a sentence, not a heading
_FEWEST = 3  # columns known, or it is not a plan table
_FEWEST_LABELS = 2  # in the upper row of a heading
_DEEPEST = 200  # rows searched for the heading


@dataclass(frozen=True, slots=True)
class TableKind:
    """What tables of one kind are called and which columns they have.

    Attributes:
        name: in Vietnamese, as messages call it ("bảng kế hoạch").
        needs: what the heading must hold, in Vietnamese, for the message where there is none.
        patterns: field and what a folded heading of it looks like; the first that fits decides.
        again: the field that a second column of titles is.
        fits: whether these columns make such a table.
    """

    name: str
    needs: str
    patterns: Sequence[tuple[str, re.Pattern[str]]]
    again: str
    fits: Callable[[Mapping[str, int]], bool]


def _is_plan(columns: Mapping[str, int]) -> bool:
    known = len(columns) >= _FEWEST
    return known and "title" in columns and ("lead" in columns or "max_points" in columns)


PLAN = TableKind(
    name="bảng kế hoạch",
    needs="cột nhiệm vụ (nội dung, tiêu chí) và cột điểm tối đa hoặc cột chủ trì",
    patterns=[(name, re.compile(pattern)) for name, pattern in _WORDINGS],
    again="requirement",  # "Tiêu chí | Nội dung công việc": what is asked for
    fits=_is_plan,
)


@dataclass(frozen=True, slots=True)
class Header:
    """Where the heading of a table stands and which field is in which column (index).

    `labels` are the texts of all its cells, folded: what a repeated heading consists of.
    """

    first: int
    last: int
    columns: Mapping[str, int]
    headings: Mapping[str, str]
    labels: frozenset[str]


def field_of(heading: str, kind: TableKind = PLAN) -> str:
    """Return the field that a heading names, or an empty string.

    >>> field_of("ĐIỂM TỐI ĐA"), field_of("Cơ quan phối hợp"), field_of("Tự đánh giá")
    ('max_points', 'support', '')
    """
    text = re.sub(r"[^\w]+", " ", fold(heading)).strip()
    if not text or len(text) > _LONGEST:
        return ""
    return next((name for name, pattern in kind.patterns if pattern.fullmatch(text)), "")


def _columns(labels: Sequence[str], kind: TableKind) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, label in enumerate(labels):
        name = field_of(label, kind)
        if name == "title" and "title" in columns:
            name = kind.again
        if name:
            columns.setdefault(name, index)
    return columns


def _labels(grid: Grid, index: int) -> list[str]:
    """Return the headings of a row; one that spans columns or rows names all of them."""
    labels = [cell_text(cell) for cell in grid.rows[index]]
    for column, label in enumerate(labels):
        holder = grid.merged.get((index, column))
        if not label and holder is not None:
            labels[column] = cell_text(cell_at(grid, *holder))
    return labels


def _spanned(grid: Grid, index: int, width: int) -> dict[int, tuple[int, str]]:
    """Return the columns under a heading of several: column: its first column and its text.

    Texts have no merged cells: there a heading spans the blank columns after it.
    """
    cells = [cell_text(cell) for cell in grid.rows[index]]
    cells += [""] * (width - len(cells))
    firsts: dict[int, int] = {}
    for column, cell in enumerate(cells):
        holder = grid.merged.get((index, column))
        if holder is not None and holder[0] == index:
            firsts[column] = holder[1]
        elif cell or column == 0:
            firsts[column] = column
        else:
            firsts[column] = firsts[column - 1]
    counts = Counter(firsts.values())
    return {
        column: (first, cells[first])
        for column, first in firsts.items()
        if counts[first] > 1 and cells[first]
    }


def _parts_of_headings(lower: Sequence[str], spanned: Mapping[int, tuple[int, str]]) -> set[int]:
    """Return the columns whose lower label parts a heading above: "Đạt" under "Điểm"."""
    parts = {
        column
        for column, label in enumerate(lower)
        if label
        and column in spanned
        and len(label) <= _LONGEST
        and not parse_code(label)
        and not any(sign.isdigit() for sign in label)
    }
    counts = Counter(spanned[column][0] for column in parts)
    return {column for column in parts if counts[spanned[column][0]] > 1}


def _deeper(grid: Grid, first: int, upper: Sequence[str], kind: TableKind) -> list[str] | None:
    """Return the headings of two rows in one, or None if the lower row is no part of them."""
    if first + 1 >= len(grid.rows):
        return None
    lower = _labels(grid, first + 1)
    width = max(len(upper), len(lower))
    upper, lower = ([*labels, *[""] * (width - len(labels))] for labels in (upper, lower))
    spanned = _spanned(grid, first, width)
    parts = _parts_of_headings(lower, spanned)
    if not all(
        not label or field_of(label, kind) or label in upper or column in parts
        for column, label in enumerate(lower)
    ):
        return None
    labels = [
        f"{spanned[column][1]}: {low}" if column in parts and not field_of(low, kind) else low or up
        for column, (up, low) in enumerate(zip(upper, lower, strict=True))
    ]
    return labels if parts or len(_columns(labels, kind)) > len(_columns(upper, kind)) else None


def _header(grid: Grid, first: int, kind: TableKind) -> Header | None:
    if sum(bool(cell_text(cell)) for cell in grid.rows[first]) < _FEWEST_LABELS:
        return None  # a title over the table, were it "Phân công nhiệm vụ"
    labels = _labels(grid, first)
    columns, last = _columns(labels, kind), first
    both = _deeper(grid, first, labels, kind)
    deeper = _columns(both, kind) if both else {}
    if both and len(deeper) >= len(columns):
        columns, labels, last = deeper, both, first + 1
    if not kind.fits(columns):
        return None
    rows = grid.rows[first : last + 1]
    return Header(
        first,
        last,
        columns,
        headings={name: labels[index] for name, index in columns.items()},
        labels=frozenset(fold(cell_text(cell)) for row in rows for cell in row) - {""},
    )


def find_header(grid: Grid, kind: TableKind = PLAN) -> Header | None:
    """Return the heading of the table of that kind in this grid, or None if it holds none."""
    for first in range(min(len(grid.rows), _DEEPEST)):
        header = _header(grid, first, kind)
        if header is not None:
            return header
    return None
