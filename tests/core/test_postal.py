"""Numbers of postal items."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from thuocdo.core.postal import WrongItemNumber, item_number, item_number_in


@pytest.mark.parametrize(
    ("service", "serial", "country", "number"),
    [
        ("RA", 47312482, "US", "RA473124829US"),  # the example of the standard
        ("RR", 12345678, "VN", "RR123456785VN"),
        ("EA", 0, "VN", "EA000000005VN"),
        ("EA", 2_000_000, "VN", "EA020000000VN"),
    ],
)
def test_the_check_digit_is_the_standards(service, serial, country, number):
    assert item_number(service, serial, country) == number
    assert item_number_in(number) == number


def test_a_number_may_be_typed_with_spaces_and_small_letters():
    assert item_number_in(" ra 473 124 829 us ") == "RA473124829US"


@given(st.integers(0, 10**8 - 1), st.integers(2, 9), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(serial, at, step):
    """The standard writes two of its eleven remainders as 5: only there may one slip through."""
    number = item_number("EA", serial)
    assume(number[10] != "5")
    wrong = number[:at] + str((int(number[at]) + step) % 10) + number[at + 1 :]
    with pytest.raises(WrongItemNumber, match="số kiểm tra không khớp"):
        item_number_in(wrong)


@pytest.mark.parametrize(
    "text", ["", "EA12345678VN", "E1123456785VN", "EA123456785", "EA1234567850VN"]
)
def test_another_form_is_refused_with_an_example(text):
    with pytest.raises(WrongItemNumber, match="EA123456785VN"):
        item_number_in(text)
