"""Reading a declared value as its fact's unit asks: a count, a percent, Có or Không, points."""

from decimal import Decimal

from thuocdo.core.facts import FactDefinition, FactKind, Unit
from thuocdo.core.vietnamese import fold, parse_number

__all__ = ["UnableToDeclare", "read_declaration"]

HUNDRED = Decimal(100)
_YES_OR_NO = {"co": Decimal(1), "1": Decimal(1), "khong": Decimal(0), "0": Decimal(0)}


class UnableToDeclare(Exception):
    """The value does not fit the fact; the message, in Vietnamese, says what would."""


def read_declaration(definition: FactDefinition, text: str) -> tuple[Decimal, Decimal]:
    """Return numerator and denominator of a declared value.

    A percent is written `96,5` (over 100) or as its counts, `45/50`.

    Raises:
        UnableToDeclare: the fact is measured, or the text does not fit its unit.
    """
    if definition.kind is FactKind.MEASURE:
        raise UnableToDeclare(f"«{definition.title}» được tính từ hồ sơ, không khai bằng tay.")
    if definition.unit is Unit.BOOLEAN:
        if fold(text) not in _YES_OR_NO:
            raise UnableToDeclare(f"«{text}»: hãy ghi «Có» hoặc «Không».")
        return _YES_OR_NO[fold(text)], Decimal(1)
    if definition.unit is Unit.PERCENT:
        return _percent(text)
    value = _number(text)
    if definition.unit is Unit.COUNT and definition.whole and value != value.to_integral_value():
        raise UnableToDeclare(f"«{text}»: số lượng phải là số nguyên.")
    return value, Decimal(1)


def _percent(text: str) -> tuple[Decimal, Decimal]:
    above, slash, below = text.replace("%", "").partition("/")
    if slash:
        numerator, denominator = _number(above), _number(below)
        if numerator > denominator:
            raise UnableToDeclare(f"«{text}»: tử số không được lớn hơn mẫu số.")
        return numerator, denominator
    value = _number(above)
    if value > HUNDRED:
        raise UnableToDeclare(f"«{text}»: tỷ lệ không được quá 100 %.")
    return value, HUNDRED


def _number(text: str) -> Decimal:
    try:
        value = parse_number(text)
    except ValueError:
        raise UnableToDeclare(f"«{text.strip()}» không phải là số; ghi dạng 96,5.") from None
    if value < 0:
        raise UnableToDeclare(f"«{text}»: số liệu không được âm.")
    return value
