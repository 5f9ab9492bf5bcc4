"""Bars of shares, as the numbers that an SVG needs; drawn by `kit/bar.html`."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Segment", "segments"]


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of a bar; `x` and `width` are percents with a decimal point, as SVG wants."""

    key: str
    x: str
    width: str


def segments(shares: Sequence[tuple[str, Decimal]], whole: Decimal) -> tuple[Segment, ...]:
    """Lay shares side by side over the whole bar; empty ones are left out."""
    laid, start = [], Decimal(0)
    for key, share in shares:
        if share > 0:
            laid.append(Segment(key, _percent(start, whole), _percent(share, whole)))
        start += share
    return tuple(laid)


def _percent(part: Decimal, whole: Decimal) -> str:
    return f"{part * 100 / whole:.3f}%"
