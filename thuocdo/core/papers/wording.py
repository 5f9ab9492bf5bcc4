"""Days, moments and money as papers write them."""

from datetime import date, datetime
from decimal import Decimal

from thuocdo.core.vietnamese import format_number

__all__ = ["day_in_words", "moment_in_words", "money_in_words"]

_TWO_DIGIT_MONTHS = 2  # Nghị định 30/2020/NĐ-CP: days below 10 and months 1 and 2 get a zero


def day_in_words(day: date) -> str:
    """Write a day as letters do.

    >>> day_in_words(date(2026, 3, 5)), day_in_words(date(2026, 2, 24))
    ('ngày 05 tháng 3 năm 2026', 'ngày 24 tháng 02 năm 2026')
    """
    month = f"{day.month:02}" if day.month <= _TWO_DIGIT_MONTHS else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def moment_in_words(moment: datetime) -> str:
    """Write a moment as receipts do, in the time zone that it has.

    >>> moment_in_words(datetime(2019, 11, 20, 8, 37))
    '08 giờ 37 phút, ngày 20 tháng 11 năm 2019'
    """
    return f"{moment.hour:02} giờ {moment.minute:02} phút, {day_in_words(moment)}"


def money_in_words(amount: Decimal) -> str:
    """Write an amount of đồng.

    >>> money_in_words(Decimal("135000"))
    '135.000 đồng'
    """
    return f"{format_number(amount)} đồng"
