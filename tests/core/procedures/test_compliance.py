"""What compliance costs, and which rules hold on a day."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from thuocdo.core.procedures.compliance import (
    Burden,
    IncomeRule,
    PlaceRule,
    QuietRule,
    ReviewRules,
    saving,
)


def income(day: str, a_year: int) -> IncomeRule:
    return IncomeRule(
        valid_from=date.fromisoformat(day), income_a_year=a_year, hours_a_year=2000, reference="R"
    )


OLD, NEW = income("2023-01-01", 100_000_000), income("2024-01-01", 120_000_000)
RULES = ReviewRules(
    places=(
        PlaceRule(id="a", title="A", valid_from="2021-01-01", valid_to="2024-01-01", reference="R"),
        PlaceRule(id="b", title="B", valid_from="2021-01-01", reference="R"),
    ),
    quiet=(QuietRule(months=6, valid_from="2021-01-01", reference="R"),),
    income=(OLD, NEW),
)


def test_hours_are_worth_the_income_of_an_hour():
    assert OLD.an_hour == 50_000
    burden = Burden(hours=Decimal("1.5"), money=Decimal(115_000), dossiers_a_year=200)
    assert burden.once(OLD) == 190_000
    assert burden.a_year(OLD) == 38_000_000


def test_what_a_simplification_saves():
    found = saving(Burden(Decimal(4), Decimal(0), 1000), Burden(Decimal(3), Decimal(0), 1000), OLD)
    assert (found.before, found.after, found.saved) == (200_000_000, 150_000_000, 50_000_000)
    assert found.percent == 25


def test_more_of_it_is_a_loss_and_nothing_has_no_share():
    dearer = saving(Burden(Decimal(1), Decimal(0), 10), Burden(Decimal(2), Decimal(0), 10), OLD)
    assert (dearer.saved, dearer.percent) == (-500_000, -100)
    assert saving(Burden(Decimal(0), Decimal(0), 9), Burden(Decimal(0), Decimal(0), 9), OLD).percent is None  # fmt: skip


@pytest.mark.parametrize(
    ("day", "rule"), [(date(2020, 1, 1), OLD), (date(2023, 12, 31), OLD), (date(2026, 1, 1), NEW)]
)
def test_the_newest_income_known(day, rule):
    assert RULES.income_on(day) is rule


def test_places_of_a_day():
    assert [one.id for one in RULES.places_on(date(2023, 12, 31))] == ["a", "b"]
    assert [one.id for one in RULES.places_on(date(2024, 1, 1))] == ["b"]


def test_incomes_stand_in_order():
    with pytest.raises(ValidationError, match="xếp theo ngày"):
        RULES.model_validate({**RULES.model_dump(), "income": [NEW.model_dump(), OLD.model_dump()]})
