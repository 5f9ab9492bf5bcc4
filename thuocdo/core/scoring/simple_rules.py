"""Rules about one number: what they say, and what is refused."""

from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from thuocdo.core.scoring.expressions import Apply, Expression, FactName, Numeric
from thuocdo.core.strict import Strict

__all__ = [
    "Band",
    "Bands",
    "Chosen",
    "Count",
    "Judged",
    "Level",
    "Levels",
    "Linear",
    "NoCase",
    "OnValue",
]

Percent = Annotated[Decimal, Field(ge=-100, le=100)]


class NoCase(StrEnum):
    """What it means that the year brought no case at all (the denominator is 0)."""

    FULL = "full"
    ZERO = "zero"
    NOT_APPLICABLE = "not_applicable"


class Chosen(Strict):
    """What every rule may say besides.

    Attributes:
        no_case: what an empty denominator earns; required where there can be one.
        irreversible: what is lost stays lost, even while the year still runs.
    """

    no_case: NoCase | None = None
    irreversible: bool = False


class OnValue(Chosen):
    """A rule about one number: a fact, a fact in percent of another, or any expression.

    Attributes:
        fact: its name in the register.
        per: the fact it is divided by, giving a percent; None for the fact itself.
        value: the number as an expression, instead of `fact` and `per`.
    """

    fact: str = ""
    per: str | None = None
    value: Numeric | None = None

    @model_validator(mode="after")
    def _one_number(self) -> "OnValue":
        if bool(self.fact) == (self.value is not None) or (self.per and not self.fact):
            raise ValueError("ghi «fact» (có thể thêm «per»), hoặc «value», không ghi cả hai")
        return self

    @cached_property
    def number(self) -> Expression:
        """The number as an expression."""
        if self.value is not None:
            return self.value
        whole = FactName(self.fact)
        return whole if self.per is None else Apply("percent", (whole, FactName(self.per)))


class Band(Strict):
    """An interval of the value with its points. Each end is closed (`from`, `to`) or open."""

    from_: Annotated[Decimal | None, Field(alias="from")] = None
    above: Decimal | None = None
    to: Decimal | None = None
    below: Decimal | None = None
    points: Decimal

    @model_validator(mode="after")
    def _one_end_each(self) -> "Band":
        if self.from_ is not None and self.above is not None:
            raise ValueError(
                "một bậc chỉ ghi một trong hai: «from» (kể cả mốc) hoặc «above» (trên mốc)"
            )
        if self.to is not None and self.below is not None:
            raise ValueError(
                "một bậc chỉ ghi một trong hai: «to» (kể cả mốc) hoặc «below» (dưới mốc)"
            )
        return self

    @property
    def lower(self) -> tuple[Decimal, bool] | None:
        """The lower end and whether it belongs to the band; None when there is none."""
        if self.from_ is not None:
            return self.from_, True
        return None if self.above is None else (self.above, False)

    @property
    def upper(self) -> tuple[Decimal, bool] | None:
        """The upper end and whether it belongs to the band; None when there is none."""
        if self.to is not None:
            return self.to, True
        return None if self.below is None else (self.below, False)


class Bands(OnValue):
    """Points by interval: steps, thresholds, counts, any violation. From low to high, no gaps.

    Attributes:
        better: `more` or `less` where points may only rise, or only fall, with the value.
    """

    kind: Literal["bands"] = "bands"
    bands: Annotated[tuple[Band, ...], Field(min_length=2)]
    better: Literal["more", "less"] | None = None

    @model_validator(mode="after")
    def _cover_everything_once(self) -> "Bands":
        if self.bands[0].lower is not None or self.bands[-1].upper is not None:
            raise ValueError(
                "bậc đầu không ghi mốc dưới và bậc cuối không ghi mốc trên, để không giá trị nào lọt ra ngoài"
            )
        for low, high in pairwise(self.bands):
            if low.upper is None or high.lower is None or low.upper[0] != high.lower[0]:
                raise ValueError("mốc trên của một bậc phải là mốc dưới của bậc kế tiếp")
            if low.upper[1] == high.lower[1]:
                raise ValueError(
                    f"mốc {low.upper[0]} phải thuộc đúng một bậc: «to» đi với «above», «below» đi với «from»"
                )
        return self

    @model_validator(mode="after")
    def _go_one_way(self) -> "Bands":
        steps = [high.points - low.points for low, high in pairwise(self.bands)]
        if (self.better == "more" and min(steps) < 0) or (self.better == "less" and max(steps) > 0):
            raise ValueError(
                f"«better: {self.better}» nhưng điểm các bậc không đi một chiều như vậy"
            )
        return self


class Linear(OnValue):
    """Points in proportion to the value: all of them at `full_at` and above, none below `zero_below`."""

    kind: Literal["linear"] = "linear"
    full_at: Annotated[Decimal, Field(gt=0)]
    zero_below: Annotated[Decimal, Field(ge=0)] = Decimal(0)

    @model_validator(mode="after")
    def _floor_below_cap(self) -> "Linear":
        if self.zero_below >= self.full_at:
            raise ValueError("«zero_below» phải nhỏ hơn «full_at»")
        return self


class Count(OnValue):
    """So many points for each: added (`each` above 0) or taken off what `start` gives (below 0).

    Never more than the maximum, never less than `lowest`.
    """

    kind: Literal["count"] = "count"
    each: Decimal
    start: Decimal = Decimal(0)
    lowest: Decimal = Decimal(0)

    @model_validator(mode="after")
    def _counts(self) -> "Count":
        if not self.each:
            raise ValueError("«each» là điểm cho mỗi trường hợp, khác 0")
        if self.start < self.lowest:
            raise ValueError("«start» không được nhỏ hơn «lowest»")
        return self


class Level(Strict):
    """One level that somebody judged, with its share of the maximum, or its points."""

    level: Decimal
    title: str
    share: Percent | None = None
    points: Decimal | None = None

    @model_validator(mode="after")
    def _one_worth(self) -> "Level":
        if (self.share is None) == (self.points is None):
            raise ValueError("một mức ghi «share» (phần trăm của điểm tối đa) hoặc «points»")
        return self


class Levels(Chosen):
    """Points by a level: đầy đủ 100 %, một phần 50 %; kịp thời, không kịp thời, không ban hành."""

    kind: Literal["levels"] = "levels"
    fact: str
    levels: Annotated[tuple[Level, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _each_once(self) -> "Levels":
        if len({level.level for level in self.levels}) < len(self.levels):
            raise ValueError("mỗi mức chỉ ghi một lần")
        return self


class Judged(Chosen):
    """The points that a person, or another measurement, gives."""

    kind: Literal["judged"] = "judged"
    fact: str
