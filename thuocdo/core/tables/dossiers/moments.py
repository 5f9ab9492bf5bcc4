"""Times as offices write them: to the minute; midnight means that no hour was written."""

import re
from datetime import UTC, date, datetime, timedelta, tzinfo

from thuocdo.core.tables.grid import CellValue
from thuocdo.core.vietnamese import fold

__all__ = ["UnreadableTime", "has_hour", "parse_day", "parse_moment"]

_EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - local times; the zone is put on later
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_FIRST_SERIAL, _LAST_SERIAL = 32874, 73415  # the days of these years, as Excel numbers them
_HALF_SECOND = timedelta(milliseconds=500)
_CENTURY = 2000
_NOON = 12
_LONGEST = 60  # characters of a text that is a time

_DMY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})(?!\d)")
_IN_WORDS = re.compile(r"(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})")
_YMD = re.compile(r"(\d{4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(?:\d{2})?)?")
_HOUR = re.compile(
    r"(\d{1,2})\s*(?::|h|g|gio)\s*(\d{2})?(?:\s*(?::|phut|p)\s*\d{0,2})?(?:[.,]\d+)?"
)
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_ZONE = re.compile(r"t?\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(z|[+-]\d{2}:?\d{2})$")
_FILLERS = re.compile(r"\b(ngay|luc|vao|hoi|den)\b|[,;()]")
_NOTHING = frozenset(("", "-", "--", "---", "–", "—", ".", "...", "…", "/", "null", "none", "n/a"))


class UnreadableTime(ValueError):
    """A cell that should hold a time does not.

    Attributes:
        guess: what was perhaps meant, as Vietnam writes it, or None.
    """

    def __init__(self, guess: str | None = None) -> None:
        super().__init__(guess or "")
        self.guess = guess


def has_hour(moment: datetime) -> bool:
    """Return whether an hour was written; nobody is received or promised at midnight."""
    return bool(moment.hour or moment.minute)


def parse_moment(value: CellValue, zone: tzinfo) -> datetime | None:
    """Return the local time in a cell, to the minute, or None for an empty cell.

    Read are date cells, Excel's serial numbers, and texts: `20/11/2019 08:37`, `08:37 ngày
    20/11/2019`, `2019-11-20T08:37:00`, `20191120083700`, `20/11/19`, `ngày 20 tháng 11 năm
    2019`, hours as `8h30` and with SA or CH. Day before month, as Vietnam writes it.

    Args:
        value: the cell.
        zone: where the office is; a time that carries an offset of its own is converted to it.

    Raises:
        UnreadableTime: the cell holds something, yet no time of these years.
    """
    if isinstance(value, str):
        return _parse_text(value, zone)
    if value is None:
        return None
    if isinstance(value, datetime):
        return _to_minute(_local(value, zone))
    if isinstance(value, date):
        return _in_range(datetime(value.year, value.month, value.day))  # noqa: DTZ001 - local
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_serial(value)
    raise UnreadableTime


def _parse_text(text: str, zone: tzinfo) -> datetime | None:
    """Return the time in a text; the shape that nearly all exports have comes first."""
    if len(text) == 16 and text[2] == "/" == text[5] and text[10] == " ":  # noqa: PLR2004 - dd/mm/yyyy hh:mm
        try:
            return _in_range(
                datetime.fromisoformat(f"{text[6:10]}-{text[3:5]}-{text[:2]}T{text[11:]}")
            )
        except ValueError:
            pass  # perhaps another shape of the same length
    plain = fold(text[:_LONGEST])
    if plain in _NOTHING:
        return None
    if _ZONE.search(plain):
        return _to_minute(_local(_with_offset(plain), zone))
    if _SERIAL.fullmatch(plain):
        return _from_serial(float(plain.replace(",", ".")))
    if whole := _COMPACT.fullmatch(plain):
        year, month, day, hour, minute = (int(part or 0) for part in whole.groups())
        return _build(year, month, day, (hour, minute))
    return _from_words(_FILLERS.sub(" ", plain))


def _from_words(plain: str) -> datetime:
    """Return the time in a folded text that holds a date and perhaps an hour, and no more."""
    year_first = _YMD.search(plain)
    found = year_first or _DMY.search(plain) or _IN_WORDS.search(plain)
    if found is None:
        raise UnreadableTime
    first, second, third = (int(part) for part in found.groups())
    rest = f"{plain[: found.start()]} {plain[found.end() :]}".strip()
    if year_first:
        return _build(first, second, third, _hour_in(rest.removeprefix("t")))
    year = third if third >= 100 else third + _CENTURY  # noqa: PLR2004 - two digits
    return _build(year, second, first, _hour_in(rest))


def _hour_in(rest: str) -> tuple[int, int]:
    """Return hour and minute from what stands beside the date; SA and CH as Excel writes them."""
    bare = rest.strip(" -–.")
    half = next((mark for mark in ("sa", "ch", "am", "pm") if bare.endswith(mark)), "")
    bare = bare.removesuffix(half).strip()
    if not bare and not half:
        return 0, 0
    found = _HOUR.fullmatch(bare)
    if found is None:
        raise UnreadableTime
    hour, minute = int(found[1]), int(found[2] or 0)
    if half in {"ch", "pm"} and hour < _NOON:
        hour += _NOON
    if half in {"sa", "am"} and hour == _NOON:
        hour = 0
    return hour, minute


def _build(year: int, month: int, day: int, hour: tuple[int, int]) -> datetime:
    try:
        return _in_range(datetime(year, month, day, *hour))  # noqa: DTZ001 - local
    except ValueError:
        raise UnreadableTime(_swapped(year, month, day)) from None


def _swapped(year: int, month: int, day: int) -> str | None:
    """Return the date with day and month exchanged, if that is a date: 12/31/2023."""
    try:
        return f"{date(year, day, month):%d/%m/%Y}" if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def _from_serial(number: float) -> datetime:
    if not _FIRST_SERIAL <= number < _LAST_SERIAL:  # also what is not a number
        raise UnreadableTime
    return _to_minute(_EXCEL_EPOCH + timedelta(days=number) + _HALF_SECOND)


def _with_offset(plain: str) -> datetime:
    try:
        return datetime.fromisoformat(plain.upper())
    except ValueError:
        raise UnreadableTime from None


def _local(value: datetime, zone: tzinfo) -> datetime:
    return value if value.tzinfo is None else value.astimezone(zone).replace(tzinfo=None)


def _to_minute(value: datetime) -> datetime:
    if value.microsecond:
        value += _HALF_SECOND
    return _in_range(value.replace(second=0, microsecond=0))


def _in_range(value: datetime) -> datetime:
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise UnreadableTime
    return value


def parse_day(text: str) -> date:
    """Return the day that a text names, in any of the ways above.

    Raises:
        UnreadableTime: it names none.
    """
    moment = parse_moment(text, UTC)
    if moment is None:
        raise UnreadableTime
    return moment.date()
