"""Ranks from points: competition ranking («1224») on what was published, two decimals."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thuocdo.core.vietnamese import round_half_up

__all__ = ["Ranked", "rank"]


@dataclass(frozen=True, slots=True)
class Ranked:
    """One agency's place.

    Attributes:
        agency: its identification code.
        percent: points of the scale, two decimals, half up; this is what is ranked.
        rank: 1 is best; equal percents share a rank and the next rank is skipped.
    """

    agency: str
    points: Decimal
    scale: Decimal
    percent: Decimal
    rank: int


def rank(results: Iterable[tuple[str, Decimal, Decimal]]) -> list[Ranked]:
    """Rank `(agency, points, scale)`, best first; ties in the order of the agencies' codes."""
    percents = sorted(
        (-round_half_up(Fraction(points) * 100 / Fraction(scale), 2), agency, points, scale)
        for agency, points, scale in results
    )
    ranked: list[Ranked] = []
    for position, (minus, agency, points, scale) in enumerate(percents, start=1):
        tied = bool(ranked) and ranked[-1].percent == -minus
        place = ranked[-1].rank if tied else position
        ranked.append(Ranked(agency, points, scale, -minus, place))
    return ranked
