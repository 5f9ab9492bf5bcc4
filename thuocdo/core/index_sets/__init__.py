"""Index sets as data: areas, criteria, points and rules, and the sheet they make of facts."""

from thuocdo.core.index_sets.comparison import PlanComparison, compare_plan
from thuocdo.core.index_sets.model import Area, Criterion, IndexSet, Issued
from thuocdo.core.index_sets.sheet import AreaScore, ScoreSheet, rescore, score_sheet

__all__ = [
    "Area",
    "AreaScore",
    "Criterion",
    "IndexSet",
    "Issued",
    "PlanComparison",
    "ScoreSheet",
    "compare_plan",
    "rescore",
    "score_sheet",
]
