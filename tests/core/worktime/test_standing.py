"""Early, on time, overdue, running, waiting; used, remaining, late; the legs of several agencies."""

import pytest

from tests.core.worktime.building import at, clock, stop, term
from thuocdo.core.worktime import (
    Leg,
    StopKind,
    Timeliness,
    TimeUnit,
    YearNotInCalendar,
    deadline,
    judge,
    judge_legs,
)

DAYS = TimeUnit.WORKING_DAYS
OFFICE = clock()


def standing(moment: str, *stops, finished: bool = True, **rules):
    due = deadline(OFFICE, term("2030-01-07 08:37", "5", DAYS, *stops, **rules))
    return judge(OFFICE, due, at(moment), finished=finished)


@pytest.mark.parametrize(
    ("finished", "expected", "used", "late"),
    [
        ("2030-01-07 08:37", Timeliness.EARLY, 0, 0),
        ("2030-01-11 17:30", Timeliness.EARLY, 2333, 0),
        ("2030-01-14 07:31", Timeliness.ON_TIME, 2334, 0),
        ("2030-01-14 08:37", Timeliness.ON_TIME, 2400, 0),
        ("2030-01-14 08:38", Timeliness.OVERDUE, 2401, 1),
        ("2030-01-15 08:37", Timeliness.OVERDUE, 2880, 480),
    ],
)
def test_finished(finished: str, expected: Timeliness, used: int, late: int) -> None:
    answer = standing(finished)
    assert (answer.timeliness, answer.used, answer.late) == (expected, used, late)
    assert answer.remaining == 0
    assert not answer.is_open


def test_seconds_do_not_make_late() -> None:
    due = deadline(OFFICE, term("2030-01-07 08:37", "5", DAYS))
    moment = at("2030-01-14 08:37").replace(second=59)
    assert judge(OFFICE, due, moment, finished=True).timeliness is Timeliness.ON_TIME


def test_while_open_the_rest_is_told() -> None:
    answer = standing("2030-01-10 16:30", finished=False)
    assert (answer.timeliness, answer.remaining, answer.is_open) == (Timeliness.RUNNING, 607, True)
    assert answer.text == "Còn 1 ngày 2 giờ 7 phút làm việc."
    assert answer.used + answer.remaining == 2400


def test_open_and_late() -> None:
    answer = standing("2030-01-15 14:37", finished=False)
    assert answer.timeliness is Timeliness.OVERDUE
    assert (answer.late, answer.remaining) == (720, 0)
    assert answer.text == "Quá hạn 1 ngày 4 giờ làm việc."


def test_late_outside_office_hours_is_late_by_no_working_time() -> None:
    due = deadline(OFFICE, term("2030-01-07 17:30", "1", DAYS))
    answer = judge(OFFICE, due, at("2030-01-08 20:00"), finished=True)
    assert (answer.timeliness, answer.late) == (Timeliness.OVERDUE, 0)


def test_a_rule_may_count_late_by_the_day() -> None:
    on_time = standing("2030-01-14 17:00", late_after="due_day")
    assert on_time.timeliness is Timeliness.ON_TIME
    overdue = standing("2030-01-15 07:00", late_after="due_day")
    assert overdue.timeliness is Timeliness.OVERDUE


def test_what_was_stopped_is_not_used() -> None:
    whole_days = stop("2030-01-08 10:00", "2030-01-10 10:00")
    answer = standing("2030-01-11 10:00", whole_days)
    assert (answer.timeliness, answer.used) == (Timeliness.EARLY, 480 + 83 + 480)
    assert standing("2030-01-16 08:37", whole_days).used == 2400
    inside = standing("2030-01-09 10:00", whole_days, finished=False)
    assert inside.used == 480 + 83


def test_after_a_restart_the_used_time_begins_again() -> None:
    whole_days = stop("2030-01-08 10:00", "2030-01-10 10:00")
    answer = standing("2030-01-10 11:00", whole_days, stops={"supplement": "restart"})
    assert answer.used == 60


def test_while_waiting_nothing_runs_down() -> None:
    waiting = stop("2030-01-08 10:00", None)
    early, later = (
        standing(moment, waiting, finished=False)
        for moment in ("2030-01-08 10:30", "2030-03-08 10:00")
    )
    assert early == later
    assert early.timeliness is Timeliness.WAITING
    assert early.remaining == 2400 - 563
    assert early.text == "Đang dừng tính, còn 3 ngày 6 giờ 37 phút làm việc."
    before = standing("2030-01-08 09:30", waiting, finished=False)
    assert before.timeliness is Timeliness.RUNNING


def test_a_wait_that_begins_when_it_is_late_stops_nothing() -> None:
    answer = standing("2030-01-15 08:37", stop("2030-01-14 08:37", None), finished=False)
    assert (answer.timeliness, answer.late) == (Timeliness.OVERDUE, 480)


def test_one_supplement_too_many_is_overdue_whatever_the_time() -> None:
    twice = (
        stop("2030-01-08 10:00", "2030-01-08 11:00"),
        stop("2030-01-09 10:00", "2030-01-09 11:00"),
    )
    answer = standing("2030-01-10 08:00", *twice, at_most={"supplement": 1})
    assert answer.timeliness is Timeliness.OVERDUE
    assert answer.text == "Quá hạn: chờ bổ sung hồ sơ nhiều lần hơn cho phép."


def test_each_agency_answers_for_its_own_leg() -> None:
    department = term("2030-01-07 08:00", "2", DAYS)
    waited = stop("2030-01-10 08:00", "2030-01-11 08:00", StopKind.OPINION)
    ministry = term("2030-01-09 10:00", "3", DAYS, waited)
    commune = term("2030-01-15 10:00", "1", DAYS)
    legs = [
        Leg("department", department, at("2030-01-09 10:00")),
        Leg("ministry", ministry, at("2030-01-15 10:00")),
        Leg("commune", commune),
    ]
    answers = judge_legs(OFFICE, legs, at("2030-01-15 16:00"))
    assert [answer.leg.agency for answer in answers] == ["department", "ministry", "commune"]
    assert [answer.standing.timeliness for answer in answers] == [
        Timeliness.OVERDUE,
        Timeliness.ON_TIME,
        Timeliness.RUNNING,
    ]
    assert answers[0].standing.late == 120
    assert answers[1].deadline.due == at("2030-01-15 10:00")
    assert answers[2].standing.remaining == 480 - 240


def test_a_moment_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(YearNotInCalendar):
        standing("2033-01-01 08:00")
