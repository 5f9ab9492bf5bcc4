"""The working calendar: which days are worked, and why not; additions by prefix sums."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import accumulate

from thuocdo.core.worktime.days import Day, DayKind, SpecialDay, YearDays, is_weekend
from thuocdo.core.worktime.errors import UnusableCalendar, YearNotDecreed, YearNotInCalendar

__all__ = ["WorkCalendar"]


class WorkCalendar:
    """Consecutive years of days. Values never change; a new notice makes a new calendar.

    Example:
        >>> from datetime import date
        >>> holiday = {"on": "2024-05-01", "kind": "holiday", "title": "Lễ", "law": "Điều 112"}
        >>> year = YearDays(year=2024, basis="decreed", days=[holiday])
        >>> WorkCalendar([year]).add_working_days(date(2024, 4, 30), 1)
        datetime.date(2024, 5, 2)
    """

    def __init__(self, years: Iterable[YearDays], *, withheld: Iterable[int] = ()) -> None:
        """Take the years.

        Args:
            years: in any order, without gaps.
            withheld: years that are known but may not be used here; asking for one says so.

        Raises:
            UnusableCalendar: there is no year, one is missing or stands twice.
        """
        listed = tuple(years)
        self._years = {year.year: year for year in listed}
        numbers = sorted(self._years)
        if not numbers or len(numbers) != len(listed) or numbers[-1] - numbers[0] >= len(numbers):
            raise UnusableCalendar("Lịch làm việc phải gồm các năm liền nhau, mỗi năm một lần.")
        self._withheld = frozenset(withheld)
        self.first = date(numbers[0], 1, 1)
        self.last = date(numbers[-1], 12, 31)
        self.provisional_years = frozenset(
            number for number, year in self._years.items() if year.basis == "estimated"
        )
        self._special: dict[date, SpecialDay] = {
            day.on: day for year in self._years.values() for day in year.days
        }
        self._base = self.first.toordinal()
        days = [self.kind(date.fromordinal(o)).worked for o in self._ordinals()]
        self._through = list(accumulate(days))
        self._worked = [self._base + i for i, worked in enumerate(days) if worked]
        self.last_worked = self._worked[-1]
        """Ordinal of the last working day."""

    def _ordinals(self) -> range:
        return range(self._base, self.last.toordinal() + 1)

    @property
    def years(self) -> tuple[int, ...]:
        """The years, in order."""
        return tuple(sorted(self._years))

    def year(self, number: int) -> YearDays:
        """Return one year's data.

        Raises:
            YearNotInCalendar: it is not known.
            YearNotDecreed: it is known but may not be used here.
        """
        if number not in self._years:
            raise self.beyond(number)
        return self._years[number]

    def decreed(self) -> "WorkCalendar":
        """Return the calendar that scores use: decreed years only, up to the first that is not.

        Raises:
            UnusableCalendar: not even the first year is decreed.
        """
        open_years = sorted(self.provisional_years)
        kept = [year for year in self.years if not open_years or year < open_years[0]]
        return WorkCalendar(
            (self._years[year] for year in kept), withheld=set(self.years) - set(kept)
        )

    def beyond(self, year: int) -> YearNotInCalendar | YearNotDecreed:
        """Return the error for a year that is not here."""
        if year in self._withheld:
            return YearNotDecreed(year)
        return YearNotInCalendar(year, self.first.year, self.last.year)

    def kind(self, day: date) -> DayKind:
        """Return what a day is, without asking whether its year is known."""
        special = self._special.get(day)
        if special is not None:
            return DayKind(special.kind)
        return DayKind.WEEKEND if is_weekend(day) else DayKind.WORKING

    def day(self, day: date) -> Day:
        """Return what a day is, why, and by which notice.

        Raises:
            YearNotInCalendar, YearNotDecreed: its year is not here.
        """
        provisional = self.year(day.year).basis == "estimated"
        special = self._special.get(day)
        if special is None:
            kind = self.kind(day)
            title = "Nghỉ hằng tuần" if kind is DayKind.WEEKEND else ""
            return Day(on=day, kind=kind, title=title, provisional=provisional)
        return Day(
            on=day,
            kind=DayKind(special.kind),
            title=special.title,
            law=special.law,
            notice=special.notice,
            provisional=provisional,
            assumed=special.assumed,
        )

    def days(self, first: date, last: date) -> Iterator[Day]:
        """Yield every day from `first` to `last`, both included."""
        for offset in range((last - first).days + 1):
            yield self.day(first + timedelta(days=offset))

    def is_working(self, day: date) -> bool:
        """Return whether `day` counts as a working day."""
        self._index(day.toordinal())
        return self.kind(day).worked

    def add_working_days(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day`, or before it when `count` is negative.

        `day` itself is never counted (Bộ luật Dân sự 2015, Điều 147); 0 returns it unchanged.

        Raises:
            YearNotInCalendar, YearNotDecreed: the answer is beyond the calendar.
        """
        return date.fromordinal(self.add_to_ordinal(day.toordinal(), count))

    def add_to_ordinal(self, ordinal: int, count: int) -> int:
        """Return `add_working_days` for and as a proleptic ordinal; for counts in tight loops."""
        index = self._index(ordinal)
        if count == 0:
            return ordinal
        through = self._through[index]
        if count > 0:
            place = through + count - 1
        else:
            place = through + count - (bisect_right(self._worked, ordinal - 1) < through)
        if place < 0:
            raise self.beyond(self.first.year - 1)
        if place >= len(self._worked):
            raise self.beyond(self.last.year + 1)
        return self._worked[place]

    def working_days(self, after: date, until: date) -> int:
        """Return how many working days lie after `after`, up to and with `until`; may be negative."""
        through = self._through
        return through[self._index(until.toordinal())] - through[self._index(after.toordinal())]

    def _index(self, ordinal: int) -> int:
        index = ordinal - self._base
        if 0 <= index < len(self._through):
            return index
        year = date.fromordinal(ordinal).year if 0 < ordinal <= date.max.toordinal() else 0
        raise self.beyond(year or self.last.year + 1)
