"""The score sheet: every criterion of a set, scored from the facts of one agency."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thuocdo.core.facts import Fact, FactRegister, FactScope
from thuocdo.core.index_sets.model import Area, Class, Criterion, IndexSet, class_of
from thuocdo.core.periods import Period
from thuocdo.core.scoring.evaluation import Known, evaluate
from thuocdo.core.scoring.rules import Judged, Parts
from thuocdo.core.scoring.score import Outcome, Reference, Score, ScoreState, weakest_source
from thuocdo.core.vietnamese import round_half_up

__all__ = ["AreaScore", "ScoreSheet", "Shares", "periods_in_year", "rescore", "score_sheet"]

NOTHING = Decimal(0)
ZERO = Fraction(0)
_LONGEST = (
    (31, 12),
    (92, 4),
    (184, 2),
)  # days of the longest month, quarter, half: how many make a year


@dataclass(frozen=True, slots=True)
class Shares:
    """A maximum, split: had, gone, still to be had while the period runs, not known."""

    won: Decimal
    lost: Decimal
    possible: Decimal
    unknown: Decimal


@dataclass(frozen=True, slots=True)
class AreaScore:
    """One area of the sheet with its totals.

    Attributes:
        max_points: the area's maximum without what does not apply to the agency.
    """

    area: Area
    scores: tuple[Score, ...]
    shares: Shares
    max_points: Decimal

    @property
    def percent(self) -> Decimal | None:
        """The component index: points of the area's maximum; None where nothing applies."""
        if not self.max_points:
            return None
        return round_half_up(Fraction(self.shares.won) * 100 / Fraction(self.max_points), 2)


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """A whole sheet.

    Attributes:
        shares: of the scale's areas, without bonus and penalty.
        scale: the set's scale without what does not apply to the agency.
        total: points had so far with bonus and penalty; criteria without data add nothing.
        percent: `total` of `scale`, half up.
        bonus, penalty: points on top, and taken off, each within its cap.
    """

    index_set: IndexSet
    scope: FactScope
    areas: tuple[AreaScore, ...]
    shares: Shares
    scale: Decimal
    total: Decimal
    percent: Decimal
    bonus: Decimal = NOTHING
    penalty: Decimal = NOTHING

    @property
    def scores(self) -> tuple[Score, ...]:
        """All scores in the set's order."""
        return tuple(score for area in self.areas for score in area.scores)

    @property
    def class_(self) -> Class | None:
        """The class the percent falls into; None where the set states none."""
        return class_of(self.index_set.classes, self.percent)


def periods_in_year(period: Period) -> int:
    """Return how many periods as long as this one make a year: 12, 4, 2 or 1."""
    days = (period.end - period.start).days
    return next((many for longest, many in _LONGEST if days <= longest), 1)


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
    score = _scorer(index_set, scope, look_up, register)
    areas = tuple(
        _add_up(area, [score(leaf) for leaf in area.leaves()]) for area in index_set.areas
    )
    return _whole(index_set, scope, areas)


def rescore(
    sheet: ScoreSheet,
    changed: Mapping[str, Fact | None],
    look_up: Callable[[str], Fact | None],
    register: FactRegister,
) -> ScoreSheet:
    """Score again what depends on the changed facts; everything else is taken from `sheet`.

    It equals a whole new sheet as long as `look_up` answers for the other facts as it did before.

    Args:
        sheet: what is known so far.
        changed: facts by name; None for one that is withdrawn.
        look_up: answers for all other facts.
        register: as for `score_sheet`.
    """
    asking = sheet.index_set.codes_by_fact
    again = {code for name in changed for code in asking.get(name, ())}

    def answer(name: str) -> Fact | None:
        return changed[name] if name in changed else look_up(name)

    score = _scorer(sheet.index_set, sheet.scope, answer, register)
    areas = tuple(_again(area, again, score) for area in sheet.areas)
    return _whole(sheet.index_set, sheet.scope, areas)


def _again(area: AreaScore, codes: set[str], score: Callable[[Criterion], Score]) -> AreaScore:
    if not any(one.code in codes for one in area.scores):
        return area
    scored = zip(area.area.leaves(), area.scores, strict=True)
    return _add_up(area.area, [score(leaf) if leaf.code in codes else old for leaf, old in scored])


def _scorer(
    index_set: IndexSet,
    scope: FactScope,
    look_up: Callable[[str], Fact | None],
    register: FactRegister,
) -> Callable[[Criterion], Score]:
    known = Known(register, look_up, periods_in_year(scope.period))
    over = scope.as_of >= scope.period.last_day
    return lambda leaf: _score(leaf, known, index_set.places, over=over)


def _whole(index_set: IndexSet, scope: FactScope, areas: tuple[AreaScore, ...]) -> ScoreSheet:
    shares = _sum([one.shares for one in areas if one.area.section == "scale"])
    bonus, penalty = _won(areas, "bonus"), _won(areas, "penalty")
    scale = sum((one.max_points for one in areas if one.area.section == "scale"), NOTHING)
    total = shares.won + bonus - penalty
    percent = Fraction(total) * 100 / Fraction(scale) if scale else Fraction(0)
    return ScoreSheet(
        index_set,
        scope,
        areas,
        shares,
        scale,
        total,
        round_half_up(percent, index_set.percent_places),
        bonus,
        penalty,
    )


def _won(areas: tuple[AreaScore, ...], section: str) -> Decimal:
    return sum((one.shares.won for one in areas if one.area.section == section), NOTHING)


def _add_up(area: Area, scored: list[Score]) -> AreaScore:
    scores = {one.code: one for one in scored}
    excluded = sum(
        (one.max_points for one in scores.values() if one.state is ScoreState.NOT_APPLICABLE),
        NOTHING,
    )
    maximum = area.max_points - excluded
    if area.section != "scale" or area.sum_differs:
        maximum = min(area.max_points, sum((_max(one, scores) for one in area.criteria), NOTHING))
    parts = [_shares(criterion, scores) for criterion in area.criteria]
    return AreaScore(area, tuple(scores.values()), _capped(_sum(parts), maximum), maximum)


def _max(criterion: Criterion, scores: dict[str, Score]) -> Decimal:
    if criterion.children:
        inside = sum((_max(child, scores) for child in criterion.children), NOTHING)
        return min(criterion.max_points, inside)
    applies = scores[criterion.code].state is not ScoreState.NOT_APPLICABLE
    return criterion.max_points if applies else NOTHING


def _shares(criterion: Criterion, scores: dict[str, Score]) -> Shares:
    if not criterion.children:
        score = scores[criterion.code]
        return Shares(score.won, score.lost, score.possible, score.unknown)
    inside = _sum([_shares(child, scores) for child in criterion.children])
    return _capped(inside, criterion.max_points) if criterion.sum_differs else inside


def _capped(shares: Shares, maximum: Decimal) -> Shares:
    """Fit shares into a maximum smaller than their sum: what is sure first, what is lost last."""
    left, fitted = maximum, []
    for share in (shares.won, shares.possible, shares.unknown, shares.lost):
        fitted.append(min(share, left))
        left -= fitted[-1]
    won, possible, unknown, lost = fitted
    return Shares(won, lost, possible, unknown)


def _score(criterion: Criterion, known: Known, places: int, *, over: bool) -> Score:
    rule, cited = criterion.rule, criterion.reference
    assert rule is not None  # noqa: S101 - the model guarantees it for a leaf
    outcome = evaluate(rule, criterion.max_points, known)
    points = None if outcome.points is None else round_half_up(outcome.points, places)
    final = over or isinstance(rule, Judged) or (not isinstance(rule, Parts) and rule.irreversible)
    shares = _split(outcome, criterion.max_points, points, places, final=final)
    return Score(
        code=criterion.code,
        title=criterion.title,
        max_points=criterion.max_points,
        points=points,
        state=_state(outcome),
        won=shares.won,
        lost=shares.lost,
        possible=shares.possible,
        unknown=shares.unknown,
        outcome=outcome,
        reference=Reference(cited.document, cited.place, cited.link),
        law=criterion.law,
        assumed=criterion.assumption,
    )


def _state(outcome: Outcome) -> ScoreState:
    if not outcome.applicable:
        return ScoreState.NOT_APPLICABLE
    return ScoreState.NO_DATA if outcome.points is None else weakest_source(outcome.facts)


def _split(
    outcome: Outcome, maximum: Decimal, points: Decimal | None, places: int, *, final: bool
) -> Shares:
    if not outcome.applicable:
        return Shares(NOTHING, NOTHING, NOTHING, NOTHING)
    # Points below 0 are had only once they are known, not while a fact is missing.
    won = round_half_up(max(outcome.floor, ZERO), places) if points is None else points
    certain = outcome.ceiling is outcome.points
    ceiling = won if certain else round_half_up(outcome.ceiling, places)
    rest = maximum - ceiling
    return Shares(won, rest if final else NOTHING, NOTHING if final else rest, ceiling - won)


def _sum(parts: Iterable[Shares]) -> Shares:
    shares = list(parts)
    return Shares(
        won=sum((one.won for one in shares), NOTHING),
        lost=sum((one.lost for one in shares), NOTHING),
        possible=sum((one.possible for one in shares), NOTHING),
        unknown=sum((one.unknown for one in shares), NOTHING),
    )
