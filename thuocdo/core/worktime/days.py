"""What a day is, and by which notice: the days of a year that the ordinary week does not tell."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from thuocdo.core.worktime.written import Written

__all__ = ["Day", "DayKind", "Notice", "SpecialDay", "YearDays", "disagreements", "is_weekend"]

_SATURDAY = 5  # as `date.weekday` numbers it


class DayKind(StrEnum):
    """What a day is to the clock."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    SUBSTITUTE = "substitute"
    """Off because a holiday fell on a weekend."""
    SWAPPED_OUT = "swapped_out"
    """A weekday off, made up for on a weekend."""
    SWAPPED_IN = "swapped_in"
    """A weekend day worked, for a weekday off."""

    @property
    def worked(self) -> bool:
        """Whether the day counts as a working day."""
        return self in {DayKind.WORKING, DayKind.SWAPPED_IN}


class Notice(Written):
    """A notice that tells a year's days: number, day of signing where known, what it is about."""

    number: str
    title: str
    on: date | None = None


class SpecialDay(Written):
    """One day that is not what its weekday says, or a holiday.

    Attributes:
        on: the day.
        swap: the other day of a swap; may lie in a neighbouring year.
        instead_of: the weekend holiday that a substitute day stands for.
        law: the article, or the kind of decision, that makes it so.
        notice: the number of the year's notice; empty where the law alone fixes the day.
    """

    on: date
    kind: Literal[DayKind.HOLIDAY, DayKind.SUBSTITUTE, DayKind.SWAPPED_OUT, DayKind.SWAPPED_IN]
    title: Annotated[str, Field(min_length=1)]
    law: Annotated[str, Field(min_length=1)]
    notice: str = ""
    swap: date | None = None
    instead_of: date | None = None


class YearDays(Written):
    """The special days of one year: decreed by notices, or estimated until they are out."""

    year: Annotated[int, Field(ge=1900, le=2200)]
    basis: Literal["decreed", "estimated"]
    notices: tuple[Notice, ...] = ()
    days: Annotated[tuple[SpecialDay, ...], Field(min_length=1)]


class Day(Written):
    """One day as the calendar answers it.

    Attributes:
        kind: what it is.
        title: why, in Vietnamese; empty on ordinary working days.
        law: the article behind it; empty on ordinary days.
        notice: the notice's number; empty where there is none.
        provisional: the year's notice is not out.
    """

    on: date
    kind: DayKind
    title: str = ""
    law: str = ""
    notice: str = ""
    provisional: bool = False

    @property
    def source(self) -> str:
        """The notice, else the law, as a sentence cites it."""
        return f"văn bản {self.notice}" if self.notice else self.law


def is_weekend(day: date) -> bool:
    """Return whether the ordinary week rests on `day`: Saturdays and Sundays."""
    return day.weekday() >= _SATURDAY


def disagreements(year: YearDays) -> Iterator[tuple[int, str]]:
    """Yield (index in `days`, complaint in Vietnamese) for every day that cannot be right."""
    by_day = {day.on: day for day in year.days}
    notices = {notice.number for notice in year.notices}
    seen: set[date] = set()
    for index, day in enumerate(year.days):
        if day.on in seen:
            yield index, f"ngày {day.on} ghi hai lần"
        seen.add(day.on)
        if day.on.year != year.year:
            yield index, f"ngày {day.on} không thuộc năm {year.year}"
        if day.notice and day.notice not in notices:
            yield index, f"thông báo «{day.notice}» chưa có trong «notices»"
        yield from ((index, said) for said in _about_kind(day, by_day))
        yield from ((index, said) for said in _about_swap(day, year, by_day))


def _about_kind(day: SpecialDay, by_day: dict[date, SpecialDay]) -> Iterator[str]:
    match day.kind:
        case DayKind.SWAPPED_IN if not is_weekend(day.on):
            yield f"ngày làm bù {day.on} phải là thứ Bảy hoặc Chủ nhật"
        case DayKind.SWAPPED_OUT | DayKind.SUBSTITUTE if is_weekend(day.on):
            yield f"ngày nghỉ {day.on} đã là ngày nghỉ hằng tuần"
        case DayKind.SUBSTITUTE if day.instead_of is None:
            yield f"ngày nghỉ bù {day.on} phải ghi «instead_of»"
        case DayKind.SUBSTITUTE:
            holiday = by_day.get(day.instead_of) if day.instead_of else None
            if holiday is None or holiday.kind != DayKind.HOLIDAY or not is_weekend(holiday.on):
                yield f"«instead_of» của {day.on} phải là ngày lễ rơi vào ngày nghỉ hằng tuần"
        case _:
            pass


def _about_swap(day: SpecialDay, year: YearDays, by_day: dict[date, SpecialDay]) -> Iterator[str]:
    swapped = {DayKind.SWAPPED_IN, DayKind.SWAPPED_OUT}
    if (day.swap is not None) != (day.kind in swapped):
        yield f"ngày {day.on}: «swap» ghi cho ngày hoán đổi, và chỉ cho ngày hoán đổi"
        return
    if day.kind in swapped and not (day.notice or day.assumed):
        yield f"ngày hoán đổi {day.on} phải ghi «notice», hoặc «assumed: true»"
    if day.swap is None or day.swap.year != year.year:
        return
    other = by_day.get(day.swap)
    if other is None or other.kind not in swapped - {day.kind} or other.swap != day.on:
        yield f"ngày {day.on} hoán đổi với {day.swap}, nhưng {day.swap} không ghi lại điều đó"
