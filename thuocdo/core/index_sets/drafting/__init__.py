"""Drafting an index set from the annex of a decision: prose in, rules with their doubts out."""

from thuocdo.core.index_sets.drafting.draft import UNKNOWN_DOCUMENT, draft_set
from thuocdo.core.index_sets.drafting.model import Draft, DraftedCriterion, SetHead
from thuocdo.core.index_sets.drafting.reading import Confidence, Kind, Prose, RuleReading
from thuocdo.core.index_sets.drafting.rules import read_rule

__all__ = [
    "UNKNOWN_DOCUMENT",
    "Confidence",
    "Draft",
    "DraftedCriterion",
    "Kind",
    "Prose",
    "RuleReading",
    "SetHead",
    "draft_set",
    "read_rule",
]
