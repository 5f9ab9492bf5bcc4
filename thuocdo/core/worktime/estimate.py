"""A year without its notice yet: the holidays fixed by law and an estimated Tết."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from thuocdo.core.worktime.days import DayKind, SpecialDay, YearDays, is_weekend
from thuocdo.core.worktime.written import Written

__all__ = ["FixedHoliday", "FixedHolidays", "LunarYear", "estimate_year"]


class FixedHoliday(Written):
    """A holiday that the law fixes to a day of the solar year, from `valid_from` on.

    Attributes:
        substitute: whether a weekend holiday is made up for on the next working day.
        valid_to: the first day after its validity, or None.
    """

    id: str
    month: Annotated[int, Field(ge=1, le=12)]
    day: Annotated[int, Field(ge=1, le=31)]
    title: str
    valid_from: date
    valid_to: date | None = None
    substitute: bool
    law: str

    def in_year(self, year: int) -> date | None:
        """Return its day in a year; None where it is not valid."""
        day = date(year, self.month, self.day)
        ended = self.valid_to is not None and day >= self.valid_to
        return None if day < self.valid_from or ended else day


class _Named(Written):
    title: str
    law: str


class _Tet(Written):
    days_before: Annotated[int, Field(ge=0)]
    days_from: Annotated[int, Field(ge=1)]
    law: str


class FixedHolidays(Written):
    """What the law says of any year.

    Attributes:
        tet: how many days before the lunar new year and from it are off.
        substitution: the rule that makes the next working day free for a weekend holiday.
    """

    holidays: Annotated[tuple[FixedHoliday, ...], Field(min_length=1)]
    substitution: _Named
    tet: _Tet
    hung_kings: _Named
    national_day_adjacent: _Named


class LunarYear(Written):
    """The solar days of a year's lunar holidays, as dated data.

    Attributes:
        tet: the first day of the lunar year.
        hung_kings: the tenth of its third month.
        national_day_adjacent: the day beside the National Day that is likely to be chosen.
    """

    year: int
    tet: date
    hung_kings: date
    national_day_adjacent: date | None = None


def estimate_year(law: FixedHolidays, lunar: LunarYear) -> YearDays:
    """Return a year's days as they will probably be; its basis is `estimated`.

    Bộ luật Lao động 45/2019/QH14, Điều 112 (days), Điều 111 khoản 3 (substitute days).
    """
    holidays = sorted(_holidays(law, lunar), key=lambda pair: pair[0].on)
    taken = {day.on for day, _ in holidays}
    days = [day for day, _ in holidays]
    for day, substitute in holidays:
        if substitute and is_weekend(day.on):
            free = day.on
            while is_weekend(free) or free in taken:
                free += timedelta(days=1)
            taken.add(free)
            days.append(
                SpecialDay(
                    on=free,
                    kind=DayKind.SUBSTITUTE,
                    title=f"Nghỉ bù cho ngày {day.on:%d/%m/%Y}",
                    law=law.substitution.law,
                    instead_of=day.on,
                    assumed=True,
                )
            )
    days = [day for day in days if day.on.year == lunar.year]
    return YearDays(
        year=lunar.year, basis="estimated", days=tuple(sorted(days, key=lambda day: day.on))
    )


def _holidays(law: FixedHolidays, lunar: LunarYear) -> Iterator[tuple[SpecialDay, bool]]:
    """Yield (day, whether a weekend is made up for)."""
    for holiday in law.holidays:
        on = holiday.in_year(lunar.year)
        if on is not None:
            yield _holiday(on, holiday.title, holiday.law, assumed=False), holiday.substitute
    for offset in range(-law.tet.days_before, law.tet.days_from):
        on = lunar.tet + timedelta(days=offset)
        name = f"mùng {offset + 1} tháng Giêng" if offset >= 0 else "cuối tháng Chạp"
        yield _holiday(on, f"Tết Nguyên đán ({name})", law.tet.law, assumed=True), True
    yield _holiday(lunar.hung_kings, law.hung_kings.title, law.hung_kings.law, assumed=False), True
    beside = lunar.national_day_adjacent
    if beside is not None:
        named = law.national_day_adjacent
        yield _holiday(beside, named.title, named.law, assumed=True), True


def _holiday(on: date, title: str, law: str, *, assumed: bool) -> SpecialDay:
    return SpecialDay(on=on, kind=DayKind.HOLIDAY, title=title, law=law, assumed=assumed)
