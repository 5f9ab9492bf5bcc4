"""The annex's rows as a tree that the model takes: codes, points, sums that differ."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from thuocdo.core.tables.annex import AnnexRow, AnnexTable
from thuocdo.core.tables.findings import Finding, Severity
from thuocdo.core.vietnamese import fold, format_number

__all__ = ["Branch", "grow"]

_CODE = re.compile(r"[0-9A-Z]+(\.[0-9A-Za-z]+)*")
_BONUS = re.compile(r"\bdiem (cong|thuong)\b|\bdiem khuyen khich\b")
_PENALTY = re.compile(r"\bdiem (tru|phat)\b")
_UNSTATED = Decimal(1)


@dataclass(slots=True)
class Branch:
    """An area, criterion or component with what stands under it.

    Attributes:
        sum_differs: why the children do not add up to the points, empty where they do.
        made_up: the points are not in the file.
    """

    row: AnnexRow
    code: str
    points: Decimal
    children: list["Branch"] = field(default_factory=list)
    sum_differs: str = ""
    made_up: bool = False

    @property
    def section(self) -> str:
        """Which section of the set an area of this title is."""
        title = fold(self.row.title)
        if _PENALTY.search(title):
            return "penalty"
        return "bonus" if _BONUS.search(title) else "scale"

    def leaves(self) -> Iterator["Branch"]:
        """Yield the branches without children."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


def grow(table: AnnexTable) -> tuple[list[Branch], list[Finding]]:
    """Return the areas, and what had to be made up so that they hold together."""
    codes = _Codes()
    areas = [_branch(table, row, codes) for row in table.under(None)]
    findings = [
        _made_up(leaf.row, leaf.points) for area in areas for leaf in area.leaves() if leaf.made_up
    ]
    return areas, findings


class _Codes:
    """Gives every row a code that the catalogue takes, once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, code: str) -> str:
        # The numbering tells a code that stands twice as "1.1 (2)".
        plain = re.sub(r" \((\d+)\)", r".\1", code)
        plain = re.sub(r"[^0-9A-Za-z.]+", "", plain.replace("đ", "dd").replace("Đ", "DD"))
        plain = re.sub(r"\.{2,}", ".", plain).strip(".")
        plain = plain if _CODE.fullmatch(plain) else f"X{plain}" if plain else "X"
        unique, again = plain, 1
        while unique in self._taken:
            again += 1
            unique = f"{plain}.{again}"
        self._taken.add(unique)
        return unique


def _branch(table: AnnexTable, row: AnnexRow, codes: _Codes) -> Branch:
    code = codes.of(row.code)
    children = [_branch(table, child, codes) for child in table.under(row.code)]
    below = sum((child.points for child in children), Decimal(0))
    stated = row.max_points or None
    points = stated or below or _UNSTATED
    branch = Branch(row, code, points, children, made_up=not children and stated is None)
    if children and below != points:
        branch.sum_differs = (
            f"Văn bản ghi {format_number(points)} điểm, các mục con cộng lại "
            f"{format_number(below)} điểm."
        )
    return branch


def _made_up(row: AnnexRow, points: Decimal) -> Finding:
    return Finding(
        kind="made_up_points",
        severity=Severity.ERROR,
        message=f"{row.code} không có điểm tối đa; tạm ghi {format_number(points)} điểm để bản "
        "thảo đọc được, cần sửa lại.",
        sheet=row.sheet,
        row=row.source_rows[0] if row.source_rows else None,
        cell=row.places.get("max_points"),
    )
