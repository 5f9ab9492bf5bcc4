"""The score sheet: every criterion of a set, scored from the facts of one agency."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thuocdo.core.facts import Fact, FactRegister, FactScope
from thuocdo.core.index_sets.model import Area, Criterion, IndexSet
from thuocdo.core.scoring.evaluation import Known, evaluate
from thuocdo.core.scoring.rules import Judged, Parts
from thuocdo.core.scoring.score import Reference, Score, ScoreState, weakest_source
from thuocdo.core.vietnamese import round_half_up

__all__ = ["AreaScore", "ScoreSheet", "score_sheet"]

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Shares:
    """A maximum, split: had, gone, still to be had while the period runs, not known."""

    won: Decimal
    lost: Decimal
    possible: Decimal
    unknown: Decimal


@dataclass(frozen=True, slots=True)
class AreaScore:
    """One area of the sheet with its totals."""

    area: Area
    scores: tuple[Score, ...]
    shares: Shares


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """A whole sheet.

    Attributes:
        total: points had so far; criteria without data add nothing.
        percent: `total` of the scale, two decimals, half up.
    """

    index_set: IndexSet
    scope: FactScope
    areas: tuple[AreaScore, ...]
    shares: Shares
    total: Decimal
    percent: Decimal

    @property
    def scores(self) -> tuple[Score, ...]:
        """All scores in the set's order."""
        return tuple(score for area in self.areas for score in area.scores)


def score_sheet(
    index_set: IndexSet,
    scope: FactScope,
    look_up: Callable[[str], Fact | None],
    register: FactRegister,
) -> ScoreSheet:
    """Score every criterion of `index_set` from the facts that `look_up` answers.

    Raises:
        KeyError: a rule names a fact that the register does not know.
    """
    known = Known(register, look_up)
    over = scope.as_of >= scope.period.last_day
    areas = []
    for area in index_set.areas:
        scores = tuple(_score(leaf, known, index_set.places, over=over) for leaf in area.leaves())
        areas.append(AreaScore(area, scores, _sum(scores)))
    shares = _sum(tuple(score for area in areas for score in area.scores))
    percent = round_half_up(Fraction(shares.won) * 100 / Fraction(index_set.scale), 2)
    return ScoreSheet(index_set, scope, tuple(areas), shares, shares.won, percent)


def _score(criterion: Criterion, known: Known, places: int, *, over: bool) -> Score:
    rule = criterion.rule
    assert rule is not None  # noqa: S101 - the model guarantees it for a leaf
    outcome = evaluate(rule, criterion.max_points, known)
    won, ceiling = round_half_up(outcome.floor, places), round_half_up(outcome.ceiling, places)
    unknown = ceiling - won
    rest = criterion.max_points - ceiling
    final = over or isinstance(rule, Judged) or (not isinstance(rule, Parts) and rule.irreversible)
    return Score(
        code=criterion.code,
        title=criterion.title,
        max_points=criterion.max_points,
        points=None if outcome.points is None else round_half_up(outcome.points, places),
        state=ScoreState.NO_DATA if outcome.points is None else weakest_source(outcome.facts),
        won=won,
        lost=rest if final else NOTHING,
        possible=NOTHING if final else rest,
        unknown=unknown,
        outcome=outcome,
        reference=Reference(**criterion.reference.model_dump()),
        law=criterion.law,
        assumed=criterion.assumption,
    )


def _sum(scores: tuple[Score, ...]) -> Shares:
    return Shares(
        won=sum((score.won for score in scores), NOTHING),
        lost=sum((score.lost for score in scores), NOTHING),
        possible=sum((score.possible for score in scores), NOTHING),
        unknown=sum((score.unknown for score in scores), NOTHING),
    )
