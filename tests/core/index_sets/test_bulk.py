"""Two evaluators, one answer: the bulk sheet against the exact one, for every kind of rule."""

from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.scoring.kinds import KINDS, MAXIMUM, REGISTER, RULES
from tests.core.scoring.supplying import SCOPE, fact, facts
from thuocdo.apps.rulebooks.catalogue import all_index_set_ids, read_facts, read_index_set
from thuocdo.core.facts import Fact, FactRegister
from thuocdo.core.index_sets import IndexSet, score_sheet
from thuocdo.core.index_sets.bulk import score_bulk
from thuocdo.core.scoring import ScoreState
from thuocdo.core.scoring.bounds import bounds
from thuocdo.core.scoring.bulk_numbers import FactColumn

REFERENCE = {"document": "x"}


def a_set(*, places: int = 2) -> IndexSet:
    """Make a set of every kind, one section each, with a bonus, a penalty and a group that is capped."""
    criteria = [
        {
            "code": f"1.{number}",
            "title": title,
            "max_points": str(MAXIMUM),
            "reference": REFERENCE,
            "allow_negative": str(bounds(RULES[title], Decimal(MAXIMUM))[0] < 0).lower(),
            "rule": KINDS[title],
        }
        for number, title in enumerate(KINDS)
    ]
    whole = len(criteria) * MAXIMUM
    plain = [one for one in criteria if one["allow_negative"] == "false"]

    def copies(area: str, many: int) -> list[dict]:
        return [{**one, "code": f"{area}.{number}"} for number, one in enumerate(plain[:many])]

    capped: dict[str, Any] = {
        "code": "4.9",
        "title": "x",
        "max_points": "5",
        "reference": REFERENCE,
    }
    capped |= {"sum_differs": "trần", "children": copies("4.9", 9)}
    more = {"title": "x", "sum_differs": "trần của năm"}
    return IndexSet.model_validate(
        {
            "id": "all/2024",
            "title": "x",
            "issued": {"document": "x", "on": "2024-01-01", "by": "x"},
            "valid_from": "2024-01-01",
            "scale": str(whole + 5),
            "places": str(places),
            "areas": [
                {"code": "1", "title": "x", "max_points": str(whole), "criteria": criteria},
                {"code": "4", "title": "x", "max_points": "5", "criteria": [capped]},
                {
                    "code": "2",
                    "max_points": "3",
                    "section": "bonus",
                    "criteria": copies("2", 8),
                    **more,
                },
                {
                    "code": "3",
                    "max_points": "1",
                    "section": "penalty",
                    "criteria": copies("3", 6),
                    **more,
                },
            ],
        }
    )


EVERY_KIND = a_set()
COARSE = a_set(places=0)


def agree(index_set: IndexSet, register: FactRegister, people: list[dict[str, Fact]]) -> None:
    names = {name for supplied in people for name in supplied}
    columns = {name: FactColumn.of([one.get(name) for one in people]) for name in names}
    bulk = score_bulk(index_set, columns, register, agencies=len(people))
    unit, percent_unit = 10**index_set.places, 10**index_set.percent_places
    for place, supplied in enumerate(people):
        sheet = score_sheet(index_set, SCOPE, supplied.get, register)
        for row, score in enumerate(sheet.scores):
            said = f"{score.title}: {score.reason}"
            assert bulk.missing[row, place] == (score.state is ScoreState.NO_DATA), said
            assert bulk.outside[row, place] == (score.state is ScoreState.NOT_APPLICABLE), said
            assert bulk.points[row, place] == score.won * unit, said
        assert bulk.total[place] == sheet.total * unit
        assert bulk.scale[place] == sheet.scale * unit
        assert bulk.percent[place] == sheet.percent * percent_unit


@given(st.lists(facts(REGISTER), min_size=1, max_size=4))
def test_both_agree_on_every_kind(people: list[dict[str, Fact]]) -> None:
    agree(EVERY_KIND, REGISTER, people)
    agree(COARSE, REGISTER, people)


SHIPPED = read_facts()
SETS = {set_id: read_index_set(set_id) for set_id in all_index_set_ids()}


@given(st.data())
def test_both_agree_on_the_sets_that_ship(data: st.DataObject) -> None:
    index_set = SETS[data.draw(st.sampled_from(sorted(SETS)))]
    asked = {name: SHIPPED[name] for name in index_set.codes_by_fact}
    agree(index_set, SHIPPED, data.draw(st.lists(facts(asked), min_size=1, max_size=3)))


@pytest.mark.parametrize("many", [10**6, 10**12, 10**17])
def test_numbers_too_large_for_int64_stay_exact(many: int) -> None:
    names = ["a.count", "a.total", "a.portal", "a.last_year", "a.yes"]
    people = [
        {name: fact(REGISTER, name, many + 7 * place + turn) for place, name in enumerate(names)}
        for turn in range(3)
    ]
    agree(EVERY_KIND, REGISTER, people)


def test_decimals_of_facts_stay_exact() -> None:
    people = [{"a.count": fact(REGISTER, "a.count", value)} for value in ("0.305", "2", "1.25")]
    agree(EVERY_KIND, REGISTER, people)


def test_no_float_is_made() -> None:
    day = date(2024, 9, 30)
    assert day == SCOPE.as_of
    supplied = {name: fact(REGISTER, name, 1) for name in REGISTER}
    columns = {name: FactColumn.of([one]) for name, one in supplied.items()}
    bulk = score_bulk(EVERY_KIND, columns, REGISTER, agencies=1)
    for numbers in (bulk.points, bulk.total, bulk.scale, bulk.percent):
        assert numbers.dtype == np.int64
