"""How fast the clock is, on this machine and in this run, beside numpy and workalendar."""

import importlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import numpy as np

from thuocdo.apps.rulebooks.shipped import clock as office_clock
from thuocdo.apps.rulebooks.shipped import clock_data
from thuocdo.core.vietnamese import format_number
from thuocdo.core.worktime import (
    Allowance,
    BulkClock,
    Stop,
    StopKind,
    Term,
    TimeUnit,
    WorkCalendar,
    WorkClock,
    deadline,
)

__all__ = ["Measured", "measure"]

ROWS = 1_000_000
_SINGLE = 2_000
_PEER = 500
_ROUNDS = 1
_SERIES = 15  # the best counts: others work on the machine as well
_DAYS = 25
_RECEIVED = (2019, 11, 20, 8, 37)


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure of one run."""

    key: str
    title: str
    value: float
    unit: str

    def __str__(self) -> str:
        return f"{self.title}: {format_number(Decimal(self.value), places=1)} {self.unit}"


def measure() -> Iterator[Measured]:
    """Yield the figures: one deadline, columns, and both beside their peers."""
    yield from _single()
    yield from _columns()


def _single() -> Iterator[Measured]:
    clock, rule = office_clock(), clock_data().rule()
    received = datetime(*_RECEIVED, tzinfo=clock.zone)
    allowance = Allowance.of(_DAYS, TimeUnit.WORKING_DAYS)
    plain = Term(received, allowance, rule)
    later = received + timedelta(days=2)
    stop = Stop(StopKind.SUPPLEMENT, later, later + timedelta(days=3))
    stopped = Term(received, allowance, rule, (stop,))
    one = _seconds(lambda: deadline(clock, plain), _SINGLE)
    with_stop = _seconds(lambda: deadline(clock, stopped), _SINGLE)
    yield Measured("deadline", "Một thời hạn", one * 1e6, "μs")
    yield Measured("deadline_with_stop", "Một thời hạn có một lần dừng", with_stop * 1e6, "μs")
    peer = _workalendar(clock.calendar)
    if peer is None:
        return
    bare = _seconds(lambda: clock.add_working_days(received, _DAYS), _SINGLE)
    day = received.date()
    theirs = _seconds(lambda: peer.add_working_days(day, _DAYS), _PEER)
    yield Measured("workalendar", "workalendar, cùng 25 ngày làm việc", theirs * 1e6, "μs")
    yield Measured("against_workalendar", "Nhanh hơn workalendar", theirs / bare, "lần")


def _columns() -> Iterator[Measured]:
    clock = office_clock()
    bulk = BulkClock(clock)
    received, days, finished = _column(clock)
    minutes = days * 480
    due = _seconds(lambda: bulk.add_working_days(received, days), _ROUNDS)
    hours = _seconds(lambda: bulk.add_working_minutes(received, minutes), _ROUNDS)
    used = _seconds(lambda: bulk.working_minutes(received, finished), _ROUNDS)
    counted = _seconds(lambda: bulk.working_days(received, finished), _ROUNDS)
    for key, title, taken in (
        ("due_days", "Hẹn trả theo ngày, theo cột", due),
        ("due_hours", "Hẹn trả theo giờ, theo cột", hours),
        ("used", "Phút làm việc đã dùng, theo cột", used),
    ):
        yield Measured(key, title, ROWS / taken / 1e6, "triệu mỗi giây")
    numpy_offset, numpy_count = _numpy_peers(clock, received, days, finished)
    yield Measured(
        "numpy_offset", "numpy busday_offset", ROWS / numpy_offset / 1e6, "triệu mỗi giây"
    )
    yield Measured("numpy_count", "numpy busday_count", ROWS / numpy_count / 1e6, "triệu mỗi giây")
    yield Measured("against_offset", "Nhanh hơn busday_offset", numpy_offset / due, "lần")
    yield Measured("against_count", "Nhanh hơn busday_count", numpy_count / counted, "lần")


def _column(clock: WorkClock) -> tuple[Any, Any, Any]:
    """Return a million receipts of decreed years with their days allowed and their ends, in UTC."""
    chance = np.random.default_rng(7)
    first = np.datetime64(clock.calendar.first, "m") + np.timedelta64(1, "D")
    span = (date(clock.strict.calendar.last.year, 6, 30) - clock.calendar.first).days * 1440
    received = first + chance.integers(0, span, ROWS).astype("timedelta64[m]")
    days = chance.integers(1, 60, ROWS).astype(np.int32)
    return received, days, received + (days * 1440).astype("timedelta64[m]")


def _numpy_peers(clock: WorkClock, received: Any, days: Any, finished: Any) -> tuple[float, float]:
    """Return seconds of numpy on the same rows; it knows no made-up Saturdays and no zones."""
    calendar = clock.calendar
    every = (day.on for day in calendar.days(calendar.first, calendar.last))
    off = [day for day in every if not calendar.is_working(day)]
    week = np.busdaycalendar(holidays=np.array(off, "datetime64[D]"))

    def offset() -> Any:
        local = received + np.timedelta64(7, "h")
        day = local.astype("datetime64[D]")
        return np.busday_offset(day, days, roll="backward", busdaycal=week) + (local - day)

    def count() -> Any:
        start, end = (moments.astype("datetime64[D]") for moments in (received, finished))
        return np.busday_count(start, end, busdaycal=week)

    return _seconds(offset, _ROUNDS), _seconds(count, _ROUNDS)


def _workalendar(calendar: WorkCalendar) -> Any:
    """Return workalendar with our days off, or None where it is not installed."""
    try:
        core = importlib.import_module("workalendar.core")
    except ImportError:
        return None
    days = list(calendar.days(calendar.first, calendar.last))

    def holidays(_: object, year: int) -> list[tuple[date, str]]:
        return [
            (day.on, day.title)
            for day in days
            if day.law and day.on.year == year and not day.kind.worked
        ]

    kind = type("Peer", (core.WesternCalendar,), {"get_calendar_holidays": holidays})
    return kind()


def _seconds(work: Callable[[], object], rounds: int) -> float:
    """Return the seconds of one call, the best of some series."""
    work()
    best = float("inf")
    for _ in range(_SERIES):
        start = time.perf_counter()
        for _ in range(rounds):
            work()
        best = min(best, (time.perf_counter() - start) / rounds)
    return best
