"""The targets of a programme (chỉ tiêu): a number to be reached by a year, and how a value stands to it."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, model_validator

from thuocdo.core.index_sets.model import Source
from thuocdo.core.strict import Strict

__all__ = ["Programme", "Target", "Verdict", "meets", "path_of", "verdict"]

Year = Annotated[int, Field(ge=2000, le=2100)]
Tolerance = Annotated[Decimal, Field(ge=0)]
_RISING = ("at_least", "above")


class Verdict(StrEnum):
    """How a value of a year stands to a target."""

    REACHED = "reached"
    """The value is what the target asks, in its year or before."""
    ON_COURSE = "on_course"
    """Not there yet, but where the path, or the trend so far, wants it."""
    AT_RISK = "at_risk"
    """Behind the path, or the trend so far does not lead there."""
    MISSED = "missed"
    """The year is over and the value is not what the target asks."""
    NOT_DUE = "not_due"
    """Not there yet; neither a path nor an earlier value says whether it is late."""
    NO_DATA = "no_data"
    """Nobody knows the value, or there was nothing to count."""


class Target(Strict):
    """One target.

    Attributes:
        code: the programme's own number of it, or ours in the source's order.
        fact: the name of the number in the register.
        comparator: how the number must stand to `value`.
        year: by the end of which it must be so.
        denominator: what a share is counted out of, in Vietnamese.
        place: where in the programme's document it stands.
        increment: so much more every year, until `value` in `year`.
        each_year: in every year of the programme, not only in the last.
        tolerance: how far behind the path still counts as on course; None for the programme's.
        assumption: what the source does not say and was taken, in Vietnamese.
    """

    code: Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)*$")]
    title: str
    fact: str
    comparator: Literal["at_least", "above", "at_most", "below"]
    value: Decimal
    year: Year
    denominator: str = ""
    place: str
    increment: Annotated[Decimal, Field(gt=0)] | None = None
    each_year: bool = False
    tolerance: Tolerance | None = None
    assumption: str = ""

    @model_validator(mode="after")
    def _one_way_there(self) -> "Target":
        if self.increment is not None and self.each_year:
            raise ValueError("ghi «increment» hoặc «each_year: true», không ghi cả hai")
        if self.increment is not None and self.comparator not in _RISING:
            raise ValueError("«increment» là tăng mỗi năm, chỉ đi với «at_least» hoặc «above»")
        return self


class Programme(Strict):
    """The targets of one document.

    Attributes:
        id: the name of its file.
        from_year, to_year: the first and last year; `from` and `to` in YAML.
        tolerance: how far behind the path still counts as on course, in the unit of the number.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title: str
    reference: Source
    from_year: Annotated[Year, Field(alias="from")]
    to_year: Annotated[Year, Field(alias="to")]
    tolerance: Tolerance
    targets: Annotated[tuple[Target, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _holds_together(self) -> "Programme":
        if self.to_year < self.from_year:
            raise ValueError("«to» không được trước «from»")
        counted = Counter(target.code for target in self.targets)
        if repeated := sorted(code for code, times in counted.items() if times > 1):
            raise ValueError(f"mã chỉ tiêu bị lặp: {', '.join(repeated)}")
        return self


def meets(target: Target, value: Fraction | Decimal, asked: Decimal | None = None) -> bool:
    """Tell whether a value is what the target asks; `asked` instead of its own value."""
    number, bound = Fraction(value), Fraction(target.value if asked is None else asked)
    match target.comparator:
        case "at_least":
            return number >= bound
        case "above":
            return number > bound
        case "at_most":
            return number <= bound
        case "below":
            return number < bound


def path_of(programme: Programme, target: Target) -> dict[int, Decimal]:
    """Return what each year asks, from the programme's first year to the target's.

    A yearly increment is counted back from the target: +20 a year until 100 in 2025 asks 80 in
    2024 and 20 in 2021, the least from which such steps still arrive. Without one, and where the
    target does not hold each year, only its own year asks anything.
    """
    if target.each_year:
        return dict.fromkeys(range(programme.from_year, target.year + 1), target.value)
    if target.increment is None:
        return {target.year: target.value}
    return {
        year: max(target.value - target.increment * (target.year - year), Decimal(0))
        for year in range(programme.from_year, target.year + 1)
    }


def verdict(
    programme: Programme,
    target: Target,
    value: Fraction | Decimal | None,
    year: int,
    *,
    earlier: Mapping[int, Fraction | Decimal] = MappingProxyType({}),
) -> Verdict:
    """Tell how the value at the end of `year` stands to the target.

    Before the target's year, a value that is not there yet is on course when it is no more than the
    tolerance behind the path. Where the path does not speak of the year, the trend does: from the
    first of the `earlier` values straight through this one, it must arrive within the tolerance.
    """
    if value is None:
        return Verdict.NO_DATA
    if meets(target, value):
        return Verdict.REACHED
    if year >= target.year:
        return Verdict.MISSED
    asked = path_of(programme, target).get(year)
    if asked is not None:
        seen: Fraction | None = Fraction(value)
    else:
        asked, seen = target.value, _trend(value, year, target.year, earlier)
    if seen is None:
        return Verdict.NOT_DUE
    slack = Fraction(programme.tolerance if target.tolerance is None else target.tolerance)
    seen += slack if target.comparator in _RISING else -slack
    return Verdict.ON_COURSE if meets(target, seen, asked) else Verdict.AT_RISK


def _trend(
    value: Fraction | Decimal, year: int, end: int, earlier: Mapping[int, Fraction | Decimal]
) -> Fraction | None:
    """Return where a straight line from the first earlier value through this one ends."""
    first = min((one for one in earlier if one < year), default=None)
    if first is None:
        return None
    step = (Fraction(value) - Fraction(earlier[first])) / (year - first)
    return Fraction(value) + step * (end - year)
