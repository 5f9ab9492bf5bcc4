"""The rules of `benchmarks.scoring` for OpenFisca-Core; run in its own environment, never imported.

`python _openfisca_peer.py FACTS.npz ANSWER.npz ROUNDS` reads the facts, calculates every criterion of
every agency in hundredths of a point, and writes the points, where they are missing, and their
totals, with the seconds of each round.
"""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity  # type: ignore[import-not-found]  # not our environment
from openfisca_core.periods import DateUnit  # type: ignore[import-not-found]
from openfisca_core.simulations import SimulationBuilder  # type: ignore[import-not-found]
from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # type: ignore[import-not-found]
from openfisca_core.variables import Variable  # type: ignore[import-not-found]

YEAR = "2024"
AGENCY = build_entity(key="agency", plural="agencies", label="An agency", is_person=True)
Formula = Callable[[Any, Any], Any]


def main(facts_file: str, answer_file: str, rounds: str) -> None:
    """Calculate, and write what was found."""
    facts = dict(np.load(facts_file))
    system = system_of(facts)
    criteria = int(facts.pop("criteria"))
    seconds, without_gaps = [], []
    answer: dict[str, Any] = {}
    for _ in range(int(rounds)):
        simulation = simulation_of(system, facts)
        start = time.perf_counter()
        answer = {"total": simulation.calculate("total", YEAR)}
        for what in ("points", "missing"):
            found = [simulation.calculate(f"{what}_{number}", YEAR) for number in range(criteria)]
            answer[what] = np.array(found)
            if what == "points":
                without_gaps.append(time.perf_counter() - start)
        seconds.append(time.perf_counter() - start)
    np.savez(answer_file, seconds=min(seconds), without_gaps=min(without_gaps), **answer)


def simulation_of(system: Any, facts: dict[str, Any]) -> Any:
    """Return a fresh simulation, which remembers nothing, with every fact put in."""
    agencies = len(next(iter(facts.values())))
    simulation = SimulationBuilder().build_default_simulation(system, agencies)
    for name, values in facts.items():
        simulation.set_input(name, YEAR, values)
    return simulation


def system_of(facts: dict[str, Any]) -> Any:
    """Return the system: a variable for each column of facts, one for each criterion."""
    system = TaxBenefitSystem([AGENCY])
    for name, values in facts.items():
        if name != "criteria":
            kind = bool if values.dtype == bool else int
            system.add_variable(variable(name, kind, None))
    for name, formula in formulas(int(facts["criteria"])):
        kind = bool if name.startswith("missing") else int
        system.add_variable(variable(name, kind, formula))
    return system


def variable(name: str, kind: type, formula: Formula | None) -> Any:
    """Return a variable as OpenFisca wants it: a class."""
    said = {"value_type": kind, "entity": AGENCY, "definition_period": DateUnit.YEAR, "label": name}
    return type(name, (Variable,), said | ({"formula": formula} if formula else {}))


def formulas(criteria: int) -> Iterator[tuple[str, Formula]]:
    """Yield the formulas of points and of their gaps, the kinds of rule in turn; last the sum's."""
    names = [f"points_{number}" for number in range(criteria)]
    for number, name in enumerate(names):
        points, missing = KINDS[number % len(KINDS)]
        yield name, points(number)
        yield f"missing_{number}", missing(number)
    yield "total", lambda agency, period: sum(agency(name, period) for name in names)


def rate(number: int, points: Callable[[Any, Any], Any], empty: int) -> Formula:
    """Return a formula about a share: its points, and what no case at all earns."""

    def formula(agency: Any, period: Any) -> Any:
        above = agency(f"rate_{number}_above", period)
        below = agency(f"rate_{number}_below", period)
        safe = np.where(below == 0, 1, below)
        given = np.where(below == 0, empty, points(above, safe))
        return np.where(agency(f"rate_{number}_known", period), given, 0)

    return formula


def half_up(above: Any, below: Any) -> Any:
    """Divide whole numbers, halves up."""
    return (2 * above + below) // (2 * below)


def proportional(number: int) -> Formula:
    """In proportion to 100 %."""
    return rate(number, lambda a, b: np.minimum(half_up(a * 200, b), 200), 200)


def with_floor(number: int) -> Formula:
    """In proportion to 80 %, nothing below 50 %."""
    return rate(
        number, lambda a, b: np.where(a * 2 < b, 0, np.minimum(half_up(a * 250, b), 200)), 0
    )


def by_bands(number: int) -> Formula:
    """Two points above 90 %, one from 70 %."""
    return rate(
        number,
        lambda a, b: np.where(a * 10 > b * 9, 200, np.where(a * 10 >= b * 7, 100, 0)),
        0,
    )


def deducted(number: int) -> Formula:
    """A quarter off for each."""

    def formula(agency: Any, period: Any) -> Any:
        count = agency(f"count_{number}_above", period)
        return np.where(agency(f"count_{number}_known", period), np.maximum(200 - 25 * count, 0), 0)

    return formula


def together(number: int) -> Formula:
    """Both conditions, or nothing."""

    def formula(agency: Any, period: Any) -> Any:
        known = agency(f"count_{number}_known", period) & agency(f"yes_{number}_known", period)
        enough = agency(f"count_{number}_above", period) >= 4  # noqa: PLR2004 - the rule's number
        return np.where(known & enough & (agency(f"yes_{number}_above", period) >= 1), 200, 0)

    return formula


def gap(fact: str) -> Callable[[int], Formula]:
    """Return a maker of formulas: missing where the fact is."""
    return lambda number: lambda agency, period: ~agency(f"{fact}_{number}_known", period)


def gap_together(number: int) -> Formula:
    """Missing where a condition is, unless the other one fails already."""

    def formula(agency: Any, period: Any) -> Any:
        counted, said = (
            agency(f"count_{number}_known", period),
            agency(f"yes_{number}_known", period),
        )
        few = counted & (agency(f"count_{number}_above", period) < 4)  # noqa: PLR2004
        no = said & (agency(f"yes_{number}_above", period) < 1)
        return ~(counted & said) & ~(few | no)

    return formula


KINDS = (
    (proportional, gap("rate")),
    (with_floor, gap("rate")),
    (by_bands, gap("rate")),
    (deducted, gap("count")),
    (together, gap_together),
)

if __name__ == "__main__":
    sys.path.remove(str(Path(__file__).parent))  # our own modules are none of its business
    main(*sys.argv[1:])
