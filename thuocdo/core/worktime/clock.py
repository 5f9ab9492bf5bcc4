"""The working clock of an office: a calendar, its hours and its zone, for aware datetimes."""

from datetime import date, datetime, time, timedelta, tzinfo
from functools import cached_property

from thuocdo.core.worktime.calendar import WorkCalendar
from thuocdo.core.worktime.errors import ZoneMissing
from thuocdo.core.worktime.hours import OfficeHours
from thuocdo.core.worktime.line import DAY, MinuteLine

__all__ = ["WorkClock"]


class WorkClock:
    """Working time of an office. Times go in and come out aware; they count to the whole minute.

    Seconds are dropped on the way in: 08:37:59 is 08:37, as on the receipt.

    Attributes:
        calendar: which days are worked.
        hours: the sessions of a working day.
        zone: where the office is; times in other zones are converted to it.
        line: the same on whole minutes, for counts in bulk.
    """

    def __init__(self, calendar: WorkCalendar, hours: OfficeHours, zone: tzinfo) -> None:
        self.calendar = calendar
        self.hours = hours
        self.zone = zone
        self.line = MinuteLine(calendar, hours)
        first_open = min(calendar.provisional_years, default=calendar.last.year + 1)
        self._certain_until = date(first_open, 1, 1).toordinal() * DAY

    @cached_property
    def strict(self) -> "WorkClock":
        """The clock for scores: it refuses a year whose notice is not out (YearNotDecreed)."""
        return WorkClock(self.calendar.decreed(), self.hours, self.zone)

    def minute(self, when: datetime) -> int:
        """Return the number of a moment's local minute.

        Raises:
            ZoneMissing: `when` is naive.
        """
        if when.tzinfo is None:
            raise ZoneMissing
        local = when if when.tzinfo is self.zone else when.astimezone(self.zone)
        return local.toordinal() * DAY + local.hour * 60 + local.minute

    def moment(self, minute: int) -> datetime:
        """Return the aware moment of a minute's number."""
        ordinal, of_day = divmod(minute, DAY)
        hour, minutes = divmod(of_day, 60)
        return datetime.combine(date.fromordinal(ordinal), time(hour, minutes), self.zone)

    def add_working_days(self, when: datetime, count: int) -> datetime:
        """Return the same hour `count` working days later (earlier when negative).

        The day of `when` is not counted: 08:37 20/11/2019 and 25 days make 08:37 25/12/2019.
        """
        return self.moment(self.line.add_days(self.minute(when), count))

    def add_working_minutes(self, when: datetime, count: int) -> datetime:
        """Return the first moment by which `count` minutes of the sessions have passed."""
        return self.moment(self.line.add_minutes(self.minute(when), count))

    def working_minutes(self, start: datetime, end: datetime) -> int:
        """Return the minutes of the sessions between two moments; negative backwards."""
        return self.line.worked(self.minute(end)) - self.line.worked(self.minute(start))

    def working_days(self, start: datetime, end: datetime) -> int:
        """Return how many whole working days passed, the hour kept; 0 backwards."""
        return self.line.days_between(self.minute(start), self.minute(end))

    def is_provisional(self, start: int, end: int) -> bool:
        """Return whether the count between two minutes touches a year without its notice."""
        if end < self._certain_until:
            return False
        open_years = self.calendar.provisional_years
        first = date.fromordinal(start // DAY).year
        last = date.fromordinal(end // DAY).year
        return any(year in open_years for year in range(first, last + 1))

    def closing(self, day: date) -> datetime:
        """Return the end of the last session of `day`, were it worked."""
        return self.moment(self.line.closing(day.toordinal()))

    def last_closing_before(self, day: date) -> datetime:
        """Return the end of the last working day before `day`."""
        return self.closing(self.calendar.add_working_days(day, -1))

    def midnight(self, day: date) -> datetime:
        """Return the first moment of `day`."""
        return datetime.combine(day, time.min, self.zone)

    def day_of(self, when: datetime) -> date:
        """Return the local day of a moment."""
        return date.fromordinal(self.minute(when) // DAY)

    def end_of(self, day: date) -> datetime:
        """Return the first moment after `day`."""
        return self.midnight(day + timedelta(days=1))
