"""Amounts of time: what can be counted, and how far an office may commit to less."""

from decimal import Decimal

import pytest

from thuocdo.core.worktime import (
    Allowance,
    Commitment,
    CommitmentNotAllowed,
    TimeUnit,
    WrongAllowance,
)

DAYS = TimeUnit.WORKING_DAYS
LIMITS = Commitment(
    at_least=Decimal(10),
    usual_at_most=Decimal("33.3"),
    at_most=Decimal(80),
    round_up_to="half_day",
    reference="x",
)


@pytest.mark.parametrize(
    ("amount", "unit"),
    [
        ("0", DAYS),
        ("-1", DAYS),
        ("NaN", DAYS),
        ("Infinity", DAYS),
        ("1e400", DAYS),
        ("0.25", DAYS),
        ("1.5", TimeUnit.HALF_DAYS),
        ("0.01", TimeUnit.WORKING_HOURS),
        ("1.5", TimeUnit.CALENDAR_DAYS),
        ("0.5", TimeUnit.MONTHS),
        ("1", TimeUnit.SAME_DAY),
    ],
)
def test_what_cannot_be_counted_is_refused(amount: str, unit: TimeUnit) -> None:
    with pytest.raises(WrongAllowance):
        Allowance.of(amount, unit)


def test_an_allowance_reads_as_people_say_it() -> None:
    assert Allowance.of("2.5", DAYS).text == "2,5 ngày làm việc"
    assert Allowance.of(4, TimeUnit.WORKING_HOURS).text == "4 giờ làm việc"
    assert Allowance.same_day().text == "trong ngày"


@pytest.mark.parametrize(
    ("statutory", "unit", "share", "committed"),
    [
        ("15", DAYS, "33.3", "10"),
        ("25", DAYS, "33.3", "17"),
        ("25", DAYS, "10", "22.5"),
        ("7", DAYS, "10", "6.5"),
        ("10", DAYS, "80", "2"),
        ("100", DAYS, "10", "90"),
        ("8", TimeUnit.WORKING_HOURS, "33.3", "5.5"),
        ("30", TimeUnit.CALENDAR_DAYS, "50", "15"),
        ("3", TimeUnit.MONTHS, "33.3", "2"),
    ],
)
def test_a_committed_time_is_shorter_by_a_share_and_rounded_up(
    statutory: str, unit: TimeUnit, share: str, committed: str
) -> None:
    shorter = LIMITS.shortened(Allowance.of(statutory, unit), Decimal(share))
    assert shorter == Allowance.of(committed, unit)


def test_rounding_may_be_to_whole_days() -> None:
    whole = LIMITS.model_copy(update={"round_up_to": "day"})
    assert whole.shortened(Allowance.of(25, DAYS), Decimal(10)).amount == 23


@pytest.mark.parametrize("share", ["9.9", "80.1", "0", "-5", "100"])
def test_a_share_outside_what_is_allowed_is_refused(share: str) -> None:
    with pytest.raises(CommitmentNotAllowed, match="từ 10 % đến 80 %"):
        LIMITS.shortened(Allowance.of(25, DAYS), Decimal(share))


def test_the_same_day_cannot_be_shortened() -> None:
    with pytest.raises(WrongAllowance):
        LIMITS.shortened(Allowance.same_day(), Decimal(20))


def test_the_share_of_a_commitment_is_told_and_judged() -> None:
    share = LIMITS.share(Allowance.of(15, DAYS), Allowance.of(10, DAYS))
    assert share == Decimal("33.3")
    assert LIMITS.is_usual(share)
    assert not LIMITS.is_usual(Decimal(50))


@pytest.mark.parametrize(
    "committed",
    [
        Allowance.of(25, DAYS),
        Allowance.of(30, DAYS),
        Allowance.of(1, DAYS),
        Allowance.of(10, TimeUnit.CALENDAR_DAYS),
    ],
)
def test_a_commitment_that_is_none_is_refused(committed: Allowance) -> None:
    with pytest.raises(CommitmentNotAllowed):
        LIMITS.share(Allowance.of(25, DAYS), committed)
