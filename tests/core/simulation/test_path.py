"""The cheapest path against every combination, and what it promises against the exact evaluator."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.simulation.building import (
    JUDGED,
    TASKS,
    WISHES,
    a_fact,
    a_set,
    a_situation,
    dossiers,
)
from thuocdo.core.facts import Fact, FactKind
from thuocdo.core.simulation import (
    Effort,
    Path,
    Situation,
    Wishes,
    cheapest_paths,
    facts_at_end,
    groups_of,
    points_for_rank,
    rank_among,
)


def cheapest_by_trying(situation: Situation, goal: Decimal, wishes: Wishes) -> int | None:
    """Try every choice of one option a group."""
    best: int | None = None
    groups = groups_of(situation, wishes)
    cap = situation.index_set.areas[0].max_points * situation.unit
    for chosen in product(*[(None, *group.options) for group in groups]):
        points = sum(sum(group.expected) for group in groups)
        points += sum(one.gain for one in chosen if one is not None)
        if min(Decimal(points), cap) >= goal * situation.unit:
            effort = sum(one.effort for one in chosen if one)
            best = effort if best is None else min(best, effort)
    return best


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    facts = dossiers(
        finished=draw(st.integers(20, 60)),
        late=draw(st.integers(0, 6)),
        online=draw(st.integers(0, 20)),
    )
    if draw(st.booleans()):
        facts[TASKS] = a_fact(TASKS, draw(st.integers(5, 12)), 12)
    cap = draw(st.sampled_from(["", "9"]))
    return a_situation(facts, coming=draw(st.integers(1, 8)), index_set=a_set(cap=cap))


@settings(max_examples=60)
@given(situations(), st.integers(0, 1200))
def test_no_choice_is_cheaper(situation, hundredths):
    goal, wishes = Decimal(hundredths) / 100, replace(WISHES, assumed_share=Fraction(1, 2))
    found = cheapest_paths(situation, goal, wishes)
    assert (found.best.effort if found.best else None) == cheapest_by_trying(
        situation, goal, wishes
    )
    if found.best is None:
        assert found.most < goal
    else:
        assert found.best.points >= goal


def carried_out(situation: Situation, path: Path) -> Situation:
    """Return the period's end if everything in the path is done."""
    bad, done, proven = {}, {}, {}
    for choice in path.choices:
        for act in choice.option.acts:
            if act.lever is None:
                (leaf,) = choice.group.criteria
                proven[JUDGED] = a_fact(JUDGED, int(leaf.max_points))
            elif act.lever.flows:
                bad[act.lever.key] = situation.expected_bad(act.lever) - act.many
            else:
                done[act.lever.key] = act.many
    changes: dict[str, Fact | None] = facts_at_end(situation, bad=bad, done=done)
    return situation.started.changed(changes | proven)


@settings(max_examples=60)
@given(situations(), st.integers(300, 1000))
def test_what_it_promises_comes_true(situation, hundredths):
    facts = situation.facts | {TASKS: a_fact(TASKS, 10, 12)}
    situation = a_situation(facts, coming=8, index_set=situation.index_set)
    found = cheapest_paths(situation, Decimal(hundredths) / 100, WISHES)
    assert found.expected == carried_out(situation, Path((), 0, Decimal(0))).sheet.total
    if found.best is not None:
        assert found.best.points == carried_out(situation, found.best).sheet.total


def test_the_paths_are_different_and_come_by_their_effort():
    facts = dossiers(finished=100, late=20, online=50) | {TASKS: a_fact(TASKS, 30, 40)}
    situation = a_situation(facts, coming=60)
    found = cheapest_paths(situation, Decimal(9), WISHES)
    assert found.best is not None
    paths = [found.best, *found.others]
    assert len(paths) == 3
    keys = [frozenset(one.group.key for one in path.choices) for path in paths]
    assert len(set(keys)) == 3
    assert [path.effort for path in paths] == sorted(path.effort for path in paths)
    assert all(path.points >= 9 for path in paths)


def test_it_says_what_the_path_would_cost_without_each_part():
    facts = dossiers(finished=100, late=20, online=50) | {TASKS: a_fact(TASKS, 30, 40)}
    situation = a_situation(facts, coming=60)
    found = cheapest_paths(situation, Decimal(9), WISHES)
    assert found.best is not None
    for choice in found.best.choices:
        codes = frozenset(leaf.code for leaf in choice.group.criteria)
        other = cheapest_paths(situation, Decimal(9), replace(WISHES, leave_out=codes)).best
        if other is None:
            assert choice.without is None
        else:
            assert choice.without == other.effort - found.best.effort
            assert choice.without >= 0


def test_a_goal_that_is_reached_anyway_takes_nothing():
    situation = a_situation(dossiers(finished=100, late=0))
    found = cheapest_paths(situation, Decimal(3), WISHES)
    assert found.best is not None
    assert (found.best.effort, found.best.choices) == (0, ())
    assert found.best.points == found.expected


def test_a_goal_out_of_reach_says_how_far_one_can_get():
    situation = a_situation(dossiers(finished=100, late=50, twice=1), coming=10)
    found = cheapest_paths(situation, Decimal(12), WISHES)
    assert found.best is None
    # 1.1: 50 + 10 of 110; 1.2 stays 0, 1.4 is lost; letters, plan and tasks can be had.
    assert found.most == Decimal("1.09") + 2 + 2 + 2


def test_other_efforts_lead_elsewhere():
    facts = dossiers(finished=100, late=40)
    situation = a_situation(facts, coming=10)
    usual = cheapest_paths(situation, Decimal("7.2"), WISHES).best
    dear = replace(WISHES, of_lever={"apology": Effort(each=Decimal(5))})
    other = cheapest_paths(situation, Decimal("7.2"), dear).best
    assert usual is not None
    assert other is not None
    assert "apology" in {
        act.lever.key for one in usual.choices for act in one.option.acts if act.lever
    }
    assert all(one.option.acts[0].lever is None for one in other.choices)


def test_what_others_measure_is_no_task():
    situation = a_situation(dossiers(finished=100, late=0))
    imported = situation.register[JUDGED].model_copy(update={"kind": FactKind.IMPORTED})
    outside = replace(situation, register={**situation.register, JUDGED: imported})
    codes = {group.key for group in groups_of(situation, WISHES) if group.options}
    assert codes - {group.key for group in groups_of(outside, WISHES) if group.options} == {"1.5"}


def test_points_taken_off_stay_as_they_are():
    situation = a_situation(
        dossiers(finished=100, late=20), coming=20, index_set=a_set(section="penalty")
    )
    found = cheapest_paths(situation, Decimal("6.5"), WISHES)
    assert found.best is not None
    assert found.best.points == carried_out_total(situation, found.best)


def carried_out_total(situation: Situation, path: Path) -> Decimal:
    with_tasks = carried_out(situation, path).changed({TASKS: a_fact(TASKS, 12, 12)})
    return with_tasks.sheet.total


@pytest.mark.parametrize(
    ("rank", "rivals"),
    [
        (1, [Decimal("80.36"), Decimal("70.01")]),
        (2, [Decimal("80.36"), Decimal("70.01"), Decimal("33.33")]),
        (3, [Decimal("80.36"), Decimal("70.01"), Decimal("66.67")]),
    ],
)
def test_the_points_for_a_rank_are_just_enough(rank, rivals):
    situation = a_situation(dossiers(finished=100, late=0))
    points = points_for_rank(rank, rivals, situation)

    def percent(total: Decimal) -> Decimal:
        return (total * 100 / 12).quantize(Decimal("0.01"))

    assert (rank_among(percent(points), rivals) or 99) <= rank
    assert (rank_among(percent(points - Decimal("0.01")), rivals) or 0) > rank


def test_the_last_rank_takes_nothing_and_a_wrong_one_is_refused():
    situation = a_situation(dossiers(finished=100, late=0))
    assert points_for_rank(3, [Decimal(50), Decimal(60)], situation) == 0
    with pytest.raises(ValueError, match="từ 1"):
        points_for_rank(0, [Decimal(50)], situation)
    with pytest.raises(ValueError, match="cơ quan khác"):
        points_for_rank(1, [], situation)
