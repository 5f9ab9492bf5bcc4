"""Vietnamese text and numbers: one Unicode form, folding for comparison, the decimal comma."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache

__all__ = ["clean", "fold", "format_number", "parse_number", "round_half_up", "write_ratio"]

_SPACES = re.compile(r"\s+")
_GROUPED = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?")
_PLAIN = re.compile(r"[+-]?\d+([.,]\d+)?")


def clean(text: str) -> str:
    """Return `text` in NFC, with every run of white space as one space and none at the ends."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def fold(text: str) -> str:
    """Return `text` for comparison: no case, no marks, đ as d, single spaces.

    The same folding serves headings, search and sorting, on every database.
    """
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return _SPACES.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


def parse_number(text: str) -> Decimal:
    """Read a number as Vietnamese offices write it: `1,5`, `115.000`, `1.234,5`; also `1.5`.

    A single group of three digits after a point is read as thousands (`115.000` is 115000).

    Raises:
        ValueError: the text is not a number.
    """
    bare = clean(text).replace(" ", "")
    try:
        if _GROUPED.fullmatch(bare):
            return Decimal(bare.replace(".", "").replace(",", "."))
        if _PLAIN.fullmatch(bare):
            return Decimal(bare.replace(",", "."))
    except InvalidOperation:
        pass
    raise ValueError(f"«{text}» không phải là số")


def round_half_up(value: Fraction | Decimal | int, places: int) -> Decimal:
    """Round exactly, halves away from zero, to `places` decimals (80,36/95 is 84,59 %)."""
    above, below = value.as_integer_ratio()
    whole = (abs(above) * 10**places * 2 + below) // (2 * below)
    return Decimal(f"{-whole if above < 0 else whole}E{-places}")  # exact, however long


@lru_cache(maxsize=4096)  # a set's points and bounds are written again for every agency
def write_ratio(above: int, below: int, places: int) -> str:
    """Round a ratio half up and write it; whole numbers are found again sooner than fractions."""
    return format_number(round_half_up(Fraction(above, below), places))


def format_number(value: Decimal | int, *, places: int | None = None) -> str:
    """Write a number with decimal comma and dots for thousands.

    Without `places`, trailing zeros after the comma are dropped (`1,50` becomes `1,5`).
    """
    number = Decimal(value) if places is None else round_half_up(Decimal(value), places)
    text = f"{number:,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))
