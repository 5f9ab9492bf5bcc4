"""The clock on columns: millions of due times a second, by the same prefix sums.

Shapes: every argument is a one-dimensional array or a scalar that broadcasts with the others; the
answer has their common shape. Moments are `datetime64` in UTC of any unit, cut to the minute;
amounts are whole numbers. Stops and rules beyond "hour kept, day of receipt not counted" are not
here: use `deadline` for those.
"""

from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from thuocdo.core.worktime.clock import WorkClock
from thuocdo.core.worktime.errors import UnusableCalendar
from thuocdo.core.worktime.line import DAY

__all__ = ["BulkClock"]

Moments = npt.NDArray[np.datetime64]
Whole = npt.NDArray[np.integer[Any]]
_EPOCH = date(1970, 1, 1).toordinal()


class BulkClock:
    """A working clock for arrays. Build once from a `WorkClock` whose zone never changes its offset.

    Raises:
        UnusableCalendar: the zone changes its offset within the calendar.
    """

    def __init__(self, clock: WorkClock) -> None:
        line, calendar = clock.line, clock.calendar
        self._calendar = calendar
        self._shift = _offset(clock) - (line.base - _EPOCH) * DAY
        worked = np.array([day for day, spans in enumerate(line.sessions) if spans], np.int32)
        is_working = np.array([calendar.kind(date.fromordinal(line.base + day)).worked
                               for day in range(len(line.sessions))])  # fmt: skip
        self._worked = worked[is_working[worked]]
        self._through = np.cumsum(is_working, dtype=np.int32)
        self._is_working = is_working
        self._before = np.array(line.before, np.int32)
        kinds = sorted(set(line.sessions))
        self._kind = np.array([kinds.index(spans) for spans in line.sessions], np.int8)
        self._passed = np.zeros((len(kinds), DAY), np.int32)
        opened: list[npt.NDArray[np.int32]] = []
        for row, spans in enumerate(kinds):
            minutes = [minute for span in spans for minute in range(*span)]
            flags = np.zeros(DAY, np.int32)
            flags[minutes] = 1
            self._passed[row] = np.cumsum(flags) - flags
            opened.append(np.array(minutes, np.int32))
        # The end of every working minute, in order: one look instead of a search.
        ends = [day * DAY + opened[kind] + 1 for day, kind in enumerate(self._kind)]
        self._reached = np.concatenate([np.zeros(1, np.int32), *ends])

    def add_working_days(self, received: Moments, days: Whole | int) -> Moments:
        """Return the same hour `days` working days later; `days` at least 0.

        Raises:
            YearNotInCalendar, YearNotDecreed: any of them leaves the calendar (NaT included).
        """
        minutes, day, of_day = self._split(received)
        through = self._through[day]
        place = through + np.asarray(days, np.int32) - 1
        self._check(place.max(initial=0) < len(self._worked), after=True)
        due = self._worked[place] * DAY + of_day
        return self._moments(np.where(place < through, minutes, due))

    def add_working_minutes(self, received: Moments, minutes: Whole | int) -> Moments:
        """Return the first moments by which `minutes` of the sessions have passed; at least 0.

        Raises:
            YearNotInCalendar, YearNotDecreed: any of them leaves the calendar (NaT included).
        """
        start, day, of_day = self._split(received)
        passed = self._before[day] + self._passed[self._kind[day], of_day]
        total = passed + np.asarray(minutes, np.int32)
        self._check(total.max(initial=0) <= self._before[-1], after=True)
        return self._moments(np.where(total == passed, start, self._reached[total]))

    def working_minutes(self, start: Moments, end: Moments) -> npt.NDArray[np.int32]:
        """Return the minutes of the sessions between moments; negative backwards.

        Raises:
            YearNotInCalendar, YearNotDecreed: a moment is outside the calendar (NaT included).
        """
        _, first, from_ = self._split(start)
        _, last, to = self._split(end)
        until = self._before[last] + self._passed[self._kind[last], to]
        answer: npt.NDArray[np.int32] = (
            until - self._before[first] - self._passed[self._kind[first], from_]
        )
        return answer

    def working_days(self, start: Moments, end: Moments) -> npt.NDArray[np.int32]:
        """Return how many whole working days passed, the hour kept; 0 backwards.

        Raises:
            YearNotInCalendar, YearNotDecreed: a moment is outside the calendar (NaT included).
        """
        _, first, from_ = self._split(start)
        _, last, to = self._split(end)
        days = self._through[last] - self._through[first]
        answer: npt.NDArray[np.int32] = np.maximum(
            days - ((to < from_) & self._is_working[last]), 0
        ).astype(np.int32)
        return answer

    def _split(self, moments: Moments) -> tuple[Whole, Whole, Whole]:
        """Return minutes since the calendar's start, their day and their minute of the day."""
        whole = np.asarray(moments).astype("datetime64[m]", copy=False).view(np.int64)
        minutes = whole + self._shift
        self._check(minutes.min(initial=0) >= 0, after=False)
        self._check(minutes.max(initial=0) < len(self._through) * DAY, after=True)
        small = minutes.astype(np.int32)
        day = small // np.int32(DAY)
        return small, day, small - day * np.int32(DAY)

    def _moments(self, minutes: Whole) -> Moments:
        answer: Moments = (minutes.astype(np.int64) - self._shift).view("datetime64[m]")
        return answer

    def _check(self, holds: Any, *, after: bool) -> None:
        if not holds:
            calendar = self._calendar
            raise calendar.beyond(calendar.last.year + 1 if after else calendar.first.year - 1)


def _offset(clock: WorkClock) -> int:
    """Return the zone's constant offset in minutes."""
    years = range(clock.calendar.first.year, clock.calendar.last.year + 1)
    offsets = {
        datetime(year, month, 1, tzinfo=UTC).astimezone(clock.zone).utcoffset()
        for year in years
        for month in range(1, 13)
    }
    if len(offsets) > 1:
        raise UnusableCalendar("Múi giờ đổi giờ trong năm thì không tính theo cột được.")
    offset = offsets.pop()
    assert offset is not None  # noqa: S101 - an aware moment has one
    return int(offset.total_seconds() // 60)
