"""What an index set is: the law as typed data, refused when it cannot be right."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from thuocdo.core.scoring.bounds import bounds
from thuocdo.core.scoring.rules import AnyRule, Parts, Rule, facts_of, rules_inside
from thuocdo.core.strict import Strict

__all__ = ["Area", "Class", "Criterion", "IndexSet", "Issued", "Source", "class_of"]

Points = Annotated[Decimal, Field(gt=0)]
_WHOLE = 100  # percent


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


class Class(Strict):
    """A class of results (xếp loại): percents from `from` up to but without `to`.

    The class that ends at 100 holds 100 too.
    """

    title: str
    from_: Annotated[Decimal, Field(alias="from")]
    to: Decimal
    reference: Source
    assumed: bool = False


class Criterion(Strict):
    """A criterion, or a component of one; one with children has no rule, one without has one.

    Attributes:
        code: as printed, a string (`1.10` is not `1.1`).
        law: the legal basis that the rule serves, as cited; empty when the source names none.
        counting: how the source counts the numbers, in Vietnamese; empty when it says nothing.
        assumed: True where the source does not state the rule and a plain one was taken.
        assumption: what was taken, in Vietnamese; required when `assumed`.
        allow_negative: points may be taken off; no rule goes below 0 otherwise.
        sum_differs: why the children do not add up to the maximum; their sum is capped by it.
    """

    code: Annotated[str, Field(pattern=r"^[0-9A-Z]+(\.[0-9A-Za-z]+)*$")]
    title: str
    max_points: Points
    reference: Source
    law: str = ""
    counting: str = ""
    rule: Rule | None = None
    assumed: bool = False
    assumption: str = ""
    allow_negative: bool = False
    sum_differs: str = ""
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
            _same_points(f"tiêu chí {self.code}", self, self.children)
        elif self.rule is not None:
            _within(f"tiêu chí {self.code}", self.rule, self.max_points)
            _not_below(self, self.rule)
        return self

    def leaves(self) -> Iterator["Criterion"]:
        """Yield the criteria that are scored."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


class Area(Strict):
    """A field of the set (lĩnh vực).

    Attributes:
        section: whether its points are of the scale, come on top, or are taken off.
        max_points: the most it gives; of a bonus or penalty area the cap of the year. A penalty
            area's criteria give the points that are taken off, as positive numbers.
        sum_differs: why the criteria do not add up to the maximum; their sum is capped by it.
    """

    code: str
    title: str
    max_points: Points
    section: Literal["scale", "bonus", "penalty"] = "scale"
    sum_differs: str = ""
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _adds_up(self) -> "Area":
        _same_points(f"lĩnh vực {self.code}", self, self.criteria)
        if self.section == "penalty" and any(leaf.allow_negative for leaf in self.leaves()):
            raise ValueError(
                f"lĩnh vực {self.code}: điểm trừ ghi là số dương, không «allow_negative»"
            )
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
        scale: the sum of all areas but for bonus and penalty; not forced to be 100.
        places: decimals that points are rounded to, half up.
        percent_places: decimals that the percent of the scale is rounded to, half up.
        classes: from high to low, without gaps from 0 to 100; empty where none are stated.
        valid_from: first day in force; `valid_to`: first day no longer, None while in force.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*/[0-9]{4}[a-z]?$")]
    title: str
    groups: tuple[str, ...] = ()
    issued: Issued
    valid_from: date
    valid_to: date | None = None
    scale: Points
    places: Annotated[int, Field(ge=0, le=4)] = 2
    percent_places: Annotated[int, Field(ge=0, le=4)] = 2
    classes: tuple[Class, ...] = ()
    areas: Annotated[tuple[Area, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _holds_together(self) -> "IndexSet":
        of_scale = [area.max_points for area in self.areas if area.section == "scale"]
        if sum(of_scale, Decimal(0)) != self.scale:
            total = sum(of_scale, Decimal(0))
            raise ValueError(
                f"bộ chỉ số {self.id} ghi {self.scale} điểm nhưng các mục con cộng lại là {total}"
            )
        counted = Counter(leaf.code for leaf in self.leaves())
        if repeated := sorted(code for code, times in counted.items() if times > 1):
            raise ValueError(f"mã tiêu chí bị lặp: {', '.join(repeated)}")
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise ValueError("«valid_to» phải sau «valid_from»")
        return self

    @model_validator(mode="after")
    def _classes_cover_everything(self) -> "IndexSet":
        if not self.classes:
            return self
        meet = all(high.from_ == low.to for high, low in pairwise(self.classes))
        if self.classes[-1].from_ != 0 or self.classes[0].to != _WHOLE or not meet:
            raise ValueError(
                "«classes» ghi từ cao xuống thấp, phủ kín từ 0 đến 100: «from» của loại trên là «to» của loại dưới"
            )
        return self

    def leaves(self) -> Iterator[Criterion]:
        """Yield the criteria that are scored, in the set's order."""
        for area in self.areas:
            yield from area.leaves()

    @cached_property
    def codes_by_fact(self) -> Mapping[str, frozenset[str]]:
        """The codes of the criteria that ask for each fact: what has to be scored again."""
        codes: dict[str, set[str]] = {}
        for leaf in self.leaves():
            for name in facts_of(leaf.rule) if leaf.rule is not None else ():
                codes.setdefault(name, set()).add(leaf.code)
        return {name: frozenset(found) for name, found in codes.items()}


def class_of(classes: tuple[Class, ...], percent: Decimal) -> Class | None:
    """Return the class that a percent falls into; None where there are no classes."""
    top = max((one.to for one in classes), default=None)
    for one in classes:
        if one.from_ <= percent < one.to or (percent >= one.to == top):
            return one
    return None


def _same_points(what: str, whole: Criterion | Area, children: tuple[Criterion, ...]) -> None:
    total = sum((child.max_points for child in children), Decimal(0))
    if (total == whole.max_points) == bool(whole.sum_differs):
        raise ValueError(
            f"{what} ghi {whole.max_points} điểm nhưng các mục con cộng lại là {total}"
            "; sửa cho bằng nhau, hoặc ghi lý do ở «sum_differs»"
            if not whole.sum_differs
            else f"{what}: các mục con cộng lại đúng bằng {total} điểm, bỏ «sum_differs»"
        )


def _within(what: str, rule: AnyRule, maximum: Decimal) -> None:
    if isinstance(rule, Parts):
        total = sum((part.max_points for part in rule.parts), Decimal(0))
        if total != maximum:
            raise ValueError(f"{what}: các phần cộng lại {total} điểm, khác tối đa {maximum}")
        for part in rule.parts:
            _within(f"{what} ({part.title})", part.rule, part.max_points)
        return
    for inner in rules_inside(rule):
        _within(what, inner, maximum)
    highest = bounds(rule, maximum)[1]
    if highest > maximum:
        raise ValueError(
            f"{what}: {_HIGHEST.get(rule.kind, 'cách chấm')} cho {highest} điểm, quá tối đa {maximum}"
        )


_HIGHEST = {"bands": "bậc cao nhất", "levels": "mức cao nhất", "cases": "trường hợp cao nhất"}


def _not_below(criterion: Criterion, rule: AnyRule) -> None:
    lowest = bounds(rule, criterion.max_points)[0]
    if lowest < 0 and not criterion.allow_negative:
        raise ValueError(
            f"tiêu chí {criterion.code}: cách chấm có thể cho {lowest} điểm; "
            "ghi «allow_negative: true» nếu được trừ dưới 0, hoặc nâng điểm thấp nhất"
        )
    if lowest >= 0 and criterion.allow_negative:
        raise ValueError(
            f"tiêu chí {criterion.code}: cách chấm không bao giờ dưới 0, bỏ «allow_negative»"
        )
