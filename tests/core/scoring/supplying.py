"""Facts for tests of rules."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from thuocdo.core.facts import Fact, FactDefinition, FactScope, Unit
from thuocdo.core.periods import calendar_year
from thuocdo.core.scoring.evaluation import Known

DAY = date(2024, 9, 30)
SCOPE = FactScope("any", calendar_year(DAY), DAY)
Value = int | str | Fraction | tuple[int, int]


def fact(register: Mapping[str, FactDefinition], name: str, value: Value) -> Fact:
    """Make a fact; a pair is numerator and denominator, a percent alone is of 100."""
    definition = register[name]
    if isinstance(value, tuple):
        above, below = map(Decimal, value)
    else:
        exact = Fraction(value)
        above, below = Decimal(exact.numerator), Decimal(exact.denominator)
        if definition.unit is Unit.PERCENT:
            below *= 100
    return Fact(name, SCOPE, above, below, definition.unit, definition.kind)


def known(
    register: Mapping[str, FactDefinition], facts: Iterable[Fact], per_year: int = 1
) -> Known:
    """Make what a rule may ask."""
    return Known(register, {one.name: one for one in facts}.get, per_year)


@st.composite
def facts(draw: st.DrawFn, register: Mapping[str, FactDefinition]) -> dict[str, Fact]:
    """Draw some of the register's facts, some of them of nothing."""
    made = {}
    for name, definition in register.items():
        if not draw(st.booleans()):
            continue
        if definition.unit is Unit.PERCENT:
            below = draw(st.integers(0, 50))
            made[name] = fact(register, name, (draw(st.integers(0, below)), below))
        elif definition.unit is Unit.BOOLEAN:
            made[name] = fact(register, name, draw(st.integers(0, 1)))
        elif definition.unit is Unit.POINTS:
            made[name] = fact(register, name, str(draw(st.decimals(0, 3, places=2))))
        else:
            made[name] = fact(register, name, draw(st.integers(0, 12)))
    return made
