"""Exact ratios of whole numbers for thousands of agencies at once.

Every number is numerator over denominator in int64. Each operation knows the largest value it can
make; where int64 could overflow it goes on with Python's integers, slower and just as exact.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = [
    "SAFE",
    "Bools",
    "Column",
    "Ints",
    "added",
    "constant",
    "divided",
    "either",
    "multiplied",
    "select",
    "times",
]

Ints = npt.NDArray[Any]  # int64, or Python integers where those would overflow
Bools = npt.NDArray[np.bool_]
SAFE = 2**62


@dataclass(frozen=True, slots=True)
class Column:
    """A number of many agencies: `above`/`below`, with `below` above 0.

    Attributes:
        most: no numerator is larger, whatever its sign; `most_below` likewise.
        missing: where a fact is missing; None for nowhere. `empty`: where there was no case.
        natural: no numerator is below 0, as far as is known.
    """

    above: Ints | int
    below: Ints | int
    most: int
    most_below: int
    missing: Bools | None = None
    empty: Bools | None = None
    natural: bool = False

    def compared(self, sign: str, other: "Column") -> Bools:
        """Compare with another, row by row."""
        left, right = _cross(self, other)
        return np.asarray(_SIGNS[sign](left, right), dtype=bool)

    def clamped(self, low: Decimal, high: Decimal) -> "Column":
        """Keep between two numbers."""
        bottom, top = constant(low), constant(high)
        kept = self if low <= 0 and self.natural else _extreme(np.maximum, self, bottom)
        found = _extreme(np.minimum, kept, top)
        if found.natural == (low >= 0):
            return found
        return replace(found, natural=low >= 0)


_SIGNS: Mapping[str, Callable[[Any, Any], Any]] = {
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    "<": lambda a, b: a < b,
    "==": lambda a, b: a == b,
}


def _extreme(which: Callable[[Any, Any], Any], one: Column, bound: Column) -> Column:
    """Return the larger, or the smaller, of a number and a bound."""
    left, right = _cross(one, bound)
    most = max(one.most * bound.most_below, bound.most * one.most_below)
    most_below = one.most_below * bound.most_below
    same = _same_below(one, bound)
    below = one.below if same else times(one.below, bound.below, most_below)
    above = which(left, right)
    return Column(above, below, most, most_below, one.missing, one.empty, one.natural)


@lru_cache(maxsize=4096)  # a set's numbers are the same for every crowd
def constant(value: Decimal | Fraction | int) -> Column:
    """Return the same number for everybody."""
    exact = Fraction(value)
    above, below = exact.numerator, exact.denominator
    return Column(above, below, abs(above), below, natural=above >= 0)


def times(one: Ints | int, other: Ints | int, most: int) -> Any:
    """Multiply numbers of which none is larger than `most`."""
    if most > SAFE:
        one = one.astype(object) if isinstance(one, np.ndarray) else one
        other = other.astype(object) if isinstance(other, np.ndarray) else other
    if isinstance(one, int) and one == 1:
        return other
    return one if isinstance(other, int) and other == 1 else one * other


def _same_below(one: Column, other: Column) -> bool:
    if one.below is other.below:
        return True
    if isinstance(one.below, int) and isinstance(other.below, int):
        return one.below == other.below
    return False


def _cross(one: Column, other: Column) -> tuple[Any, Any]:
    """Bring two numbers over one denominator; return the numerators."""
    if _same_below(one, other):
        return one.above, other.above
    left = times(one.above, other.below, one.most * other.most_below)
    return left, times(other.above, one.below, other.most * one.most_below)


def either(one: Bools | None, other: Bools | None) -> Bools | None:
    """Return where one of two masks holds; None is nowhere."""
    if one is None or other is None:
        return other if one is None else one
    return one | other


def added(one: Column, other: Column, sign: int = 1) -> Column:
    """Add, or take off where `sign` is below 0, row by row; gaps are the caller's."""
    left, right = _cross(one, other)
    same = _same_below(one, other)
    below = one.below if same else times(one.below, other.below, one.most_below * other.most_below)
    most = one.most * other.most_below + other.most * one.most_below
    if most > SAFE:
        left, right = np.asarray(left, dtype=object), np.asarray(right, dtype=object)
    above = left + right if sign > 0 else left - right
    return Column(above, below, most, one.most_below * other.most_below)


def multiplied(one: Column, other: Column) -> Column:
    """Multiply, row by row; gaps are the caller's."""
    most, below = one.most * other.most, one.most_below * other.most_below
    return Column(
        times(one.above, other.above, most),
        times(one.below, other.below, below),
        most,
        below,
        natural=one.natural and other.natural,
    )


def divided(one: Column, other: Column) -> Column:
    """Divide, row by row; `empty` is where there is nothing to divide by, gaps are the caller's."""
    zero = np.asarray(other.above == 0, dtype=bool)
    # Turned over, the sign goes above the line; where there is nothing to divide by, 1 stands in.
    turned = np.where(zero, 1, np.abs(np.asarray(other.above)))
    most, below = one.most * other.most_below, one.most_below * max(other.most, 1)
    above = times(one.above, other.below, most)
    if np.any(np.asarray(other.above) < 0):
        above = np.where(np.asarray(other.above) < 0, -above, above)
    return Column(above, times(one.below, turned, below), most, below, None, zero)


def select(mask: Bools, one: Column, other: Column) -> Column:
    """Return `one` where the mask holds, else `other`; gaps are those of `other`."""
    most, below = max(one.most, other.most), max(one.most_below, other.most_below)
    # Nothing is nothing, whatever it is divided by: the other's denominators may stay.
    nothing = isinstance(one.above, int) and not one.above
    same = nothing or _same_below(one, other)
    under = other.below if same else np.where(mask, one.below, other.below)
    return Column(
        np.where(mask, one.above, other.above),
        under,
        most,
        below,
        other.missing,
        other.empty,
        one.natural and other.natural,
    )
