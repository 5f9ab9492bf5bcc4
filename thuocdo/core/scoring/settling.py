"""Outcomes that every kind of rule shares: no data yet, no case in the period, not applicable."""

from fractions import Fraction

from thuocdo.core.facts import Fact, FactDefinition
from thuocdo.core.scoring.score import Branch, NextStep, Outcome, as_points
from thuocdo.core.scoring.simple_rules import Chosen, NoCase

__all__ = ["lowest_of", "no_case", "no_data", "not_applicable", "settled"]

ZERO = Fraction(0)


def settled(
    points: Fraction,
    facts: tuple[Fact, ...],
    branches: tuple[Branch, ...],
    reason: str,
    step: NextStep | None = None,
) -> Outcome:
    """Return an outcome that is certain, with what would change it."""
    return Outcome(points, points, points, facts, (), branches, reason, step)


def no_data(
    maximum: Fraction,
    branches: tuple[Branch, ...],
    *,
    missing: tuple[FactDefinition, ...],
    facts: tuple[Fact, ...] = (),
    lowest: Fraction = ZERO,
) -> Outcome:
    """Return an outcome that waits for facts: anything from the lowest to the maximum is open."""
    titles = "; ".join(definition.title for definition in missing)
    reason = f"Chưa có dữ liệu: {titles}."
    return Outcome(None, lowest, maximum, facts, missing, branches, reason)


def no_case(
    rule: Chosen,
    maximum: Fraction,
    branches: tuple[Branch, ...],
    said: str,
    facts: tuple[Fact, ...],
) -> Outcome:
    """Return what a period without any case earns, as the rule says."""
    nothing = "trong kỳ không có trường hợp nào"
    if rule.no_case is NoCase.NOT_APPLICABLE:
        return not_applicable(branches, nothing, f"{said}: {nothing}", facts)
    points = maximum if rule.no_case is NoCase.FULL else ZERO
    branches += (Branch(nothing, f"{as_points(points)} điểm", taken=True),)
    reason = f"{said}: {nothing} nên được {as_points(points)}/{as_points(maximum)} điểm."
    return settled(points, facts, branches, reason)


def not_applicable(
    branches: tuple[Branch, ...], condition: str, said: str, facts: tuple[Fact, ...]
) -> Outcome:
    """Return an outcome whose maximum leaves the scale."""
    if condition:
        branches += (Branch(condition, "không áp dụng", taken=True),)
    reason = f"{said} nên tiêu chí không áp dụng, điểm tối đa không tính vào thang điểm."
    return Outcome(None, ZERO, ZERO, facts, (), branches, reason, applicable=False)


def lowest_of(low: Fraction) -> Fraction:
    """Return what is sure while facts are missing: nothing, or less where points can be negative."""
    return min(low, ZERO)
