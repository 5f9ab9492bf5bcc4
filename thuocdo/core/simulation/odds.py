"""Odds: how likely each rank is at the year's end, from drawn endings of all agencies of a group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from zlib import crc32

import numpy as np

from thuocdo.core.index_sets import IndexSet
from thuocdo.core.index_sets.bulk import Totals
from thuocdo.core.simulation.forecast import Forecast
from thuocdo.core.simulation.scenarios import Ints

__all__ = ["Odds", "Rival", "Spread", "odds_of", "rival_percents", "seed_of", "spread_of"]

_ENOUGH_YEARS = 4  # three changes tell a little of how much an agency moves


@dataclass(frozen=True, slots=True)
class Rival:
    """Another agency of the group, as far as its published results tell.

    Attributes:
        agency: its code.
        percents: its results by year, in percent of the scale.
    """

    agency: str
    percents: Mapping[int, Decimal]

    @property
    def last(self) -> Decimal:
        """Its newest result."""
        return self.percents[max(self.percents)]


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of drawn values, and the band around it that holds the asked share of them."""

    low: Decimal
    middle: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Odds:
    """What is to be expected at the period's end.

    Attributes:
        points, percent: the own total, and its percent of the scale.
        ranks: how many of the scenarios end at each rank; only those that occur.
        low, high: the band of ranks that holds the asked share, best first.
    """

    scenarios: int
    band: int
    points: Spread
    percent: Spread
    ranks: Mapping[int, int] = field(default_factory=dict)
    low: int | None = None
    high: int | None = None

    def odds(self, rank: int) -> float:
        """Return the share of scenarios that end at exactly this rank."""
        return self.ranks.get(rank, 0) / self.scenarios

    def chance(self, rank: int) -> float:
        """Return the share of scenarios that end at this rank or better."""
        return sum(many for one, many in self.ranks.items() if one <= rank) / self.scenarios


def odds_of(own: Totals, rivals: Sequence[Ints], forecast: Forecast, index_set: IndexSet) -> Odds:
    """Return the odds of an agency's ranks against its rivals.

    Args:
        own: the agency's drawn endings.
        rivals: each rival's drawn percents, in the same steps and as many.
        forecast: for the band.
        index_set: for the decimals of points and percents.
    """
    scenarios = len(own.percent)
    told = Odds(
        scenarios,
        forecast.band,
        spread_of(own.total, forecast.band, index_set.places),
        spread_of(own.percent, forecast.band, index_set.percent_places),
    )
    if not rivals:
        return told
    ranks = 1 + sum((one > own.percent for one in rivals), np.zeros(scenarios, dtype=np.int64))
    found, many = np.unique(ranks, return_counts=True)
    band = spread_of(ranks, forecast.band, 0)
    return Odds(
        scenarios,
        forecast.band,
        told.points,
        told.percent,
        {int(rank): int(times) for rank, times in zip(found, many, strict=True)},
        int(band.low),
        int(band.high),
    )


def rival_percents(
    rival: Rival, forecast: Forecast, *, scenarios: int, seed: int, percent_places: int = 2
) -> Ints:
    """Draw where a rival ends: around its last result, as much as its results use to move.

    Where it has too few results to tell, it moves as `forecast.year_spread` says.
    """
    chance = np.random.default_rng(seed_of(seed, rival.agency))
    spread = forecast.year_spread
    if len(rival.percents) >= _ENOUGH_YEARS:
        ordered = [float(rival.percents[year]) for year in sorted(rival.percents)]
        spread = float(np.std(np.diff(ordered), ddof=1))
    drawn = float(rival.last) + spread * chance.standard_normal(scenarios)
    percents: Ints = np.rint(np.clip(drawn, 0, 100) * 10**percent_places).astype(np.int64)
    return percents


def seed_of(seed: int, agency: str) -> tuple[int, int]:
    """Return an agency's own seed, so that the order of agencies does not matter."""
    return seed, crc32(agency.encode())


def spread_of(values: Ints, band: int, places: int) -> Spread:
    """Return the median of whole steps, and the band that leaves as many below as above."""
    ordered = np.sort(values)
    outside = (100 - band) / 200

    def at(place: float) -> Decimal:
        index = min(max(int(np.ceil(place * len(ordered))) - 1, 0), len(ordered) - 1)
        return Decimal(int(ordered[index])).scaleb(-places)

    return Spread(at(outside), at(1 / 2), at(1 - outside))
