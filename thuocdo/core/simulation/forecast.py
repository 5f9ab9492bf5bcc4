"""The year's end with its uncertainty: many drawn endings of one agency, each scored by the rules.

What comes is drawn as a Beta-binomial: the share of bad cases is learned from the cases so far,
which weigh no more than `sample` cases, since the rest of a year never quite repeats its beginning
(the Beta as prior of a binomial share: Gelman et al., Bayesian Data Analysis, 3rd ed., 2.4).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

import numpy as np
import numpy.typing as npt
from pydantic import Field

from thuocdo.core.index_sets.bulk import LeafRows, Totals, add_up
from thuocdo.core.scoring import ScoreState
from thuocdo.core.simulation.budget import volume_shift
from thuocdo.core.simulation.levers import bad_cases, cases
from thuocdo.core.simulation.scenarios import Ints, Shift, joined, score_scenarios, shifts_of_flow
from thuocdo.core.simulation.situation import Situation
from thuocdo.core.strict import Strict

__all__ = [
    "Ending",
    "Floats",
    "Forecast",
    "draw_bad",
    "draw_endings",
    "draw_totals",
    "draw_volume",
    "expected_share",
    "fill_unknown",
    "score_endings",
]

Floats = npt.NDArray[np.float64]
HALF = 0.5
_EDGE = 0.001  # a Beta has no mean of exactly 0 or 1


class Forecast(Strict):
    """How uncertain what is not known yet is taken to be.

    Attributes:
        sample: the cases so far weigh as at most so many when the rest of the year is guessed.
        volume_spread: standard deviation of the coming volume, as a share of it.
        points_weight: how firmly each point of a criterion without data keeps to the assumed
            share: the Beta's weight, in cases; small is uncertain.
        year_spread: standard deviation of a result's change from year to year, in percent points,
            where an agency's own history is too short to tell.
        band: the share of endings that a band holds, in percent.
    """

    sample: Annotated[int, Field(gt=0)]
    volume_spread: Annotated[float, Field(ge=0)]
    points_weight: Annotated[float, Field(gt=0)]
    year_spread: Annotated[float, Field(ge=0)]
    band: Annotated[int, Field(gt=0, lt=100)]
    reference: str
    assumption: str


@dataclass(frozen=True, slots=True)
class Ending:
    """One volume's cases of the whole period in each scenario, and by lever the bad ones."""

    total: Ints
    bad: Mapping[str, Ints]


def expected_share(
    bad: int, many: int, last_rest: tuple[int, int] | None, last_so_far: tuple[int, int] | None
) -> Fraction:
    """Return the share of bad cases to expect of the rest: as so far, moved by last year's season.

    Args:
        bad: bad cases so far.
        many: all cases so far.
        last_rest: bad and all cases of last year after this day; None where not known.
        last_so_far: the same up to this day of last year.
    """
    share = min(Fraction(bad, many), Fraction(1)) if many else Fraction(0)
    if last_rest is None or last_so_far is None or not last_rest[1] or not last_so_far[1]:
        return share
    # Half of last year's turn: two years are too few to trust it all.
    turn = (Fraction(*last_rest) - Fraction(*last_so_far)) / 2
    return min(max(share + turn, Fraction(0)), Fraction(1))


def draw_totals(
    situation: Situation,
    forecast: Forecast,
    *,
    assumed_share: Fraction,
    scenarios: int,
    seed: int | tuple[int, ...],
) -> Totals:
    """Return the total, scale and percent of many drawn endings; the same seed draws the same.

    Args:
        situation: where the agency stands.
        forecast: how uncertain the rest is.
        assumed_share: the share of their maximum that criteria without data give on average.
        scenarios: how many endings.
        seed: of the random numbers.
    """
    chance = np.random.default_rng(seed)
    endings = draw_endings(situation, forecast, scenarios, chance)
    rows = score_endings(situation, endings, scenarios)
    fill_unknown(situation, rows, forecast, assumed_share, chance)
    return add_up(situation.index_set, rows, scenarios)


def draw_endings(
    situation: Situation, forecast: Forecast, scenarios: int, chance: np.random.Generator
) -> dict[str, Ending]:
    """Draw how many cases come of each volume, and how many of them are bad."""
    endings: dict[str, Ending] = {}
    for volume, levers in situation.flows.items():
        so_far = int(cases(situation.facts[volume]))
        coming = situation.coming(levers[0])
        more = draw_volume(chance, np.full(scenarios, float(coming)), forecast)
        bad = {}
        for lever in levers:
            share = float(situation.share_of_bad(lever))
            come = draw_bad(chance, np.full(scenarios, share), so_far, more, forecast)
            bad[lever.key] = come + int(bad_cases(lever, situation.facts) or 0)
        endings[volume] = Ending(more + so_far, bad)
    return endings


def draw_volume(chance: np.random.Generator, expected: Floats, forecast: Forecast) -> Ints:
    """Draw how many cases come, in whole ones."""
    drawn = expected * (1 + forecast.volume_spread * chance.standard_normal(len(expected)))
    return np.rint(np.maximum(drawn, 0)).astype(np.int64)


def draw_bad(
    chance: np.random.Generator, share: Floats, so_far: Ints | int, more: Ints, forecast: Forecast
) -> Ints:
    """Draw how many of `more` cases are bad, having seen `so_far` cases with such a share."""
    weight = np.minimum(so_far, forecast.sample)
    truth = chance.beta(share * weight + HALF, (1 - share) * weight + HALF)
    return chance.binomial(more, truth).astype(np.int64)


def score_endings(situation: Situation, endings: Mapping[str, Ending], size: int) -> LeafRows:
    """Score every criterion in each of `size` endings, in the smallest steps of the set."""
    shifts: list[dict[str, Shift]] = []
    for volume, levers in situation.flows.items():
        more = endings[volume].total - int(cases(situation.facts[volume]))
        shifts.append(volume_shift(situation, levers[0], more))
        for lever in levers:
            bad = endings[volume].bad[lever.key] - int(bad_cases(lever, situation.facts) or 0)
            shifts.append(shifts_of_flow(lever, more, bad))
    return score_scenarios(situation, situation.index_set.leaves(), joined(shifts), size)


def fill_unknown(
    situation: Situation,
    rows: LeafRows,
    forecast: Forecast,
    assumed_share: Fraction,
    chance: np.random.Generator,
) -> None:
    """Give the criteria without data drawn points around the assumed share of their maximum."""
    waiting = [one for one in situation.sheet.scores if one.state is ScoreState.NO_DATA]
    if not waiting:
        return
    size = len(rows.points[waiting[0].code])
    year = float(assumed_share) + forecast.year_spread / 100 * chance.standard_normal(size)
    share = np.clip(year, _EDGE, 1 - _EDGE)
    for score in waiting:
        sure, most = int(score.won * rows.unit), int((score.won + score.unknown) * rows.unit)
        weight = forecast.points_weight * float(score.max_points)
        drawn = chance.beta(share * weight, (1 - share) * weight)
        rows.points[score.code] = np.maximum(np.rint(drawn * most).astype(np.int64), sure)
