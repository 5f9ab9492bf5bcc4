"""Drafting an index set from the annex of a decision: prose in, rules with their doubts out."""

from thuocdo.core.index_sets.drafting.draft import UNKNOWN_DOCUMENT, draft_set
from thuocdo.core.index_sets.drafting.facts import own_fact_name, renamed
from thuocdo.core.index_sets.drafting.model import Draft, DraftedCriterion, SetHead
from thuocdo.core.index_sets.drafting.reading import (
    NUMBER,
    Ask,
    Confidence,
    Prose,
    RuleKind,
    RuleReading,
)
from thuocdo.core.index_sets.drafting.rules import read_rule

__all__ = [
    "NUMBER",
    "UNKNOWN_DOCUMENT",
    "Ask",
    "Confidence",
    "Draft",
    "DraftedCriterion",
    "Prose",
    "RuleKind",
    "RuleReading",
    "SetHead",
    "draft_set",
    "own_fact_name",
    "read_rule",
    "renamed",
]
