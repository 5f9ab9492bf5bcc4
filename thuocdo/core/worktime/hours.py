"""Office hours: the sessions of a working day, in minutes of the local day."""

from datetime import time
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from thuocdo.core.worktime.written import Written

__all__ = ["OfficeHours", "SaturdayHours", "Session"]

Span = tuple[int, int]


def _minute(of: time) -> int:
    return of.hour * 60 + of.minute


class Session(Written):
    """From one minute up to but without another, on the same day."""

    from_: Annotated[time, Field(alias="from")]
    to: time

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.from_ >= self.to or self.from_.second or self.to.second:
            raise ValueError("buổi làm việc phải kết thúc sau khi bắt đầu, giờ ghi đến phút")
        return self

    @property
    def span(self) -> Span:
        """First minute and the minute after the last, counted from midnight."""
        return _minute(self.from_), _minute(self.to)


def _spans(sessions: tuple[Session, ...]) -> tuple[Span, ...]:
    spans = tuple(session.span for session in sessions)
    if any(low[1] > high[0] for low, high in pairwise(spans)):
        raise ValueError("các buổi làm việc phải theo thứ tự và không chồng nhau")
    return spans


class SaturdayHours(Written):
    """A counter that opens on Saturdays.

    Attributes:
        counts: `reception`: dossiers are received, no working time runs; `hours`: the minutes
            count as working time. Neither makes Saturday a working day.
    """

    sessions: Annotated[tuple[Session, ...], Field(min_length=1)]
    counts: Literal["reception", "hours"]

    @property
    def spans(self) -> tuple[Span, ...]:
        """The sessions in minutes from midnight."""
        return _spans(self.sessions)


class OfficeHours(Written):
    """The hours of one office.

    Attributes:
        zone: IANA name of the zone that the hours are in.
        hours_per_day: how many hours make a working day in allowances; a half-day is half of it.
    """

    id: str
    title: str
    zone: str
    hours_per_day: Annotated[int, Field(gt=0, le=24)]
    sessions: Annotated[tuple[Session, ...], Field(min_length=1)]
    saturday: SaturdayHours | None = None
    reference: str

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _spans(self.sessions)
        if self.saturday is not None:
            _spans(self.saturday.sessions)
        return self

    @property
    def spans(self) -> tuple[Span, ...]:
        """The sessions of a working day in minutes from midnight."""
        return _spans(self.sessions)
