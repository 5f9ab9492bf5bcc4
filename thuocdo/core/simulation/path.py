"""The cheapest path: which options together reach a total with the least effort. Exact (HiGHS)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import Any

import numpy as np

from thuocdo.core.index_sets.bulk import LeafRows, add_up
from thuocdo.core.index_sets.model import Area, Criterion
from thuocdo.core.simulation.options import Group, Option, Wishes, groups_of
from thuocdo.core.simulation.situation import Situation

__all__ = ["Choice", "Path", "Paths", "cheapest_paths", "cheapest_step", "points_for_rank"]

_ALTERNATIVES = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """One group's option in a path.

    Attributes:
        without: how much more effort the path would take without this group; None where it could
            not reach the goal at all. This is why it is in.
    """

    group: Group
    option: Option
    without: int | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """A set of improvements.

    Attributes:
        choices: those that take least for a point first.
        effort: in hundredths of a working day.
        points: the total that they lead to.
    """

    choices: tuple[Choice, ...]
    effort: int
    points: Decimal


@dataclass(frozen=True, slots=True)
class Paths:
    """The answer.

    Attributes:
        goal: the points to reach. `expected`: those had if all goes on as expected.
        most: the most points that can still be had.
        best: the cheapest path; None where the goal cannot be reached any more.
        others: the next best ones that improve other groups.
    """

    goal: Decimal
    expected: Decimal
    most: Decimal
    best: Path | None
    others: tuple[Path, ...] = ()


def points_for_rank(rank: int, rivals: Sequence[Decimal], situation: Situation) -> Decimal:
    """Return the points that take a rank among rivals' percents: as good as the one to catch.

    Raises:
        ValueError: the rank is below 1; there are no rivals.
    """
    if rank < 1 or not rivals:
        raise ValueError("hạng cần đạt phải từ 1, và phải biết điểm của các cơ quan khác")
    if rank > len(rivals):
        return Decimal(0)
    percent = sorted(rivals, reverse=True)[rank - 1]
    # The smallest total whose rounded percent is not below the rival's.
    step = Fraction(1, 2 * 10**situation.index_set.percent_places)
    least = (Fraction(percent) - step) * Fraction(situation.sheet.scale) / 100
    return Decimal(ceil(least * situation.unit)) / situation.unit


def cheapest_step(situation: Situation, wishes: Wishes) -> Choice | None:
    """Return the one option that takes least effort for a point; of equals the one that gains most."""
    steps = [
        Choice(group, option)
        for group in groups_of(situation, wishes)
        for option in group.options
        if option.gain > 0
    ]
    return min(
        steps,
        key=lambda one: (Fraction(one.option.effort, one.option.gain), -one.option.gain),
        default=None,
    )


def cheapest_paths(situation: Situation, goal: Decimal, wishes: Wishes) -> Paths:
    """Return the set of improvements with the least effort that reaches `goal` points.

    Points that others take off in a penalty area stay as they are.
    """
    task = _Task(situation, groups_of(situation, wishes), ceil(goal * situation.unit))
    expected, most = task.total(()), task.total(task.everything)
    told = Paths(goal, expected, most, None)
    if expected >= goal:
        return replace(told, best=Path((), 0, expected))
    found: list[list[Choice]] = []
    for _ in range(1 + _ALTERNATIVES):
        chosen = task.solve(but=[{one.group.key for one in path} for path in found])
        if chosen is None:
            break
        found.append(chosen)
    if not found:
        return told
    best, *others = [_path(task, choices) for choices in found]
    return replace(told, best=_with_reasons(task, best), others=tuple(others))


def _path(task: "_Task", choices: Sequence[Choice]) -> Path:
    ordered = sorted(choices, key=lambda one: Fraction(one.option.effort, one.option.gain))
    effort = sum(one.option.effort for one in choices)
    return Path(tuple(ordered), effort, task.total(choices))


def _with_reasons(task: "_Task", path: Path) -> Path:
    reasoned = []
    for choice in path.choices:
        other = task.solve(without=choice.group.key)
        more = None if other is None else sum(one.option.effort for one in other) - path.effort
        reasoned.append(replace(choice, without=more))
    return replace(path, choices=tuple(reasoned))


@dataclass(frozen=True)
class _Task:
    """Which options reach `goal` steps, as an integer programme."""

    situation: Situation
    groups: tuple[Group, ...]
    goal: int

    @cached_property
    def open(self) -> tuple[Group, ...]:
        """The groups that something can be done about."""
        taken_off = {
            leaf.code
            for area in self.situation.index_set.areas
            if area.section == "penalty"
            for leaf in area.leaves()
        }
        return tuple(
            group
            for group in self.groups
            if group.options and not taken_off & {leaf.code for leaf in group.criteria}
        )

    @property
    def everything(self) -> tuple[Choice, ...]:
        """The best option of every group."""
        return tuple(Choice(group, group.options[-1]) for group in self.open)

    def total(self, choices: Iterable[Choice]) -> Decimal:
        """Return the set's total with these options, caps and all."""
        points = {
            leaf.code: steps
            for group in self.groups
            for leaf, steps in zip(group.criteria, group.expected, strict=True)
        }
        for choice in choices:
            for leaf, gain in zip(choice.group.criteria, choice.option.gains, strict=True):
                points[leaf.code] += gain
        rows = LeafRows(
            {code: np.array([steps]) for code, steps in points.items()},
            dict.fromkeys(points),
            dict.fromkeys(points),
            self.situation.unit,
        )
        totals = add_up(self.situation.index_set, rows, 1)
        return Decimal(int(totals.total[0])) / self.situation.unit

    def solve(
        self, *, but: Sequence[Collection[str]] = (), without: str = ""
    ) -> list[Choice] | None:
        """Return the cheapest choice of at most one option a group; None where none is enough.

        Args:
            but: sets of groups, by key, that another path has improved already.
            without: a group that is left alone.
        """
        import highspy  # 70 MB that only this question needs

        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.silent()
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("mip_rel_gap", 0.0)
        groups = [group for group in self.open if group.key != without]
        taken = [
            [solver.addBinary(obj=float(option.effort)) for option in group.options]
            for group in groups
        ]
        used = [solver.qsum(row) for row in taken]
        for one in used:
            solver.addConstr(one <= 1)
        solver.addConstr(self._worth(solver, self._points(groups, taken)) >= self.goal)
        for keys in but:
            pairs = zip(groups, used, strict=True)
            same = solver.qsum(one if group.key in keys else -1 * one for group, one in pairs)
            solver.addConstr(same <= len(keys) - 1)
        solver.minimize()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        values = list(solver.getSolution().col_value)
        return [
            Choice(group, option)
            for group, row in zip(groups, taken, strict=True)
            for option, variable in zip(group.options, row, strict=True)
            if values[variable.index] > 1 / 2
        ]

    def _points(self, groups: Sequence[Group], taken: Sequence[list[Any]]) -> dict[str, Any]:
        """Return each criterion's points as an expression of what is taken."""
        points: dict[str, Any] = {
            leaf.code: steps
            for group in self.groups
            for leaf, steps in zip(group.criteria, group.expected, strict=True)
        }
        for group, row in zip(groups, taken, strict=True):
            for place, leaf in enumerate(group.criteria):
                for option, variable in zip(group.options, row, strict=True):
                    if option.gains[place]:
                        points[leaf.code] += option.gains[place] * variable
        return points

    def _worth(self, solver: Any, points: Mapping[str, Any]) -> Any:
        """Return the total as an expression, with the caps that the set has."""

        def of(node: Area | Criterion) -> Any:
            if isinstance(node, Criterion) and not node.children:
                return points[node.code]
            inner = node.criteria if isinstance(node, Area) else node.children
            total = sum((of(one) for one in inner), 0)
            bonus = isinstance(node, Area) and node.section == "bonus"
            if not (node.sum_differs or bonus):
                return total
            cap = int(node.max_points * self.situation.unit)
            if isinstance(total, int):
                return min(total, cap)
            capped = solver.addVariable(ub=cap)
            solver.addConstr(capped <= total)
            return capped

        areas = self.situation.index_set.areas
        penalty = int(self.situation.sheet.penalty * self.situation.unit)
        return sum((of(area) for area in areas if area.section != "penalty"), 0) - penalty
