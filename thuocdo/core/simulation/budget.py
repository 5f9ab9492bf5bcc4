"""Budget: how many bad cases a criterion can still bear, and how many good ones it needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

import numpy as np

from thuocdo.core.facts import Unit
from thuocdo.core.index_sets.model import Criterion
from thuocdo.core.scoring import Score, ScoreState
from thuocdo.core.simulation.levers import Lever
from thuocdo.core.simulation.scenarios import Ints, Shift, score_scenarios, shifts_of_flow
from thuocdo.core.simulation.situation import Situation

__all__ = ["Budget", "Step", "budgets", "volume_shift"]


@dataclass(frozen=True, slots=True)
class Step:
    """Points at the period's end, and the most bad ones among the coming cases that give them."""

    points: Decimal
    most_bad: int


@dataclass(frozen=True, slots=True)
class Budget:
    """What one criterion can still bear of one lever, from now to the period's end.

    All points are those of the period's end, rounded as the set says; `coming` cases are still to
    come, and nothing else changes.

    Attributes:
        now: points as of today. `expected`: if as many go wrong as is to be expected.
        best, worst: if all coming cases are good, or all are bad.
        affordable: the most bad ones that still give `now` points; None where even none does.
        keeps_best: the most bad ones that still give `best`.
        needed: the fewest good ones that bring more than `now`; None where nothing can any more.
        gain: points more than `now` that they bring; 0 where nothing can.
        on_course: going on as expected brings it.
        last_day: the last day on which things may go on as expected and the gain can still be
            had, by no more bad cases after it; None where it cannot be had, or comes anyway, or
            the days are not known.
        steps: from best to worst, each level of points with the most bad ones that still give it.
    """

    criterion: Criterion
    lever: Lever
    coming: int
    expected_bad: int
    now: Decimal
    expected: Decimal
    best: Decimal
    worst: Decimal
    affordable: int | None
    keeps_best: int
    needed: int | None
    gain: Decimal
    on_course: bool
    last_day: date | None
    steps: tuple[Step, ...]


def budgets(situation: Situation) -> tuple[Budget, ...]:
    """Return the budget of every criterion that a coming case can move, in the set's order.

    Criteria that wait for data, do not apply, or that nothing coming can move are left out.
    """
    order = {leaf.code: place for place, leaf in enumerate(situation.index_set.leaves())}
    found = [one for lever in situation.levers for one in _budgets(situation, lever)]
    return tuple(sorted(found, key=lambda one: order[one.criterion.code]))


def volume_shift(situation: Situation, lever: Lever, more: Ints | int) -> dict[str, Shift]:
    """Return what the coming cases move by being there; a share counts its cases itself."""
    if situation.register[lever.volume].unit is Unit.PERCENT:
        return {}
    return {lever.volume: Shift(more)}


def _budgets(situation: Situation, lever: Lever) -> Iterator[Budget]:
    coming = situation.coming(lever)
    if not lever.flows or not coming or lever.fact not in situation.facts:
        return
    scores = {score.code: score for score in situation.sheet.scores}
    told = {ScoreState.NO_DATA, ScoreState.NOT_APPLICABLE}
    leaves = [
        leaf for leaf in situation.criteria_of(lever.facts) if scores[leaf.code].state not in told
    ]
    bad = np.arange(coming + 1, dtype=np.int64)
    shifts = shifts_of_flow(lever, coming, bad) | volume_shift(situation, lever, coming)
    rows = score_scenarios(situation, leaves, shifts, coming + 1)
    for leaf in leaves:
        points = rows.points[leaf.code]
        if int(points.min()) != int(points.max()):
            yield _budget(situation, lever, scores[leaf.code], leaf, points)


def _budget(
    situation: Situation, lever: Lever, score: Score, leaf: Criterion, points: Ints
) -> Budget:
    unit, coming = situation.unit, len(points) - 1
    now = int((score.points or Decimal(0)) * unit)
    bad = situation.expected_bad(lever)
    kept, more = _most(points, now), _most(points, now + 1)
    steps = tuple(_steps(points, unit))
    last = None if more is None else _last_day(situation, lever, more)
    return Budget(
        criterion=leaf,
        lever=lever,
        coming=coming,
        expected_bad=bad,
        now=Decimal(now) / unit,
        expected=Decimal(int(points[bad])) / unit,
        best=steps[0].points,
        worst=steps[-1].points,
        affordable=kept,
        keeps_best=steps[0].most_bad,
        needed=None if more is None else coming - more,
        gain=Decimal(0 if more is None else int(points[more]) - now) / unit,
        on_course=more is not None and bad <= more,
        last_day=last,
        steps=steps,
    )


def _most(points: Ints, wanted: int) -> int | None:
    """Return the most bad cases that still give the wanted points; None where none does."""
    enough = np.flatnonzero(points >= wanted)
    return int(enough[-1]) if len(enough) else None


def _steps(points: Ints, unit: int) -> Iterator[Step]:
    """Yield each level of points once, from the best, with the most bad cases that reach it."""
    reached = -1
    for level in np.unique(points)[::-1]:
        most = int(np.flatnonzero(points == level)[-1])
        if most > reached:
            yield Step(Decimal(int(level)) / unit, most)
            reached = most


def _last_day(situation: Situation, lever: Lever, most_bad: int) -> date | None:
    """Return the last day up to which bad cases may go on as expected."""
    days, coming = situation.outlooks[lever.volume].days, situation.coming(lever)
    share = situation.share_of_bad(lever)
    if not days or not share or situation.expected_bad(lever) <= most_bad:
        return None
    each_day = share * coming / Fraction(len(days))
    passed = ceil((most_bad + Fraction(1, 2)) / each_day) - 1  # as `expected_bad` rounds
    return days[passed - 1] if passed > 0 else situation.scope.as_of
