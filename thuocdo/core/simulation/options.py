"""Options: what can still be done about groups of criteria, what it brings, and what it takes.

Criteria that one lever moves together stand in one group; groups do not touch each other, so the
gains of one option from each simply add up.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import prod

import numpy as np

from thuocdo.core.facts import FactKind, Unit
from thuocdo.core.index_sets.model import Criterion
from thuocdo.core.scoring import Score, ScoreState
from thuocdo.core.simulation.budget import volume_shift
from thuocdo.core.simulation.levers import Effort, Efforts, Lever
from thuocdo.core.simulation.scenarios import (
    Ints,
    Shift,
    joined,
    score_scenarios,
    shifts_of_flow,
    shifts_of_mend,
)
from thuocdo.core.simulation.situation import Situation
from thuocdo.core.vietnamese import round_half_up

__all__ = ["Act", "Group", "Option", "Wishes", "groups_of", "most_of"]

MOST_SCENARIOS = 200_000
"""More combinations than this are thinned out evenly, ends kept."""
_MOST_OF_A_COUNT = 20  # of things that nothing limits, such as initiatives
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person who asks adds.

    Attributes:
        efforts: defaults by kind.
        of_lever: other efforts, by lever.
        of_criterion: the effort of providing all that a criterion without data waits for.
        assumed_share: the share of their maximum that criteria without data are taken to give.
        leave_out: criteria that nothing shall be done about.
    """

    efforts: Efforts
    of_lever: Mapping[str, Effort] = field(default_factory=dict)
    of_criterion: Mapping[str, Decimal] = field(default_factory=dict)
    assumed_share: Fraction = Fraction(0)
    leave_out: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do: so many of a lever, or the full proof of a criterion (no lever then)."""

    title: str
    many: int
    lever: Lever | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One way to improve a group.

    Attributes:
        gains: points of each of the group's criteria more than if all goes on as expected, in the
            set's smallest steps.
        effort: in hundredths of a person's working day.
        acts: what to do.
    """

    gains: tuple[int, ...]
    effort: int
    acts: tuple[Act, ...]

    @property
    def gain(self) -> int:
        """The points of all of them."""
        return sum(self.gains)


@dataclass(frozen=True, slots=True)
class Group:
    """Criteria that move together, and their options, each dearer and better than the one before.

    Attributes:
        expected: points of each criterion if all goes on as expected, in the smallest steps.
    """

    criteria: tuple[Criterion, ...]
    expected: tuple[int, ...]
    options: tuple[Option, ...]

    @property
    def key(self) -> str:
        """The code of its first criterion."""
        return self.criteria[0].code


def groups_of(situation: Situation, wishes: Wishes) -> tuple[Group, ...]:
    """Return every criterion of the set in its group; most groups have no option at all."""
    scores = {score.code: score for score in situation.sheet.scores}
    started = situation.started
    waiting = {score.code for score in started.sheet.scores if score.state is ScoreState.NO_DATA}
    groups = []
    for leaves, levers in _clusters(started, waiting, wishes.leave_out):
        if leaves[0].code in waiting:
            groups.append(_to_prove(situation, leaves[0], scores[leaves[0].code], wishes))
        else:
            groups.append(_of_levers(started, leaves, levers, wishes))
    return tuple(groups)


def _clusters(
    situation: Situation, waiting: set[str], left_out: frozenset[str]
) -> Iterator[tuple[tuple[Criterion, ...], tuple[Lever, ...]]]:
    """Yield criteria with the levers that move them, those that share a lever together."""
    alone = {leaf.code: leaf for leaf in situation.index_set.leaves()}
    parts: list[tuple[set[str], list[Lever]]] = []
    for lever in situation.levers:
        moved = (*lever.good, *lever.bad)
        codes = {leaf.code for leaf in situation.criteria_of(moved)} - waiting
        if not codes - left_out or not most_of(situation, lever):
            continue
        touched = [part for part in parts if part[0] & codes]
        joined = set().union(codes, *(part[0] for part in touched))
        parts = [part for part in parts if part not in touched]
        parts.append((joined, [*(one for part in touched for one in part[1]), lever]))
    taken = {code for codes, _ in parts for code in codes}
    for codes, levers in parts:
        yield tuple(leaf for code, leaf in alone.items() if code in codes), tuple(levers)
    for code, leaf in alone.items():
        if code not in taken:
            yield (leaf,), ()


def most_of(situation: Situation, lever: Lever) -> int:
    """Return the most that can be done of a lever: bad cases avoided, or cases put right."""
    if lever.flows:
        return situation.expected_bad(lever) if lever.fact in situation.facts else 0
    fact = situation.facts.get(lever.fact)
    if fact is None or situation.over:
        return 0
    if fact.unit is Unit.PERCENT:
        return max(int(fact.denominator - fact.numerator), 0)
    if fact.unit is Unit.BOOLEAN:
        return int(1 - fact.numerator)
    if not lever.limit:
        return _MOST_OF_A_COUNT
    limit = situation.facts.get(lever.limit)
    return max(int(limit.numerator - fact.numerator), 0) if limit else 0


def _to_prove(situation: Situation, leaf: Criterion, score: Score, wishes: Wishes) -> Group:
    """Return the group of a criterion that waits for data: as assumed, or fully proven.

    What others measure, such as a survey, nobody here can prove.
    """
    unit = situation.unit
    sure, most = int(score.won * unit), int((score.won + score.unknown) * unit)
    assumed = int(round_half_up(Fraction(most) * wishes.assumed_share, 0))
    expected = max(sure, assumed)
    effort = wishes.of_criterion.get(leaf.code)
    if effort is None:
        named = (wishes.efforts.of(one.unit) for one in score.outcome.missing)
        effort = sum((one.once + one.each for one in named), ZERO)
    options: tuple[Option, ...] = ()
    outside = any(one.kind is FactKind.IMPORTED for one in score.outcome.missing)
    if most > expected and not outside and leaf.code not in wishes.leave_out:
        act = Act("thực hiện và chứng minh đủ", 1)
        options = (Option((most - expected,), _hundredths(effort), (act,)),)
    return Group((leaf,), (expected,), options)


def _of_levers(
    situation: Situation, leaves: tuple[Criterion, ...], levers: tuple[Lever, ...], wishes: Wishes
) -> Group:
    ranges = _grid([most_of(situation, lever) for lever in levers])
    size = prod(len(one) for one in ranges)
    mesh = [one.ravel() for one in np.meshgrid(*ranges, indexing="ij")] if levers else []
    moved = [_shifts(situation, lever, done) for lever, done in zip(levers, mesh, strict=True)]
    moved += _as_expected(situation, levers)
    rows = score_scenarios(situation, leaves, joined(moved), size)
    points = np.array([rows.points[leaf.code] for leaf in leaves])
    gains = points - points[:, :1]
    effort = np.zeros(size, dtype=np.int64)
    for lever, done in zip(levers, mesh, strict=True):
        needs = wishes.of_lever.get(lever.key, lever.effort)
        effort += done * _hundredths(needs.each) + (done > 0) * _hundredths(needs.once)

    def option(place: int) -> Option:
        acts = (
            Act(lever.title, int(done[place]), lever)
            for lever, done in zip(levers, mesh, strict=True)
            if done[place]
        )
        return Option(tuple(map(int, gains[:, place])), int(effort[place]), tuple(acts))

    best = _worthwhile(gains.sum(axis=0), effort)
    return Group(leaves, tuple(map(int, points[:, 0])), tuple(option(place) for place in best))


def _grid(mosts: list[int]) -> list[Ints]:
    """Return the values to try of each lever; the longest is thinned until there are few enough."""
    grids: list[Ints] = [np.arange(most + 1, dtype=np.int64) for most in mosts]
    while prod(len(one) for one in grids) > MOST_SCENARIOS:
        longest = max(range(len(grids)), key=lambda place: len(grids[place]))
        grids[longest] = np.unique(np.append(grids[longest][::2], grids[longest][-1]))
    return grids


def _shifts(situation: Situation, lever: Lever, done: Ints) -> dict[str, Shift]:
    if not lever.flows:
        return shifts_of_mend(lever, done)
    return shifts_of_flow(lever, situation.coming(lever), situation.expected_bad(lever) - done)


def _as_expected(situation: Situation, but: tuple[Lever, ...]) -> list[dict[str, Shift]]:
    """Return what all coming cases move, `but` for the good and bad ones of these levers."""
    volumes: dict[str, Shift] = {}
    others = []
    for levers in situation.flows.values():
        for lever in levers:
            coming = situation.coming(lever)
            volumes |= volume_shift(situation, lever, coming)
            if lever not in but:
                others.append(shifts_of_flow(lever, coming, situation.expected_bad(lever)))
    return [volumes, *others]


def _worthwhile(gain: Ints, effort: Ints) -> list[int]:
    """Return the places of options of which none other gains as much for less effort."""
    order = np.lexsort((-gain, effort))
    found, highest = [], 0
    for place in order:
        if gain[place] > highest:
            found.append(int(place))
            highest = int(gain[place])
    return found


def _hundredths(effort: Decimal) -> int:
    return int(round_half_up(effort, 2) * 100)
