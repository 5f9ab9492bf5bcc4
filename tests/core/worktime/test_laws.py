"""The laws of the clock, and the clock against one that walks minute by minute."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.core.worktime import building, oracle
from tests.core.worktime.building import clocks, hours, moments, near_days, stops, terms
from thuocdo.core.worktime import (
    Allowance,
    Stop,
    StopEffect,
    StopKind,
    Term,
    TimeUnit,
    WorkCalendar,
    WorkClock,
    deadline,
    explain,
    judge,
)

counts = st.integers(0, 3000)
days = st.integers(0, 40)
EIGHT_HOURS = hours()


@given(clocks(), terms)
@settings(max_examples=300)
def test_the_clock_agrees_with_walking_minute_by_minute(clock, term):
    assert deadline(clock, term).due == oracle.due(clock, term)


@given(clocks(), moments, moments)
def test_working_minutes_are_those_that_one_walks_through(clock, one, other):
    start, end = sorted((one, other))
    assert clock.working_minutes(start, end) == oracle.worked(clock, start, end)
    assert clock.working_minutes(end, start) == -clock.working_minutes(start, end)


@given(clocks(), moments, counts)
def test_what_was_added_has_elapsed(clock, start, count):
    assert clock.working_minutes(start, clock.add_working_minutes(start, count)) == count


@given(clocks(), moments, days)
def test_days_that_were_added_have_elapsed(clock, start, count):
    assert clock.working_days(start, clock.add_working_days(start, count)) == count


@given(clocks(), moments, counts, counts)
def test_minutes_add_up(clock, start, one, other):
    once = clock.add_working_minutes(start, one + other)
    assert clock.add_working_minutes(clock.add_working_minutes(start, one), other) == once


@given(clocks(), moments, days, days)
def test_days_add_up(clock, start, one, other):
    once = clock.add_working_days(start, one + other)
    assert clock.add_working_days(clock.add_working_days(start, one), other) == once


@given(clocks(), moments, st.integers(1, 30))
def test_days_can_be_walked_back(clock, start, count):
    assume(clock.calendar.is_working(start.date()))
    assert clock.add_working_days(clock.add_working_days(start, count), -count) == start


@given(clocks(), terms.filter(lambda t: t.allowance.unit != TimeUnit.CALENDAR_DAYS), stops())
def test_a_stop_moves_the_due_time_by_exactly_its_working_time(clock, term, stop):
    term = replace(term, stops=(), rule=building.rule())
    before = deadline(clock, term)
    assume(before.term.received <= stop.start < before.due)
    after = deadline(clock, replace(term, stops=(stop,)))
    taken = clock.working_minutes(stop.start, stop.end)
    assert clock.working_minutes(before.due, after.due) == taken
    assert after.due >= before.due


@given(clocks(EIGHT_HOURS), moments, st.integers(1, 20), st.integers(1, 999), st.integers(1, 5))
def test_a_stop_of_whole_days_keeps_the_hour(clock, received, allowed, permille, whole):
    plain = Term(received, Allowance.of(allowed, TimeUnit.WORKING_DAYS), building.rule())
    before = deadline(clock, plain)
    minutes = (before.due - received) // timedelta(minutes=1)
    stopped = received + timedelta(minutes=minutes * permille // 1000)
    assume(received < stopped < before.due)
    resumed = clock.add_working_days(stopped, whole)
    assume(clock.working_minutes(stopped, resumed) == whole * 8 * 60)
    stop = Stop(StopKind.SUPPLEMENT, stopped, resumed)
    after = deadline(clock, replace(plain, stops=(stop,)))
    assert after.due == clock.add_working_days(before.due, whole)


@given(clocks(), terms, st.sets(near_days, min_size=1, max_size=5))
def test_more_holidays_never_make_it_due_earlier(clock, term, more):
    fewer = deadline(clock, term)
    # Received on a day off, a term keeps an hour in which nobody works, so that a stop cannot be
    # weighed against it; and a stop before the time ran does not restart it.
    fair = clock.calendar.is_working(term.received.date()) and term.received.date() not in more
    resumed = StopEffect.RESTART not in term.rule.stops.values()
    assume(not term.stops or (fair and resumed))
    first = building.FIRST.year
    off = {
        day
        for n in range(2)
        for day in (one.on for one in clock.calendar.year(first + n).days if one.kind == "holiday")
    }
    worked = {one.on for one in clock.calendar.year(first).days if one.kind == "swapped_in"}
    calendar = WorkCalendar(building.year(first + n, off | more, worked) for n in range(2))
    assert deadline(WorkClock(calendar, clock.hours, clock.zone), term).due >= fewer.due


@given(clocks(EIGHT_HOURS), terms)
def test_a_later_receipt_is_never_due_earlier(clock, term):
    """Where the counter's hours decide; by the hour alone, Sunday 0:00 is before Friday 23:00.

    Days by the calendar whose last one is off all end on the same working day, each at its own
    hour: there only the day is never earlier.
    """
    term = replace(term, stops=(), rule=building.rule(outside_hours="next_session"))
    later = replace(term, received=term.received + timedelta(minutes=37))
    first, then = deadline(clock, term).due, deadline(clock, later).due
    assert then.date() >= first.date()
    if term.allowance.unit not in {TimeUnit.CALENDAR_DAYS, TimeUnit.MONTHS}:
        assert then >= first


def test_days_by_the_calendar_meet_on_a_working_day_each_at_its_hour():
    """Thursday 16:53 and Friday 07:30, two days: Saturday and Sunday are both off."""
    two = Allowance(Decimal(2), TimeUnit.CALENDAR_DAYS)
    rule = building.rule(outside_hours="next_session")
    clock = building.clock(office=EIGHT_HOURS)
    ends = [
        deadline(clock, Term(building.at(received), two, rule, ())).due
        for received in ("2030-01-03 16:53", "2030-01-04 07:30")
    ]
    assert [f"{end:%a %d/%m %H:%M}" for end in ends] == ["Mon 07/01 16:53", "Mon 07/01 07:30"]


@given(clocks(), terms, moments)
def test_used_and_remaining_are_the_time_given(clock, term, now):
    due = deadline(clock, replace(term, stops=(), rule=building.rule()))
    assume(due.term.received <= now <= due.due)
    standing = judge(clock, due, now, finished=False)
    given_time = clock.working_minutes(due.term.received, due.due)
    assert standing.used + standing.remaining == given_time
    assert standing.late == 0


@given(clocks(), terms)
def test_the_explanation_counts_every_minute_that_was_used(clock, term):
    due = deadline(clock, term)
    lines = explain(clock, due).days
    assert [line.day.on for line in lines] == sorted({line.day.on for line in lines})
    stopped = sum(clock.line.worked(stop.end) - clock.line.worked(stop.start) for stop in due.stops)
    span = clock.line.worked(due.due_minute) - clock.line.worked(due.started)
    assert sum(line.minutes for line in lines) == max(span - stopped, 0)
    assert all(line.text for line in lines)


@given(clocks(), terms)
def test_the_same_question_has_the_same_answer(clock, term):
    again = replace(term, stops=tuple(reversed(term.stops)))
    assert deadline(clock, term).due == deadline(clock, again).due
