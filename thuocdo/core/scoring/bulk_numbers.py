"""The facts of thousands of agencies, and what expressions come to for all of them at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np

from thuocdo.core.facts import Fact, FactRegister, Unit
from thuocdo.core.scoring.expressions import Apply, Expression, FactName, Number, PeriodsInYear
from thuocdo.core.scoring.ratios import (
    SAFE,
    Bools,
    Column,
    Ints,
    added,
    constant,
    divided,
    either,
    multiplied,
    select,
    times,
)

__all__ = ["Crowd", "FactColumn", "Truths", "decimals_of"]

HUNDRED = 100


@dataclass(frozen=True)
class FactColumn:
    """One fact of many agencies; the denominator is 0 where there was no case."""

    numerator: Ints
    denominator: Ints
    known: Bools

    @cached_property
    def column(self) -> Column:
        """The fact as numbers, with what is known of their size; many rules may ask for it."""
        empty = self.denominator == 0
        nothing = bool(empty.any())
        below = np.where(empty, 1, self.denominator) if nothing else self.denominator
        most_below = int(below.max(initial=1))
        return Column(
            self.numerator,
            1 if most_below == 1 else below,
            int(np.abs(self.numerator).max(initial=0)),
            most_below,
            None if self.known.all() else ~self.known,
            np.asarray(empty & self.known, dtype=bool) if nothing else None,
            natural=bool(self.numerator.min(initial=0) >= 0),
        )

    @classmethod
    def of(cls, facts: Sequence[Fact | None]) -> "FactColumn":
        """Collect facts, one place for each agency."""
        nobody = (Decimal(0), Decimal(1))
        pairs = [nobody if one is None else (one.numerator, one.denominator) for one in facts]
        numbers = [number for pair in pairs for number in pair]
        scale = 10 ** max((decimals_of(number) for number in numbers), default=0)
        return cls(
            _array([int(above * scale) for above, _ in pairs]),
            _array([int(below * scale) for _, below in pairs]),
            np.array([f is not None for f in facts], dtype=bool),
        )


def decimals_of(number: Decimal) -> int:
    """Return how many decimals a number has; none for a whole one."""
    return 0 if number == number.to_integral_value() else -int(number.as_tuple().exponent)


def _array(numbers: list[int]) -> Ints:
    large = any(abs(number) > SAFE for number in numbers)
    return np.array(numbers, dtype=object if large else np.int64)


@dataclass(frozen=True, slots=True)
class Truths:
    """Whether a condition holds; nothing is said where it is missing or empty."""

    holds: Bools
    missing: Bools | None
    empty: Bools | None


@dataclass(frozen=True, slots=True)
class Crowd:
    """The facts of all agencies; it reads expressions and remembers what a fact came to."""

    columns: Mapping[str, FactColumn]
    register: FactRegister
    size: int
    per_year: int
    read: dict[str, Column]

    def number(self, expression: Expression) -> Column:
        """Return what an expression comes to for everybody."""
        match expression:
            case Number(value):
                return constant(value)
            case PeriodsInYear():
                return constant(self.per_year)
            case FactName(name):
                if name not in self.read:
                    self.read[name] = self._fact(name)
                return self.read[name]
            case Apply("when", (test, one, other)):
                return self._chosen(self.truth(test), self.number(one), self.number(other))
            case Apply(operation, arguments):
                numbers = [self.number(one) for one in arguments]
                result = numbers[0]
                for number in numbers[1:]:
                    result = self._applied(operation, result, number)
                return result

    def _fact(self, name: str) -> Column:
        found = self.columns.get(name)
        if found is None:
            self.register[name]  # a name that nobody knows is a mistake, not a gap
            return Column(0, 1, 0, 1, np.ones(self.size, dtype=bool))
        if self.register[name].unit is not Unit.PERCENT:
            return found.column
        column = found.column
        most, natural = column.most * HUNDRED, column.natural
        above = times(column.above, HUNDRED, most)
        gaps = column.missing, column.empty
        return Column(above, column.below, most, column.most_below, *gaps, natural)

    def _applied(self, operation: str, one: Column, other: Column) -> Column:
        match operation:
            case "first":
                zero = np.asarray(one.above == 0, dtype=bool)
                passed = zero if one.missing is None else zero & ~one.missing
                passed = passed if one.empty is None else passed | one.empty
                return self._chosen(Truths(passed, None, None), other, one)
            case "known":
                if one.missing is None:
                    return one
                return self._chosen(Truths(one.missing, None, None), other, one)
            case "/" | "percent":
                return self._quotient(operation, one, other)
        result = self._joined(operation, one, other)
        missing, empty = either(one.missing, other.missing), either(one.empty, other.empty)
        return self._with_gaps(result, missing, empty)

    def _joined(self, operation: str, one: Column, other: Column) -> Column:
        if operation == "*":
            return multiplied(one, other)
        if operation in {"+", "-"}:
            return added(one, other, 1 if operation == "+" else -1)
        return select(one.compared(">=" if operation == "max" else "<=", other), one, other)

    def _quotient(self, operation: str, one: Column, other: Column) -> Column:
        result = divided(one, other)
        if operation == "percent":
            result = Column(
                times(result.above, HUNDRED, result.most * HUNDRED),
                result.below,
                result.most * HUNDRED,
                result.most_below,
                None,
                result.empty,
            )
        # Out of nothing there is no case, whatever stands above the line.
        nothing = result.empty
        if other.missing is not None and nothing is not None:
            nothing = nothing & ~other.missing
        nothing = either(nothing, other.empty)
        missing = either(one.missing, other.missing)
        if missing is not None and nothing is not None:
            missing = missing & ~nothing
        return self._with_gaps(result, missing, either(nothing, one.empty))

    def _with_gaps(self, result: Column, missing: Bools | None, empty: Bools | None) -> Column:
        if missing is not None and empty is not None:
            empty = empty & ~missing
        above, below, most, most_below = result.above, result.below, result.most, result.most_below
        return Column(above, below, most, most_below, missing, empty)

    def _chosen(self, test: Truths, one: Column, other: Column) -> Column:
        chosen = select(test.holds, one, other)
        missing = either(self._pick(test.holds, one.missing, other.missing), test.missing)
        empty = either(self._pick(test.holds, one.empty, other.empty), test.empty)
        if test.empty is not None and missing is not None:
            missing = missing & ~test.empty
        return self._with_gaps(chosen, missing, empty)

    def _pick(self, mask: Bools, one: Bools | None, other: Bools | None) -> Bools | None:
        if one is None and other is None:
            return None
        nowhere = np.zeros(self.size, dtype=bool)
        left, right = nowhere if one is None else one, nowhere if other is None else other
        picked: Bools = np.where(mask, left, right)
        return picked

    def truth(self, expression: Expression) -> Truths:
        """Return where a condition holds."""
        match expression:
            case Apply("not", (one,)):
                inner = self.truth(one)
                gaps = either(inner.missing, inner.empty)
                holds = ~inner.holds if gaps is None else ~inner.holds & ~gaps
                return Truths(holds, inner.missing, inner.empty)
            case Apply("and" | "or" as operation, (one, other)):
                return _combined(operation, self.truth(one), self.truth(other))
            case Apply(sign, (one, other)):
                left, right = self.number(one), self.number(other)
                missing = either(left.missing, right.missing)
                empty = either(left.empty, right.empty)
                if missing is not None and empty is not None:
                    empty = empty & ~missing
                holds = left.compared(sign, right)
                if holds.shape != (self.size,):
                    holds = np.broadcast_to(holds, (self.size,))
                gaps = either(missing, empty)
                return Truths(holds if gaps is None else holds & ~gaps, missing, empty)
        raise TypeError(f"no condition: {expression!r}")


def _combined(operation: str, one: Truths, other: Truths) -> Truths:
    """Join two conditions: one that decides does so whatever the other lacks."""
    missing, empty = either(one.missing, other.missing), either(one.empty, other.empty)
    if operation == "or":
        decided = one.holds | other.holds
        holds = decided
    else:
        decided = _fails(one) | _fails(other)
        holds = one.holds & other.holds
    missing = None if missing is None else missing & ~decided
    empty = None if empty is None else empty & ~decided
    if missing is not None and empty is not None:
        empty = empty & ~missing
    return Truths(holds, missing, empty)


def _fails(truths: Truths) -> Bools:
    gaps = either(truths.missing, truths.empty)
    return ~truths.holds if gaps is None else ~truths.holds & ~gaps
