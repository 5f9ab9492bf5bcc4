"""Due times one by one: units, beginnings, cut-offs, stops, years without notice."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.core.worktime.building import ZONE, at, calendar, clock, hours, rule, stop, term, year
from thuocdo.core.worktime import (
    Allowance,
    Stop,
    StopEffect,
    StopKind,
    Term,
    TimeUnit,
    WorkCalendar,
    WorkClock,
    WrongStop,
    YearNotDecreed,
    YearNotInCalendar,
    ZoneMissing,
    deadline,
    moved,
)

DAYS, HOURS, HALVES = TimeUnit.WORKING_DAYS, TimeUnit.WORKING_HOURS, TimeUnit.HALF_DAYS
NATURAL, MONTHS = TimeUnit.CALENDAR_DAYS, TimeUnit.MONTHS
# 2030-01-07 is a Monday.


def due(received: str, amount: str, unit: TimeUnit, *stops: Stop, **rules: object) -> str:
    return _said(clock(), term(received, amount, unit, *stops, **rules))


def _said(with_clock: WorkClock, of: Term) -> str:
    return f"{deadline(with_clock, of).due:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("received", "amount", "unit", "expected"),
    [
        ("2030-01-07 08:37", "1", DAYS, "2030-01-08 08:37"),
        ("2030-01-07 08:37", "5", DAYS, "2030-01-14 08:37"),
        ("2030-01-12 10:00", "1", DAYS, "2030-01-14 10:00"),  # a Saturday: the hour is kept
        ("2030-01-07 20:15", "1", DAYS, "2030-01-08 20:15"),
        ("2030-01-07 08:37", "0.5", DAYS, "2030-01-07 14:37"),
        ("2030-01-07 14:00", "1.5", DAYS, "2030-01-09 08:00"),
        ("2030-01-07 08:37", "1", HALVES, "2030-01-07 14:37"),
        ("2030-01-07 08:37", "2", HALVES, "2030-01-08 08:37"),
        ("2030-01-07 16:30", "2", HOURS, "2030-01-08 08:30"),
        ("2030-01-07 07:30", "4", HOURS, "2030-01-07 11:30"),  # not 13:30
        ("2030-01-07 12:00", "0.25", HOURS, "2030-01-07 13:45"),
        ("2030-01-11 17:30", "8", HOURS, "2030-01-14 17:30"),
        ("2030-01-07 08:37", "3", NATURAL, "2030-01-10 08:37"),
        ("2030-01-07 08:37", "5", NATURAL, "2030-01-14 08:37"),  # Saturday 12 becomes Monday
        ("2030-01-31 08:37", "1", MONTHS, "2030-02-28 08:37"),
        ("2030-11-15 08:37", "3", MONTHS, "2031-02-17 08:37"),  # Saturday 15 becomes Monday
    ],
)
def test_each_unit_counts_its_own_way(
    received: str, amount: str, unit: TimeUnit, expected: str
) -> None:
    assert due(received, amount, unit) == expected


def test_a_count_that_ends_on_a_day_off_may_stay_there() -> None:
    assert due("2030-01-07 08:37", "5", NATURAL, last_day_off="stays") == "2030-01-12 08:37"


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        ("1", DAYS, "2030-01-08 17:30"),
        ("5", DAYS, "2030-01-14 17:30"),
        ("0.5", DAYS, "2030-01-08 11:30"),
        ("1.5", DAYS, "2030-01-09 11:30"),
        ("3", HOURS, "2030-01-08 10:30"),
        ("2", NATURAL, "2030-01-09 17:30"),
        ("1", MONTHS, "2030-02-07 17:30"),
    ],
)
def test_a_rule_may_begin_on_the_next_working_day(
    amount: str, unit: TimeUnit, expected: str
) -> None:
    assert due("2030-01-07 08:37", amount, unit, begins="next_working_day") == expected


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2030-01-07 08:37", "2030-01-07 17:30"),
        ("2030-01-07 15:00", "2030-01-07 17:30"),
        ("2030-01-07 15:01", "2030-01-08 17:30"),
        ("2030-01-11 16:00", "2030-01-14 17:30"),
        ("2030-01-12 09:00", "2030-01-14 17:30"),
    ],
)
def test_the_same_day_ends_with_the_office_and_after_the_cut_off_on_the_next(
    received: str, expected: str
) -> None:
    of = Term(at(received), Allowance.same_day(), rule(cut_off="15:00"))
    assert _said(clock(), of) == expected


def test_without_a_cut_off_the_same_day_lasts_until_the_office_closes() -> None:
    of = Term(at("2030-01-07 17:29"), Allowance.same_day(), rule())
    assert _said(clock(), of) == "2030-01-07 17:30"
    of = Term(at("2030-01-07 17:30"), Allowance.same_day(), rule())
    assert _said(clock(), of) == "2030-01-08 17:30"


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2030-01-07 06:00", "2030-01-08 07:30"),
        ("2030-01-07 12:00", "2030-01-08 13:30"),
        ("2030-01-07 20:00", "2030-01-09 07:30"),
        ("2030-01-12 09:00", "2030-01-15 07:30"),
        ("2030-01-07 11:30", "2030-01-08 13:30"),
    ],
)
def test_a_receipt_outside_office_hours_may_count_from_the_next_session(
    received: str, expected: str
) -> None:
    assert due(received, "1", DAYS, outside_hours="next_session") == expected


def saturday(counts: str) -> dict:
    return {"saturday": {"sessions": [{"from": "07:30", "to": "11:30"}], "counts": counts}}


def test_a_saturday_counter_receives_but_saturday_is_no_working_day() -> None:
    office = clock(office=hours(**saturday("reception")))
    received = term("2030-01-12 09:00", "1", DAYS, outside_hours="next_session")
    assert _said(office, received) == "2030-01-14 09:00"
    late = term("2030-01-12 11:30", "1", DAYS, outside_hours="next_session")
    assert _said(office, late) == "2030-01-15 07:30"
    assert _said(office, term("2030-01-11 16:30", "2", HOURS)) == "2030-01-14 08:30"


def test_where_saturday_hours_count_they_count_in_hours_only() -> None:
    office = clock(office=hours(**saturday("hours")))
    assert _said(office, term("2030-01-11 16:30", "2", HOURS)) == "2030-01-12 08:30"
    assert _said(office, term("2030-01-11 16:30", "1", DAYS)) == "2030-01-14 16:30"


def test_a_holiday_closes_the_saturday_counter_and_a_made_up_one_opens_it_all_day() -> None:
    office = hours(**saturday("hours"))
    free = clock("2030-01-12", office=office)
    assert _said(free, term("2030-01-11 16:30", "2", HOURS)) == "2030-01-14 08:30"
    made_up = clock("2030-01-10", worked=("2030-01-12",), office=office)
    assert _said(made_up, term("2030-01-11 16:30", "1", DAYS)) == "2030-01-12 16:30"


def test_days_are_days_where_the_sessions_add_up_to_less_than_eight_hours() -> None:
    office = clock(office=hours(("07:30", "11:30"), ("13:30", "17:00")))
    assert _said(office, term("2030-01-07 08:37", "5", DAYS)) == "2030-01-14 08:37"
    assert _said(office, term("2030-01-07 08:37", "8", HOURS)) == "2030-01-08 09:07"
    whole_day = stop("2030-01-08 10:00", "2030-01-09 10:00")
    assert _said(office, term("2030-01-07 08:37", "5", DAYS, whole_day)) == "2030-01-15 08:37"


STOPPED = stop("2030-01-08 10:00", "2030-01-10 10:00")


def test_after_a_stop_the_time_goes_on() -> None:
    assert due("2030-01-07 08:37", "5", DAYS, STOPPED) == "2030-01-16 08:37"
    assert due("2030-01-07 07:30", "5", DAYS, STOPPED) == "2030-01-16 07:30"
    assert due("2030-01-07 20:00", "5", DAYS, STOPPED) == "2030-01-16 20:00"
    assert due("2030-01-07 08:37", "12", HOURS, STOPPED) == "2030-01-10 14:37"


def test_a_part_of_a_day_moves_the_hour() -> None:
    three_hours = stop("2030-01-08 09:00", "2030-01-08 14:00")
    assert due("2030-01-07 08:37", "5", DAYS, three_hours) == "2030-01-14 13:37"


def test_calendar_days_stop_by_the_clock_on_the_wall() -> None:
    assert due("2030-01-07 08:37", "3", NATURAL, STOPPED) == "2030-01-14 08:37"  # from Saturday 12


def test_a_stop_may_start_the_time_again() -> None:
    restart = {"stops": {"supplement": "restart"}}
    assert due("2030-01-07 08:37", "5", DAYS, STOPPED, **restart) == "2030-01-17 10:00"


def test_a_rule_may_not_know_a_kind_of_stop() -> None:
    waiting = stop("2030-01-08 10:00", "2030-01-10 10:00", StopKind.PAYMENT)
    runs = {"stops": {"payment": "runs"}}
    assert due("2030-01-07 08:37", "5", DAYS, waiting, **runs) == "2030-01-14 08:37"
    assert due("2030-01-07 08:37", "5", DAYS, waiting) == "2030-01-16 08:37"
    assert rule(**runs).effect(StopKind.OPINION) is StopEffect.RESUME


def test_stops_that_overlap_count_once() -> None:
    inside = stop("2030-01-09 08:00", "2030-01-09 16:00", StopKind.OPINION)
    across = stop("2030-01-10 09:00", "2030-01-11 10:00", StopKind.PAYMENT)
    assert due("2030-01-07 08:37", "5", DAYS, STOPPED, inside, across) == "2030-01-17 08:37"


def test_a_stop_before_receipt_or_after_the_due_time_changes_nothing() -> None:
    early = stop("2030-01-02 08:00", "2030-01-04 08:00")
    late = stop("2030-01-14 08:37", "2030-01-16 08:37")
    assert due("2030-01-07 08:37", "5", DAYS, early, late) == "2030-01-14 08:37"


def test_a_stop_that_began_before_receipt_counts_from_receipt() -> None:
    across = stop("2030-01-02 08:00", "2030-01-08 08:37")
    assert due("2030-01-07 08:37", "5", DAYS, across) == "2030-01-15 08:37"


def test_an_open_stop_leaves_the_due_time_and_says_since_when() -> None:
    answer = deadline(clock(), term("2030-01-07 08:37", "5", DAYS, stop("2030-01-08 10:00", None)))
    assert answer.due == at("2030-01-14 08:37")
    assert answer.waiting_since == clock().minute(at("2030-01-08 10:00"))


def test_one_supplement_too_many_is_told() -> None:
    twice = (STOPPED, stop("2030-01-14 10:00", "2030-01-15 10:00"))
    limited = {"at_most": {"supplement": 1}}
    once = deadline(clock(), term("2030-01-07 08:37", "5", DAYS, STOPPED, **limited))
    assert once.too_many is None
    many = deadline(clock(), term("2030-01-07 08:37", "5", DAYS, *twice, **limited))
    assert many.too_many is StopKind.SUPPLEMENT


def test_a_stop_cannot_end_before_it_starts() -> None:
    with pytest.raises(WrongStop, match="kết thúc trước khi bắt đầu"):
        stop("2030-01-08 10:00", "2030-01-08 09:59")


def test_times_are_converted_to_the_office_and_cut_to_the_minute() -> None:
    received = datetime(2030, 1, 7, 1, 37, 59, 999_999, tzinfo=UTC)
    answer = deadline(clock(), Term(received, Allowance.of(1, DAYS), rule()))
    assert answer.due == at("2030-01-08 08:37")
    assert answer.due.tzinfo is ZONE
    assert answer.text == "08:37 08/01/2030"


def test_a_time_without_its_zone_is_refused() -> None:
    naive = datetime(2030, 1, 7, 8, 37)
    with pytest.raises(ZoneMissing):
        deadline(clock(), Term(naive, Allowance.of(1, DAYS), rule()))


@pytest.mark.parametrize("unit", [unit for unit in TimeUnit if unit is not TimeUnit.SAME_DAY])
def test_a_count_that_leaves_the_calendar_is_refused(unit: TimeUnit) -> None:
    with pytest.raises(YearNotInCalendar) as refusal:
        deadline(clock(), term("2031-06-01 08:00", "5000", unit))
    assert refusal.value.year >= 2032
    with pytest.raises(YearNotInCalendar):
        deadline(clock(), term("2029-12-31 08:00", "5", unit))


def test_the_last_day_of_the_calendar_can_be_reached_and_stopped_at() -> None:
    years = WorkClock(calendar(), hours(), ZONE)
    last = term("2031-12-29 14:00", "1", DAYS, stop("2031-12-29 15:00", "2031-12-29 16:00"))
    assert _said(years, last) == "2031-12-30 15:00"
    assert _said(years, term("2031-12-30 13:30", "4", HOURS)) == "2031-12-30 17:30"


OPEN = WorkCalendar([year(2030, set()), year(2031, set(), basis="estimated")])


def test_a_year_without_its_notice_makes_the_answer_provisional() -> None:
    office = WorkClock(OPEN, hours(), ZONE)
    assert not deadline(office, term("2030-12-27 08:37", "1", DAYS)).provisional
    reached = deadline(office, term("2030-12-30 08:37", "2", DAYS))
    assert reached.provisional
    assert reached.text == "08:37 02/01/2031 (dự kiến)"


def test_scores_refuse_such_a_year_by_name() -> None:
    strict = WorkClock(OPEN, hours(), ZONE).strict
    assert deadline(strict, term("2030-12-27 08:37", "1", DAYS)).due == at("2030-12-30 08:37")
    for amount, unit in (("2", DAYS), ("60", NATURAL), ("20", HOURS), ("2", MONTHS)):
        with pytest.raises(YearNotDecreed, match="Năm 2031 chưa có thông báo") as refusal:
            deadline(strict, term("2030-12-30 08:37", amount, unit))
        assert refusal.value.year == 2031
    with pytest.raises(YearNotDecreed):
        strict.working_minutes(at("2030-12-30 08:37"), at("2031-01-02 08:37"))
    with pytest.raises(YearNotInCalendar):
        strict.add_working_days(at("2030-01-02 08:37"), -5)


def test_loading_the_notice_tells_which_duties_move() -> None:
    before = WorkClock(OPEN, hours(), ZONE)
    notice = {at("2031-01-02 00:00").date()}
    known = WorkCalendar([year(2030, set()), year(2031, notice)])
    after = WorkClock(known, hours(), ZONE)
    duties = [
        ("stays", term("2030-12-20 08:37", "2", DAYS)),
        ("moves", term("2030-12-30 08:37", "2", DAYS)),
        ("later", term("2031-01-03 08:37", "2", DAYS)),
    ]
    (one,) = moved(duties, before, after)
    assert one.key == "moves"
    assert one.before is not None
    assert one.after is not None
    assert (one.before.text, one.after.text) == ("08:37 02/01/2031 (dự kiến)", "08:37 03/01/2031")


def test_a_duty_that_becomes_countable_moves_too() -> None:
    narrow = WorkClock(WorkCalendar([year(2030, set())]), hours(), ZONE)
    wide = WorkClock(OPEN, hours(), ZONE)
    (one,) = moved([("x", term("2030-12-30 08:37", "9", DAYS))], narrow, wide)
    assert one.before is None
    assert one.after is not None
    assert not list(moved([("x", term("2030-12-30 08:37", "9000", DAYS))], narrow, wide))


def test_working_days_are_whole_days_passed() -> None:
    office = clock()
    start = at("2030-01-07 08:37")
    assert office.working_days(start, at("2030-01-08 08:36")) == 0
    assert office.working_days(start, at("2030-01-08 08:37")) == 1
    assert office.working_days(start, at("2030-01-12 07:00")) == 4
    assert office.working_days(start, start - timedelta(days=3)) == 0


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("07:29", "07:30", 0),
        ("07:29", "07:31", 1),
        ("11:29", "11:31", 1),
        ("11:30", "13:30", 0),
        ("13:29", "17:31", 240),
        ("00:00", "23:59", 480),
    ],
)
def test_a_session_holds_its_first_minute_and_not_the_one_after(
    start: str, end: str, minutes: int
) -> None:
    spent = clock().working_minutes(at(f"2030-01-07 {start}"), at(f"2030-01-07 {end}"))
    assert spent == minutes
