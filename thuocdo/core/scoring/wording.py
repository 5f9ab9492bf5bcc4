"""Rules in Vietnamese: amounts, intervals, comparisons, expressions."""

from decimal import Decimal
from fractions import Fraction

from thuocdo.core.facts import FactRegister, Unit
from thuocdo.core.scoring.expressions import Apply, Expression, FactName, Number, PeriodsInYear
from thuocdo.core.scoring.simple_rules import Band
from thuocdo.core.vietnamese import format_number, write_ratio

__all__ = ["amount", "condition_text", "expression_text", "interval"]

_BETWEEN = {"+": " + ", "-": " – ", "*": " × ", "/": "/"}
_SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "==": "="}


def amount(value: Decimal | Fraction, unit: Unit) -> str:
    """Write a value with its unit, two decimals at most."""
    number = write_ratio(*value.as_integer_ratio(), 2)
    return f"{number} %" if unit is Unit.PERCENT else number


def interval(band: Band, unit: Unit) -> str:
    """Write a band's ends: `từ 80 % đến dưới 100 %`."""
    low, high = band.lower, band.upper
    if low and high and low[0] == high[0]:
        return amount(low[0], unit)
    said = []
    if low:
        said.append(f"{'từ' if low[1] else 'trên'} {amount(low[0], unit)}")
        if not high and low[1]:
            said.append("trở lên")
    if high:
        end = "đến" if high[1] else "đến dưới" if low else "dưới"
        said.append(f"{end} {amount(high[0], unit)}")
    return " ".join(said)


def condition_text(expression: Expression, register: FactRegister) -> str:
    """Write a condition: `Tỷ lệ A trên 90 % và Có kế hoạch = Có`."""
    match expression:
        case Apply("and", (one, other)):
            return f"{condition_text(one, register)} và {condition_text(other, register)}"
        case Apply("or", (one, other)):
            return f"({condition_text(one, register)} hoặc {condition_text(other, register)})"
        case Apply("not", (one,)):
            return f"không phải ({condition_text(one, register)})"
        case Apply(sign, (FactName(name), Number(bound))):
            definition = register[name]
            return f"{definition.title} {_compared(sign, bound, definition.unit)}"
        case Apply(sign, (one, other)):
            left, right = expression_text(one, register), expression_text(other, register)
            return f"{left} {_SIGNS[sign]} {right}"
    return expression_text(expression, register)


def _compared(sign: str, bound: Decimal, unit: Unit) -> str:
    if unit is Unit.BOOLEAN:
        yes = {">=": bound > 0, ">": bound >= 0, "==": bound > 0}.get(sign, False)
        return "= Có" if yes else "= Không"
    said = amount(bound, unit)
    return {
        ">=": f"từ {said} trở lên",
        ">": f"trên {said}",
        "<=": f"không quá {said}",
        "<": f"dưới {said}",
        "==": f"bằng {said}",
    }[sign]


def expression_text(expression: Expression, register: FactRegister) -> str:
    """Write a number made of facts with the facts' titles."""
    match expression:
        case Number(value):
            return format_number(value)
        case FactName(name):
            return f"«{register[name].title}»"
        case PeriodsInYear():
            return "số kỳ trong năm"
        case Apply("when", (test, one, other)):
            then, otherwise = expression_text(one, register), expression_text(other, register)
            return f"({then} nếu {condition_text(test, register)}, không thì {otherwise})"
        case Apply(operation, arguments):
            return _applied(operation, [expression_text(one, register) for one in arguments])


def _applied(operation: str, said: list[str]) -> str:
    match operation:
        case "percent":
            return f"tỷ lệ {said[0]} trên {said[1]}"
        case "max":
            return f"số lớn nhất trong ({'; '.join(said)})"
        case "min":
            return f"số nhỏ nhất trong ({'; '.join(said)})"
        case "first":
            return f"({', nếu bằng 0 thì '.join(said)})"
        case "known":
            return f"({said[0]}, nếu chưa có thì {said[1]})"
        case _:
            return f"({_BETWEEN[operation].join(said)})"
