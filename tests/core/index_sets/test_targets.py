"""Targets of a programme: the path to them, and how a value of a year stands."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from thuocdo.core.index_sets.targets import Programme, Target, Verdict, meets, path_of, verdict

ONE: dict[str, Any] = {
    "code": "1",
    "title": "Một chỉ tiêu",
    "fact": "a.b",
    "comparator": "at_least",
    "value": "100",
    "year": "2025",
    "place": "mục 1",
}


def programme(**changes: Any) -> tuple[Programme, Target]:
    """Return a programme of 2021 to 2025 with one target, and the target."""
    made = Programme.model_validate(
        {
            "id": "example",
            "title": "Ví dụ",
            "reference": {"document": "Quyết định ví dụ"},
            "from": "2021",
            "to": "2025",
            "tolerance": "5",
            "targets": [ONE | changes],
        }
    )
    return made, made.targets[0]


def test_yearly_increments_are_counted_back_from_the_target() -> None:
    assert path_of(*programme(increment="20")) == {
        2021: 20,
        2022: 40,
        2023: 60,
        2024: 80,
        2025: 100,
    }


def test_steps_that_are_larger_begin_at_nothing_not_below() -> None:
    assert path_of(*programme(increment="30", year="2024")) == {
        2021: 10,
        2022: 40,
        2023: 70,
        2024: 100,
    }
    assert path_of(*programme(increment="60"))[2021] == 0


def test_each_year_asks_the_same() -> None:
    assert set(path_of(*programme(each_year="true")).values()) == {Decimal(100)}
    assert list(path_of(*programme(each_year="true"))) == [2021, 2022, 2023, 2024, 2025]


def test_a_horizon_alone_asks_nothing_before_its_year() -> None:
    assert path_of(*programme()) == {2025: 100}


@pytest.mark.parametrize(
    ("value", "year", "expected"),
    [
        ("100", 2023, Verdict.REACHED),
        ("60", 2023, Verdict.ON_COURSE),
        ("55", 2023, Verdict.ON_COURSE),
        ("54.99", 2023, Verdict.AT_RISK),
        ("99.99", 2025, Verdict.MISSED),
        ("100", 2025, Verdict.REACHED),
        ("99", 2026, Verdict.MISSED),
        (None, 2025, Verdict.NO_DATA),
    ],
)
def test_a_value_stands_to_the_path_of_its_year(
    value: str | None, year: int, expected: Verdict
) -> None:
    number = None if value is None else Decimal(value)
    assert verdict(*programme(increment="20"), number, year) is expected


def test_a_target_may_be_stricter_than_its_programme() -> None:
    strict = programme(increment="20", tolerance="0")
    assert verdict(*strict, Decimal("59.99"), 2023) is Verdict.AT_RISK
    assert verdict(*strict, Decimal(60), 2023) is Verdict.ON_COURSE


def test_without_a_path_the_trend_speaks_and_alone_nothing_does() -> None:
    horizon = programme(value="80")
    assert verdict(*horizon, Decimal(50), 2023) is Verdict.NOT_DUE
    # 30 in 2021 and 50 in 2023 make 70 in 2025: 10 too few. 56 makes 82; 53 makes 76, within 5.
    assert verdict(*horizon, Decimal(50), 2023, earlier={2021: Decimal(30)}) is Verdict.AT_RISK
    assert verdict(*horizon, Decimal(56), 2023, earlier={2021: Decimal(30)}) is Verdict.ON_COURSE
    assert verdict(*horizon, Decimal(53), 2023, earlier={2021: Decimal(30)}) is Verdict.ON_COURSE
    assert verdict(*horizon, Decimal(52), 2023, earlier={2021: Decimal(30)}) is Verdict.AT_RISK


def test_values_that_are_not_earlier_make_no_trend() -> None:
    assert verdict(*programme(), Decimal(50), 2023, earlier={2023: Decimal(1)}) is Verdict.NOT_DUE


def test_fewer_may_be_better() -> None:
    fewer = programme(comparator="at_most", value="0", each_year="true", tolerance="2")
    assert verdict(*fewer, Decimal(0), 2022) is Verdict.REACHED
    assert verdict(*fewer, Decimal(2), 2022) is Verdict.ON_COURSE
    assert verdict(*fewer, Decimal(3), 2022) is Verdict.AT_RISK
    assert verdict(*fewer, Decimal(1), 2025) is Verdict.MISSED


@pytest.mark.parametrize(
    ("comparator", "at", "over"),
    [
        ("at_least", True, True),
        ("above", False, True),
        ("at_most", True, False),
        ("below", False, False),
    ],
)
def test_the_bound_belongs_to_some_comparators(comparator: str, at: bool, over: bool) -> None:
    target = programme(comparator=comparator, value="30")[1]
    assert meets(target, Fraction(30)) is at
    assert meets(target, Fraction(3001, 100)) is over
    assert meets(target, Fraction(2999, 100)) is (not over)


@given(st.integers(0, 100), st.integers(0, 100), st.integers(2021, 2026))
def test_more_is_never_worse(one: int, more: int, year: int) -> None:
    order = [Verdict.MISSED, Verdict.AT_RISK, Verdict.ON_COURSE, Verdict.REACHED]
    low, high = sorted((one, more))
    steps = programme(increment="20")
    verdicts = [verdict(*steps, Decimal(value), year) for value in (low, high)]
    assert order.index(verdicts[0]) <= order.index(verdicts[1])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"increment": "20", "each_year": "true"}, "không ghi cả hai"),
        ({"increment": "20", "comparator": "at_most"}, "chỉ đi với «at_least» hoặc «above»"),
        ({"increment": "0"}, "greater than 0"),
        ({"comparator": "exactly"}, "at_least"),
        ({"place": None}, "place"),
        ({"percent": "1"}, "percent"),
    ],
)
def test_a_wrong_target_is_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        programme(**changes)


def test_a_code_stands_once() -> None:
    made = programme()[0].model_dump(by_alias=True, mode="json")
    with pytest.raises(ValidationError, match="mã chỉ tiêu bị lặp: 1"):
        Programme.model_validate(made | {"targets": [ONE, ONE | {"year": "2024"}]})
