"""What the document around the table says about the plan: its date, its year, its scale."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thuocdo.core.tables.plan.prose import valid_date
from thuocdo.core.vietnamese import clean, fold, parse_number

__all__ = ["About", "read_about"]

_NUMBER = r"so\s*:?\s*[\w.]*\s*/\s*[\w\-& ]+?"
_SLASHED = r"ngay\s*(\d{1,2})\s*/\s*(\d{1,2})\s*/\s*(\d{4})"
_WORDED = r"ngay\s*(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*(\d{4})"
# In this order: "kèm theo Kế hoạch số … ngày …" names the plan itself, other citations its parents.
_OWN_DATES = [
    re.compile(pattern)
    for pattern in (
        rf"kem theo (?:ke hoach|quyet dinh|cong van)\s*(?:{_NUMBER})?\s*,?\s*{_SLASHED}",
        rf"kem theo (?:ke hoach|quyet dinh|cong van)\s*(?:{_NUMBER})?\s*,?\s*{_WORDED}",
        rf"^[\w .\-]{{2,40}},\s*{_WORDED}",
    )
]
_YEAR = re.compile(r"\bnam (20\d\d)\b(?!\s*[-–])")
_SCALE = re.compile(
    r"\d[\d.,]*\s*/\s*([1-9]\d{1,3}(?:,\d+)?)\s*diem\b|\bthang diem\s*:?\s*(\d{2,4})\b"
)


@dataclass(frozen=True, slots=True)
class About:
    """The plan's own date, the year it is for, and the scale of the index; each may be unknown."""

    issued_on: date | None
    year: int | None
    scale: Decimal | None


def read_about(texts: Sequence[str]) -> About:
    """Read the texts around the table, in reading order."""
    folded = [fold(clean(text)) for text in texts]
    issued_on = _own_date(folded)
    return About(issued_on, _year(folded, issued_on), _scale(folded))


def _own_date(folded: Sequence[str]) -> date | None:
    for pattern in _OWN_DATES:
        for text in folded:
            found = pattern.search(text)
            day = valid_date(*found.groups()) if found else None
            if day is not None:
                return day
    return None


def _year(folded: Sequence[str], issued_on: date | None) -> int | None:
    """Return the year that the texts name most, not before the plan was issued."""
    earliest = issued_on.year if issued_on else 0
    years = Counter(int(year) for text in folded for year in _YEAR.findall(text))
    fitting = {year: count for year, count in years.items() if year >= earliest}
    if fitting:
        return max(fitting, key=lambda year: (fitting[year], year))
    return issued_on.year if issued_on else None


def _scale(folded: Sequence[str]) -> Decimal | None:
    for text in folded:
        found = _SCALE.search(text)
        if found:
            return parse_number(found[1] or found[2])
    return None
