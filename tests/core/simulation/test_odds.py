"""Forecasts and odds: reproducible, right where nothing is uncertain, and honest about the rest."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.simulation.building import (
    DATA,
    JUDGED,
    NOTES,
    TASKS,
    a_fact,
    a_situation,
    dossiers,
)
from thuocdo.core.index_sets.bulk import Totals
from thuocdo.core.simulation import (
    Rival,
    Situation,
    back_test,
    draw_totals,
    expected_share,
    odds_of,
    rank_among,
    rival_percents,
)

FORECAST = DATA.forecast
HALF = Fraction(1, 2)
ALL = {NOTES: a_fact(NOTES, 5), TASKS: a_fact(TASKS, 90, 100), JUDGED: a_fact(JUDGED, 1)}


def drawn(situation: Situation, *, seed: int = 7, scenarios: int = 2000, **changed) -> Totals:
    forecast = FORECAST.model_copy(update=changed)
    return draw_totals(situation, forecast, assumed_share=HALF, scenarios=scenarios, seed=seed)


def test_the_same_seed_draws_the_same_and_another_one_does_not():
    situation = a_situation(dossiers(finished=500, late=40, online=300), coming=200)
    one, same, other = drawn(situation), drawn(situation), drawn(situation, seed=8)
    assert (one.total == same.total).all()
    assert (one.total != other.total).any()


@settings(max_examples=30)
@given(late=st.integers(0, 50), judged=st.integers(0, 2))
def test_where_nothing_comes_and_all_is_known_there_is_no_doubt(late, judged):
    facts = dossiers(finished=50, late=late, online=30) | ALL | {JUDGED: a_fact(JUDGED, judged)}
    situation = a_situation(facts, coming=0)
    totals = drawn(situation, scenarios=50)
    assert set(totals.total.tolist()) == {int(situation.sheet.total * 100)}
    assert set(totals.percent.tolist()) == {int(situation.sheet.percent * 100)}


def test_the_middle_is_near_what_is_expected():
    facts = dossiers(finished=5000, late=500, online=1500) | ALL
    situation = a_situation(facts, coming=2000)
    totals = drawn(situation, scenarios=4000)
    # 1.1: 90 % of 2 points; 1.3: 5 letters for some 700 late ones; 1.4 lost; 1.5 1; 1.6 1,8.
    assert abs(np.median(totals.total) - (180 + 1 + 0 + 100 + 180)) < 10
    assert totals.total.std() > 0


def test_a_criterion_without_data_is_drawn_around_the_assumed_share():
    facts = dossiers(finished=50, late=0, online=50) | ALL
    del facts[JUDGED]
    totals = drawn(a_situation(facts, coming=0), scenarios=4000, year_spread=0.0)
    judged = (
        totals.total - drawn(a_situation(facts | {JUDGED: a_fact(JUDGED, 0)}, coming=0)).total[0]
    )
    assert abs(judged.mean() - 100) < 3
    assert 0 <= judged.min() < judged.max() <= 200


def test_the_more_cases_were_seen_the_surer_it_is_up_to_the_cap():
    def spread(finished: int) -> float:
        facts = dossiers(finished=finished, late=finished // 10, twice=1) | ALL
        return float(drawn(a_situation(facts, coming=1000), volume_spread=0.0).total.std())

    assert spread(20) > spread(100) > spread(400)


def rivals(*percents: str) -> list[Rival]:
    return [Rival(f"R{n}", {2023: Decimal(one)}) for n, one in enumerate(percents)]


def odds(situation: Situation, others: list[Rival], *, seed: int = 7, **changed):
    forecast = FORECAST.model_copy(update=changed)
    own = draw_totals(situation, forecast, assumed_share=HALF, scenarios=2000, seed=seed)
    against = [rival_percents(one, forecast, scenarios=2000, seed=seed) for one in others]
    return odds_of(own, against, forecast, situation.index_set)


def test_chances_add_up_and_the_band_holds_what_it_says():
    situation = a_situation(dossiers(finished=500, late=40, online=330), coming=200)
    told = odds(situation, rivals("30", "45", "50", "55", "60", "70"))
    assert sum(told.ranks.values()) == told.scenarios == 2000
    assert told.chance(7) == 1
    assert told.low is not None
    assert told.high is not None
    inside = told.chance(told.high) - told.chance(told.low - 1)
    assert inside >= 0.8
    assert told.percent.low <= told.percent.middle <= told.percent.high
    assert told.points.low <= told.points.middle <= told.points.high


def test_the_order_of_rivals_does_not_matter():
    situation = a_situation(dossiers(finished=500, late=40, online=330), coming=200)
    others = rivals("30", "45", "50", "55")
    assert odds(situation, others) == odds(situation, others[::-1])


def test_facts_that_do_not_fit_together_break_nothing():
    """More asked twice than were received: two sources, two days."""
    facts = dossiers(finished=50, late=5, twice=80) | ALL
    told = odds(a_situation(facts, coming=20), rivals("50"))
    assert sum(told.ranks.values()) == 2000


def test_without_doubt_the_odds_are_the_rank():
    facts = dossiers(finished=50, late=5, online=30) | ALL
    situation = a_situation(facts, coming=0)
    told = odds(situation, rivals("20", "60", "90"), year_spread=0.0)
    expected = rank_among(situation.sheet.percent, [Decimal(20), Decimal(60), Decimal(90)])
    assert told.ranks == {expected: 2000}
    assert (told.low, told.high) == (expected, expected)


def test_alone_there_is_no_rank():
    told = odds(a_situation(dossiers(finished=50, late=5), coming=20), [])
    assert (told.low, told.high, told.ranks) == (None, None, {})


def test_a_rival_with_a_history_moves_as_it_uses_to():
    calm = Rival("A", {year: Decimal(70) + year % 2 for year in range(2018, 2024)})
    wild = Rival("B", {year: Decimal(70) + 10 * (year % 2) for year in range(2018, 2024)})
    short = Rival("C", {2022: Decimal(40), 2023: Decimal(80)})

    def spread(one: Rival) -> float:
        return float(rival_percents(one, FORECAST, scenarios=4000, seed=1).std()) / 100

    assert spread(calm) == pytest.approx(1.1, rel=0.1)
    assert spread(wild) > 5
    assert spread(short) == pytest.approx(FORECAST.year_spread, rel=0.1)


@pytest.mark.parametrize(
    ("rest", "so_far", "share"),
    [
        (None, None, Fraction(1, 10)),
        ((4, 20), (10, 100), Fraction(3, 20)),  # a tenth more late then: half of it now
        ((0, 20), (90, 100), Fraction(0)),  # never below nothing
        ((0, 0), (90, 100), Fraction(1, 10)),
    ],
)
def test_last_years_season_turns_what_is_expected(rest, so_far, share):
    assert expected_share(10, 100, rest, so_far) == share
    assert expected_share(0, 0, rest, so_far) in {Fraction(0), Fraction(1, 20)}


def test_the_band_holds_about_as_often_as_it_says():
    facts = dossiers(finished=4000, late=200, online=2300) | ALL
    tested = back_test(
        a_situation(facts, coming=1500), FORECAST, assumed_share=HALF, seed=7, years=200
    )
    assert tested.years == 200
    assert 0.7 <= tested.share <= 0.92


def test_a_forecast_that_is_too_sure_is_found_out():
    facts = dossiers(finished=4000, late=400, online=2300) | ALL
    too_sure = FORECAST.model_copy(update={"sample": 10**9, "volume_spread": 0.0})
    situation = a_situation(facts, coming=1500)
    tested = back_test(situation, too_sure, assumed_share=HALF, seed=7, years=200)
    honest = back_test(situation, FORECAST, assumed_share=HALF, seed=7, years=200)
    assert tested.held < honest.held


def test_the_back_test_is_reproducible():
    situation = a_situation(dossiers(finished=400, late=20, online=230), coming=150)
    one = back_test(situation, FORECAST, assumed_share=HALF, seed=3, years=30)
    assert one == back_test(situation, FORECAST, assumed_share=HALF, seed=3, years=30)
    assert one.years == 30
    assert replace(one, held=0).share == 0
