"""What an index set is: the law as typed data, refused when it cannot be right."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator

from thuocdo.core.scoring.rules import AllOf, Bands, Judged, Linear, Parts, Rule
from thuocdo.core.strict import Strict

__all__ = ["Area", "Criterion", "IndexSet", "Issued", "Source"]

Points = Annotated[Decimal, Field(gt=0)]


class Source(Strict):
    """Where something stands: the document, and the article or item in it."""

    document: str
    place: str = ""
    link: str = ""


class Issued(Strict):
    """The decision that brought a set."""

    document: str
    on: date
    by: str


class Criterion(Strict):
    """A criterion, or a component of one; one with children has no rule, one without has one.

    Attributes:
        code: as printed, a string (`1.10` is not `1.1`).
        law: the legal basis that the rule serves, as cited; empty when the source names none.
        assumed: True where the source does not state the rule and a plain one was taken.
        assumption: what was taken, in Vietnamese; required when `assumed`.
    """

    code: Annotated[str, Field(pattern=r"^[0-9A-Z]+(\.[0-9A-Za-z]+)*$")]
    title: str
    max_points: Points
    reference: Source
    law: str = ""
    rule: Rule | None = None
    assumed: bool = False
    assumption: str = ""
    children: tuple["Criterion", ...] = ()

    @model_validator(mode="after")
    def _adds_up(self) -> "Criterion":
        if bool(self.children) == (self.rule is not None):
            raise ValueError(
                f"tiêu chí {self.code} phải có «rule», hoặc có «children», không có cả hai"
            )
        if self.assumed != bool(self.assumption):
            raise ValueError(
                f"tiêu chí {self.code}: «assumed: true» phải đi với «assumption» nói rõ giả định"
            )
        if self.children:
            _same_points(f"tiêu chí {self.code}", self.max_points, self.children)
        elif self.rule is not None:
            _within(self.code, self.rule, self.max_points)
        return self

    def leaves(self) -> Iterator["Criterion"]:
        """Yield the criteria that are scored."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


class Area(Strict):
    """A field of the set (lĩnh vực)."""

    code: str
    title: str
    max_points: Points
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _adds_up(self) -> "Area":
        _same_points(f"lĩnh vực {self.code}", self.max_points, self.criteria)
        return self

    def leaves(self) -> Iterator[Criterion]:
        """Yield the criteria that are scored."""
        for criterion in self.criteria:
            yield from criterion.leaves()


class IndexSet(Strict):
    """One version of a set, for one group of agencies.

    Attributes:
        id: `department/2024`: the set and its version.
        groups: the ranking groups of agencies that it scores.
        scale: the sum of all areas; not forced to be 100.
        places: decimals that points are rounded to, half up.
        valid_from: first day in force; `valid_to`: first day no longer, None while in force.
    """

    id: Annotated[str, Field(pattern=r"^[a-z_]+/[0-9]{4}[a-z]?$")]
    title: str
    groups: tuple[str, ...] = ()
    issued: Issued
    valid_from: date
    valid_to: date | None = None
    scale: Points
    places: Annotated[int, Field(ge=0, le=4)] = 2
    areas: Annotated[tuple[Area, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _holds_together(self) -> "IndexSet":
        _same_points(f"bộ chỉ số {self.id}", self.scale, self.areas)
        counted = Counter(leaf.code for leaf in self.leaves())
        if repeated := sorted(code for code, times in counted.items() if times > 1):
            raise ValueError(f"mã tiêu chí bị lặp: {', '.join(repeated)}")
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise ValueError("«valid_to» phải sau «valid_from»")
        return self

    def leaves(self) -> Iterator[Criterion]:
        """Yield the criteria that are scored, in the set's order."""
        for area in self.areas:
            yield from area.leaves()


def _same_points(
    what: str, stated: Decimal, children: tuple[Area, ...] | tuple[Criterion, ...]
) -> None:
    total = sum((child.max_points for child in children), Decimal(0))
    if total != stated:
        raise ValueError(f"{what} ghi {stated} điểm nhưng các mục con cộng lại là {total}")


def _within(code: str, rule: Bands | Linear | AllOf | Judged | Parts, maximum: Decimal) -> None:
    match rule:
        case Bands():
            highest = max(band.points for band in rule.bands)
            if highest > maximum:
                raise ValueError(
                    f"tiêu chí {code}: bậc cao nhất cho {highest} điểm, quá tối đa {maximum}"
                )
        case Parts():
            total = sum((part.max_points for part in rule.parts), Decimal(0))
            if total != maximum:
                raise ValueError(
                    f"tiêu chí {code}: các phần cộng lại {total} điểm, khác tối đa {maximum}"
                )
            for part in rule.parts:
                _within(f"{code} ({part.title})", part.rule, part.max_points)
        case Linear() | AllOf() | Judged():
            pass
