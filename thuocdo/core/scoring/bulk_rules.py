"""How each kind of rule scores thousands of agencies at once: the same points as `evaluation`."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import lcm

import numpy as np

from thuocdo.core.scoring.bounds import bounds, worth_of
from thuocdo.core.scoring.bulk_numbers import Crowd
from thuocdo.core.scoring.expressions import FactName
from thuocdo.core.scoring.ratios import (
    Bools,
    Column,
    Ints,
    added,
    constant,
    either,
    multiplied,
    select,
)
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
    NoCase,
    Parts,
)
from thuocdo.core.scoring.simple_rules import Chosen

__all__ = ["Points", "points_of"]

ZERO = constant(0)


@dataclass(frozen=True, slots=True)
class Points:
    """Points of many agencies; where facts are missing, those that are sure."""

    column: Column
    missing: Bools | None = None
    outside: Bools | None = None
    """Where the criterion does not apply."""


def points_of(rule: AnyRule, maximum: Decimal, crowd: Crowd) -> Points:
    """Return what `rule` makes of everybody's facts, out of `maximum` points."""
    match rule:
        case AllOf():
            return _all_of(rule, maximum, crowd)
        case Cases():
            return _cases(rule, maximum, crowd)
        case Parts():
            return _parts(rule, crowd)
        case Judged() | Levels():
            return _judged(rule, maximum, crowd)
        case _:
            return _on_number(rule, maximum, crowd)


def _on_number(rule: Bands | Linear | Count | Formula, maximum: Decimal, crowd: Crowd) -> Points:
    value = crowd.number(rule.number)
    match rule:
        case Bands():
            points = _bands(rule, value)
        case Linear():
            points = _linear(rule, maximum, value)
        case Count():
            raw = added(constant(rule.start), multiplied(constant(rule.each), value))
            points = raw.clamped(rule.lowest, maximum)
        case _:
            points = value.clamped(rule.lowest, maximum)
    return _with_gaps(rule, maximum, points, value.missing, value.empty)


def _with_gaps(
    rule: AnyRule, maximum: Decimal, points: Column, missing: Bools | None, empty: Bools | None
) -> Points:
    choice = rule.no_case if isinstance(rule, Chosen) else None
    outside = empty if choice is NoCase.NOT_APPLICABLE else None
    lowest = constant(min(bounds(rule, maximum)[0], Decimal(0)))
    if empty is not None and choice is NoCase.FULL:
        points, empty = select(empty, constant(maximum), points), None
    if missing is not None and lowest.above:
        points, missed = select(missing, lowest, points), None
    else:
        missed = missing
    nothing = either(empty, missed)  # both are worth 0: chosen once
    points = points if nothing is None else select(nothing, ZERO, points)
    if points.missing is not None or points.empty is not None:
        points = replace(points, missing=None, empty=None)
    return Points(points, missing, outside)


@cache
def _table(points: tuple[Decimal, ...]) -> tuple[Ints, int]:
    exact = [Fraction(one) for one in points]
    below = lcm(*(one.denominator for one in exact))
    return np.array([int(one * below) for one in exact], dtype=np.int64), below


def _bands(rule: Bands, value: Column) -> Column:
    table, below = _table(tuple(band.points for band in rule.bands))
    place: Ints | int = 0
    for band in rule.bands[1:]:
        bound, closed = band.lower or (Decimal(0), True)
        place = place + value.compared(">=" if closed else ">", constant(bound)).view(np.int8)
    return Column(
        table.take(place), below, int(abs(table).max()), below, natural=bool(table.min() >= 0)
    )


@cache
def _slope(maximum: Decimal, full_at: Decimal) -> Column:
    return constant(Fraction(maximum) / Fraction(full_at))


def _linear(rule: Linear, maximum: Decimal, value: Column) -> Column:
    within = value.clamped(Decimal(0), rule.full_at)
    points = multiplied(_slope(maximum, rule.full_at), within)
    if not rule.zero_below:
        return points
    return select(value.compared("<", constant(rule.zero_below)), ZERO, points)


def _judged(rule: Judged | Levels, maximum: Decimal, crowd: Crowd) -> Points:
    value = crowd.number(FactName(rule.fact))
    missing = either(value.missing, value.empty)
    if isinstance(rule, Judged):
        return _with_gaps(rule, maximum, value.clamped(Decimal(0), maximum), missing, None)
    points, unlisted = ZERO, np.ones(crowd.size, dtype=bool)
    for level in rule.levels:
        here = value.compared("==", constant(level.level))
        points = select(here, constant(worth_of(level, maximum)), points)
        unlisted &= ~here
    return _with_gaps(rule, maximum, points, either(missing, unlisted), None)


def _all_of(rule: AllOf, maximum: Decimal, crowd: Crowd) -> Points:
    failed = np.zeros(crowd.size, dtype=bool)
    missing: Bools | None = None
    empty: Bools | None = None
    for condition in rule.conditions:
        truths = crowd.truth(condition.test)
        gaps = truths.missing
        if rule.no_case in {NoCase.ZERO, NoCase.NOT_APPLICABLE}:
            gaps = truths.missing if rule.no_case is NoCase.ZERO else either(gaps, truths.empty)
            empty = either(empty, truths.empty)
        else:
            gaps = either(gaps, truths.empty)
        failed |= ~truths.holds if gaps is None else ~truths.holds & ~gaps
        missing = either(missing, truths.missing)
    missing = None if missing is None else missing & ~failed
    points = select(failed, ZERO, constant(maximum))
    outside = None
    if rule.no_case is NoCase.NOT_APPLICABLE and empty is not None:
        outside = empty & ~failed if missing is None else empty & ~failed & ~missing
    sure = points if missing is None else select(missing, ZERO, points)
    return Points(sure, missing, outside)


def _cases(rule: Cases, maximum: Decimal, crowd: Crowd) -> Points:
    low = constant(min(bounds(rule, maximum)[0], Decimal(0)))
    none = constant(maximum) if rule.no_case is NoCase.FULL else ZERO
    column: Column = ZERO
    missing, outside = np.zeros(crowd.size, dtype=bool), np.zeros(crowd.size, dtype=bool)
    left = np.ones(crowd.size, dtype=bool)
    for case in rule.cases:
        here = left
        if case.when is not None:
            truths = crowd.truth(case.when)
            here, left = left & truths.holds, left & ~truths.holds
            for gaps, points in ((truths.missing, low), (truths.empty, none)):
                if gaps is not None:
                    column = select(left & gaps, points, column)
            if truths.missing is not None:
                missing |= left & truths.missing
            if truths.empty is not None and rule.no_case is NoCase.NOT_APPLICABLE:
                outside |= left & truths.empty
            gaps = either(truths.missing, truths.empty)
            left = left if gaps is None else left & ~gaps
        inner = Points(constant(case.points or Decimal(0)))
        if case.rule is not None:
            inner = points_of(case.rule, maximum, crowd)
        column = select(here, inner.column, column)
        missing |= np.False_ if inner.missing is None else here & inner.missing
        outside |= here if case.not_applicable else np.False_
        outside |= np.False_ if inner.outside is None else here & inner.outside
    return Points(column, missing, outside)


def _parts(rule: Parts, crowd: Crowd) -> Points:
    found = [points_of(part.rule, part.max_points, crowd) for part in rule.parts]
    column, missing = found[0].column, found[0].missing
    for one in found[1:]:
        column, missing = added(column, one.column), either(missing, one.missing)
    return Points(column, missing)
