"""Published results and their ranks."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.people import NOW, World
from thuocdo.apps.assessments.queries import (
    history_of,
    last_result,
    percents_of_group,
    ranked_results,
    ranked_years,
)
from thuocdo.apps.assessments.services import publish_result
from thuocdo.apps.organisations.models import AuditEntry


def publish(agency, year: int, points: str, scale: str = "95", why: str = "") -> None:
    publish_result(
        agency=agency,
        year=year,
        points=Decimal(points),
        scale=Decimal(scale),
        not_comparable=why,
        now=NOW,
    )


def changes(year: int) -> dict[str, int | None]:
    return {one.agency.code: one.change for one in ranked_results(year, "departments")}


def test_results_are_ranked_by_percent_of_their_own_scale(world: World) -> None:
    publish(world.transport, 2023, "80.36")
    publish(world.construction, 2023, "84", "100")
    ranked = ranked_results(2023, "departments")
    assert [(one.agency, one.rank, str(one.percent)) for one in ranked] == [
        (world.transport, 1, "84.59"),
        (world.construction, 2, "84.00"),
    ]


def test_last_years_result_is_the_newest_before(world: World) -> None:
    assert last_result(world.transport, 2024) is None
    publish(world.transport, 2021, "70")
    publish(world.transport, 2023, "80.36")
    found = last_result(world.transport, 2024)
    assert found is not None
    assert (found.year, found.rank, found.out_of) == (2023, 1, 1)
    assert last_result(world.transport, 2023).year == 2021
    assert list(ranked_years("departments")) == [2023, 2021]
    assert ranked_years("communes") == {}


def test_one_result_a_year_and_never_above_the_scale(world: World) -> None:
    publish(world.transport, 2023, "80")
    with pytest.raises(IntegrityError), transaction.atomic():
        publish(world.transport, 2023, "81")
    with pytest.raises(IntegrityError), transaction.atomic():
        publish(world.construction, 2023, "96")


def test_places_are_won_and_lost_against_the_year_before(world: World) -> None:
    for agency, before, after in (
        (world.transport, "70", "80.36"),
        (world.construction, "75", "75"),
    ):
        publish(agency, 2022, before)
        publish(agency, 2023, after)
    assert changes(2023) == {"H99.15": 1, "H99.19": -1}
    assert changes(2022) == {"H99.15": None, "H99.19": None}


def test_a_year_that_is_missing_is_not_jumped_over(world: World) -> None:
    publish(world.transport, 2021, "70")
    publish(world.transport, 2023, "80")
    assert changes(2023) == {"H99.15": None}


def test_another_agencys_year_is_no_measure(world: World) -> None:
    why = "Hợp nhất với Sở Xây dựng từ 01/3/2023"
    publish(world.construction, 2022, "90")
    publish(world.transport, 2022, "70")
    publish(world.construction, 2023, "80")
    publish(world.transport, 2023, "94", why=why)
    first, second = ranked_results(2023, "departments")
    assert (first.agency, first.change, first.not_comparable) == (world.transport, None, why)
    assert (second.change, second.not_comparable) == (-1, "")
    entry = AuditEntry.objects.filter(action="assessments.result.published").latest("pk")
    assert entry.after["not_comparable"] == why


def test_a_trend_begins_anew_where_years_may_not_be_compared(world: World) -> None:
    publish(world.construction, 2021, "90")
    publish(world.transport, 2021, "60")
    publish(world.transport, 2022, "94", why="Hợp nhất từ 01/3/2022")
    publish(world.transport, 2023, "92")
    percents = percents_of_group("departments", before_year=2024)
    assert set(percents["H99.15"]) == {2022, 2023}
    assert set(percents["H99.19"]) == {2021}
    assert percents_of_group("departments", before_year=2021) == {}


def test_a_history_is_one_agencys_oldest_first(world: World) -> None:
    for year, points in ((2023, "80"), (2021, "70"), (2022, "75")):
        publish(world.transport, year, points)
        publish(world.construction, year, "72")
    history = history_of(world.transport, ranked_years("departments"))
    assert [(one.year, one.rank) for one in history] == [(2021, 2), (2022, 1), (2023, 1)]
