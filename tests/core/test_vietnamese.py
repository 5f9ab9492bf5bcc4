"""Text and numbers as Vietnamese offices write them."""

import unicodedata
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.core.vietnamese import clean, fold, format_number, parse_number, round_half_up


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,5", "1.5"),
        ("1.5", "1.5"),
        ("115.000", "115000"),
        ("1.234,5", "1234.5"),
        (" 02 ", "2"),
        ("-3", "-3"),
        ("1 234", "1234"),
    ],
)
def test_numbers_are_read(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "1,2,3", "1.23.4", "một", "1e5", "--1", "12 %"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="không phải là số"):
        parse_number(text)


@given(st.decimals(-(10**9), 10**9, places=3))
def test_a_written_number_reads_back(number: Decimal) -> None:
    assert parse_number(format_number(number)) == number


def test_halves_round_away_from_zero() -> None:
    assert round_half_up(Decimal("80.36") / 95 * 100, 2) == Decimal("84.59")
    assert round_half_up(Fraction(5, 1000), 2) == Decimal("0.01")
    assert round_half_up(Fraction(-5, 1000), 2) == Decimal("-0.01")
    assert str(round_half_up(Fraction(2), 2)) == "2.00"
    assert str(round_half_up(Fraction(-1, 1000), 2)) == "0.00"


def test_long_numbers_round_exactly() -> None:
    assert str(round_half_up(10**40, 2)) == f"1{'0' * 40}.00"
    assert str(round_half_up(Fraction(10**40, 3), 0)) == "3" * 40


def test_folding_drops_case_marks_and_unicode_form() -> None:
    assert fold("  Đơn VỊ\u00a0chủ  trì ") == "don vi chu tri"
    assert fold(unicodedata.normalize("NFD", "Nguyễn Đình")) == "nguyen dinh"


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
