"""A drafted set: data that loads and scores, and how far each part of it can be relied on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thuocdo.core.facts import FactDefinition
from thuocdo.core.index_sets.drafting.reading import Confidence, RuleKind
from thuocdo.core.index_sets.model import IndexSet
from thuocdo.core.index_sets.versions import VersionComparison
from thuocdo.core.tables.findings import Finding

__all__ = ["Draft", "DraftedCriterion", "SetHead"]


@dataclass(frozen=True, slots=True)
class SetHead:
    """What the annex alone may not tell about the set."""

    id: str
    valid_from: date
    title: str = ""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftedCriterion:
    """How one criterion was understood.

    Attributes:
        prose: the decision's words on how points are given.
        assumptions: what was taken that they do not say.
        new_facts: names of facts that its rule asks for and the register does not know.
        proposed: new fact: a registered one that may be meant.
        row: where it stands in the file; None for what was made up.
    """

    code: str
    title: str
    max_points: Decimal
    prose: str
    kind: RuleKind
    confidence: Confidence
    assumptions: tuple[str, ...]
    new_facts: tuple[str, ...]
    proposed: Mapping[str, str]
    row: int | None
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """The whole draft.

    Attributes:
        facts: the facts that rules need and the register does not know.
        criteria: how each scored criterion was understood, in the set's order.
        stated_total: what the annex states; None where it states nothing.
        comparison: with the set compared with, None where there is none.
    """

    index_set: IndexSet
    facts: Sequence[FactDefinition]
    criteria: Sequence[DraftedCriterion]
    findings: Sequence[Finding]
    stated_total: Decimal | None = None
    comparison: VersionComparison | None = None

    def count(self, confidence: Confidence) -> int:
        """Return how many criteria were read with that confidence."""
        return sum(one.confidence is confidence for one in self.criteria)

    def kinds(self) -> Counter[RuleKind]:
        """Return how many rules of each kind were read."""
        return Counter(one.kind for one in self.criteria)
