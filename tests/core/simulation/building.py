"""A small office for tests of simulations: six criteria on real facts and the catalogue's levers."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from thuocdo.apps.rulebooks.shipped import fact_register, simulation_data
from thuocdo.core.facts import Fact, FactScope
from thuocdo.core.index_sets import IndexSet
from thuocdo.core.periods import calendar_year
from thuocdo.core.simulation import Outlook, Situation, Wishes, levers_for

REGISTER = fact_register()
DATA = simulation_data()
DAY = date(2024, 9, 30)
SCOPE = FactScope("H99.15", calendar_year(DAY), DAY)
WISHES = Wishes(DATA.levers.efforts)

ON_TIME, OVERDUE = "dossiers.on_time_rate", "dossiers.overdue"
FINISHED, RECEIVED = "dossiers.finished", "dossiers.received"
ONLINE, TWICE = "dossiers.online_share", "dossiers.more_than_one_supplement"
NOTES, TASKS = "dossiers.apology_notes", "reform.programme_tasks_on_time"
JUDGED = "reform.plan"

RULES: Mapping[str, dict[str, Any]] = {
    "1.1": {"kind": "linear", "fact": ON_TIME, "full_at": "100", "no_case": "full"},
    "1.2": {
        "kind": "bands",
        "fact": ONLINE,
        "no_case": "zero",
        "bands": [
            {"to": "60", "points": "0"},
            {"above": "60", "to": "80", "points": "1"},
            {"above": "80", "points": "2"},
        ],
    },
    "1.3": {"kind": "linear", "fact": NOTES, "per": OVERDUE, "full_at": "100", "no_case": "full"},
    "1.4": {
        "kind": "bands",
        "fact": TWICE,
        "irreversible": "true",
        "bands": [{"to": "0", "points": "2"}, {"above": "0", "points": "0"}],
    },
    "1.5": {"kind": "judged", "fact": JUDGED},
    "1.6": {
        "kind": "linear",
        "fact": TASKS,
        "full_at": "100",
        "zero_below": "70",
        "no_case": "full",
    },
}


def a_set(*, cap: str = "", section: str = "scale") -> IndexSet:
    """Make the set; with `cap`, the six share one maximum smaller than their sum."""
    criteria: list[dict[str, Any]] = [
        {
            "code": code,
            "title": f"Tiêu chí {code}",
            "max_points": "2",
            "reference": {"document": "x"},
            "rule": rule,
        }
        for code, rule in RULES.items()
    ]
    area: dict[str, Any] = {"code": "1", "title": "x", "max_points": cap or "12"}
    area |= {"criteria": criteria} | ({"sum_differs": "trần"} if cap else {})
    areas = [area]
    if section != "scale":
        more = [{**one, "code": f"2.{one['code'][-1]}"} for one in criteria[:1]]
        areas.append(
            {
                "code": "2",
                "title": "x",
                "max_points": "1",
                "section": section,
                "sum_differs": "trần của năm",
                "criteria": more,
            }
        )
    return IndexSet.model_validate(
        {
            "id": "small/2024",
            "title": "x",
            "issued": {"document": "x", "on": "2024-01-01", "by": "x"},
            "valid_from": "2024-01-01",
            "scale": cap or "12",
            "areas": areas,
        }
    )


def a_fact(name: str, above: int | str, below: int = 1) -> Fact:
    """Make a fact of the register."""
    definition = REGISTER[name]
    return Fact(
        name,
        SCOPE,
        Decimal(above),
        Decimal(below),
        definition.unit,
        definition.kind,
        definition.title,
    )


def dossiers(*, finished: int, late: int, received: int = 0, online: int = 0, twice: int = 0):
    """Make the facts that an import of dossiers would tell."""
    received = received or finished
    return {
        one.name: one
        for one in (
            a_fact(FINISHED, finished),
            a_fact(RECEIVED, received),
            a_fact(ON_TIME, finished - late, finished),
            a_fact(OVERDUE, late),
            a_fact(ONLINE, online, received),
            a_fact(TWICE, twice),
        )
    }


def a_situation(
    facts: Mapping[str, Fact],
    *,
    coming: Mapping[str, int] | int = 20,
    index_set: IndexSet | None = None,
    days: int = 10,
    **shares: Any,
) -> Situation:
    """Make a situation on 30/09/2024; every volume expects `coming` more cases in `days` days."""
    index_set = index_set or a_set()
    levers = levers_for(facts, index_set.codes_by_fact, DATA.levers, REGISTER)
    working = tuple(DAY + timedelta(days=number + 1) for number in range(days))
    volumes = {lever.volume for lever in levers if lever.flows}
    outlooks = {
        volume: Outlook(
            coming if isinstance(coming, int) else coming.get(volume, 0),
            working,
            shares={lever.key: shares[lever.key] for lever in levers if lever.key in shares},
        )
        for volume in volumes
    }
    return Situation(index_set, REGISTER, SCOPE, dict(facts), outlooks, levers)
