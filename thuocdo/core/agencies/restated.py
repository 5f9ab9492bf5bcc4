"""The numbers of agencies that became one, added up as if they had been one all along."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from thuocdo.core.facts import Fact, FactScope, Unit

__all__ = ["sum_facts"]

_ADDED = {Unit.PERCENT, Unit.COUNT}  # a Có and a Không, or two appraisals, have no sum


def sum_facts(facts: Mapping[str, Fact | None], scope: FactScope) -> Fact | None:
    """Return one fact for several agencies: numerators and denominators added, never percents.

    Args:
        facts: the same fact of each agency, by its name for people; None where there is none.
        scope: about whom the sum is; the same period and day as the facts'.

    Returns:
        None when no agency has the fact, or when it is of a kind that cannot be added. Where some
        lack it, the sum is of the others and says whose is missing.

    Raises:
        ValueError: the facts are not one fact, or not of the same time.
    """
    known = [fact for fact in facts.values() if fact is not None]
    if not known:
        return None
    first = known[0]
    for fact in known:
        if (fact.name, fact.unit) != (first.name, first.unit):
            raise ValueError(f"{fact.name} cannot be added to {first.name}")
        if (fact.scope.period, fact.scope.as_of) != (scope.period, scope.as_of):
            raise ValueError(f"{fact.name} of {fact.scope.agency} is of another time")
    if first.unit not in _ADDED:
        return None
    counted = first.unit is Unit.COUNT
    missing = ", ".join(name for name, fact in facts.items() if fact is None)
    return replace(
        first,
        scope=scope,
        numerator=sum((fact.numerator for fact in known), Decimal(0)),
        denominator=Decimal(1)
        if counted
        else sum((fact.denominator for fact in known), Decimal(0)),
        coverage=f"Chưa có số liệu của {missing}." if missing else "",
        version="+".join(sorted(fact.version for fact in known)),
    )
