"""Duties by the calendar: before a day, within days after a cut, before another due time."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from tests.core.worktime.building import at, clock, term
from thuocdo.core.worktime import (
    BeforeDue,
    Duty,
    TimeUnit,
    YearNotInCalendar,
    before_due,
    deadline,
    occurrences,
)


def duty(**change: Any) -> Duty:
    plain = {"id": "x", "title": "Báo cáo quý", "months": [3, 6, 9, 12], "law": "x"}
    return Duty.model_validate(plain | (change or {"before_day": 12}))


def test_before_the_twelfth_of_each_quarters_last_month() -> None:
    dates = list(occurrences(clock(), duty(), date(2030, 1, 1), date(2030, 12, 31)))
    assert [one.limit for one in dates] == [
        at("2030-03-12 00:00"),
        at("2030-06-12 00:00"),
        at("2030-09-12 00:00"),
        at("2030-12-12 00:00"),
    ]
    assert dates[0].work_by == at("2030-03-11 17:30")
    assert dates[0].text == (
        "Trước ngày 12/03/2030; ngày làm việc cuối cùng là Thứ Hai 11/03/2030."
    )


def test_days_off_before_the_limit_bring_the_work_forward() -> None:
    office = clock("2030-03-11", "2030-03-08")
    (one,) = occurrences(office, duty(), date(2030, 3, 1), date(2030, 3, 31))
    assert one.limit == at("2030-03-12 00:00")
    assert one.work_by == at("2030-03-07 17:30")


def test_within_two_working_days_after_the_cut() -> None:
    after = duty(cut_day=14, working_days_after=2)
    (one,) = occurrences(clock("2030-06-17"), after, date(2030, 6, 20), date(2030, 6, 20))
    assert one.work_by == at("2030-06-19 17:30")  # 14 is a Friday, 17 is off
    assert one.limit == at("2030-06-20 00:00")
    assert one.text.startswith("Chốt hết ngày 14/06/2030; trong 2 ngày làm việc")


def test_months_are_told_from_that_of_the_first_to_that_of_the_last() -> None:
    monthly = duty(months=list(range(1, 13)), before_day=5)
    listed = list(occurrences(clock(), monthly, date(2030, 11, 30), date(2031, 2, 1)))
    assert [one.limit.month for one in listed] == [11, 12, 1, 2]
    assert not list(occurrences(clock(), monthly, date(2030, 3, 1), date(2030, 2, 1)))


def test_a_month_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(YearNotInCalendar):
        list(occurrences(clock(), duty(), date(2031, 12, 1), date(2032, 3, 31)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"months": []},
        {"months": [13], "before_day": 5},
        {"months": [2], "before_day": 30},
        {"before_day": 12, "cut_day": 14, "working_days_after": 2},
        {"cut_day": 14},
        {"working_days_after": 2},
        {"before_day": 12, "cut_day": 14},
        {"title": "x"},
    ],
)
def test_a_duty_says_exactly_one_thing(wrong: dict) -> None:
    with pytest.raises(ValidationError):
        duty(**wrong)


def test_a_letter_goes_out_a_working_day_before_it_is_late() -> None:
    office = clock("2030-01-14")
    due = deadline(office, term("2030-01-08 08:37", "4", TimeUnit.WORKING_DAYS))
    letter = BeforeDue(id="x", title="x", working_days=1, law="x")
    assert due.due == at("2030-01-15 08:37")
    assert before_due(office, due, letter) == at("2030-01-11 08:37")
