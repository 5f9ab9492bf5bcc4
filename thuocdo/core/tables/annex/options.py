"""Rows and lines below a criterion that say how its points are given: "- Kịp thời: 1"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from thuocdo.core.tables.plan.model import RawRow
from thuocdo.core.tables.plan.numbering import parse_code
from thuocdo.core.vietnamese import clean, fold, parse_number

__all__ = ["BREAK", "fold_options", "one_line", "part_titles"]

BREAK = "¶"
"""Stands for a line's end inside a cell, which cells of other tables do not keep."""

_SMALL = re.compile(r"[a-zđ]{1,2}[).]?")
_BULLET = re.compile(r"\s*[-–+*•·▪]+\s*")
_WORTH = re.compile(
    r".*(?:(?:[:=]|\bdiem danh gia la)\s*(?:duoc |dat |tru )?\d+(?:,\d+)?(?:\s*diem)?|\d\s*diem\b.*|\bdiem toi da|khong (?:tinh |duoc |cho )?diem"
    r"|theo (?:ty le|cong thuc)|\btru \d.*)[\s.;]*"
)
_WRITTEN_ON = re.compile(r".{8,}?:\s+[-–]\s+\S")
_DASH = re.compile(r"(?<![\d%]):?\s+[-–]\s+(?=\w)")
_IN_TITLE = re.compile(r"\s*\(\s*(?:tối đa\s+)?(\d+(?:[.,]\d+)?)\s*điểm\s*\)\s*\.?$", re.IGNORECASE)


def one_line(text: str) -> str:
    """Return a cell's text without its line ends."""
    return clean(text.replace(BREAK, " "))


def part_titles(rows: Iterable[RawRow]) -> list[RawRow]:
    """Take points and options out of titles, each to its own column."""
    return [_parted(row) for row in rows]


def _parted(row: RawRow) -> RawRow:
    lines = [line.strip() for line in _in_lines(row.text("title")).split(BREAK)]
    cut = next((at for at, line in enumerate(lines) if at and _is_option(line)), len(lines))
    title, options = clean(" ".join(lines[:cut])), lines[cut:]
    cells = {**row.cells, "title": title, "max_points": one_line(row.text("max_points"))}
    if options:
        cells["method"] = _joined([*options, row.text("method")])
    found = _IN_TITLE.search(title)
    if found and not cells["max_points"]:
        cells |= {"title": title[: found.start()], "max_points": found[1]}
    return replace(row, cells=cells)


def _in_lines(title: str) -> str:
    """Return a title whose options were written on, "…: - Có: 1 - Không: 0", in lines."""
    found = _WRITTEN_ON.match(title)
    return _DASH.sub(f" {BREAK} - ", title) if found and BREAK not in title else title


def _joined(lines: Iterable[str]) -> str:
    return f" {BREAK} ".join(line for line in lines if line)


def _is_option(text: str) -> bool:
    return bool(_WORTH.fullmatch(fold(text)))


def fold_options(rows: Sequence[RawRow]) -> list[RawRow]:
    """Put the rows that only say how points are given into the criterion above them.

    Rows without a code whose points add up to the criterion's are its components and stay.
    """
    kept: list[RawRow] = []
    index = 0
    while index < len(rows):
        row = rows[index]
        end = index + 1
        while end < len(rows) and _may_be_option(rows[end]):
            end += 1
        options = rows[index + 1 : end]
        if options and row.text("max_points") and not _are_components(row, options):
            taken = [one for one in options if _says_points(one)]
            kept.append(_with(row, taken))
            kept += [one for one in options if one not in taken]
        else:
            kept += [row, *options]
        index = end
    return kept


def _may_be_option(row: RawRow) -> bool:
    code = row.text("code")
    bare = not code or parse_code(code) == ("-",) or bool(_SMALL.fullmatch(code.strip("() ")))
    return bare and bool(row.text("title")) and not row.text("title").isupper()


def _says_points(row: RawRow) -> bool:
    return (
        bool(row.text("max_points"))
        or _is_option(row.text("title"))
        or bool(_BULLET.match(row.text("title")) or row.text("code"))
    )


def _are_components(row: RawRow, options: Sequence[RawRow]) -> bool:
    worths = [worth for one in options if (worth := _number(one.text("max_points"))) is not None]
    if not worths or len(worths) < len(options):
        return False
    return all(worths) and sum(worths) == _number(row.text("max_points"))


def _number(text: str) -> Decimal | None:
    try:
        return parse_number(text)
    except ValueError:
        return None


def _with(row: RawRow, options: Sequence[RawRow]) -> RawRow:
    lines = [row.text("method"), *map(_line, options)]
    sources = tuple(number for one in (row, *options) for number in one.source_rows)
    return replace(row, source_rows=sources, cells={**row.cells, "method": _joined(lines)})


def _line(option: RawRow) -> str:
    text = _BULLET.sub("", one_line(option.text("title")), count=1)
    points = option.text("max_points")
    if points and not _is_option(text):
        text = f"{text.rstrip(':. ')}: {points}"
    return _joined([text, option.text("method")])
