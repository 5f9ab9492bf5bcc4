"""Intervals in prose: "từ 70% đến dưới 95%", "trên 90", "không quá 3 hồ sơ"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from thuocdo.core.vietnamese import fold, parse_number

__all__ = ["Interval", "read_interval"]

End = tuple[Decimal, bool]
"""A bound, and whether it belongs to the interval."""


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval that words state.

    Attributes:
        low, high: its ends; None where it is open to that side.
        percent: whether a bound bore a percent sign.
        single: one number ("2 sáng kiến"), which is exact only where it counts whole things.
        about: the words left besides, folded: what is counted or compared.
    """

    low: End | None
    high: End | None
    percent: bool
    about: str = ""
    single: bool = False


# Bounds run over folded text. A number bears its percent sign, or a unit word may follow.
_N = r"(\d+(?:[.,]\d+)?)\s*(%?)"
_FROM = r"(?:ty le )?(?:dat )?(?:muc )?(?:tu|>=|≥)\s*"
_UNDER = r"(?:duoi|nho hon|it hon|thap hon|<(?!=))\s*"
_OVER = r"(?:tren|lon hon|hon|vuot|cao hon|>(?!=))\s*"
_TO = r"\s*(?:den|toi|-|–|÷)\s*"

Reading = Callable[[Decimal, Decimal], tuple[End | None, End | None]]
_TWO: tuple[tuple[re.Pattern[str], Reading], ...] = tuple(
    (re.compile(pattern), reading)
    for pattern, reading in (
        (rf"\b{_OVER}{_N}{_TO}{_UNDER}{_N}", lambda a, b: ((a, False), (b, False))),
        (rf"\b{_OVER}{_N}{_TO}{_N}", lambda a, b: ((a, False), (b, True))),
        (rf"(?:{_FROM})?{_N}{_TO}{_UNDER}{_N}", lambda a, b: ((a, True), (b, False))),
        (rf"(?:{_FROM})?{_N}{_TO}{_N}", lambda a, b: ((a, True), (b, True))),
        (rf"{_N}\s*(?:<=|≤)[^<>≤≥\d]{{1,40}}<(?!=)\s*{_N}", lambda a, b: ((a, True), (b, False))),
        (rf"{_N}\s*(?:<=|≤)[^<>≤≥\d]{{1,40}}(?:<=|≤)\s*{_N}", lambda a, b: ((a, True), (b, True))),
        (rf"{_N}\s*<[^<>≤≥\d=]{{1,40}}(?:<=|≤)\s*{_N}", lambda a, b: ((a, False), (b, True))),
        (rf"{_N}\s*<[^<>≤≥\d=]{{1,40}}<(?!=)\s*{_N}", lambda a, b: ((a, False), (b, False))),
        (rf"{_FROM}{_N}[^\d;:]{{0,40}}?\bva {_UNDER}{_N}", lambda a, b: ((a, True), (b, False))),
    )
)
_UP = r"(?:\s+[^\W\d]+){0,8}?\s+(?:tro len|tro di)"
_DOWN = r"(?:\s+[^\W\d]+){0,8}?\s+tro xuong"
One = Callable[[Decimal], tuple[End | None, End | None]]
_ONE: tuple[tuple[re.Pattern[str], One], ...] = tuple(
    (re.compile(pattern), reading)
    for pattern, reading in (
        (rf"(?:\b{_FROM})?{_N}{_UP}\b", lambda a: ((a, True), None)),
        (rf"(?:\b{_FROM})?{_N}{_DOWN}\b", lambda a: (None, (a, True))),
        (
            rf"\b(?:it nhat|toi thieu|khong duoi|khong thap hon|khong it hon|dat tu|tu)\s+{_N}",
            lambda a: ((a, True), None),
        ),
        (rf"(?:>=|≥)\s*{_N}", lambda a: ((a, True), None)),
        (rf"(?:<=|≤)\s*{_N}", lambda a: (None, (a, True))),
        (
            rf"\b(?:khong qua|khong vuot qua|toi da|khong hon)\s+{_N}",
            lambda a: (None, (a, True)),
        ),
        (rf"\b(?:chua dat|khong dat|chua du|khong du)\s+{_N}", lambda a: (None, (a, False))),
        (rf"(?:\b|(?=[<])){_UNDER}{_N}", lambda a: (None, (a, False))),
        (rf"(?:\b|(?=[>])){_OVER}{_N}", lambda a: ((a, False), None)),
    )
)
_SINGLE = re.compile(rf"(?<![\d/.,]){_N}(?![\d/])")
_DATED = re.compile(
    r"\d{1,2}\s*/\s*\d{1,2}|\d{1,2}\s*/\s*20\d\d|\b(?:ngay|thang|quy|nam|khoan|dieu|so)\s+\d"
    r"|\b20\d\d\b|\d+\s*/\s*[a-z]{2}"
)
_WHOLE = Decimal(100)
_MOST_DIGITS = 9


def read_interval(text: str) -> Interval | None:
    """Return the one interval that the words state; None where they state none, or more.

    >>> read_interval("Từ 70% đến dưới 95%").high
    (Decimal('95'), False)
    """
    folded = fold(text)
    if _DATED.search(folded):
        return None
    found = _two(folded) or _one(folded) or _alone(folded)
    if found is None or any(sign.isdigit() for sign in found.about):
        return None
    ends = found.low, found.high
    if ends[0] and ends[1] and ends[0][0] > ends[1][0]:
        return None
    return found


def _two(folded: str) -> Interval | None:
    for pattern, reading in _TWO:
        found = pattern.search(folded)
        if found:
            one, sign, other, other_sign = found.groups()
            numbers = _number(one), _number(other)
            if numbers[0] is None or numbers[1] is None:
                return None
            low, high = reading(numbers[0], numbers[1])
            return Interval(low, high, bool(sign or other_sign), _rest(folded, found))
    return None


def _one(folded: str) -> Interval | None:
    for pattern, reading in _ONE:
        found = pattern.search(folded)
        number = _number(found[1]) if found else None
        if found and number is not None:
            low, high = reading(number)
            return Interval(low, high, bool(found[2]), _rest(folded, found))
    return None


def _alone(folded: str) -> Interval | None:
    """Read one bare number: all of something (100%), or so many things."""
    found = _SINGLE.search(folded)
    number = _number(found[1]) if found else None
    if not found or number is None:
        return None
    if found[2]:
        all_of = number == _WHOLE
        return (
            Interval((number, True), None, percent=True, about=_rest(folded, found))
            if all_of
            else None
        )
    whole = number == number.to_integral_value()
    ends = (number, True), (number + 1, False)
    return (
        Interval(*ends, percent=False, about=_rest(folded, found), single=True) if whole else None
    )


def _number(text: str) -> Decimal | None:
    return parse_number(text) if len(text) <= _MOST_DIGITS else None


def _rest(folded: str, found: re.Match[str]) -> str:
    inside = " ".join(re.findall(r"[^\W\d]+", found[0]))
    return f"{folded[: found.start()]} {folded[found.end() :]} {inside}".strip()
