"""Numbers made of facts, and conditions on them: a small grammar, read into typed data.

`percent(dossiers.synced, max(dossiers.reported, dossiers.on_portal))` is read as Python would read
it and nothing is ever run: only the operations named here are taken, anything else is refused.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

__all__ = [
    "COMPARISONS",
    "Apply",
    "Expression",
    "FactName",
    "Number",
    "Numeric",
    "PeriodsInYear",
    "Truth",
    "UnreadableExpression",
    "facts_in",
    "parse_numeric",
    "parse_truth",
    "write",
]

COMPARISONS = (">=", ">", "<=", "<", "==")
_SIGNS: Mapping[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.GtE: ">=",
    ast.Gt: ">",
    ast.LtE: "<=",
    ast.Lt: "<",
    ast.Eq: "==",
    ast.And: "and",
    ast.Or: "or",
}
# name: least and most arguments
_FUNCTIONS = {
    "max": (2, 9),
    "min": (2, 9),
    "percent": (2, 2),
    "first": (2, 9),
    "known": (2, 2),
    "when": (3, 3),
}
_TRUTHS = {*COMPARISONS, "and", "or", "not"}
_LONGEST = 600
_TIGHTNESS = {"or": 1, "and": 2, "not": 3, **dict.fromkeys(COMPARISONS, 4)}
_TIGHTNESS |= {"+": 5, "-": 5, "*": 6, "/": 6}
_PERIODS = "per_year"
_WRITTEN_NUMBER = re.compile(r"\d{1,12}(\.\d{1,6})?")


class UnreadableExpression(ValueError):
    """The text is no expression; the message, in Vietnamese, says what can be written."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was written."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class FactName:
    """The value of a fact: percents from 0 to 100, Có as 1 and Không as 0."""

    name: str


@dataclass(frozen=True, slots=True)
class PeriodsInYear:
    """How many periods like the one that is scored make a year: 12, 4, 2 or 1."""


@dataclass(frozen=True, slots=True)
class Apply:
    """An operation on its arguments.

    `percent(a, b)` is 100·a/b; `first(a, b)` is the first that is neither 0 nor empty;
    `known(a, b)` is b while nobody has supplied a; `when(c, a, b)` is a where c holds, else b.
    """

    operation: str
    arguments: tuple["Expression", ...]


Expression = Number | FactName | PeriodsInYear | Apply


def parse_numeric(text: str, names: Mapping[str, Expression] | None = None) -> Expression:
    """Read a number made of facts; `names` are variables that stand for other expressions.

    Raises:
        UnreadableExpression: it is something else.
    """
    expression = _Reader(text, names or {}).read()
    if _is_truth(expression):
        raise UnreadableExpression(f"«{text}» là điều kiện, ở đây cần một con số")
    return expression


def parse_truth(text: str) -> Expression:
    """Read a condition; a bare fact (Có/Không) is read as `fact >= 1`.

    Raises:
        UnreadableExpression: it is no condition.
    """
    return _truth(_Reader(text, {}).read())


def facts_in(expression: Expression) -> Iterator[str]:
    """Yield the names of the facts that are asked for, each once, in order."""
    yield from dict.fromkeys(_facts(expression))


def _facts(expression: Expression) -> Iterator[str]:
    match expression:
        case FactName(name):
            yield name
        case Apply(_, arguments):
            for argument in arguments:
                yield from _facts(argument)
        case _:
            pass


def write(expression: Expression) -> str:
    """Write an expression so that reading it gives the same."""
    match expression:
        case Number(value):
            return f"{value:f}"
        case FactName(name):
            return name
        case PeriodsInYear():
            return _PERIODS
        case Apply("not", (one,)):
            return f"not {_inside(one, _TIGHTNESS['not'])}"
        case Apply(operation, arguments) if operation in _TIGHTNESS:
            tight = _TIGHTNESS[operation]
            first, *rest = arguments
            same = operation not in COMPARISONS
            said = [_inside(first, tight if same else tight + 1)]
            said += [_inside(one, tight + 1) for one in rest]
            return f" {operation} ".join(said)
        case Apply(operation, arguments):
            return f"{operation}({', '.join(map(write, arguments))})"


def _inside(expression: Expression, tight: int) -> str:
    text = write(expression)
    loose = isinstance(expression, Apply) and _TIGHTNESS.get(expression.operation, 9) < tight
    negative = isinstance(expression, Number) and expression.value < 0
    return f"({text})" if loose or negative else text


def _is_truth(expression: Expression) -> bool:
    return isinstance(expression, Apply) and expression.operation in _TRUTHS


def _truth(expression: Expression) -> Expression:
    return expression if _is_truth(expression) else Apply(">=", (expression, Number(Decimal(1))))


class _Reader:
    def __init__(self, text: str, names: Mapping[str, Expression]) -> None:
        self._text, self._names = text.strip(), names

    def read(self) -> Expression:
        if len(self._text) > _LONGEST:
            raise UnreadableExpression(f"biểu thức dài quá {_LONGEST} ký tự; hãy chia nhỏ")
        try:
            tree = ast.parse(self._text, mode="eval")
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            raise UnreadableExpression(
                f"không đọc được biểu thức «{self._text}»; ghi ví dụ: percent(a.x, max(a.y, a.z))"
            ) from None
        return self._node(tree.body)

    def _node(self, node: ast.AST) -> Expression:
        match node:
            case ast.Constant() | ast.Name() | ast.Attribute():
                return self._plain(node)
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant() as constant):
                return Number(-self._number(constant))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Apply("not", (_truth(self._node(operand)),))
            case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _SIGNS:
                return self._apply(_SIGNS[type(sign)], (self._node(left), self._node(right)))
            case ast.Compare(left=left, ops=[sign], comparators=[right]) if type(sign) in _SIGNS:
                return self._apply(_SIGNS[type(sign)], (self._node(left), self._node(right)))
            case ast.BoolOp(op=sign, values=values):
                return self._joined(_SIGNS[type(sign)], [self._node(one) for one in values])
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in _FUNCTIONS:
                return self._call(name, tuple(self._node(one) for one in args))
        raise self._refusal(node)

    def _plain(self, node: ast.Constant | ast.Name | ast.Attribute) -> Expression:
        match node:
            case ast.Constant():
                return Number(self._number(node))
            case ast.Name(id=name) if name == _PERIODS:
                return PeriodsInYear()
            case ast.Name(id=name) if name in self._names:
                return self._names[name]
            case ast.Attribute(value=ast.Name(id=room), attr=name):
                return FactName(f"{room}.{name}")
        raise self._refusal(node)

    def _number(self, node: ast.Constant) -> Decimal:
        written = ast.get_source_segment(self._text, node) or ""
        if not _WRITTEN_NUMBER.fullmatch(written):
            raise self._refusal(node)
        return Decimal(written)

    def _call(self, name: str, arguments: tuple[Expression, ...]) -> Expression:
        least, most = _FUNCTIONS[name]
        if not least <= len(arguments) <= most:
            raise UnreadableExpression(f"«{name}» cần {least} giá trị trong ngoặc")
        if name == "when":
            return Apply(name, (_truth(arguments[0]), *self._numbers(name, arguments[1:])))
        return Apply(name, self._numbers(name, arguments))

    def _apply(self, sign: str, arguments: tuple[Expression, ...]) -> Expression:
        return Apply(sign, self._numbers(sign, arguments))

    def _joined(self, sign: str, arguments: list[Expression]) -> Expression:
        result = _truth(arguments[0])
        for argument in arguments[1:]:
            result = Apply(sign, (result, _truth(argument)))
        return result

    def _numbers(self, what: str, arguments: tuple[Expression, ...]) -> tuple[Expression, ...]:
        if any(map(_is_truth, arguments)):
            raise UnreadableExpression(f"«{what}» tính trên số, không tính trên điều kiện")
        return arguments

    def _refusal(self, node: ast.AST) -> UnreadableExpression:
        part = ast.get_source_segment(self._text, node) or self._text
        return UnreadableExpression(
            f"«{part}» không dùng được trong biểu thức; dùng tên số liệu, số, + - * /, so sánh, "
            f"and, or, not, {', '.join(_FUNCTIONS)}, {_PERIODS}"
        )


def _from_numeric(value: object) -> Expression:
    return value if isinstance(value, Expression) else parse_numeric(str(value))


def _from_truth(value: object) -> Expression:
    return value if isinstance(value, Expression) else parse_truth(str(value))


_AS_TEXT = PlainSerializer(write, return_type=str)
_SCHEMA = WithJsonSchema({"type": "string"})
Numeric = Annotated[Expression, PlainValidator(_from_numeric), _AS_TEXT, _SCHEMA]
Truth = Annotated[Expression, PlainValidator(_from_truth), _AS_TEXT, _SCHEMA]
