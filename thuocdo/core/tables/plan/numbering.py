"""Codes, levels and parents, also where the numbering starts again in each area."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

__all__ = ["LONGEST_CODE", "Numbering", "Place", "gaps", "parse_code", "split_code"]

LONGEST_CODE = 30
"""Characters of a row's code; more is no code that anybody uses, and cannot be stored."""

_ROMAN = re.compile(r"(?=[IVXL])X{0,3}L?X{0,3}(IX|IV|V?I{0,3})")
_LEADING_WORD = re.compile(r"(lĩnh vực|tiêu chí|nhiệm vụ|phần|mục|nhóm)\s+", re.IGNORECASE)
_PART = re.compile(r"\d{1,3}|[IVXL]{1,7}|[A-ZĐ]|[a-zđ]{1,2}")
_BULLET = re.compile(r"[-–+*•·]+")
_WITH_TITLE = re.compile(
    r"(?P<code>(?:(?:phần|mục|lĩnh vực)\s+)?(?:[IVXL]{1,7}|[A-ZĐ]|\d{1,2})(?:\.\d{1,2})*)"
    r"\s*[.):/-]\s*(?P<title>\D.{3,})",
    re.IGNORECASE,
)
# A dot inside tells a code without any sign after it; a small letter follows numbers (1.5 triệu).
_BEFORE_TITLE = re.compile(
    r"(?P<code>(?:[IVXL]{1,7}|[A-ZĐ]|\d{1,2})(?:\.\d{1,2})+)\s+(?P<title>[^\W\d_].{3,})"
)
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}

_RANKS = {"number": 2, "small": 20, "bullet": 30}  # dotted numbers go down from `number`


def parse_code(text: str) -> tuple[str, ...]:
    """Return the parts of a printed code (`2.2.1.` is three), or none if it is no code."""
    bare = _LEADING_WORD.sub("", text.strip()).replace(" ", "").replace(",", ".")
    bare = bare.strip("().:/") if not _BULLET.fullmatch(bare) else "-"
    if bare == "-":
        return ("-",)
    parts = tuple(bare.split("."))
    return parts if all(_PART.fullmatch(part) for part in parts) else ()


def split_code(text: str) -> tuple[str, str] | None:
    """Part a code and a title that stand in one cell: `I. Công tác chỉ đạo`."""
    found = _WITH_TITLE.fullmatch(text) or _BEFORE_TITLE.fullmatch(text)
    if found is None or not parse_code(found["code"]):
        return None
    if found.re is _BEFORE_TITLE and not found["title"][0].isupper():
        return None
    return found["code"], found["title"]


def _kind(part: str, before: str | None) -> str:
    """Return the kind of a code's part; `I` after `H` is a letter, else a Roman number."""
    if part.isdecimal():
        return "number"
    if part == "-":
        return "bullet"
    if part.islower():
        return "small"
    follows = before is not None and len(before) == 1 and ord(part[0]) - ord(before[0]) == 1
    if len(part) == 1 and part != "I" and (part not in "VX" or follows):
        return "letter"
    if part == "I" and before == "H":
        return "letter"
    return "roman" if _ROMAN.fullmatch(part) else "letter"


def _roman_value(part: str) -> int:
    values = [_VALUES[sign] for sign in part]
    return sum(
        -value if value < max(values[index:]) else value for index, value in enumerate(values)
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: its unique code and its parent's; `is_cut` if its own was too long."""

    code: str
    parent: str | None
    is_cut: bool = False


@dataclass(slots=True)
class _Level:
    rank: int
    kind: str
    code: str
    part: str
    children: int = 0


class Numbering:
    """Places the rows of one table, in order.

    Areas numbered I, II or A, B hold tasks whose numbers start again: those get the area's code
    in front (`I.1`). Numbers with dots that already name their area (`2.3.1`) stay as printed.
    """

    def __init__(self) -> None:
        self._path: list[_Level] = []
        self._containers: list[str] = []  # letter and roman, in the order they first came
        self._last: dict[str, str] = {}
        self._taken: set[str] = set()

    def place(self, parts: tuple[str, ...]) -> Place:
        """Place a row with a code, as `parse_code` gives it."""
        kind = _kind(parts[0], self._last.get("letter"))
        if kind in {"letter", "roman"}:
            self._last["letter"] = parts[0]
            if kind not in self._containers:
                self._containers.append(kind)
            if len(parts) > 1:
                return self._place_absolute(parts)
            return self._enter(self._containers.index(kind), kind, parts[0])
        if kind == "number":
            return self._place_number(parts)
        return self._enter(_RANKS[kind], kind, parts[-1])

    def place_without_code(self, *, as_area: bool) -> Place:
        """Place a row that has no code: an area, or the next child where the last row stands."""
        if as_area:
            self._path.clear()
            return self._enter(0, "area", self._free("", 1))
        return self._enter(_RANKS["bullet"], "bullet", "-")

    def _place_absolute(self, parts: tuple[str, ...]) -> Place:
        code = ".".join(parts)
        parent = next(
            (
                ".".join(parts[:length])
                for length in range(len(parts) - 1, 0, -1)
                if ".".join(parts[:length]) in self._taken
            ),
            None,
        )
        self._leave(_RANKS["number"] + len(parts) - 2)
        return self._push(_RANKS["number"] + len(parts) - 2, "number", code, parts[-1], parent)

    def _place_number(self, parts: tuple[str, ...]) -> Place:
        numbers = tuple(part for part in parts if part.isdecimal())
        depth = len(parts)
        rank = _RANKS["number"] + depth - 1
        if len(numbers) < depth:
            rank = _RANKS["small"]
        self._leave(rank)
        area = self._area()
        code = ".".join(parts)
        if area is not None and not self._names_area(parts, area):
            code = f"{area.code}.{code}"
        prefix = code.rpartition(".")[0]
        parent = prefix if prefix in self._taken else (self._path[-1].code if self._path else None)
        return self._push(rank, "number", code, parts[-1], parent)

    def _names_area(self, parts: tuple[str, ...], area: _Level) -> bool:
        """Return whether `2.1` under area II already says which area it is in."""
        numbers = [level.code for level in self._path if level.kind == "number"]
        if numbers:
            return ".".join(parts[:-1]) in numbers
        return len(parts) > 1 and area.kind == "roman" and parts[0] == str(_roman_value(area.part))

    def _area(self) -> _Level | None:
        areas = [level for level in self._path if level.kind in {"letter", "roman", "area"}]
        return areas[-1] if areas else None

    def _enter(self, rank: int, kind: str, part: str) -> Place:
        self._leave(rank)
        parent = self._path[-1] if self._path else None
        if part == "-":
            part = self._free(parent.code if parent else "", (parent.children if parent else 0) + 1)
        code = f"{parent.code}.{part}" if parent else part
        return self._push(rank, kind, code, part, parent.code if parent else None)

    def _free(self, parent: str, number: int) -> str:
        """Return the first number from `number` on that no child of this parent has."""
        while (f"{parent}.{number}" if parent else str(number)) in self._taken:
            number += 1
        return str(number)

    def _leave(self, rank: int) -> None:
        while self._path and self._path[-1].rank >= rank:
            self._path.pop()

    def _push(self, rank: int, kind: str, code: str, part: str, parent: str | None) -> Place:
        unique, again = code, 1
        while unique in self._taken:
            again += 1
            unique = f"{code} ({again})"
        is_cut = len(unique) > LONGEST_CODE
        if is_cut:
            unique = self._cut(code)
        self._taken.add(unique)
        if self._path:
            self._path[-1].children += 1
        self._path.append(_Level(rank, kind, unique, part))
        return Place(unique, parent, is_cut)

    def _cut(self, code: str) -> str:
        """Return a free code from the beginning of one that is too long."""
        for again in count(1):
            mark = "…" if again == 1 else f"…{again}"
            unique = code[: LONGEST_CODE - len(mark)].rstrip(". (") + mark
            if unique not in self._taken:
                return unique
        raise AssertionError  # the count has no end


def gaps(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Return each code that skips one after its earlier sibling, with the code skipped."""
    last: dict[str, int] = {}
    missing = []
    for code in codes:
        prefix, dot, own = code.rpartition(".")
        if not own.isdecimal():
            continue
        if prefix in last and int(own) > last[prefix] + 1:
            missing.append((code, f"{prefix}{dot}{last[prefix] + 1}"))
        last[prefix] = int(own)
    return missing
