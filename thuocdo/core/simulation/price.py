"""Price: what one more case is worth right now, exactly."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor, log10

from thuocdo.core.facts import Unit
from thuocdo.core.index_sets.model import Area, Criterion
from thuocdo.core.scoring.evaluation import Known, evaluate
from thuocdo.core.scoring.score import Outcome
from thuocdo.core.simulation.levers import Lever, Move, moved
from thuocdo.core.simulation.situation import Situation
from thuocdo.core.vietnamese import format_number, round_half_up

__all__ = ["Price", "price_of", "price_text", "worth_of_criterion"]

ZERO = Fraction(0)
_DIGITS = 2
_FINEST = 6  # decimals


@dataclass(frozen=True, slots=True)
class Price:
    """Exact points of the total that one more case brings; below 0 it costs.

    Attributes:
        good, bad: of a good and of a bad case; None where there is no such case, or no fact yet.
    """

    lever: Lever
    good: Fraction | None
    bad: Fraction | None


def price_of(situation: Situation, lever: Lever) -> Price:
    """Return what one more case of a lever is worth, everything else staying as it is."""
    now = situation.started
    bad = _worth(now, lever, lever.bad) if lever.flows else None
    return Price(lever, _worth(now, lever, lever.good), bad)


def worth_of_criterion(situation: Situation, code: str) -> Decimal:
    """Return the points that one criterion can still bring: what a task for it is worth."""
    score = next(score for score in situation.sheet.scores if score.code == code)
    return score.possible + score.unknown


def price_text(points: Fraction) -> str:
    """Write a price with two digits that count, signed: `+0,00024`, `+1,5`, `0`."""
    if not points:
        return "0"
    places = min(max(_DIGITS - 1 - floor(log10(abs(points))), 0), _FINEST)
    number = round_half_up(abs(points), places)
    if not number:
        return f"dưới {format_number(Decimal(1).scaleb(-_FINEST))}"
    return f"{'−' if points < 0 else '+'}{format_number(number)}"  # noqa: RUF001 - the minus sign is meant


def _worth(situation: Situation, lever: Lever, moves: Mapping[str, Move]) -> Fraction | None:
    shifted = dict(moves)
    if lever.flows and situation.register[lever.volume].unit is not Unit.PERCENT:
        shifted[lever.volume] = Move(numerator=1)
    changed = {
        name: moved(situation.facts[name], move.numerator, move.denominator)
        for name, move in shifted.items()
        if name in situation.facts
    }
    if lever.fact not in changed:
        return None
    leaves = situation.criteria_of(changed)
    before = {score.code: _sure(score.outcome) for score in situation.sheet.scores}
    return _total(situation, before | _points(leaves, situation.changed(changed).known)) - _total(
        situation, before
    )


def _points(leaves: Iterable[Criterion], known: Known) -> dict[str, Fraction]:
    found = {}
    for leaf in leaves:
        assert leaf.rule is not None  # noqa: S101 - the model guarantees it for a leaf
        found[leaf.code] = _sure(evaluate(leaf.rule, leaf.max_points, known))
    return found


def _sure(outcome: Outcome) -> Fraction:
    return max(outcome.floor, ZERO) if outcome.points is None else outcome.points


def _total(situation: Situation, points: Mapping[str, Fraction]) -> Fraction:
    """Add up exact points with the set's caps, bonus and penalty."""
    total = ZERO
    for area in situation.index_set.areas:
        won = _capped(area, sum((_won(one, points) for one in area.criteria), ZERO))
        total += -won if area.section == "penalty" else won
    return total


def _won(criterion: Criterion, points: Mapping[str, Fraction]) -> Fraction:
    if not criterion.children:
        return points[criterion.code]
    return _capped(criterion, sum((_won(child, points) for child in criterion.children), ZERO))


def _capped(whole: Area | Criterion, points: Fraction) -> Fraction:
    return min(points, Fraction(whole.max_points))
