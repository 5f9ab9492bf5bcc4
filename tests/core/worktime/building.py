"""Small calendars, hours, rules and events for tests of the clock, and how hypothesis draws them."""

from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from thuocdo.core.worktime import (
    Allowance,
    ClockRule,
    OfficeHours,
    Stop,
    StopKind,
    Term,
    TimeUnit,
    WorkCalendar,
    WorkClock,
    YearDays,
)

ZONE = timezone(timedelta(hours=7))
FIRST = date(2030, 1, 1)
MORNING, AFTERNOON = ("07:30", "11:30"), ("13:30", "17:30")


def at(text: str) -> datetime:
    """Read `2030-01-07 08:37` as local time."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def hours(*sessions: tuple[str, str], **also: Any) -> OfficeHours:
    spans = [{"from": start, "to": end} for start, end in sessions or (MORNING, AFTERNOON)]
    return OfficeHours.model_validate(
        {"id": "x", "title": "x", "zone": "Asia/Ho_Chi_Minh", "hours_per_day": 8,
         "reference": "x", "sessions": spans, **also}
    )  # fmt: skip


def rule(**change: Any) -> ClockRule:
    plain = {
        "id": "x",
        "title": "x",
        "valid_from": "2019-01-01",
        "begins": "at_receipt",
        "outside_hours": "as_received",
        "last_day_off": "next_working_day",
        "late_after": "due_time",
        "law": "x",
    }
    return ClockRule.model_validate(plain | change)


def year(
    number: int,
    off: AbstractSet[date],
    worked: AbstractSet[date] = frozenset(),
    basis: str = "decreed",
) -> YearDays:
    """Return a year with some days off and some weekends worked; both may be of other years."""
    days = [
        {"on": day, "kind": kind, "title": kind, "law": "x"}
        for kind, group in (("holiday", off), ("swapped_in", worked - off))
        for day in sorted(group)
        if day.year == number
    ]
    tet = {"on": date(number, 12, 31), "kind": "holiday", "title": "x", "law": "x"}
    return YearDays.model_validate({"year": number, "basis": basis, "days": days or [tet]})


def calendar(*off: str, worked: tuple[str, ...] = (), years: int = 2) -> WorkCalendar:
    free = {date.fromisoformat(day) for day in off}
    made_up = {date.fromisoformat(day) for day in worked}
    return WorkCalendar(year(FIRST.year + n, free, made_up) for n in range(years))


def clock(*off: str, worked: tuple[str, ...] = (), office: OfficeHours | None = None) -> WorkClock:
    return WorkClock(calendar(*off, worked=worked), office or hours(), ZONE)


def term(received: str, amount: str, unit: TimeUnit, *stops: Stop, **rules: Any) -> Term:
    return Term(at(received), Allowance.of(amount, unit), rule(**rules), stops)


def stop(start: str, end: str | None, kind: StopKind = StopKind.SUPPLEMENT) -> Stop:
    return Stop(kind, at(start), None if end is None else at(end))


# What hypothesis draws. Events fall into the first quarter; the calendar has two years.

near_days = st.integers(0, 90).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def sessions(draw: Any) -> list[tuple[str, str]]:
    """One to three sessions, some touching each other."""
    minutes = sorted(draw(st.sets(st.integers(0, 95), min_size=2, max_size=6)))
    edges = [minute * 15 for minute in minutes]
    pairs = list(pairwise(edges)) if draw(st.booleans()) else list(zip(edges[::2], edges[1::2]))  # noqa: B905 - an odd edge is dropped
    return [(f"{a // 60:02}:{a % 60:02}", f"{b // 60:02}:{b % 60:02}") for a, b in pairs[:3]]


@st.composite
def clocks(draw: Any, office: OfficeHours | None = None) -> WorkClock:
    free = draw(st.sets(near_days, max_size=12))
    weekends = near_days.filter(lambda day: day.weekday() >= 5)
    made_up = draw(st.sets(weekends, max_size=5))
    if office is None:
        saturday = draw(st.sampled_from([None, "hours", "reception"]))
        also = {"saturday": {"sessions": [{"from": "07:30", "to": "11:30"}], "counts": saturday}}
        office = hours(*draw(sessions()), **(also if saturday else {}))
    days = WorkCalendar(year(FIRST.year + n, free, made_up) for n in range(2))
    return WorkClock(days, office, ZONE)


# Half of the moments lie at the edge of a session, or a minute beside it.
edges = st.tuples(st.integers(1, 60 * 96 - 1), st.integers(-1, 1)).map(lambda n: n[0] * 15 + n[1])
moments = st.one_of(st.integers(0, 60 * 1440 - 1), edges).map(
    lambda n: datetime.combine(FIRST, datetime.min.time(), ZONE) + timedelta(minutes=n)
)


@st.composite
def stops(draw: Any) -> Stop:
    start = draw(moments)
    length = draw(st.one_of(st.integers(0, 4000), st.integers(0, 6).map(lambda n: n * 1440)))
    return Stop(draw(st.sampled_from(StopKind)), start, start + timedelta(minutes=length))


@st.composite
def allowances(draw: Any) -> Allowance:
    unit = draw(st.sampled_from([unit for unit in TimeUnit if unit is not TimeUnit.MONTHS]))
    if unit is TimeUnit.SAME_DAY:
        return Allowance.same_day()
    amount = draw(st.integers(1, 20))
    halves = unit is TimeUnit.WORKING_DAYS and draw(st.booleans())
    quarters = unit is TimeUnit.WORKING_HOURS and draw(st.booleans())
    return Allowance.of(f"{amount}.5" if halves else f"{amount}.25" if quarters else amount, unit)


rules = st.fixed_dictionaries(
    {
        "begins": st.sampled_from(["at_receipt", "next_working_day"]),
        "outside_hours": st.sampled_from(["as_received", "next_session"]),
        "last_day_off": st.sampled_from(["next_working_day", "stays"]),
        "cut_off": st.sampled_from([None, "15:00", "09:30"]),
        "stops": st.fixed_dictionaries(
            {kind.value: st.sampled_from(["resume", "restart", "runs"]) for kind in StopKind}
        ),
    }
).map(lambda change: rule(**change))

terms = st.builds(Term, moments, allowances(), rules, st.lists(stops(), max_size=3).map(tuple))
