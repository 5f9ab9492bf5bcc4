"""The minute line: every local minute is a whole number, working time is a prefix sum over it.

A minute's number is its day's proleptic ordinal times 1,440 plus the minute of the day. Days and
hours are two clocks. A count of days keeps the hour, whatever the sessions add up to; a count of
hours is a count of the sessions' minutes.
"""

from bisect import bisect_left
from datetime import date
from itertools import accumulate

from thuocdo.core.worktime.calendar import WorkCalendar
from thuocdo.core.worktime.days import DayKind
from thuocdo.core.worktime.hours import OfficeHours, Span

__all__ = ["DAY", "MinuteLine"]

DAY = 24 * 60
_SATURDAY = 5


class MinuteLine:
    """Working time on whole minutes, without zones. Build once, ask often."""

    def __init__(self, calendar: WorkCalendar, hours: OfficeHours) -> None:
        self.calendar = calendar
        self.hours = hours
        self.base = calendar.first.toordinal()
        worked = hours.spans
        saturday = hours.saturday
        on_saturday = saturday.spans if saturday and saturday.counts == "hours" else ()
        open_saturday = saturday.spans if saturday else ()
        self.sessions: list[tuple[Span, ...]] = []
        self._reception: list[tuple[Span, ...]] = []
        for ordinal in range(self.base, calendar.last.toordinal() + 1):
            day = date.fromordinal(ordinal)
            kind = calendar.kind(day)
            plain_saturday = kind is DayKind.WEEKEND and day.weekday() == _SATURDAY
            rest = (on_saturday, open_saturday) if plain_saturday else ((), ())
            counted, received = (worked, worked) if kind.worked else rest
            self.sessions.append(counted)
            self._reception.append(received)
        lengths = (sum(end - start for start, end in spans) for spans in self.sessions)
        self.before = [0, *accumulate(lengths)]
        """Working minutes before each day, and after the last."""

    def worked(self, minute: int) -> int:
        """Return the working minutes from the calendar's start to `minute`."""
        ordinal, of_day = divmod(minute, DAY)
        index = self._index(ordinal)
        total = self.before[index]
        for start, end in self.sessions[index]:
            if of_day <= start:
                break
            total += min(of_day, end) - start
        return total

    def reach(self, total: int) -> int:
        """Return the first minute by which `total` working minutes have passed; `total` above 0."""
        index = bisect_left(self.before, total) - 1
        if index < 0:
            raise self.calendar.beyond(self.calendar.first.year - 1)
        if index >= len(self.sessions):
            raise self.calendar.beyond(self.calendar.last.year + 1)
        left = total - self.before[index]
        for start, end in self.sessions[index]:
            if left <= end - start:
                return (self.base + index) * DAY + start + left
            left -= end - start
        raise AssertionError("prefix sums and sessions disagree")

    def add_minutes(self, minute: int, count: int) -> int:
        """Return the first minute by which `count` working minutes have passed since `minute`."""
        if count == 0:
            self._index(minute // DAY)
            return minute
        return self.reach(self.worked(minute) + count)

    def add_days(self, minute: int, count: int) -> int:
        """Return the same time of day, `count` working days later; the day itself is not counted."""
        ordinal, of_day = divmod(minute, DAY)
        return self.calendar.add_to_ordinal(ordinal, count) * DAY + of_day

    def days_between(self, start: int, end: int) -> int:
        """Return how many whole working days passed: the inverse of `add_days`."""
        through = self.calendar.working_days
        days = through(date.fromordinal(start // DAY), date.fromordinal(end // DAY))
        incomplete = end % DAY < start % DAY and self.is_working(end // DAY)
        return max(0, days - incomplete) if end >= start else 0

    def delay(self, minute: int, count: int) -> int:
        """Return `minute` moved later by `count` working minutes, keeping the time of day if it can.

        Where the move ends between two sessions, every minute of the gap is equally late in
        working time; the one with the hour of `minute` on a working day is chosen, so that a stop
        of whole days moves 07:30 to 07:30 and 20:00 to 20:00.
        """
        if count == 0:
            return minute
        total = self.worked(minute) + count
        low = self.reach(total)
        ordinal, of_day = divmod(low, DAY)
        wanted = minute % DAY
        same_day = ordinal * DAY + wanted
        if wanted >= of_day and self.worked(same_day) == total:
            return same_day
        closed = self.before[self._index(ordinal) + 1] == total
        if not closed or ordinal >= self.calendar.last_worked:
            return low
        following = self.calendar.add_to_ordinal(ordinal, 1) * DAY + wanted
        return following if self.worked(following) == total else low

    def check(self, minute: int) -> None:
        """Refuse a minute outside the calendar (YearNotInCalendar, YearNotDecreed)."""
        self._index(minute // DAY)

    def is_working(self, ordinal: int) -> bool:
        """Return whether the day with that ordinal counts as a working day."""
        self._index(ordinal)
        return self.calendar.kind(date.fromordinal(ordinal)).worked

    def opening(self, ordinal: int) -> int:
        """Return the first minute of the first session of a working day."""
        return ordinal * DAY + self.hours.sessions[0].span[0]

    def closing(self, ordinal: int) -> int:
        """Return the end of the last session of a working day."""
        return ordinal * DAY + self.hours.sessions[-1].span[1]

    def next_opening(self, ordinal: int) -> int:
        """Return the opening of the first working day after the one with that ordinal."""
        return self.opening(self.calendar.add_to_ordinal(ordinal, 1))

    def reception(self, minute: int) -> int:
        """Return `minute` when the counter is open then, else the start of the next session."""
        ordinal, of_day = divmod(minute, DAY)
        while True:
            for start, end in self._reception[self._index(ordinal)]:
                if of_day < end:
                    return ordinal * DAY + max(of_day, start)
            ordinal, of_day = ordinal + 1, 0

    def _index(self, ordinal: int) -> int:
        index = ordinal - self.base
        if not 0 <= index < len(self.sessions):
            raise self.calendar.beyond(_year_of(ordinal))
        return index


def _year_of(ordinal: int) -> int:
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal())).year
