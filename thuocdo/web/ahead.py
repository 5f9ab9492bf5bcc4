"""Where an agency stands and what is to come, for the command line and the pages alike."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from thuocdo.apps.rulebooks.queries import calendar, fact_register, simulation_data
from thuocdo.core.facts import Fact, FactKind, FactScope
from thuocdo.core.index_sets import IndexSet
from thuocdo.core.periods import Period
from thuocdo.core.simulation import (
    LastYear,
    Pace,
    Situation,
    levers_for,
    look_ahead,
)

__all__ = ["FactOf", "situation_of"]

FactOf = Callable[[str, FactScope], Fact | None]


def situation_of(
    index_set: IndexSet, scope: FactScope, fact: FactOf, told: Mapping[str, int] | None = None
) -> Situation:
    """Return the situation that the known facts make.

    Args:
        index_set: the rules.
        scope: whose facts, for which period, up to which day.
        fact: tells a fact, or None.
        told: volumes of which somebody expects so many more cases.
    """
    register, levers = fact_register(), simulation_data().levers
    named = [name for lever in levers.levers for name in (lever.fact, *lever.facts)]
    asked = tuple(index_set.codes_by_fact)
    facts = _facts(dict.fromkeys((*asked, *named)), scope, fact)
    usable = levers_for(facts, asked, levers, register)
    measured = [name for name in named if register[name].kind is FactKind.MEASURE]
    passed, left = _working_days(scope)
    last = _last_year(measured, scope, fact) if left else None
    pace = Pace(passed, left, last, told or {})
    return Situation(index_set, register, scope, facts, look_ahead(facts, usable, pace), usable)


def _facts(names: Iterable[str], scope: FactScope, fact: FactOf) -> dict[str, Fact]:
    found = ((name, fact(name, scope)) for name in names)
    return {name: one for name, one in found if one is not None}


def _last_year(names: Iterable[str], scope: FactScope, fact: FactOf) -> LastYear | None:
    period = Period(_year_before(scope.period.start), _year_before(scope.period.end))
    then = FactScope(scope.agency, period, _year_before(scope.as_of))
    so_far = _facts(names, then, fact)
    if not so_far:
        return None
    return LastYear(so_far, _facts(names, FactScope(scope.agency, period, period.last_day), fact))


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


def _working_days(scope: FactScope) -> tuple[int, tuple[date, ...]]:
    """Return how many working days of the period are over, and those that are left.

    A year of which the calendar knows nothing counts its weekdays.
    """
    days = (
        date.fromordinal(number)
        for number in range(scope.period.start.toordinal(), scope.period.end.toordinal())
    )
    worked = [day for day in days if calendar().kind(day).worked]
    left = tuple(day for day in worked if day > scope.as_of)
    return len(worked) - len(left), left
