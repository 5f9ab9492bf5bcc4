"""The stock of earlier results: who counts on a day, and what is missing for the year's share."""

from datetime import date
from decimal import Decimal

import pytest

from thuocdo.core.procedures.earlier import EarlierStock, StockDigitisation, stock_on

DAY = date(2024, 6, 30)


@pytest.mark.parametrize(
    ("year", "target"), [(2020, 0), (2021, 20), (2023, 60), (2025, 100), (2030, 100)]
)
def test_the_share_grows_each_year_until_all(year: int, target: int) -> None:
    rules = StockDigitisation(first_year=2021, yearly_share=Decimal(20), law="x")
    assert rules.target(year) == target


def test_only_results_in_force_on_the_day_count() -> None:
    def one(issued: date, expires: date | None, digitised: date | None, *, signed: bool = False):
        return ("1.002809", issued, expires, digitised, signed)

    stock = stock_on(
        DAY,
        [
            one(date(2010, 1, 1), None, None),
            one(date(2010, 1, 1), DAY, None),  # expired on the day itself
            one(date(2024, 7, 1), None, None),  # not yet given
            one(date(2010, 1, 1), date(2024, 7, 1), date(2023, 1, 1), signed=True),
            one(date(2010, 1, 1), None, date(2024, 7, 1), signed=True),  # digitised later
        ],
    )
    assert stock == (EarlierStock("1.002809", 3, 1, 1),)


def test_what_is_missing_is_rounded_up() -> None:
    assert EarlierStock("x", 101, 80, 0).missing(Decimal(80)) == 1
    assert EarlierStock("x", 100, 80, 0).missing(Decimal(80)) == 0
    assert EarlierStock("x", 0, 0, 0).missing(Decimal(80)) == 0
