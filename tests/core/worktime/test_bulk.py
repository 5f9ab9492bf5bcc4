"""The clock on columns against the clock on one: the same answers, the same refusals."""

from datetime import UTC, datetime, timedelta, tzinfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.worktime.building import ZONE, calendar, clock, clocks, hours, moments
from thuocdo.core.worktime import (
    BulkClock,
    UnusableCalendar,
    WorkClock,
    YearNotDecreed,
    YearNotInCalendar,
)

MONDAY = np.datetime64("2030-01-07T01:37")  # 08:37 at the office


def column(listed: list[datetime]) -> np.ndarray:
    return np.array([one.astimezone(UTC).replace(tzinfo=None) for one in listed], "datetime64[s]")


def back(times: np.ndarray) -> list[datetime]:
    return [one.replace(tzinfo=UTC) for one in times.astype("datetime64[s]").tolist()]


rows = st.lists(st.tuples(moments, st.integers(0, 3000), moments), min_size=1, max_size=20)


@given(clocks(), rows)
def test_columns_answer_as_single_questions_do(clock, rows):
    bulk = BulkClock(clock)
    received, counts, ends = (list(part) for part in zip(*rows, strict=True))
    starts, amounts, stops = column(received), np.array(counts), column(ends)
    assert back(bulk.add_working_minutes(starts, amounts)) == [
        clock.add_working_minutes(one, count) for one, count in zip(received, counts, strict=True)
    ]
    days = amounts % 40
    assert back(bulk.add_working_days(starts, days)) == [
        clock.add_working_days(one, int(count)) for one, count in zip(received, days, strict=True)
    ]
    pairs = list(zip(received, ends, strict=True))
    assert bulk.working_minutes(starts, stops).tolist() == [
        clock.working_minutes(*pair) for pair in pairs
    ]
    forward = [tuple(sorted(pair)) for pair in pairs]
    assert bulk.working_days(
        column([one for one, _ in forward]), column([other for _, other in forward])
    ).tolist() == [clock.working_days(*pair) for pair in forward]


def test_scalars_broadcast() -> None:
    bulk = BulkClock(clock())
    received = np.array([MONDAY, MONDAY + np.timedelta64(1, "D")])
    assert bulk.add_working_days(received, 1).tolist() == [
        datetime(2030, 1, 8, 1, 37),
        datetime(2030, 1, 9, 1, 37),
    ]
    assert bulk.working_minutes(received[:1], received).tolist() == [0, 480]
    assert bulk.add_working_days(received[:0], 1).tolist() == []


@pytest.mark.parametrize(
    ("received", "days"),
    [("2029-12-31T10:00", 1), ("2032-01-02T00:00", 1), ("2031-12-01T00:00", 60), ("NaT", 1)],
)
def test_what_leaves_the_calendar_is_refused(received: str, days: int) -> None:
    bulk = BulkClock(clock())
    with pytest.raises(YearNotInCalendar):
        bulk.add_working_days(np.array([MONDAY, np.datetime64(received)]), days)
    with pytest.raises(YearNotInCalendar):
        bulk.add_working_minutes(np.array([MONDAY, np.datetime64(received)]), days * 480)


def test_a_strict_clock_stays_strict() -> None:
    from tests.core.worktime.building import year
    from thuocdo.core.worktime import WorkCalendar

    days = WorkCalendar([year(2030, set()), year(2031, set(), basis="estimated")])
    bulk = BulkClock(WorkClock(days, hours(), ZONE).strict)
    with pytest.raises(YearNotDecreed):
        bulk.add_working_days(np.array([MONDAY]), 400)


class Summer(tzinfo):
    """A zone that is an hour ahead from April on."""

    def utcoffset(self, when: datetime | None) -> timedelta:
        return timedelta(hours=1 if when is not None and when.month > 3 else 0)

    def dst(self, when: datetime | None) -> timedelta:
        return timedelta(0)

    def tzname(self, when: datetime | None) -> str:
        return "Summer"

    def fromutc(self, when: datetime) -> datetime:
        return when + self.utcoffset(when)


def test_a_zone_that_changes_its_offset_is_refused() -> None:
    with pytest.raises(UnusableCalendar, match="Múi giờ"):
        BulkClock(WorkClock(calendar(), hours(), Summer()))
