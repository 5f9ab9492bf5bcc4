"""What was understood of one criterion's prose: a rule as data, and how sure it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from thuocdo.core.facts import FactKind, Unit

__all__ = [
    "NUMBER",
    "Ask",
    "Confidence",
    "Prose",
    "RuleKind",
    "RuleReading",
    "leave_to_people",
]

NUMBER = "draft.number"
"""Stands in a rule for the fact that is still to be named; the asks bear these names."""


class Confidence(StrEnum):
    """How far a rule can be relied on before a person has looked."""

    CERTAIN = "certain"
    """Everything stands in the prose."""
    LIKELY = "likely"
    """The prose gives all points; what it leaves unsaid was assumed."""
    DOUBTFUL = "doubtful"
    """The prose can be understood in another way."""
    UNREAD = "unread"
    """Not understood: a person gives the points until somebody writes the rule."""


class RuleKind(StrEnum):
    """What sort of rule was read."""

    YES_NO = "yes_no"
    LEVELS = "levels"
    BANDS = "bands"
    LINEAR = "linear"
    COUNT = "count"
    DEDUCTION = "deduction"
    PARTS = "parts"
    SURVEY = "survey"
    JUDGED = "judged"


@dataclass(frozen=True, slots=True)
class Ask:
    """A fact that a rule asks for.

    Attributes:
        name: its stand-in in the rule.
        about: what of the criterion it tells, in the decision's words; empty for the whole.
        counts: what it counts, for sentences.
    """

    name: str
    unit: Unit
    kind: FactKind = FactKind.DECLARED
    about: str = ""
    counts: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """What is read: the words on how points are given, with what they are about.

    Attributes:
        taken_off: the points are taken off the total, written as positive numbers.
    """

    text: str
    maximum: Decimal
    title: str = ""
    taken_off: bool = False


@dataclass(frozen=True, slots=True)
class RuleReading:
    """A rule read from prose.

    Attributes:
        rule: as the catalogue's YAML has it.
        assumptions: what was taken that the prose does not say, each a Vietnamese sentence.
        exceeds: the points above the maximum that the prose states, None where it does not.
    """

    kind: RuleKind
    rule: Mapping[str, Any]
    asks: Sequence[Ask]
    confidence: Confidence
    assumptions: tuple[str, ...] = ()
    exceeds: Decimal | None = None

    def doubting(self, said: str, confidence: Confidence = Confidence.DOUBTFUL) -> "RuleReading":
        """Return the reading with one more assumption, and no surer than that."""
        least = max(self.confidence, confidence, key=list(Confidence).index)
        return replace(self, confidence=least, assumptions=(*self.assumptions, said))

    def having(self, **rule: Any) -> "RuleReading":
        """Return the reading with more keys in its rule."""
        return replace(self, rule={**self.rule, **rule})


def leave_to_people(why: str, *, exceeds: Decimal | None = None) -> RuleReading:
    """Return the rule for prose that was not understood: a person gives the points."""
    return RuleReading(
        RuleKind.JUDGED,
        {"kind": "judged", "fact": NUMBER},
        (Ask(NUMBER, Unit.POINTS, FactKind.JUDGED),),
        Confidence.UNREAD,
        (why,),
        exceeds,
    )
