"""Many scenarios of one agency scored at once: to the bulk evaluator, scenarios are agencies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from thuocdo.core.facts import Fact, Unit
from thuocdo.core.index_sets.bulk import LeafRows, score_leaves
from thuocdo.core.index_sets.model import Criterion
from thuocdo.core.scoring.bulk_numbers import Crowd, FactColumn, decimals_of
from thuocdo.core.scoring.rules import facts_of
from thuocdo.core.simulation.levers import Lever, Move
from thuocdo.core.simulation.situation import Situation

__all__ = ["Ints", "Shift", "fact_columns", "score_scenarios", "shifts_of_flow", "shifts_of_mend"]

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Shift:
    """How far one fact is moved in each scenario."""

    numerator: Ints | int
    denominator: Ints | int = 0

    def __add__(self, other: "Shift") -> "Shift":
        return Shift(self.numerator + other.numerator, self.denominator + other.denominator)


def shifts_of_flow(lever: Lever, more: Ints | int, bad: Ints | int) -> dict[str, Shift]:
    """Return what `more` cases move, `bad` of them bad; the volume itself is not among it."""
    good = more - bad
    still = Move()
    return {
        name: Shift(
            lever.good.get(name, still).numerator * good
            + lever.bad.get(name, still).numerator * bad,
            lever.good.get(name, still).denominator * good
            + lever.bad.get(name, still).denominator * bad,
        )
        for name in dict.fromkeys((*lever.good, *lever.bad))
    }


def shifts_of_mend(lever: Lever, done: Ints | int) -> dict[str, Shift]:
    """Return what is moved by putting right so many."""
    return {
        name: Shift(move.numerator * done, move.denominator * done)
        for name, move in lever.good.items()
    }


def joined(shifts: Iterable[Mapping[str, Shift]]) -> dict[str, Shift]:
    """Return what several moves together come to, fact by fact."""
    together: dict[str, Shift] = {}
    for one in shifts:
        for name, shift in one.items():
            together[name] = together[name] + shift if name in together else shift
    return together


def fact_columns(
    facts: Mapping[str, Fact], shifts: Mapping[str, Shift], size: int
) -> dict[str, FactColumn]:
    """Return the facts in every scenario, moved where `shifts` says so.

    A share stays between 0 and its denominator, and nothing falls below 0.
    """
    return {name: _column(fact, shifts.get(name, Shift(0)), size) for name, fact in facts.items()}


def _column(fact: Fact, shift: Shift, size: int) -> FactColumn:
    scale = 10 ** max(decimals_of(fact.numerator), decimals_of(fact.denominator))
    above: Any = np.maximum(int(fact.numerator * scale) + np.asarray(shift.numerator) * scale, 0)
    below: Any = np.maximum(
        int(fact.denominator * scale) + np.asarray(shift.denominator) * scale, 0
    )
    if fact.unit is Unit.PERCENT:
        above = np.minimum(above, below)
    spread = np.broadcast_to(above, (size,)), np.broadcast_to(below, (size,))
    return FactColumn(*spread, np.ones(size, dtype=bool))


def score_scenarios(
    situation: Situation,
    leaves: Iterable[Criterion],
    shifts: Mapping[str, Shift],
    size: int,
) -> LeafRows:
    """Score some criteria in every scenario, in the smallest steps of the set."""
    chosen = tuple(leaves)
    asked = {
        name: situation.facts[name]
        for leaf in chosen
        for name in facts_of(leaf.rule)  # type: ignore[arg-type]  # a leaf has a rule
        if name in situation.facts
    }
    columns = fact_columns(asked, shifts, size)
    crowd = Crowd(columns, situation.register, size, situation.per_year, {})
    return score_leaves(chosen, crowd, situation.index_set.places)
