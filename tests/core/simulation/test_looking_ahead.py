"""What is expected: by the pace so far, by last year's season, or as told."""

from datetime import timedelta
from fractions import Fraction

import pytest

from tests.core.simulation.building import (
    DATA,
    DAY,
    FINISHED,
    RECEIVED,
    REGISTER,
    TASKS,
    a_fact,
    dossiers,
)
from thuocdo.core.simulation import LastYear, Outlook, Pace, levers_for, look_ahead

LEFT = tuple(DAY + timedelta(days=number) for number in range(1, 51))
FACTS = dossiers(finished=300, late=30, received=330) | {TASKS: a_fact(TASKS, 10, 14)}


def expected(pace: Pace, facts=FACTS) -> dict[str, Outlook]:
    return look_ahead(facts, levers_for(facts, [TASKS], DATA.levers, REGISTER), pace)


def test_without_last_year_things_go_on_at_the_pace_so_far():
    found = expected(Pace(150, LEFT))
    assert {name: one.more for name, one in found.items()} == {
        FINISHED: 100,
        RECEIVED: 110,
        TASKS: 5,
    }
    assert found[FINISHED].days == LEFT
    assert found[FINISHED].shares["on_time"] == Fraction(1, 10)
    assert found[TASKS].shares["programme_tasks"] == Fraction(4, 14)


def test_last_years_season_tells_how_much_is_still_to_come():
    last = LastYear(
        dossiers(finished=200, late=10, received=220), dossiers(finished=300, late=30, received=275)
    )
    found = expected(Pace(150, LEFT, last))
    assert (found[FINISHED].more, found[RECEIVED].more) == (150, 83)
    # Last year 5 % late before this day, 20 % after it: half of that turn on top of 10 %.
    assert found[FINISHED].shares["on_time"] == Fraction(10 + 15 / 2) / 100
    assert found[TASKS].more == 5, "what last year does not tell goes by the pace"


def test_what_is_told_comes_first():
    found = expected(Pace(150, LEFT, told={FINISHED: 7}))
    assert (found[FINISHED].more, found[FINISHED].basis) == (7, "số do người dùng ước tính")
    assert found[RECEIVED].more == 110


@pytest.mark.parametrize("last", [None, LastYear({}, {}), LastYear(FACTS, {})])
def test_a_last_year_that_tells_nothing_changes_nothing(last):
    assert expected(Pace(150, LEFT, last)) == expected(Pace(150, LEFT))


def test_corrections_of_last_year_below_what_was_are_not_believed():
    last = LastYear(dossiers(finished=200, late=20), dossiers(finished=250, late=15))
    assert expected(Pace(150, LEFT, last))[FINISHED].shares["on_time"] == Fraction(1, 10)


def test_on_the_last_day_nothing_is_to_come():
    assert {one.more for one in expected(Pace(250, ())).values()} == {0}


def test_on_the_first_day_nothing_is_divided_by():
    assert expected(Pace(0, LEFT))[FINISHED].more == 300 * 50
