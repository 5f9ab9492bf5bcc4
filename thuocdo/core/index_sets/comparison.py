"""The join that nobody has: a plan's rows beside an index set's criteria."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from thuocdo.core.index_sets.model import IndexSet

__all__ = ["PlanComparison", "compare_plan"]


@dataclass(frozen=True, slots=True)
class PlanComparison:
    """How a plan covers a set.

    Attributes:
        planned_points: points of the plan's leaves.
        points_outside: points of the scale that stand in nobody's task.
        uncovered: codes of criteria that no row of the plan has.
        unknown: codes of leaves of the plan that the set does not know.
        differing: (code, the plan's points, the set's points) where the two disagree.
    """

    planned_points: Decimal
    points_outside: Decimal
    uncovered: tuple[str, ...]
    unknown: tuple[str, ...]
    differing: tuple[tuple[str, Decimal | None, Decimal], ...]


def compare_plan(
    index_set: IndexSet, leaves: Iterable[tuple[str, Decimal | None]]
) -> PlanComparison:
    """Compare a plan's leaves, `(code, points)`, with the set's. Nothing is forced to agree."""
    planned = dict(leaves)
    criteria = {leaf.code: leaf.max_points for leaf in index_set.leaves()}
    uncovered = tuple(code for code in criteria if code not in planned)
    return PlanComparison(
        planned_points=sum((points or Decimal(0) for points in planned.values()), Decimal(0)),
        points_outside=sum((criteria[code] for code in uncovered), Decimal(0)),
        uncovered=uncovered,
        unknown=tuple(code for code in planned if code not in criteria),
        differing=tuple(
            (code, planned[code], points)
            for code, points in criteria.items()
            if code in planned and planned[code] != points
        ),
    )
