"""Numbers of several agencies as one: parts are added, never percents."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from thuocdo.core.agencies.restated import sum_facts
from thuocdo.core.facts import Fact, FactKind, FactScope, Unit
from thuocdo.core.periods import calendar_year

DAY = date(2024, 12, 31)


def scope(agency: str) -> FactScope:
    return FactScope(agency, calendar_year(DAY), DAY)


def fact(agency: str, numerator: int, denominator: int, unit: Unit = Unit.PERCENT) -> Fact:
    return Fact(
        name="dossiers.on_time_rate",
        scope=scope(agency),
        numerator=Decimal(numerator),
        denominator=Decimal(denominator),
        unit=unit,
        source=FactKind.MEASURE,
        version=agency,
    )


def test_a_rate_is_that_of_all_dossiers_not_the_mean_of_rates():
    whole = sum_facts({"A": fact("A", 90, 100), "B": fact("B", 0, 300)}, scope("C"))
    assert whole is not None
    assert (whole.numerator, whole.denominator) == (90, 400)
    assert whole.rounded == Decimal("22.50")
    assert whole.scope == scope("C")
    assert whole.coverage == ""


def test_counts_are_added():
    both = {one: fact(one, number, 1, Unit.COUNT) for one, number in (("A", 3), ("B", 4))}
    whole = sum_facts(both, scope("C"))
    assert whole is not None
    assert whole.value == 7


def test_what_is_missing_is_said_and_nothing_is_no_sum():
    whole = sum_facts({"Sở A": fact("A", 1, 2), "Sở B": None}, scope("C"))
    assert whole is not None
    assert whole.coverage == "Chưa có số liệu của Sở B."
    assert sum_facts({"Sở A": None, "Sở B": None}, scope("C")) is None
    assert sum_facts({}, scope("C")) is None


@pytest.mark.parametrize("unit", [Unit.BOOLEAN, Unit.POINTS])
def test_a_yes_and_a_no_have_no_sum(unit):
    assert sum_facts({"A": fact("A", 1, 1, unit), "B": fact("B", 0, 1, unit)}, scope("C")) is None


@pytest.mark.parametrize(
    "other",
    [
        replace(fact("B", 1, 2), name="dossiers.received"),
        replace(fact("B", 1, 2), unit=Unit.COUNT),
        replace(fact("B", 1, 2), scope=FactScope("B", calendar_year(date(2023, 1, 1)), DAY)),
    ],
)
def test_other_things_are_not_added(other):
    with pytest.raises(ValueError, match=r"added|time"):
        sum_facts({"A": fact("A", 1, 2), "B": other}, scope("C"))
