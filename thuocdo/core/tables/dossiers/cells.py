"""What a cell holds: codes, counts and texts, whatever type the file gave them."""

import re
from decimal import Decimal
from functools import lru_cache

from thuocdo.core.tables.grid import CellValue
from thuocdo.core.vietnamese import clean, fold, parse_number

__all__ = [
    "UnreadableCount",
    "has_controls",
    "is_blank",
    "parse_count",
    "parse_procedure",
    "shown",
    "text_of",
]

_PROCEDURE = re.compile(r"(?<![\d.])([1-9])\.(\d{6})(?!\d)")
_SHORTENED = re.compile(r"([1-9])[.,](\d{1,6})")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_PLAIN = re.compile(r"[!-~]*")
_DIGITS = 6
_TIMES = re.compile(r"\s*(lan|luot)$")
_NO_TIMES = frozenset(("", "-", "–", "—", "khong", "khong co", "chua", "null"))
_MOST_REQUESTS = 99  # more is a number of something else, or thousands misread
_LONGEST_SHOWN = 40


class UnreadableCount(ValueError):
    """A cell that should hold a small whole number does not."""


def text_of(value: CellValue) -> str:
    """Return a cell as text: whole numbers without a point, in NFC, single spaces, no controls."""
    text = _text(value)
    return text if text.isprintable() else clean(_CONTROLS.sub("", text))


def has_controls(value: CellValue) -> bool:
    """Return whether a cell's text holds control characters that are no white space."""
    text = _text(value)
    return not text.isprintable() and _CONTROLS.search(text) is not None


def _text(value: CellValue) -> str:
    if isinstance(value, str):
        # Codes and ticks are clean as they are; only they are many and all different.
        return value if _PLAIN.fullmatch(value) else clean(value)
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def shown(value: CellValue) -> str:
    """Return a cell for a message: as text, not too long, without control codes of a terminal."""
    text = "".join(c if c.isprintable() else "�" for c in _text(value)[: 2 * _LONGEST_SHOWN])
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def is_blank(value: CellValue) -> bool:
    """Return whether a cell holds nothing to see."""
    return value is None or (isinstance(value, str) and not value.strip())


def parse_count(value: CellValue) -> int:
    """Return how often something happened; an empty cell is never.

    Raises:
        UnreadableCount: no whole number from 0 to 99.
    """
    if value is None or value == "":  # nearly all cells
        return 0
    number = value if isinstance(value, (int, float)) else _number_in(text_of(value))
    if isinstance(value, bool) or not 0 <= number <= _MOST_REQUESTS or number != int(number):
        raise UnreadableCount
    return int(number)


@lru_cache(maxsize=2048)
def _number_in(text: str) -> Decimal:
    words = _TIMES.sub("", fold(text))
    if words in _NO_TIMES:
        return Decimal(0)
    try:
        return parse_number(words)
    except ValueError:
        raise UnreadableCount from None


def parse_procedure(value: CellValue) -> tuple[str, bool]:
    """Return a procedure's national code without local suffix, and whether it had to be guessed.

    `1.002809.000.00.00.H56` and `1.002809 - Đổi giấy phép` become `1.002809`. A sheet that took
    the code for a number has dropped zeros at its end: 1.0107 becomes `1.010700`. What is no
    national code stays as it is.
    """
    if isinstance(value, float) and not value.is_integer():
        return _procedure_in(f"{value:.6f}".rstrip("0"))
    return _procedure_in(text_of(value))


@lru_cache(maxsize=4096)
def _procedure_in(text: str) -> tuple[str, bool]:
    if found := _PROCEDURE.search(text):
        return f"{found[1]}.{found[2]}", False
    if found := _SHORTENED.fullmatch(text):
        return f"{found[1]}.{found[2].ljust(_DIGITS, '0')}", True
    return text, bool(text)
