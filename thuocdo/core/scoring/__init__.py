"""Rules that turn facts into points, and scores that can say why."""

from thuocdo.core.scoring.rules import (
    AllOf,
    AnyRule,
    Bands,
    Cases,
    Count,
    Formula,
    Judged,
    Levels,
    Linear,
    Parts,
    Rule,
)
from thuocdo.core.scoring.score import Branch, NextStep, Outcome, Score, ScoreState, as_points

__all__ = [
    "AllOf",
    "AnyRule",
    "Bands",
    "Branch",
    "Cases",
    "Count",
    "Formula",
    "Judged",
    "Levels",
    "Linear",
    "NextStep",
    "Outcome",
    "Parts",
    "Rule",
    "Score",
    "ScoreState",
    "as_points",
]
