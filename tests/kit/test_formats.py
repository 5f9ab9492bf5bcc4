"""Numbers and days as officials write them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from thuocdo.kit import formats

NOW = datetime(2023, 12, 31, 1, 37, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "said"),
    [(8240, "8.240"), (Decimal("1.50"), "1,5"), (None, "–"), (Fraction(1, 3), "0,3333"), (0, "0")],
)
def test_number(value, said):
    assert formats.number(value) == said


def test_points_percents_and_signs():
    assert formats.points_of(Decimal("1.5"), Decimal(2)) == "1,5/2 điểm"
    assert formats.points_of(None, Decimal(2)) == "–/2 điểm"
    assert formats.percent(Decimal("96.5")) == "96,50 %"
    assert formats.percent(None) == "–"
    assert formats.signed(Decimal("-3.5")) == "\N{MINUS SIGN}3,5"
    assert formats.signed(Decimal(1)) == "+1"


def test_days_and_times_are_those_of_viet_nam():
    assert formats.day(date(2023, 12, 31)) == "31/12/2023"
    assert formats.day(datetime(2023, 12, 31, 20, tzinfo=UTC)) == "01/01/2024"
    assert formats.clock(NOW) == "08:37"
    assert formats.moment(NOW) == "31/12/2023 08:37"
    assert formats.day(None) == formats.moment(None) == formats.clock(None) == "–"


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=5), "vừa xong"),
        (timedelta(minutes=5), "5 phút trước"),
        (timedelta(hours=3), "3 giờ trước"),
        (timedelta(days=3), "3 ngày trước"),
        (timedelta(days=70), "2 tháng trước"),
    ],
)
def test_ago(passed, said):
    assert formats.ago(NOW - passed, NOW) == said


@pytest.mark.parametrize(
    ("octets", "said"),
    [(812, "812 B"), (3482, "3,4 KB"), (1258291, "1,2 MB"), (3 * 1024**3, "3 GB")],
)
def test_size(octets, said):
    assert formats.size(octets) == said
