"""What an expression comes to: an exact number, nothing to count, or facts that are missing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from thuocdo.core.facts import Fact, FactDefinition, FactRegister, Unit
from thuocdo.core.scoring.expressions import Apply, Expression, FactName, Number, PeriodsInYear
from thuocdo.core.scoring.wording import amount

__all__ = [
    "EMPTY",
    "Answer",
    "Empty",
    "Known",
    "Missing",
    "Reading",
    "Value",
    "exact",
    "unit_of",
    "value_of",
]

ZERO = Fraction(0)
WHOLE = Fraction(100)  # percent of anything


@lru_cache(maxsize=4096)  # a set's numbers are asked for again with every sheet
def exact(number: Decimal) -> Fraction:
    """Return a number of the set as a fraction."""
    return Fraction(number)


@dataclass(frozen=True, slots=True)
class Known:
    """What a rule may ask: the register's definitions, and the facts where somebody supplied them.

    Attributes:
        per_year: how many periods like the one that is scored make a year.
    """

    register: FactRegister
    look_up: Callable[[str], Fact | None]
    per_year: int = 1


@dataclass(frozen=True, slots=True)
class Empty:
    """There was nothing to count: the denominator is 0."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Nobody has supplied these facts."""

    names: tuple[str, ...]


EMPTY = Empty()
Answer = Fraction | bool | Empty | Missing


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of expressions; it remembers which facts were looked at, in order."""

    known: Known
    facts: dict[str, Fact] = field(default_factory=dict)

    def of(self, expression: Expression) -> Answer:
        """Return what the expression comes to.

        Raises:
            KeyError: it names a fact that the register does not know.
        """
        match expression:
            case Number(value):
                return exact(value)
            case FactName(name):
                return self._fact(name)
            case PeriodsInYear():
                return Fraction(self.known.per_year)
            case Apply(operation, arguments) if operation in _IN_ORDER:
                return _IN_ORDER[operation](self, arguments)
            case Apply(operation, arguments):
                answers = [self.of(one) for one in arguments]
                return _gap(answers) or _PLAIN[operation](*answers)

    def _fact(self, name: str) -> Answer:
        self.known.register[name]  # a name that nobody knows is a mistake, not a gap
        fact = self.known.look_up(name)
        if fact is None:
            return Missing((name,))
        self.facts[name] = fact
        value = fact.value
        return EMPTY if value is None else value

    def first(self, arguments: tuple[Expression, ...]) -> Answer:
        """Return the first that is neither 0 nor empty; the last one where there is none."""
        answer: Answer = EMPTY
        for argument in arguments:
            answer = self.of(argument)
            if answer not in {EMPTY, ZERO}:
                return answer
        return answer

    def supplied(self, arguments: tuple[Expression, ...]) -> Answer:
        """Return the first where it is known, else the second."""
        answer = self.of(arguments[0])
        return self.of(arguments[1]) if isinstance(answer, Missing) else answer

    def chosen(self, arguments: tuple[Expression, ...]) -> Answer:
        """Return the second where the first holds, else the third."""
        holds = self.of(arguments[0])
        if isinstance(holds, Empty | Missing):
            return holds
        return self.of(arguments[1] if holds else arguments[2])

    def divided(self, arguments: tuple[Expression, ...]) -> Answer:
        """Divide; out of nothing there is no case, whatever stands above the line."""
        above, below = self.of(arguments[0]), self.of(arguments[1])
        if below in {EMPTY, ZERO}:
            return EMPTY
        if not isinstance(above, Fraction) or not isinstance(below, Fraction):
            return _gap([above, below]) or EMPTY
        return above / below

    def percent(self, arguments: tuple[Expression, ...]) -> Answer:
        """Divide and multiply by a hundred."""
        ratio = self.divided(arguments)
        return ratio * 100 if isinstance(ratio, Fraction) else ratio

    def every(self, arguments: tuple[Expression, ...]) -> Answer:
        """Tell whether both hold; one that does not decides, whatever is missing."""
        answers = [self.of(one) for one in arguments]
        return False if False in answers else _gap(answers) or True

    def some(self, arguments: tuple[Expression, ...]) -> Answer:
        """Tell whether one holds; one that does decides, whatever is missing."""
        answers = [self.of(one) for one in arguments]
        return True if True in answers else _gap(answers) or False


def _gap(answers: list[Answer]) -> Missing | Empty | None:
    missing = [name for one in answers if isinstance(one, Missing) for name in one.names]
    if missing:
        return Missing(tuple(dict.fromkeys(missing)))
    return EMPTY if any(isinstance(one, Empty) for one in answers) else None


_IN_ORDER: dict[str, Callable[[Reading, tuple[Expression, ...]], Answer]] = {
    "first": Reading.first,
    "known": Reading.supplied,
    "when": Reading.chosen,
    "/": Reading.divided,
    "percent": Reading.percent,
    "and": Reading.every,
    "or": Reading.some,
}
_PLAIN: dict[str, Callable[..., Fraction | bool]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "max": max,
    "min": min,
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    "<": lambda a, b: a < b,
    "==": lambda a, b: a == b,
    "not": lambda a: not a,
}


@dataclass(frozen=True, slots=True)
class Value:
    """The number a rule looks at; `number` is None when there was no case, or facts are missing."""

    number: Fraction | None
    unit: Unit
    sentence: str
    facts: tuple[Fact, ...]
    missing: tuple[FactDefinition, ...]


def value_of(expression: Expression, known: Known) -> Value:
    """Return the number that an expression comes to, with a sentence on how."""
    reading = Reading(known)
    answer = reading.of(expression)
    facts = tuple(reading.facts.values())
    unit = unit_of(expression, known.register)
    if isinstance(answer, Missing):
        missing = tuple(known.register[name] for name in answer.names)
        return Value(None, unit, "", facts, missing)
    number = None if isinstance(answer, Empty) else Fraction(answer)
    return Value(number, unit, _sentence(expression, known, facts, number, unit), facts, ())


def _sentence(
    expression: Expression,
    known: Known,
    facts: tuple[Fact, ...],
    number: Fraction | None,
    unit: Unit,
) -> str:
    match expression:
        case FactName(name) if facts:
            definition = known.register[name]
            counts = definition.counts if unit is Unit.COUNT else ""
            return f"{definition.title}: {facts[0].text} {counts}".strip()
        case Apply("percent", (FactName(name), FactName())) if number is not None:
            said = f"{known.register[name].title}: {facts[0].text}/{facts[1].text}"
            return f"{said} ({amount(number, unit)})"
    titles = [f"{known.register[fact.name].title}: {fact.text}" for fact in facts]
    said = "; ".join(titles)
    return said if number is None else f"{said}; tính ra {amount(number, unit)}"


def unit_of(expression: Expression, register: FactRegister) -> Unit:
    """Return what an expression counts in, as far as it can be told."""
    match expression:
        case FactName(name):
            return register[name].unit
        case Apply("percent", _):
            return Unit.PERCENT
        case Apply("+" | "-" | "max" | "min" | "first" | "known" | "when", arguments):
            units = [unit_of(one, register) for one in arguments]
            return Unit.PERCENT if Unit.PERCENT in units else Unit.COUNT
        case Apply("*", (one, Number()) | (Number(), one)):
            return unit_of(one, register)
        case _:
            return Unit.COUNT
