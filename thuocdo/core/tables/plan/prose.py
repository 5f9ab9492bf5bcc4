"""Deadlines and thresholds written in prose: proposals, with the words they were read from."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from thuocdo.core.tables.plan.model import Due, Threshold
from thuocdo.core.vietnamese import fold, format_number, parse_number

__all__ = ["find_dues", "find_thresholds", "valid_date"]

# The patterns run over folded text, which has the same length as NFC text: places agree.
_BOUNDS = {"truoc": "before", "cham nhat": "by", "muon nhat": "by", "den": "by", "trong": "in"}
_SAID = {"before": "trước", "by": "chậm nhất", "in": "trong"}
_CUE = (
    r"(?:(?P<bound>truoc|cham nhat|muon nhat|khong qua|han|den het|den|trong|xong|vao)"
    r"\s+(?:la\s+)?)"
)
_DAY = r"(?:ngay\s+)?"
_HALF_DATE = r"(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})"
_EVERY_YEAR = r"\s*(?:cua\s+)?(?:hang|moi)\s+nam"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(_CUE + text)


def valid_date(day: str, month: str, year: str) -> date | None:
    """Return the date, or None where the calendar has no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


Reading = tuple[str, str, date | None]  # kind, proposal without the bound, the day


def _full_date(found: re.Match[str]) -> Reading | None:
    day = valid_date(found["day"], found["month"], found["year"])
    return None if day is None else ("date", f"{day:%d/%m/%Y}", day)


def _month_of_year(found: re.Match[str]) -> Reading | None:
    month = int(found["month"])
    return ("month", f"{found['year']}-{month:02}", None) if 1 <= month <= 12 else None  # noqa: PLR2004 - months


def _every_quarter(found: re.Match[str]) -> Reading:
    return "quarterly", f"ngày {int(found['day'])} của tháng thứ 3, hằng quý", None


def _every_month(found: re.Match[str]) -> Reading:
    return "monthly", f"ngày {int(found['day'])} hằng tháng", None


def _day_of_every_year(found: re.Match[str]) -> Reading | None:
    day = valid_date(found["day"], found["month"], "2000")  # a leap year: 29/02 may be meant
    return None if day is None else ("yearly", f"ngày {day:%d/%m} hằng năm", None)


def _month_of_every_year(found: re.Match[str]) -> Reading:
    return "yearly", f"tháng {int(found['month']):02} hằng năm", None


def _days_to_event(found: re.Match[str]) -> Reading:
    return "relative", f"{int(found['count'])} ngày {found['event'].strip()}", None


_READINGS: Sequence[tuple[re.Pattern[str], Callable[[re.Match[str]], Reading | None]]] = (
    (_pattern(rf"{_DAY}{_HALF_DATE}\s*[/.-]\s*(?P<year>\d{{4}})"), _full_date),
    (
        _pattern(r"ngay\s+(?P<day>\d{1,2})\s+thang\s+(?P<month>\d{1,2})\s+nam\s+(?P<year>\d{4})"),
        _full_date,
    ),
    (_pattern(rf"{_DAY}{_HALF_DATE}{_EVERY_YEAR}"), _day_of_every_year),
    (
        _pattern(r"ngay\s+(?P<day>\d{1,2})\s+(?:cua\s+)?thang\s+cuoi\s+(?:cua\s+)?(?:moi\s+)?quy"),
        _every_quarter,
    ),
    (
        _pattern(r"ngay\s+(?P<day>\d{1,2})\s+(?:cua\s+)?(?:hang|moi)\s+thang"),
        _every_month,
    ),
    (_pattern(rf"thang\s+(?P<month>\d{{1,2}}){_EVERY_YEAR}"), _month_of_every_year),
    (
        _pattern(r"thang\s+(?P<month>\d{1,2})\s*(?:/|nam)\s*(?P<year>\d{4})"),
        _month_of_year,
    ),
    (
        _pattern(
            r"(?P<count>\d{1,2})\s+ngay(?:\s+lam viec)?\s+(?P<event>(?:khi|ke tu|truoc khi|sau khi)[^.;,]*)"
        ),
        _days_to_event,
    ),
)
_BARE_DATE = re.compile(rf"{_HALF_DATE}\s*[/.-]\s*(?P<year>\d{{4}})")
_CITATION = re.compile(r"/[a-z][\w&-]*\s*$")  # "215/KH-UBND ngày 23/5/2024" dates a document


def _matches(text: str, folded: str) -> Iterator[tuple[re.Match[str], str, Reading]]:
    for pattern, read in _READINGS:
        for found in pattern.finditer(folded):
            reading = read(found)
            if reading is None:
                continue
            kind, proposal, day = reading
            if kind == "relative":  # in its own words, with their marks
                proposal = text[found.start("count") : found.end()]
            yield found, _BOUNDS.get(found["bound"], "by"), (kind, proposal, day)


def find_dues(text: str, field: str) -> list[Due]:
    """Return the deadlines that a cell's text states, in order.

    `trước` (before) keeps the day itself out; `chậm nhất` and `đến` (by) let it in. The date of
    a cited document is no deadline. A column of deadlines may state a bare date.

    >>> [due.proposal for due in find_dues("Báo cáo trước ngày 12 của tháng cuối quý", "note")]
    ['trước ngày 12 của tháng thứ 3, hằng quý']
    """
    folded = fold(text)
    if len(folded) != len(text):
        return []
    found_at: dict[int, Due] = {}
    for found, bound, (kind, proposal, day) in _matches(text, folded):
        words = text[found.start() : found.end()].strip()
        found_at[found.start()] = Due(kind, bound, f"{_SAID[bound]} {proposal}", words, field, day)
    if field == "due" and not found_at:
        return _bare_dates(text, folded)
    return [found_at[place] for place in sorted(found_at)]


def _bare_dates(text: str, folded: str) -> list[Due]:
    dues = []
    for found in _BARE_DATE.finditer(folded):
        reading = _full_date(found)
        if reading is not None and not _CITATION.search(
            folded[: found.start()].removesuffix("ngay ")
        ):
            words = text[found.start() : found.end()]
            dues.append(
                Due("date", "by", f"{_SAID['by']} {reading[1]}", words, field="due", day=reading[2])
            )
    return dues


_AMOUNT = r"(\d+(?:[.,]\d+)?)\s*%"
_THRESHOLDS = [
    (re.compile(pattern), sign)
    for pattern, sign in (
        (rf"(?:tu\s+)?{_AMOUNT}\s*(?:den|-|–)\s*{_AMOUNT}", "–"),
        (rf"\btu\s+{_AMOUNT}[^.;,%]{{0,80}}?\btro len", "≥"),
        (rf"{_AMOUNT}\s*tro len", "≥"),
        (rf"\btu\s+{_AMOUNT}[^.;,%]{{0,80}}?\btro xuong", "≤"),
        (rf"\b(?:it nhat|toi thieu|khong duoi|khong thap hon|dat tu)\s+{_AMOUNT}", "≥"),
        (rf"\b(?:khong qua|toi da|khong vuot qua)\s+{_AMOUNT}", "≤"),
        (rf"(?:\b(?:tren|hon|vuot)|>)\s*{_AMOUNT}", ">"),
        (rf"(?:\bduoi|<)\s*{_AMOUNT}", "<"),
        (rf"≥\s*{_AMOUNT}", "≥"),
        (rf"≤\s*{_AMOUNT}", "≤"),
        (_AMOUNT, "="),
    )
]
_COUNT = re.compile(r"\btu\s+(\d{1,4})\s+(?!ngay|thang|nam)([^\d.;,:%]{1,60}?)\s+tro len")


def _percent(text: str) -> str:
    return f"{format_number(Decimal(parse_number(text)))} %"


def find_thresholds(text: str, field: str) -> list[Threshold]:
    """Return the bounds on numbers that a cell's text states, in order.

    >>> [bound.proposal for bound in find_thresholds("Đạt từ 70% đến 100% nhiệm vụ", "title")]
    ['70 % – 100 %']
    """
    folded = fold(text)
    if len(folded) != len(text):
        return []
    places: dict[tuple[int, int], str] = {}
    for pattern, sign in _THRESHOLDS:
        for found in pattern.finditer(folded):
            if any(start < found.end() and found.start() < end for start, end in places):
                continue
            amounts = [_percent(group) for group in found.groups()]
            places[found.span()] = " – ".join(amounts) if sign == "–" else f"{sign} {amounts[0]}"
    for found in _COUNT.finditer(folded):
        what = text[found.start(2) : found.end(2)]
        places[found.span()] = f"≥ {int(found[1])} {what}"
    return [
        Threshold(proposal, text[start:end].strip(), field)
        for (start, end), proposal in sorted(places.items())
    ]
