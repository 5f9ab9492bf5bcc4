"""Numbers, days and sizes as people in Viet Nam read them; used by templates and before them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from django.utils import timezone

from thuocdo.core.vietnamese import format_number, round_half_up

__all__ = [
    "ago",
    "clock",
    "day",
    "dong",
    "moment",
    "number",
    "percent",
    "points",
    "points_of",
    "signed",
    "size",
]

_KIBI = 1024
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_MONTH_DAYS = 30


def number(value: Decimal | int | Fraction | None, places: int | None = None) -> str:
    """`8.240`, `1,5`; an en dash for what is not known."""
    if value is None:
        return "–"
    if isinstance(value, Fraction):
        value = round_half_up(value, 4 if places is None else places)
    return format_number(value, places=places)


def points(value: Decimal | None) -> str:
    """Points without needless zeros: `1,5`, `2`; an en dash when there are none to tell of."""
    return number(value)


def points_of(value: Decimal | None, maximum: Decimal) -> str:
    """`1,5/2 điểm`."""
    return f"{points(value)}/{points(maximum)} điểm"


def dong(value: Decimal) -> str:
    """Return an amount of money: `115.000 đồng`."""
    return f"{number(value)} đồng"


def percent(value: Decimal | Fraction | None) -> str:
    """`96,50 %`: always two decimals, so that a column of them lines up."""
    return "–" if value is None else f"{number(value, 2)} %"


def signed(value: Decimal) -> str:
    """`+1`, or the number after a real minus sign."""
    return f"{'−' if value < 0 else '+'}{number(abs(value))}"  # noqa: RUF001 - the minus sign is meant


def day(value: date | datetime | None) -> str:
    """`31/12/2023`, in the installation's time zone."""
    if value is None:
        return "–"
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return f"{value:%d/%m/%Y}"


def clock(value: datetime | None) -> str:
    """`08:37`."""
    return "–" if value is None else f"{timezone.localtime(value):%H:%M}"


def moment(value: datetime | None) -> str:
    """`31/12/2023 08:37`; the day comes first because people look for it first."""
    return "–" if value is None else f"{timezone.localtime(value):%d/%m/%Y %H:%M}"


def ago(value: datetime, now: datetime) -> str:
    """How long before `now`, roughly: `vừa xong`, `5 phút trước`, `3 ngày trước`."""
    passed = now - value
    if passed < _MINUTE:
        return "vừa xong"
    if passed < _HOUR:
        return f"{passed // _MINUTE} phút trước"
    if passed < _DAY:
        return f"{passed // _HOUR} giờ trước"
    if passed.days < _MONTH_DAYS:
        return f"{passed.days} ngày trước"
    return f"{passed.days // _MONTH_DAYS} tháng trước"


def size(octets: int) -> str:
    """`812 B`, `3,4 KB`, `1,2 MB`."""
    if octets < _KIBI:
        return f"{octets} B"
    value = Fraction(octets, _KIBI)
    for unit in ("KB", "MB"):
        if value < _KIBI:
            return f"{number(round_half_up(value, 1))} {unit}"
        value /= _KIBI
    return f"{number(round_half_up(value, 1))} GB"
