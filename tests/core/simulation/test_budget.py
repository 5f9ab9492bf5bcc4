"""Budgets against the exact evaluator, case by case."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.simulation.building import (
    DAY,
    ONLINE,
    OVERDUE,
    TASKS,
    TWICE,
    a_fact,
    a_set,
    a_situation,
    dossiers,
)
from thuocdo.core.facts import FactScope
from thuocdo.core.periods import calendar_year
from thuocdo.core.simulation import Budget, Situation, budgets, facts_at_end


def points_if(situation: Situation, code: str, lever: str, bad: int) -> Decimal:
    """Score the period's end with so many bad cases by the exact evaluator."""
    ends = situation.changed(facts_at_end(situation, bad={lever: bad}, done={}))
    return next(score.points for score in ends.sheet.scores if score.code == code) or Decimal(0)


def by_code(situation: Situation) -> dict[str, Budget]:
    return {one.criterion.code: one for one in budgets(situation)}


@given(
    finished=st.integers(1, 60),
    late=st.integers(0, 60),
    online=st.integers(0, 60),
    coming=st.integers(1, 25),
    days=st.integers(1, 12),
)
def test_every_figure_is_what_the_exact_evaluator_says(finished, late, online, coming, days):
    facts = dossiers(finished=finished, late=min(late, finished), online=min(online, finished))
    situation = a_situation(facts, coming=coming, days=days)
    for budget in budgets(situation):
        ends = [
            points_if(situation, budget.criterion.code, budget.lever.key, bad)
            for bad in range(coming + 1)
        ]
        keep = [bad for bad, points in enumerate(ends) if points >= budget.now]
        gain = [bad for bad, points in enumerate(ends) if points > budget.now]
        assert budget.coming == coming
        assert (budget.best, budget.worst) == (max(ends), min(ends))
        assert budget.expected == ends[budget.expected_bad]
        assert budget.affordable == max(keep, default=None)
        assert budget.needed == (coming - max(gain) if gain else None)
        assert budget.gain == (ends[max(gain)] - budget.now if gain else 0)
        assert budget.on_course == (bool(gain) and budget.expected_bad <= max(gain))
        assert budget.keeps_best == max(bad for bad in range(coming + 1) if ends[bad] == max(ends))
        for step in budget.steps:
            assert ends[step.most_bad] == step.points
            assert all(points < step.points for points in ends[step.most_bad + 1 :])


@given(
    late=st.integers(1, 30),
    coming=st.integers(1, 40),
    days=st.integers(1, 15),
)
def test_the_last_day_is_the_last_on_which_things_may_go_on(late, coming, days):
    situation = a_situation(dossiers(finished=60, late=late), coming=coming, days=days)
    for budget in budgets(situation):
        if budget.criterion.code != "1.1" or budget.needed is None:
            continue
        most = coming - budget.needed
        share = Fraction(late, 60)

        def bad_until(passed: int, share: Fraction = share) -> int:
            return int(share * coming * passed / days + Fraction(1, 2))

        fine = [passed for passed in range(days + 1) if bad_until(passed) <= most]
        if budget.on_course:
            assert budget.last_day is None
            assert max(fine) == days
        else:
            assert budget.last_day == DAY + timedelta(days=max(fine))


def test_a_band_says_how_many_good_ones_reach_the_next():
    facts = dossiers(finished=100, late=0, received=100, online=50)
    budget = by_code(a_situation(facts, coming=50))["1.2"]
    # 60 % of 150 is 90: more than that, so 91 online, 41 of the 50 to come.
    assert (budget.now, budget.gain, budget.needed) == (0, 1, 41)
    assert budget.best == 1, "80 % of 150 is out of reach"
    assert [(step.points, step.most_bad) for step in budget.steps] == [(1, 9), (0, 50)]


def test_what_can_no_longer_be_reached_is_said_so():
    facts = dossiers(finished=100, late=0, received=100, online=10)
    situation = a_situation(facts, coming=50)
    # All coming ones online are 60 of 150, 40 %: nothing moves, so there is no budget to keep.
    assert "1.2" not in by_code(situation)


def test_the_first_violation_costs_everything():
    budget = by_code(a_situation(dossiers(finished=50, late=0), coming=10))["1.4"]
    assert (budget.now, budget.affordable, budget.worst) == (2, 0, 0)
    assert budget.needed is None, "there is nothing above the maximum"


def test_a_violation_that_has_happened_leaves_nothing_to_keep():
    assert "1.4" not in by_code(a_situation(dossiers(finished=50, late=0, twice=3), coming=10))


def test_shares_that_are_declared_with_their_counts_have_a_budget():
    budget = by_code(a_situation({TASKS: a_fact(TASKS, 30, 33)}, coming=12))["1.6"]
    assert (budget.coming, budget.expected_bad) == (12, 1)
    assert budget.best == Decimal("1.87")


def test_a_bare_percent_has_none():
    assert by_code(a_situation({TASKS: a_fact(TASKS, 90, 100)}, coming=12)) == {}


def test_a_told_share_replaces_that_so_far():
    facts = dossiers(finished=100, late=10)
    usual = by_code(a_situation(facts, coming=50))["1.1"]
    better = by_code(a_situation(facts, coming=50, on_time=Fraction(1, 50)))["1.1"]
    assert (usual.expected_bad, better.expected_bad) == (5, 1)


@pytest.mark.parametrize("as_of", [date(2024, 12, 31), date(2025, 2, 1)])
def test_a_period_that_is_over_has_no_budget(as_of):
    situation = a_situation(dossiers(finished=100, late=10), coming=50)
    over = Situation(
        situation.index_set,
        situation.register,
        FactScope("H99.15", calendar_year(DAY), as_of),
        situation.facts,
        situation.outlooks,
        situation.levers,
    )
    assert budgets(over) == ()


def test_what_waits_for_data_is_left_out():
    facts = dossiers(finished=100, late=10)
    del facts[TWICE], facts[ONLINE]
    assert set(by_code(a_situation(facts, coming=5))) == {"1.1"}
    assert OVERDUE in facts, "1.3 waits for the letters, although its other fact is known"


def test_budgets_come_in_the_order_of_the_set():
    facts = dossiers(finished=100, late=10, online=70) | {TASKS: a_fact(TASKS, 30, 33)}
    codes = [one.criterion.code for one in budgets(a_situation(facts, coming=30))]
    order = [leaf.code for leaf in a_set().leaves()]
    assert codes == sorted(codes, key=order.index)
    assert codes == ["1.1", "1.2", "1.4", "1.6"]
