"""Facts: exact values, how people read them, how they are declared."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from thuocdo.core.declaring import UnableToDeclare, read_declaration
from thuocdo.core.facts import Fact, FactDefinition, FactKind, FactScope, Unit
from thuocdo.core.periods import Period, calendar_year

DAY = date(2023, 12, 31)
SCOPE = FactScope("any", calendar_year(DAY), DAY)


def fact(unit: Unit, numerator: str, denominator: str = "1") -> Fact:
    return Fact("a.b", SCOPE, Decimal(numerator), Decimal(denominator), unit, FactKind.DECLARED)


def definition(
    unit: Unit, *, kind: FactKind = FactKind.DECLARED, whole: bool = True
) -> FactDefinition:
    return FactDefinition(
        name="a.b", title="Số ấy", unit=unit, kind=kind, whole=whole, reference="x"
    )


def test_a_percent_is_exact() -> None:
    assert fact(Unit.PERCENT, "1", "3").value == Fraction(100, 3)
    assert fact(Unit.PERCENT, "7913", "8200").text == "96,50 % (7.913/8.200)"
    assert fact(Unit.PERCENT, "96.5", "100").text == "96,50 %"


def test_no_case_has_no_value() -> None:
    nothing = fact(Unit.PERCENT, "0", "0")
    assert nothing.value is None
    assert nothing.text == "không có trường hợp nào"


@pytest.mark.parametrize(
    ("unit", "text", "expected"),
    [
        (Unit.PERCENT, "96,5", ("96.5", "100")),
        (Unit.PERCENT, "96.5 %", ("96.5", "100")),
        (Unit.PERCENT, "45/50", ("45", "50")),
        (Unit.PERCENT, "0/0", ("0", "0")),
        (Unit.COUNT, "1.200", ("1200", "1")),
        (Unit.BOOLEAN, "Có", ("1", "1")),
        (Unit.BOOLEAN, "không", ("0", "1")),
        (Unit.POINTS, "0,75", ("0.75", "1")),
    ],
)
def test_values_are_read_as_the_unit_asks(unit: Unit, text: str, expected: tuple[str, str]) -> None:
    assert read_declaration(definition(unit), text) == tuple(map(Decimal, expected))


@pytest.mark.parametrize(
    ("unit", "text", "said"),
    [
        (Unit.PERCENT, "101", "không được quá 100 %"),
        (Unit.PERCENT, "51/50", "tử số không được lớn hơn mẫu số"),
        (Unit.COUNT, "1,5", "số nguyên"),
        (Unit.COUNT, "-1", "không được âm"),
        (Unit.COUNT, "năm", "không phải là số"),
        (Unit.BOOLEAN, "2", "«Có» hoặc «Không»"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_way_out(unit: Unit, text: str, said: str) -> None:
    with pytest.raises(UnableToDeclare, match=said):
        read_declaration(definition(unit), text)


def test_a_measure_cannot_be_declared() -> None:
    with pytest.raises(UnableToDeclare, match="tính từ hồ sơ"):
        read_declaration(definition(Unit.COUNT, kind=FactKind.MEASURE), "3")


def test_a_quantity_may_have_decimals() -> None:
    assert read_declaration(definition(Unit.COUNT, whole=False), "0,29") == (Decimal("0.29"), 1)


def test_a_period_is_half_open() -> None:
    year = calendar_year(DAY)
    assert DAY in year
    assert date(2024, 1, 1) not in year
    assert year.last_day == DAY
    with pytest.raises(ValueError, match="must end after"):
        Period(DAY, DAY)
