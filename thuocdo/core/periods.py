"""Reporting periods as half-open intervals of days."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

__all__ = ["Period", "calendar_year", "end_of_day"]


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` up to but without `end`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"a period must end after it starts: {self.start} to {self.end}")

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    @property
    def last_day(self) -> date:
        """The last day that belongs to the period."""
        return self.end - timedelta(days=1)


def calendar_year(day: date) -> Period:
    """Return the calendar year that holds `day`."""
    return Period(date(day.year, 1, 1), date(day.year + 1, 1, 1))


def end_of_day(day: date, zone: tzinfo) -> datetime:
    """Return the first instant after `day` in `zone`; an event counts for `day` if before it."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
