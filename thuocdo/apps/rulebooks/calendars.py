"""The clock's data that ships: working calendars, office hours, ways of counting, duties."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field

from thuocdo.apps.rulebooks.documents import CatalogueError, Yaml, read_yaml, validate
from thuocdo.core.worktime import (
    BeforeDue,
    ClockRule,
    Commitment,
    Duty,
    FixedHolidays,
    LunarYear,
    OfficeHours,
    WorkCalendar,
    WorkClock,
    YearDays,
    disagreements,
    estimate_year,
)

__all__ = ["ClockData", "check_calendars", "read_clock_data", "with_notice"]

_FOLDER = Path("calendars") / "vn"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Lunar(_Strict):
    years: Annotated[tuple[LunarYear, ...], Field(min_length=1)]


class _Offices(_Strict):
    offices: Annotated[tuple[OfficeHours, ...], Field(min_length=1)]


class _Rules(_Strict):
    rules: Annotated[tuple[ClockRule, ...], Field(min_length=1)]
    commitment: Commitment


class _Duties(_Strict):
    duties: tuple[Duty, ...]
    before_due: tuple[BeforeDue, ...]


@dataclass(frozen=True, slots=True)
class ClockData:
    """What the clock counts with. Mappings are by id; each has the entry `default`.

    Attributes:
        calendar: decreed years, then estimated ones.
    """

    calendar: WorkCalendar
    offices: Mapping[str, OfficeHours]
    rules: Mapping[str, ClockRule]
    commitment: Commitment
    duties: Mapping[str, Duty]
    before_due: Mapping[str, BeforeDue]

    def clock(self, office: str = "default") -> WorkClock:
        """Return the clock of an office.

        Raises:
            CatalogueError: there is no such office.
        """
        hours = self.offices.get(office)
        if hours is None:
            known = ", ".join(self.offices)
            raise CatalogueError([f"Không có giờ làm việc «{office}». Hiện có: {known}"])
        return WorkClock(self.calendar, hours, ZoneInfo(hours.zone))

    def rule(self, rule_id: str = "default") -> ClockRule:
        """Return a way of counting.

        Raises:
            CatalogueError: there is no such way.
        """
        if rule_id not in self.rules:
            known = ", ".join(self.rules)
            raise CatalogueError([f"Không có cách tính «{rule_id}». Hiện có: {known}"])
        return self.rules[rule_id]


def read_clock_data(root: Path) -> ClockData:
    """Read `calendars/vn` below `root`.

    Raises:
        CatalogueError: a file is wrong; every complaint has its file and line.
    """
    folder = root / _FOLDER

    def read(name: str) -> Yaml:
        return read_yaml(folder / f"{name}.yaml", root=root)

    lunar = read("lunar")
    decreed = [(document, _year(document)) for document in _year_files(root)]
    estimated = _estimates(
        validate(FixedHolidays, read("fixed")), lunar, {year.year for _, year in decreed}
    )
    offices, rules, duties = read("office"), read("rules"), read("duties")
    ways, works = validate(_Rules, rules), validate(_Duties, duties)
    data = ClockData(
        calendar=_calendar([year for _, year in decreed], estimated, lunar),
        offices=_by_id(validate(_Offices, offices).offices, offices, "offices"),
        rules=_by_id(ways.rules, rules, "rules"),
        commitment=ways.commitment,
        duties=_by_id(works.duties, duties, "duties"),
        before_due=_by_id(works.before_due, duties, "before_due"),
    )
    _refuse(_check_offices(data, offices))
    _refuse(
        f"{document.file}: thiếu mục «default»"
        for document in _without_default(data, offices, rules)
    )
    return data


def with_notice(data: ClockData, path: Path) -> ClockData:
    """Return the clock's data with one year replaced by the file of its notices.

    Raises:
        CatalogueError: there is no such file, or it is wrong.
    """
    if not path.is_file():
        raise CatalogueError([f"Không có tệp «{path}»."])
    decreed = _year(read_yaml(path, root=path.parent))
    calendar = data.calendar
    years = [calendar.year(number) for number in calendar.years if number != decreed.year]
    return replace(data, calendar=WorkCalendar([*years, decreed]))


def check_calendars(root: Path) -> tuple[str, ...]:
    """Return every complaint about the clock's data; empty when it holds together."""
    complaints: list[str] = []
    for document in _year_files(root, complaints):
        try:
            _year(document)
        except CatalogueError as error:
            complaints += error.complaints
    if complaints:
        return tuple(complaints)
    try:
        read_clock_data(root)
    except CatalogueError as error:
        return error.complaints
    return ()


def _year_files(root: Path, complaints: list[str] | None = None) -> Iterator[Yaml]:
    for path in sorted((root / _FOLDER).glob("[0-9]*.yaml")):
        try:
            yield read_yaml(path, root=root)
        except CatalogueError as error:
            if complaints is None:
                raise
            complaints += error.complaints


def _year(document: Yaml) -> YearDays:
    """Return a year whose days agree with each other and with the file's name."""
    year = validate(YearDays, document)
    complaints = [
        f"{document.place(('days', index, 'on'))}: {said}" for index, said in disagreements(year)
    ]
    if Path(document.file).stem != str(year.year):
        complaints.append(f"{document.place(('year',))}: tên tệp phải là {year.year}.yaml")
    _refuse(complaints)
    return year


def _estimates(law: FixedHolidays, lunar: Yaml, decreed: set[int]) -> list[YearDays]:
    known = validate(_Lunar, lunar).years
    return [estimate_year(law, year) for year in known if year.year not in decreed]


def _calendar(decreed: list[YearDays], estimated: list[YearDays], lunar: Yaml) -> WorkCalendar:
    numbers = sorted(year.year for year in (*decreed, *estimated))
    gaps = sorted(set(range(numbers[0], numbers[-1])) - set(numbers)) if numbers else []
    _refuse(f"{lunar.file}: thiếu năm {year}, và năm ấy chưa có tệp thông báo" for year in gaps)
    _refuse([] if len(set(numbers)) == len(numbers) else [f"{lunar.file}: có năm ghi hai lần"])
    return WorkCalendar((*decreed, *estimated))


_E = TypeVar("_E", OfficeHours, ClockRule, Duty, BeforeDue)


def _by_id(entries: Iterable[_E], document: Yaml, key: str) -> dict[str, _E]:
    found: dict[str, _E] = {}
    complaints = []
    for index, entry in enumerate(entries):
        if entry.id in found:
            complaints.append(f"{document.place((key, index))}: id «{entry.id}» bị lặp")
        found[entry.id] = entry
    _refuse(complaints)
    return found


def _check_offices(data: ClockData, document: Yaml) -> Iterator[str]:
    for index, office in enumerate(data.offices.values()):
        try:
            ZoneInfo(office.zone)
        except (ZoneInfoNotFoundError, ValueError):
            place = document.place(("offices", index, "zone"))
            yield f"{place}: không có múi giờ «{office.zone}»"


def _without_default(data: ClockData, offices: Yaml, rules: Yaml) -> Iterator[Yaml]:
    if "default" not in data.offices:
        yield offices
    if "default" not in data.rules:
        yield rules


def _refuse(complaints: Iterable[str]) -> None:
    listed = list(complaints)
    if listed:
        raise CatalogueError(listed)
