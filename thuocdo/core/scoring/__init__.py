"""Rules that turn facts into points, and scores that can say why."""

from thuocdo.core.scoring.rules import AllOf, Bands, Judged, Linear, Parts, Rule
from thuocdo.core.scoring.score import Branch, Outcome, Score, ScoreState

__all__ = [
    "AllOf",
    "Bands",
    "Branch",
    "Judged",
    "Linear",
    "Outcome",
    "Parts",
    "Rule",
    "Score",
    "ScoreState",
]
