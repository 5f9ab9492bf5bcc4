"""What has arrived, however often and in whatever order it is told; which order it is for."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.core.payments import (
    ConflictingNotices,
    PaymentNotice,
    arrived,
    reference_in,
    reference_of,
)

START = datetime(2026, 3, 5, 1, 37, tzinfo=UTC)


def notice(key="a", amount=100, minutes=0):
    return PaymentNotice(
        key=key,
        reference="TD1L1",
        amount=Decimal(amount),
        paid_at=START + timedelta(minutes=minutes),
    )


@pytest.mark.parametrize(
    ("notices", "received", "missing", "excess", "minutes"),
    [
        ([], 0, 100, 0, None),
        ([notice()], 100, 0, 0, 0),
        ([notice(), notice()], 100, 0, 0, 0),
        ([notice(amount=60)], 60, 40, 0, None),
        ([notice("b", 40, minutes=9), notice("a", 60, minutes=2)], 100, 0, 0, 9),
        ([notice("b", 100, minutes=9), notice("a", 100, minutes=2)], 200, 0, 100, 2),
    ],
)
def test_each_transfer_counts_once(notices, received, missing, excess, minutes):
    found = arrived(Decimal(100), notices)
    assert (found.received, found.missing, found.excess) == (received, missing, excess)
    assert found.paid_at == (None if minutes is None else START + timedelta(minutes=minutes))


def test_one_key_for_two_transfers_is_a_matter_for_people():
    with pytest.raises(ConflictingNotices, match="«a»"):
        arrived(Decimal(100), [notice(amount=60), notice(amount=40)])


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(1, 50)), max_size=6, unique_by=lambda one: one[0]
    ).flatmap(lambda told: st.tuples(st.just(told), st.permutations(told + told)))
)
def test_neither_order_nor_repetition_matters(both):
    told, again = both
    once = [notice(str(key), amount, key) for key, amount in told]
    twice = [notice(str(key), amount, key) for key, amount in again]
    assert arrived(Decimal(60), once) == arrived(Decimal(60), twice)
    assert arrived(Decimal(60), once).received == sum(amount for _, amount in told)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="has no time zone"):
        PaymentNotice(
            key="a", reference="x", amount=Decimal(1), paid_at=datetime(2026, 3, 5, 8, 37)
        )


@pytest.mark.parametrize(
    ("code", "number", "reference"),
    [
        ("000.00.10.H36-260305-0001", 1, "TD0000010H362603050001L1"),
        ("000.00.10.H36-260305-0001", 2, "TD0000010H362603050001L2"),
        ("h36.12-260305-0001", 10, "TDH36122603050001L10"),
    ],
)
def test_a_reference_is_the_code_without_signs(code, number, reference):
    assert reference_of(code, number) == reference


def test_a_long_code_gets_a_short_reference_of_its_own():
    codes = [f"000.00.10.H36.ABCDEFGHIJ.KLMNOPQRS-260305-{n:04}" for n in range(200)]
    found = {reference_of(code, number) for code in codes for number in (1, 2)}
    assert len(found) == 400
    assert all(len(one) <= 25 and one.isalnum() and one.isascii() for one in found)


def test_payments_are_counted_from_one():
    with pytest.raises(ValueError, match="from 1"):
        reference_of("A", 0)


KNOWN = {"TD0000010H362603050001L1", "TD0000010H362603050001L11", "TDXL1"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("TD0000010H362603050001L1", "TD0000010H362603050001L1"),
        ("CT DEN:0263 td0000010h362603050001l11 chuyen khoan", "TD0000010H362603050001L11"),
        ("MBVCB.TDXL1.FT26", "TDXL1"),
        ("TDXL1 va TD0000010H362603050001L1", ""),
        ("TD0000010H362603050001L111", ""),
        ("chuyen tien", ""),
        ("", ""),
    ],
)
def test_a_reference_is_found_in_what_banks_make_of_it(text, found):
    assert reference_in(text, KNOWN) == found
