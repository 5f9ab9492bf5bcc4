"""A year of the working calendar as its page shows it: months of weeks, and why days differ."""

from calendar import Calendar
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from thuocdo.core.worktime import Day, DayKind, WorkCalendar
from thuocdo.core.worktime.wording import day_name
from thuocdo.kit.formats import number

__all__ = ["YearView", "year_view"]

# (class, word in the cell, words in the legend)
_MARKS = {
    DayKind.HOLIDAY: ("holiday", "lễ", "nghỉ lễ, Tết"),
    DayKind.SUBSTITUTE: ("substitute", "bù", "nghỉ bù"),
    DayKind.SWAPPED_OUT: ("swapped-out", "đổi", "nghỉ hoán đổi"),
    DayKind.SWAPPED_IN: ("swapped-in", "làm", "đi làm bù"),
}
_MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class ShownDay:
    """One cell; an empty one stands for a day of another month."""

    number: str = ""
    key: str = ""
    mark: str = ""
    title: str = ""
    today: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a day is not what its weekday says."""

    day: str
    sign: str
    key: str
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class ShownMonth:
    """One month."""

    title: str
    worked: str
    weeks: tuple[tuple[ShownDay, ...], ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """The whole page.

    Attributes:
        counts: `12 ngày nghỉ lễ, Tết`, one of each kind that occurs.
        today: what today is, in a sentence; empty in other years.
        notices: (number, what it is about).
    """

    year: int
    worked: str
    counts: tuple[str, ...]
    today: str
    provisional: bool
    notices: tuple[tuple[str, str], ...]
    legend: tuple[tuple[str, str, str], ...]
    months: tuple[ShownMonth, ...]


def year_view(known: WorkCalendar, year: int, today: date) -> YearView:
    """Prepare a year that the calendar knows."""
    days = {day.on: day for day in known.days(date(year, 1, 1), date(year, 12, 31))}
    kinds = Counter(day.kind for day in days.values())
    facts = known.year(year)
    return YearView(
        year=year,
        worked=number(sum(count for kind, count in kinds.items() if kind.worked)),
        counts=tuple(
            f"{number(kinds[kind])} ngày {words}"
            for kind, (_, _, words) in _MARKS.items()
            if kinds[kind]
        ),
        today=_today(known, days[today]) if today in days else "",
        provisional=facts.basis == "estimated",
        notices=tuple((notice.number, notice.title) for notice in facts.notices),
        legend=tuple(mark for kind, mark in _MARKS.items() if kinds[kind]),
        months=tuple(_month(days, year, month, today) for month in _MONTHS),
    )


def _today(known: WorkCalendar, day: Day) -> str:
    said = f"{day.title[0].lower()}{day.title[1:]}" if day.title else "ngày làm việc"
    following = next(
        (
            later
            for later in known.days(day.on + timedelta(days=1), date(day.on.year, 12, 31))
            if later.kind not in {DayKind.WORKING, DayKind.WEEKEND}
        ),
        None,
    )
    sentence = f"Hôm nay, {_small(day.on)}: {said}."
    if following:
        sentence += f" Sắp tới, {_small(following.on)}: {following.title}."
    return sentence


def _small(on: date) -> str:
    name = day_name(on)
    return name if name.startswith("Chủ") else f"{name[0].lower()}{name[1:]}"


def _month(days: dict[date, Day], year: int, month: int, today: date) -> ShownMonth:
    weeks = Calendar().monthdatescalendar(year, month)
    own = [day for on, day in days.items() if on.month == month]
    return ShownMonth(
        title=f"Tháng {month}",
        worked=number(sum(day.kind.worked for day in own)),
        weeks=tuple(_week(week, month, days, today) for week in weeks),
        reasons=tuple(_reason(day) for day in own if day.kind in _MARKS),
    )


def _week(
    week: Sequence[date], month: int, days: dict[date, Day], today: date
) -> tuple[ShownDay, ...]:
    return tuple(
        _shown(days[on], today=on == today) if on.month == month else ShownDay() for on in week
    )


def _shown(day: Day, *, today: bool) -> ShownDay:
    key, mark, _ = _MARKS.get(day.kind, (day.kind.value, "", ""))
    return ShownDay(str(day.on.day), key, mark, day.title if mark else "", today)


def _reason(day: Day) -> Reason:
    key, mark, _ = _MARKS[day.kind]
    return Reason(day_name(day.on), mark, key, day.title, day.source)
