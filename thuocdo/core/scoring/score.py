"""A score with its trace: points, and everything needed to contest them."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from thuocdo.core.facts import Fact, FactDefinition, FactKind
from thuocdo.core.vietnamese import write_ratio

__all__ = [
    "Branch",
    "NextStep",
    "Outcome",
    "Reference",
    "Score",
    "ScoreState",
    "as_points",
    "weakest_source",
]


class ScoreState(StrEnum):
    """Where a score's points come from."""

    COMPUTED = "computed"
    """Every fact was computed here from rows."""
    DECLARED = "declared"
    """At least one fact was declared or imported."""
    JUDGED = "judged"
    """A person gave the points."""
    NO_DATA = "no_data"
    """A fact is missing; this is not 0 points."""
    NOT_APPLICABLE = "not_applicable"
    """The criterion does not concern this agency: its maximum leaves the scale."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a rule stands: the document, and the article or item in it."""

    document: str
    place: str = ""
    link: str = ""

    def __str__(self) -> str:
        return f"{self.place}, {self.document}" if self.place else self.document


@dataclass(frozen=True, slots=True)
class Branch:
    """One way a rule could have gone.

    Attributes:
        condition: in Vietnamese: `trên 90 %`.
        result: in Vietnamese: `2 điểm`.
        taken: whether the facts led here.
    """

    condition: str
    result: str
    taken: bool


@dataclass(frozen=True, slots=True)
class NextStep:
    """The nearest better value, and what it is worth.

    Attributes:
        text: one Vietnamese sentence.
        gain: points more than now, exact.
        fact: the fact that would have to change; empty where several would.
        target: the value it would have to reach; None where it is not one number.
    """

    text: str
    gain: Fraction
    fact: str = ""
    target: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule makes of the facts.

    Attributes:
        points: exact, not yet rounded; None while a fact is missing.
        floor: points that are sure whatever the missing facts turn out to be.
        ceiling: points that the known facts still allow.
        facts: the facts used, in the order the rule names them.
        missing: the facts nobody has supplied.
        branches: the rule's branches, with the one taken marked.
        reason: one or two Vietnamese sentences with the numbers.
        next_step: what would change it; None where nothing better is near, or facts are missing.
        applicable: False where the criterion leaves the maximum; `points` is None then.
    """

    points: Fraction | None
    floor: Fraction
    ceiling: Fraction
    facts: tuple[Fact, ...]
    missing: tuple[FactDefinition, ...]
    branches: tuple[Branch, ...]
    reason: str
    next_step: NextStep | None = None
    applicable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The points of one criterion, and why.

    The maximum is always the sum of four shares: `won`, `lost` (cannot be had any more),
    `possible` (the period still runs and the fact may improve) and `unknown` (no data); where the
    criterion does not apply, all four are 0.

    Attributes:
        points: rounded as the set says; None for `NO_DATA` and `NOT_APPLICABLE`.
        law: the legal basis behind the rule; empty when the source names none.
        assumed: what the set had to assume because its source does not say; empty when stated.
    """

    code: str
    title: str
    max_points: Decimal
    points: Decimal | None
    state: ScoreState
    won: Decimal
    lost: Decimal
    possible: Decimal
    unknown: Decimal
    outcome: Outcome
    reference: Reference
    law: str
    assumed: str

    @property
    def reason(self) -> str:
        """Why, in one or two Vietnamese sentences."""
        return self.outcome.reason


def weakest_source(facts: tuple[Fact, ...]) -> ScoreState:
    """Return the state of points that rest on these facts: as strong as the weakest of them."""
    kinds = {fact.source for fact in facts}
    if FactKind.JUDGED in kinds:
        return ScoreState.JUDGED
    if kinds & {FactKind.DECLARED, FactKind.IMPORTED}:
        return ScoreState.DECLARED
    return ScoreState.COMPUTED


def as_points(points: Fraction | Decimal, places: int = 2) -> str:
    """Write points as people read them: `1,93`, `0,5`, `2`."""
    return write_ratio(*points.as_integer_ratio(), places)
