"""The fewest and the most points that a rule can ever give."""

from decimal import Decimal

from thuocdo.core.scoring.rules import (
    AllOf,
    AnyRule,
    Bands,
    Case,
    Cases,
    Count,
    Formula,
    Judged,
    Level,
    Levels,
    Linear,
    NoCase,
    Parts,
)

__all__ = ["bounds", "worth_of"]

NOTHING = Decimal(0)
HUNDRED = Decimal(100)


def worth_of(level: Level, maximum: Decimal) -> Decimal:
    """Return the points of a judged level."""
    if level.points is not None:
        return level.points
    return maximum * (level.share or NOTHING) / HUNDRED


def bounds(rule: AnyRule, maximum: Decimal) -> tuple[Decimal, Decimal]:
    """Return the lowest and the highest points that `rule` can give out of `maximum`."""
    low, high = _bounds(rule, maximum)
    if not isinstance(rule, Parts) and rule.no_case is NoCase.FULL:
        high = max(high, maximum)
    if not isinstance(rule, Parts) and rule.no_case is NoCase.ZERO:
        low, high = min(low, NOTHING), max(high, NOTHING)
    return low, high


def _bounds(rule: AnyRule, maximum: Decimal) -> tuple[Decimal, Decimal]:
    match rule:
        case Bands():
            return _ends([band.points for band in rule.bands])
        case Count():
            return _of_count(rule, maximum)
        case Levels():
            return _ends([worth_of(level, maximum) for level in rule.levels])
        case Formula():
            return rule.lowest, maximum
        case Cases():
            return _ends([end for case in rule.cases for end in _of_case(case, maximum)])
        case Parts():
            found = [bounds(part.rule, part.max_points) for part in rule.parts]
            return sum((low for low, _ in found), NOTHING), sum((top for _, top in found), NOTHING)
        case Linear() | AllOf() | Judged():
            return NOTHING, maximum


def _of_count(rule: Count, maximum: Decimal) -> tuple[Decimal, Decimal]:
    if rule.each < 0:
        return rule.lowest, rule.start
    return rule.start, max(maximum, rule.start)


def _of_case(case: Case, maximum: Decimal) -> tuple[Decimal, Decimal]:
    if case.rule is not None:
        return bounds(case.rule, maximum)
    points = case.points or NOTHING
    return points, points


def _ends(points: list[Decimal]) -> tuple[Decimal, Decimal]:
    return min(points), max(points)
