"""The cheapest path: which options together reach a total with the least effort. Exact (HiGHS)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil

from thuocdo.core.simulation.options import Group, Option, Wishes, groups_of
from thuocdo.core.simulation.situation import Situation

__all__ = ["Choice", "Path", "Paths", "cheapest_paths", "points_for_rank"]

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
    """A set of improvements; efforts in hundredths of a working day, points in the set's steps."""

    choices: tuple[Choice, ...]
    effort: int
    points: int


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


def cheapest_paths(situation: Situation, goal: Decimal, wishes: Wishes) -> Paths:
    """Return the set of improvements with the least effort that reaches `goal` points."""
    groups = groups_of(situation, wishes)
    unit = situation.unit
    sheet = situation.sheet
    outside = int((sheet.bonus - sheet.penalty) * unit)
    expected = sum(group.expected for group in groups if _of_scale(situation, group)) + outside
    open_ones = [group for group in groups if group.options and _of_scale(situation, group)]
    most = expected + sum(group.options[-1].gain for group in open_ones)
    need = ceil(goal * unit) - expected
    told = Paths(goal, Decimal(expected) / unit, Decimal(most) / unit, None)
    if need <= 0:
        return replace(told, best=Path((), 0, expected))
    if most - expected < need:
        return told
    found: list[list[Choice]] = []
    for _ in range(1 + _ALTERNATIVES):
        chosen = _solve(open_ones, need, but=[{_key(one.group) for one in path} for path in found])
        if chosen is None:
            break
        found.append(chosen)
    best, *others = [_path(choices, expected) for choices in found]
    return replace(told, best=_with_reasons(best, open_ones, need), others=tuple(others))


def _of_scale(situation: Situation, group: Group) -> bool:
    areas = (area for area in situation.index_set.areas if area.section == "scale")
    return any(leaf.code == group.criteria[0].code for area in areas for leaf in area.leaves())


def _key(group: Group) -> str:
    return group.criteria[0].code


def _path(choices: Sequence[Choice], expected: int) -> Path:
    ordered = sorted(choices, key=lambda one: Fraction(one.option.effort, one.option.gain))
    return Path(
        tuple(ordered),
        sum(one.option.effort for one in choices),
        expected + sum(one.option.gain for one in choices),
    )


def _with_reasons(path: Path, groups: Sequence[Group], need: int) -> Path:
    reasoned = []
    for choice in path.choices:
        rest = [group for group in groups if group is not choice.group]
        other = _solve(rest, need, but=())
        without = None if other is None else sum(one.option.effort for one in other) - path.effort
        reasoned.append(replace(choice, without=without))
    return replace(path, choices=tuple(reasoned))


def _solve(
    groups: Sequence[Group], need: int, *, but: Sequence[Collection[str]]
) -> list[Choice] | None:
    """Return the cheapest choice of at most one option a group; None where none is enough.

    Args:
        groups: those that have options.
        need: the gain to reach.
        but: sets of groups, by key, that another path has improved already.
    """
    if sum(group.options[-1].gain for group in groups) < need:
        return None
    import highspy  # 70 MB that only this question needs

    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", 0.0)
    taken = [
        [solver.addBinary(obj=float(option.effort)) for option in group.options] for group in groups
    ]
    used = [solver.qsum(row) for row in taken]
    for one in used:
        solver.addConstr(one <= 1)
    gains = (
        option.gain * variable
        for group, row in zip(groups, taken, strict=True)
        for option, variable in zip(group.options, row, strict=True)
    )
    solver.addConstr(solver.qsum(gains) >= need)
    for keys in but:
        pairs = zip(groups, used, strict=True)
        same = solver.qsum(one if _key(group) in keys else -1 * one for group, one in pairs)
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
