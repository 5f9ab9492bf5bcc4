"""The clock again, slowly: one minute after the other, with no sums and no shortcuts.

It shares nothing with the clock but the data: what is worked is asked minute by minute.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache

from thuocdo.core.worktime import Allowance, StopEffect, Term, TimeUnit, WorkCalendar, WorkClock

MINUTE = timedelta(minutes=1)


def is_worked(clock: WorkClock, moment: datetime) -> bool:
    """Return whether the minute that begins at `moment` is a working minute."""
    saturday = clock.hours.saturday
    counted = saturday.sessions if saturday and saturday.counts == "hours" else ()
    return _within(clock, moment, counted)


def is_open(clock: WorkClock, moment: datetime) -> bool:
    """Return whether the counter receives at `moment`."""
    saturday = clock.hours.saturday
    return _within(clock, moment, saturday.sessions if saturday else ())


def _within(clock: WorkClock, moment: datetime, on_saturday: tuple) -> bool:
    day = moment.date()
    if is_working_day(clock, day):
        sessions = clock.hours.sessions
    elif day.weekday() == 5 and day not in special_days(clock.calendar, day.year):
        sessions = on_saturday
    else:
        sessions = ()
    return any(session.from_ <= moment.time() < session.to for session in sessions)


@lru_cache(maxsize=4)
def special_days(calendar: WorkCalendar, year: int) -> dict[date, str]:
    return {one.on: one.kind for one in calendar.year(year).days}


def is_working_day(clock: WorkClock, day: date) -> bool:
    special = special_days(clock.calendar, day.year)
    return special[day] == "swapped_in" if day in special else day.weekday() < 5


def walk(clock: WorkClock, start: datetime, minutes: int) -> datetime:
    """Return the first moment by which so many working minutes have passed."""
    now = start
    while minutes:
        minutes -= is_worked(clock, now)
        now += MINUTE
    return now


def worked(clock: WorkClock, start: datetime, end: datetime) -> int:
    total = 0
    while start < end:
        total += is_worked(clock, start)
        start += MINUTE
    return total


def walk_days(clock: WorkClock, start: datetime, days: int) -> datetime:
    """Return when the clock on the wall has shown the same hour on so many later working days."""
    now = start
    while days:
        now += MINUTE
        days -= now.time() == start.time() and is_working_day(clock, now.date())
    return now


def opening(clock: WorkClock, day: date) -> datetime:
    return datetime.combine(day, clock.hours.sessions[0].from_, clock.zone)


def closing(clock: WorkClock, day: date) -> datetime:
    return datetime.combine(day, clock.hours.sessions[-1].to, clock.zone)


def next_day(clock: WorkClock, day: date, count: int = 1) -> date:
    while count:
        day += timedelta(days=1)
        count -= is_working_day(clock, day)
    return day


def due(clock: WorkClock, term: Term) -> datetime:
    """Return when a term is due."""
    start = effective(clock, term.received, term)
    raw, free = allow(clock, start, term), runs_from(clock, start, term)
    for stop in sorted(term.stops, key=lambda stop: stop.start):
        effect = term.rule.effect(stop.kind)
        begin = max(stop.start, free)
        assert stop.end is not None
        if effect is StopEffect.RUNS or stop.end <= begin:
            continue
        if begin >= settled(clock, raw, term):
            break
        free = stop.end
        if effect is StopEffect.RESTART:
            raw = allow(clock, effective(clock, stop.end, term), term)
        elif by_calendar(term.allowance):
            raw += stop.end - begin
        else:
            raw = delayed(clock, raw, worked(clock, begin, stop.end))
    return settled(clock, raw, term)


def by_calendar(allowance: Allowance) -> bool:
    return allowance.unit in {TimeUnit.CALENDAR_DAYS, TimeUnit.MONTHS}


def effective(clock: WorkClock, received: datetime, term: Term) -> datetime:
    if term.rule.outside_hours == "next_session":
        while not is_open(clock, received):
            received += MINUTE
    cut_off = term.rule.cut_off
    if cut_off is not None and received.time() > cut_off:
        return opening(clock, next_day(clock, received.date()))
    return received


def runs_from(clock: WorkClock, start: datetime, term: Term) -> datetime:
    whole = term.rule.begins == "next_working_day" and term.allowance.unit != TimeUnit.SAME_DAY
    return opening(clock, next_day(clock, start.date())) if whole else start


def allow(clock: WorkClock, start: datetime, term: Term) -> datetime:
    amount, day = term.allowance.amount, start.date()
    whole = term.rule.begins == "next_working_day"
    match term.allowance.unit:
        case TimeUnit.SAME_DAY:
            today = is_working_day(clock, day) and start < closing(clock, day)
            return closing(clock, day if today else next_day(clock, day))
        case TimeUnit.CALENDAR_DAYS:
            end = start + timedelta(days=int(amount))
            return closing(clock, end.date()) if whole else end
        case TimeUnit.WORKING_HOURS:
            return walk(clock, runs_from(clock, start, term), int(amount * 60))
        case unit:
            days = amount / 2 if unit is TimeUnit.HALF_DAYS else amount
            full, half = int(days), days % 1
            if not whole:
                end = walk_days(clock, start, full)
            elif full:
                end = closing(clock, next_day(clock, day, full))
            else:
                end = runs_from(clock, start, term)
            return walk(clock, end, int(half * clock.hours.hours_per_day * 60))


def settled(clock: WorkClock, raw: datetime, term: Term) -> datetime:
    while (
        by_calendar(term.allowance)
        and term.rule.last_day_off == "next_working_day"
        and not is_working_day(clock, raw.date())
    ):
        raw += timedelta(days=1)
    return raw


def delayed(clock: WorkClock, moment: datetime, minutes: int) -> datetime:
    """Walk on; then, as long as nobody works, wait for the same hour of a working day."""
    if not minutes:
        return moment
    low = now = walk(clock, moment, minutes)
    for _ in range(40 * 1440):
        if now.time() == moment.time() and (
            now.date() == low.date() or is_working_day(clock, now.date())
        ):
            return now
        if is_worked(clock, now):
            break
        now += MINUTE
    return low
