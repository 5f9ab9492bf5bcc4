"""The kinds of rule, as data: what a set's YAML may say. How they score is in `evaluation`.

A few pieces compose: a rule looks at the value of one fact (or of one fact per another), and
`parts` puts rules side by side. No rule holds its maximum: the criterion or part gives it.
"""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from thuocdo.core.strict import Strict

__all__ = [
    "AllOf",
    "Band",
    "Bands",
    "Condition",
    "Judged",
    "Linear",
    "NoCase",
    "Part",
    "Parts",
    "Rule",
    "facts_of",
]


class NoCase(StrEnum):
    """What it means that the year brought no case at all (the denominator is 0)."""

    FULL = "full"
    ZERO = "zero"


class OnValue(Strict):
    """A rule about one value: a fact, or a fact in percent of another.

    Attributes:
        fact: its name in the register.
        per: the fact it is divided by, giving a percent; None for the fact itself.
        no_case: what an empty denominator earns; required where there can be one.
        irreversible: what is lost stays lost, even while the year still runs.
    """

    fact: str
    per: str | None = None
    no_case: NoCase | None = None
    irreversible: bool = False


class Band(Strict):
    """An interval of the value with its points. Each end is closed (`from`, `to`) or open."""

    from_: Annotated[Decimal | None, Field(alias="from")] = None
    above: Decimal | None = None
    to: Decimal | None = None
    below: Decimal | None = None
    points: Annotated[Decimal, Field(ge=0)]

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
    """Points by interval: steps, thresholds, counts, any violation. From low to high, no gaps."""

    kind: Literal["bands"] = "bands"
    bands: Annotated[tuple[Band, ...], Field(min_length=2)]

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


class Condition(Strict):
    """One thing that must hold. Exactly one comparison."""

    fact: str
    at_least: Decimal | None = None
    above: Decimal | None = None
    at_most: Decimal | None = None

    @model_validator(mode="after")
    def _one_comparison(self) -> "Condition":
        if sum(value is not None for value in (self.at_least, self.above, self.at_most)) != 1:
            raise ValueError(
                "một điều kiện ghi đúng một phép so: «at_least», «above» hoặc «at_most»"
            )
        return self


class AllOf(Strict):
    """All points when every condition holds, none otherwise."""

    kind: Literal["all_of"] = "all_of"
    conditions: Annotated[tuple[Condition, ...], Field(min_length=1)]
    irreversible: bool = False


class Judged(Strict):
    """The points that a person, or another measurement, gives."""

    kind: Literal["judged"] = "judged"
    fact: str


class Part(Strict):
    """One of several rules in a criterion, with its share of the points."""

    title: str
    max_points: Annotated[Decimal, Field(gt=0)]
    rule: "Bands | Linear | AllOf"


class Parts(Strict):
    """Several rules side by side; their points add up."""

    kind: Literal["parts"] = "parts"
    parts: Annotated[tuple[Part, ...], Field(min_length=2)]


Rule = Annotated[Bands | Linear | AllOf | Judged | Parts, Field(discriminator="kind")]


def facts_of(rule: Bands | Linear | AllOf | Judged | Parts) -> Iterator[str]:
    """Yield the names of the facts that a rule asks for, in its order."""
    match rule:
        case Parts():
            for part in rule.parts:
                yield from facts_of(part.rule)
        case AllOf():
            yield from (condition.fact for condition in rule.conditions)
        case Judged():
            yield rule.fact
        case Bands() | Linear():
            yield rule.fact
            if rule.per is not None:
                yield rule.per
