"""The forecast put to the test: how often its band held, over seeded years like this one.

The years are made otherwise than the forecast draws them: month by month, with a busy and a slack
season, and a share of bad cases that wanders from month to month. So the band has to hold against
years that do not keep to its own assumptions.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from thuocdo.core.index_sets.bulk import add_up
from thuocdo.core.simulation.forecast import (
    Ending,
    Floats,
    Forecast,
    draw_bad,
    draw_volume,
    fill_unknown,
    score_endings,
)
from thuocdo.core.simulation.levers import cases
from thuocdo.core.simulation.scenarios import Ints
from thuocdo.core.simulation.situation import Situation

__all__ = ["BackTest", "back_test"]

MONTHS = 12
SEASON = 0.25  # the busiest month against the mean
WANDER = 0.15  # of the logit of the share, from month to month
_EDGE = 1e-4  # shares are kept off 0 and 1, where the logit has no end


@dataclass(frozen=True, slots=True)
class BackTest:
    """In how many of the years the end lay within the band that was told before."""

    years: int
    held: int
    band: int

    @property
    def share(self) -> Fraction:
        """The share of years in which the band held."""
        return Fraction(self.held, self.years)


@dataclass(frozen=True, slots=True)
class _Years:
    """Seeded years of one volume: cases up to the cut and in all, and bad ones by lever."""

    seen: Ints
    total: Ints
    seen_bad: dict[str, Ints]
    bad: dict[str, Ints]


def back_test(
    situation: Situation,
    forecast: Forecast,
    *,
    assumed_share: Fraction,
    seed: int,
    years: int = 100,
    scenarios: int = 300,
) -> BackTest:
    """Forecast seeded years from the same day as today, and count how often the band held."""
    chance = np.random.default_rng(seed)
    period = situation.scope.period
    passed = (situation.scope.as_of - period.start).days + 1
    cut = min(max(round(MONTHS * passed / (period.end - period.start).days), 1), MONTHS)
    made = {volume: _make(situation, volume, years, cut, chance) for volume in situation.flows}
    truth = {name: Ending(one.total, one.bad) for name, one in made.items()}
    ends = _totals(situation, truth, forecast, assumed_share, years, chance)
    told = _forecast(situation, made, forecast, assumed_share, (years, scenarios), chance)
    ordered = np.sort(told.reshape(years, scenarios), axis=1)
    outside = (100 - forecast.band) / 200
    low = ordered[:, int(np.floor(outside * (scenarios - 1)))]
    high = ordered[:, int(np.ceil((1 - outside) * (scenarios - 1)))]
    return BackTest(years, int(((low <= ends) & (ends <= high)).sum()), forecast.band)


def _make(
    situation: Situation, volume: str, years: int, cut: int, chance: np.random.Generator
) -> _Years:
    levers = situation.flows[volume]
    so_far = int(cases(situation.facts[volume]))
    whole = so_far + situation.coming(levers[0])
    months = np.arange(MONTHS)
    season = 1 + SEASON * np.sin(2 * np.pi * (months + chance.integers(0, MONTHS, (years, 1))) / 12)
    volumes = chance.poisson(whole * season / season.sum(axis=1, keepdims=True))
    seen_bad, bad = {}, {}
    for lever in levers:
        share = min(max(float(situation.share_of_bad(lever)), _EDGE), 1 - _EDGE)
        walk = np.cumsum(WANDER * chance.standard_normal((years, MONTHS)), axis=1)
        wandering = 1 / (1 + (1 - share) / share * np.exp(-walk))
        monthly = chance.binomial(volumes, wandering)
        bad[lever.key] = monthly.sum(axis=1)
        seen_bad[lever.key] = monthly[:, :cut].sum(axis=1)
    return _Years(volumes[:, :cut].sum(axis=1), volumes.sum(axis=1), seen_bad, bad)


def _totals(
    situation: Situation,
    endings: dict[str, Ending],
    forecast: Forecast,
    assumed_share: Fraction,
    size: int,
    chance: np.random.Generator,
) -> Ints:
    rows = score_endings(situation, endings, size)
    fill_unknown(situation, rows, forecast, assumed_share, chance)
    return add_up(situation.index_set, rows, size).total


def _forecast(
    situation: Situation,
    made: dict[str, _Years],
    forecast: Forecast,
    assumed_share: Fraction,
    shape: tuple[int, int],
    chance: np.random.Generator,
) -> Ints:
    """Draw endings of every year, as one who stands at the cut would: one row a year, flat."""
    years, scenarios = shape
    endings = {}
    for volume, one in made.items():
        seen = np.repeat(one.seen, scenarios)
        rest = np.repeat((one.total - one.seen).mean(), years * scenarios)
        more = draw_volume(chance, rest.astype(float), forecast)
        bad = {}
        for key, many in one.seen_bad.items():
            told = np.repeat(many, scenarios)
            share: Floats = told / np.maximum(seen, 1)
            bad[key] = told + draw_bad(chance, share, seen, more, forecast)
        endings[volume] = Ending(seen + more, bad)
    return _totals(situation, endings, forecast, assumed_share, years * scenarios, chance)
