"""Published results and their ranks."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.people import NOW, World
from thuocdo.apps.assessments.queries import last_result, ranked_results, years_with_results
from thuocdo.apps.assessments.services import publish_result


def publish(agency, year: int, points: str, scale: str = "95") -> None:
    publish_result(agency=agency, year=year, points=Decimal(points), scale=Decimal(scale), now=NOW)


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
    assert years_with_results("departments") == [2023, 2021]


def test_one_result_a_year_and_never_above_the_scale(world: World) -> None:
    publish(world.transport, 2023, "80")
    with pytest.raises(IntegrityError), transaction.atomic():
        publish(world.transport, 2023, "81")
    with pytest.raises(IntegrityError), transaction.atomic():
        publish(world.construction, 2023, "96")
