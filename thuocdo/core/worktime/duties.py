"""Duties that hang on the calendar or on another due time: recurring reports, letters before lateness."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Self

from pydantic import Field, model_validator

from thuocdo.core.worktime.clock import WorkClock
from thuocdo.core.worktime.deadline import Deadline
from thuocdo.core.worktime.wording import day_name
from thuocdo.core.worktime.written import Written

__all__ = ["BeforeDue", "Duty", "DutyDate", "before_due", "occurrences"]

_DayOfMonth = Annotated[int, Field(ge=1, le=28)]


class Duty(Written):
    """A duty that comes back: before a day of a month, or within days after a cut.

    Attributes:
        months: the months in which it falls due, 1 to 12; the quarters' last are 3, 6, 9, 12.
        before_day: must be done before that day of the month begins.
        cut_day: the last day whose figures count; with `working_days_after`.
        law: who asks for it.
    """

    id: str
    title: str
    months: Annotated[tuple[Annotated[int, Field(ge=1, le=12)], ...], Field(min_length=1)]
    before_day: Annotated[int, Field(ge=1, le=31)] | None = None
    cut_day: _DayOfMonth | None = None
    working_days_after: Annotated[int, Field(ge=1)] | None = None
    law: str

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        after_cut = (self.cut_day is not None, self.working_days_after is not None)
        if (self.before_day is None) != (after_cut == (True, True)) or after_cut[0] != after_cut[1]:
            raise ValueError("ghi «before_day», hoặc cả «cut_day» và «working_days_after»")
        for month in self.months:
            if self.before_day is not None:
                try:
                    date(_LEAPLESS, month, self.before_day)
                except ValueError:
                    raise ValueError(f"tháng {month} không có ngày {self.before_day}") from None
        return self


_LEAPLESS = 2001


class BeforeDue(Written):
    """A duty some working days before another due time, such as a letter of apology."""

    id: str
    title: str
    working_days: Annotated[int, Field(ge=1)]
    law: str


@dataclass(frozen=True, slots=True)
class DutyDate:
    """One date of a recurring duty.

    Attributes:
        duty: what it is a date of.
        limit: the first moment that is too late.
        work_by: the end of the last working day on which it can still be done.
        provisional: the year's notice is not out.
        text: why, in Vietnamese.
    """

    duty: Duty
    limit: datetime
    work_by: datetime
    provisional: bool
    text: str


def occurrences(clock: WorkClock, duty: Duty, first: date, last: date) -> Iterator[DutyDate]:
    """Yield a duty's dates in the months from that of `first` to that of `last`, both included.

    Raises:
        YearNotInCalendar, YearNotDecreed: a date is beyond the calendar.
    """
    month = first.replace(day=1)
    while month <= last:
        if month.month in duty.months:
            yield _date_in(clock, duty, month)
        month = (month + timedelta(days=31)).replace(day=1)


def _date_in(clock: WorkClock, duty: Duty, month: date) -> DutyDate:
    if duty.before_day is not None:
        end = month.replace(day=duty.before_day)
        limit, work_by = clock.midnight(end), clock.last_closing_before(end)
        text = f"Trước ngày {end:%d/%m/%Y}; ngày làm việc cuối cùng là {day_name(work_by.date())}."
    else:
        cut = month.replace(day=duty.cut_day or 1)
        days = duty.working_days_after or 0
        done = clock.calendar.add_working_days(cut, days)
        limit, work_by = clock.end_of(done), clock.closing(done)
        text = f"Chốt hết ngày {cut:%d/%m/%Y}; trong {days} ngày làm việc, hết {day_name(done)}."
    provisional = clock.is_provisional(clock.minute(work_by), clock.minute(limit))
    return DutyDate(duty, limit, work_by, provisional, text)


def before_due(clock: WorkClock, due: Deadline, rule: BeforeDue) -> datetime:
    """Return the moment that lies the rule's working days before a due time, the hour kept.

    Raises:
        YearNotInCalendar, YearNotDecreed: the moment is before the calendar.
    """
    return clock.add_working_days(due.due, -rule.working_days)
