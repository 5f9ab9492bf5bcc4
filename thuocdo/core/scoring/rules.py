"""The kinds of rule, as data: what a set's YAML may say. How they score is in `evaluation`.

A few pieces compose: a rule looks at one number made of facts (`simple_rules`), `cases` chooses
between rules, and `parts` puts rules side by side. No rule holds its maximum: the criterion or
part gives it.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from thuocdo.core.scoring.expressions import (
    Apply,
    Expression,
    FactName,
    Number,
    Truth,
    facts_in,
    parse_numeric,
)
from thuocdo.core.scoring.simple_rules import (
    Band,
    Bands,
    Chosen,
    Count,
    Judged,
    Level,
    Levels,
    Linear,
    NoCase,
)
from thuocdo.core.strict import Strict

__all__ = [
    "AllOf",
    "AnyRule",
    "Band",
    "Bands",
    "Case",
    "Cases",
    "Condition",
    "Count",
    "Formula",
    "Judged",
    "Level",
    "Levels",
    "Linear",
    "NoCase",
    "Part",
    "Parts",
    "Rule",
    "expressions_of",
    "facts_of",
    "may_not_apply",
    "rules_inside",
]


class Condition(Strict):
    """One thing that must hold: a number with exactly one comparison, or `that`, a condition."""

    fact: str = ""
    at_least: Decimal | None = None
    above: Decimal | None = None
    at_most: Decimal | None = None
    below: Decimal | None = None
    that: Truth | None = None
    title: str = ""

    @model_validator(mode="after")
    def _one_comparison(self) -> "Condition":
        if len(self._comparisons) != (self.that is None) or bool(self.fact) == bool(self.that):
            raise ValueError(
                "một điều kiện ghi «fact» với đúng một phép so: «at_least», «above», «at_most» "
                "hoặc «below»; hoặc ghi «that»"
            )
        return self

    @property
    def _comparisons(self) -> list[tuple[str, Decimal]]:
        stated = {">=": self.at_least, ">": self.above, "<=": self.at_most, "<": self.below}
        return [(sign, bound) for sign, bound in stated.items() if bound is not None]

    @cached_property
    def test(self) -> Expression:
        """The condition as an expression."""
        if self.that is not None:
            return self.that
        sign, bound = self._comparisons[0]
        return Apply(sign, (FactName(self.fact), Number(bound)))


class AllOf(Chosen):
    """All points when every condition holds, none otherwise."""

    kind: Literal["all_of"] = "all_of"
    conditions: Annotated[tuple[Condition, ...], Field(min_length=1)]


class Formula(Chosen):
    """Points by a formula, kept between `lowest` and the maximum.

    Attributes:
        let: names for numbers that the formula speaks of, each made of facts and earlier names.
    """

    kind: Literal["formula"] = "formula"
    let: Mapping[str, str] = Field(default_factory=dict)
    points: str
    lowest: Decimal = Decimal(0)

    @model_validator(mode="after")
    def _reads(self) -> "Formula":
        assert self.number is not None  # noqa: S101 - reads it, so that it is refused here
        return self

    @cached_property
    def number(self) -> Expression:
        """The points as an expression of facts."""
        names: dict[str, Expression] = {}
        for name, text in self.let.items():
            names[name] = parse_numeric(text, names)
        return parse_numeric(self.points, names)


class Case(Strict):
    """Where `when` holds: points, another rule, or out of the maximum. The last has no `when`."""

    when: Truth | None = None
    title: str = ""
    points: Decimal | None = None
    rule: "Rule | None" = None
    not_applicable: bool = False

    @model_validator(mode="after")
    def _one_end(self) -> "Case":
        if (self.points is not None) + (self.rule is not None) + self.not_applicable != 1:
            raise ValueError(
                "một trường hợp ghi đúng một trong: «points», «rule», «not_applicable: true»"
            )
        return self


class Cases(Chosen):
    """The first case whose condition holds."""

    kind: Literal["cases"] = "cases"
    cases: Annotated[tuple[Case, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _last_takes_the_rest(self) -> "Cases":
        if self.cases[-1].when is not None or any(one.when is None for one in self.cases[:-1]):
            raise ValueError("mỗi trường hợp ghi «when», riêng trường hợp cuối thì không")
        return self


class Part(Strict):
    """One of several rules in a criterion, with its share of the points."""

    title: str
    max_points: Annotated[Decimal, Field(gt=0)]
    rule: "Rule"


class Parts(Strict):
    """Several rules side by side; their points add up."""

    kind: Literal["parts"] = "parts"
    parts: Annotated[tuple[Part, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _all_apply(self) -> "Parts":
        if any(may_not_apply(part.rule) for part in self.parts):
            raise ValueError(
                "một phần không thể «not_applicable»; đặt «cases» có «not_applicable: true» ở ngoài «parts»"
            )
        return self


AnyRule = Bands | Linear | Count | Levels | AllOf | Judged | Formula | Cases | Parts
Rule = Annotated[AnyRule, Field(discriminator="kind")]
Case.model_rebuild()
Part.model_rebuild()
Cases.model_rebuild()
Parts.model_rebuild()


def expressions_of(rule: AnyRule) -> Iterator[Expression]:
    """Yield the numbers and conditions of one rule, without those of rules inside it."""
    match rule:
        case Bands() | Linear() | Count() | Formula():
            yield rule.number
        case Levels() | Judged():
            yield FactName(rule.fact)
        case AllOf():
            yield from (condition.test for condition in rule.conditions)
        case Cases():
            yield from (case.when for case in rule.cases if case.when is not None)
        case Parts():
            pass


def rules_inside(rule: AnyRule) -> Iterator[AnyRule]:
    """Yield the rules directly inside a rule."""
    match rule:
        case Parts():
            yield from (part.rule for part in rule.parts)
        case Cases():
            yield from (case.rule for case in rule.cases if case.rule is not None)
        case _:
            pass


def facts_of(rule: AnyRule) -> Iterator[str]:
    """Yield the names of the facts that a rule asks for, in its order."""
    for expression in expressions_of(rule):
        yield from facts_in(expression)
    for inner in rules_inside(rule):
        yield from facts_of(inner)


def may_not_apply(rule: AnyRule) -> bool:
    """Tell whether a rule can take its criterion out of the maximum."""
    match rule:
        case Parts():
            return False
        case Cases() if any(case.not_applicable for case in rule.cases):
            return True
    return rule.no_case is NoCase.NOT_APPLICABLE or any(map(may_not_apply, rules_inside(rule)))
