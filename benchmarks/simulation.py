"""Simulations on the department's set of 45 criteria: odds of a whole group, paths, budgets."""

import gc
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from benchmarks._figures import Figure
from thuocdo.apps.rulebooks.shipped import fact_register, index_set, simulation_data
from thuocdo.core.facts import Fact, FactScope
from thuocdo.core.periods import calendar_year
from thuocdo.core.simulation import (
    Outlook,
    Situation,
    Wishes,
    budgets,
    cheapest_paths,
    draw_totals,
    levers_for,
    odds_of,
)

DEPARTMENTS = 21
SCENARIOS = 10_000
MOST_SECONDS = 2
MOST_PATH_SECONDS = 1
MOST_BUDGET_MILLISECONDS = 20
_ROUNDS = 5
DAY = date(2024, 9, 30)
# name: numerator, denominator of a department as busy as the one of the plan of 2024
FACTS = {
    "dossiers.received": (5972, 1),
    "dossiers.finished": (5883, 1),
    "dossiers.on_time_rate": (5709, 5883),
    "dossiers.overdue": (174, 1),
    "dossiers.more_than_one_supplement": (33, 1),
    "dossiers.online_share": (2786, 5972),
    "dossiers.digitised_share": (3938, 5883),
    "procedures.fully_online_share": (58, 121),
    "reform.programme_tasks_on_time": (27, 29),
    "reform.extra_tasks_on_time": (11, 17),
    "legal.inspections_done": (31, 40),
    "staff.training_plan_done": (66, 80),
    "digital.signed_documents_share": (4120, 4391),
}


def a_department(number: int) -> Situation:
    """Make one of the group, each a little other than the next."""
    register, data = fact_register(), simulation_data()
    scope = FactScope(f"D{number}", calendar_year(DAY), DAY)
    facts = {
        name: Fact(
            name,
            scope,
            Decimal(above - (number // 4 if below > 1 else 0)),
            Decimal(below),
            register[name].unit,
            register[name].kind,
            register[name].title,
        )
        for name, (above, below) in FACTS.items()
    }
    chosen = index_set("department/2024")
    levers = levers_for(facts, chosen.codes_by_fact, data.levers, register)
    days = tuple(DAY + timedelta(days=day) for day in range(1, 64))
    volumes = {lever.volume for lever in levers if lever.flows}
    outlooks = {
        volume: Outlook(2000 if volume.startswith("dossiers") else 12, days) for volume in volumes
    }
    return Situation(chosen, register, scope, facts, outlooks, levers)


def _best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(_ROUNDS):
        gc.collect()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def all_odds() -> list[dict[int, int]]:
    """Draw everybody's endings by the rules, and everybody's odds against all others."""
    forecast, share = simulation_data().forecast, Fraction(4, 5)
    group = [a_department(number) for number in range(DEPARTMENTS)]
    totals = [
        draw_totals(one, forecast, assumed_share=share, scenarios=SCENARIOS, seed=number)
        for number, one in enumerate(group)
    ]
    found = []
    for number, own in enumerate(totals):
        others = [one.percent for place, one in enumerate(totals) if place != number]
        found.append(dict(odds_of(own, others, forecast, group[number].index_set).ranks))
    return found


def run() -> Iterator[Figure]:
    """Measure the odds of a group, the cheapest path, and the budgets of one department."""
    ranks = all_odds()
    assert all(sum(one.values()) == SCENARIOS for one in ranks), "a rank in every scenario"
    one, wishes = a_department(0), Wishes(simulation_data().levers.efforts)
    wishes = replace(wishes, assumed_share=Fraction(4, 5))
    path = cheapest_paths(one, Decimal(82), wishes)
    assert path.best is not None
    assert path.others
    yield Figure(
        f"{SCENARIOS} endings × {DEPARTMENTS} departments × the set",
        _best(all_odds),
        MOST_SECONDS,
        " s",
    )
    seconds = _best(lambda: cheapest_paths(one, Decimal(82), wishes))
    yield Figure("the cheapest path, two more, and reasons", seconds, MOST_PATH_SECONDS, " s")
    fresh = _best(lambda: budgets(a_department(0)))
    yield Figure("all budgets of a department", fresh * 1000, MOST_BUDGET_MILLISECONDS, " ms")
