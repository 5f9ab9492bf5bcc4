"""Scoring: one sheet with its traces, and a nation in bulk against numpy written by hand."""

import gc
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from benchmarks._figures import Figure
from thuocdo.core.facts import Fact, FactDefinition, FactKind, FactScope, Unit
from thuocdo.core.index_sets import IndexSet, rescore, score_sheet
from thuocdo.core.index_sets.bulk import score_bulk
from thuocdo.core.periods import calendar_year
from thuocdo.core.scoring.bulk_numbers import FactColumn

AGENCIES = 4_000
CRITERIA = 60
ENOUGH = 4
UNKNOWN = 0.02  # share of facts that nobody supplied
MOST_MILLISECONDS = 5
MOST_OF_A_CHANGE = 1  # milliseconds
MOST_SECONDS = 1
MOST_TIMES = 3
_ROUNDS = 9
DAY = date(2024, 12, 31)
SCOPE = FactScope("any", calendar_year(DAY), DAY)
Ints = Any  # numpy arrays of int64 and of bool

BANDS = [
    {"below": "70", "points": "0"},
    {"from": "70", "to": "90", "points": "1"},
    {"above": "90", "points": "2"},
]
# What an index set mostly holds, each once in five criteria.
RULES: list[dict[str, Any]] = [
    {"kind": "linear", "fact": "rate", "full_at": "100", "no_case": "full"},
    {"kind": "linear", "fact": "rate", "full_at": "80", "zero_below": "50", "no_case": "zero"},
    {"kind": "bands", "fact": "rate", "bands": BANDS, "no_case": "zero"},
    {"kind": "count", "fact": "count", "start": "2", "each": "-0.25"},
    {
        "kind": "all_of",
        "conditions": [{"fact": "count", "at_least": "4"}, {"fact": "yes", "at_least": "1"}],
    },
]
UNITS = {"rate": Unit.PERCENT, "count": Unit.COUNT, "yes": Unit.BOOLEAN}


def _named(rule: dict[str, Any], number: int) -> dict[str, Any]:
    """Give every criterion facts of its own."""
    named = dict(rule)
    if "fact" in named:
        named["fact"] = f"b.{rule['fact']}_{number}"
    if "conditions" in named:
        named["conditions"] = [_named(condition, number) for condition in rule["conditions"]]
    return named


def index_set() -> IndexSet:
    """Return the set of 60 criteria."""
    criteria = [
        {
            "code": f"1.{number}",
            "title": f"Tiêu chí {number}",
            "max_points": "2",
            "reference": {"document": "benchmark"},
            "rule": _named(RULES[number % len(RULES)], number),
        }
        for number in range(CRITERIA)
    ]
    whole = str(2 * CRITERIA)
    return IndexSet.model_validate(
        {
            "id": "benchmark/2024",
            "title": "benchmark",
            "issued": {"document": "x", "on": "2024-01-01", "by": "x"},
            "valid_from": "2024-01-01",
            "scale": whole,
            "areas": [{"code": "1", "title": "x", "max_points": whole, "criteria": criteria}],
        }
    )


REGISTER = {
    f"b.{kind}_{number}": FactDefinition(
        name=f"b.{kind}_{number}", title=kind, unit=unit, kind=FactKind.DECLARED, reference="x"
    )
    for number in range(CRITERIA)
    for kind, unit in UNITS.items()
}


def columns() -> dict[str, FactColumn]:
    """Return the facts of a nation, a few of them unknown, some without any case."""
    chance = np.random.default_rng(7)
    made = {}
    for name, definition in REGISTER.items():
        below = np.ones(AGENCIES, dtype=np.int64)
        above = chance.integers(0, 2 if definition.unit is Unit.BOOLEAN else 12, AGENCIES)
        if definition.unit is Unit.PERCENT:
            below = chance.integers(0, 9_000, AGENCIES)
            above = (below * chance.integers(40, 101, AGENCIES)) // 100
        made[name] = FactColumn(above, below, chance.random(AGENCIES) > UNKNOWN)
    return made


def by_hand(columns: dict[str, FactColumn]) -> Ints:
    """Score the same rules as a programmer would for this one set, in hundredths of a point."""
    points = np.zeros((CRITERIA, AGENCIES), dtype=np.int64)
    for number in range(CRITERIA):
        points[number] = _BY_HAND[number % len(RULES)](columns, number)
    return points


def _half_up(above: Ints, below: Ints) -> Ints:
    return (2 * above + below) // (2 * below)


def _rate(columns: dict[str, FactColumn], number: int) -> tuple[Ints, Ints, Ints, Ints]:
    column = columns[f"b.rate_{number}"]
    empty = column.denominator == 0
    return column.numerator, np.where(empty, 1, column.denominator), empty, column.known


def _proportional(columns: dict[str, FactColumn], number: int) -> Ints:
    above, below, empty, known = _rate(columns, number)
    points = np.minimum(_half_up(above * 200, below), 200)
    return np.where(known, np.where(empty, 200, points), 0)


def _with_floor(columns: dict[str, FactColumn], number: int) -> Ints:
    above, below, empty, known = _rate(columns, number)
    points = np.minimum(_half_up(above * 250, below), 200)
    points = np.where(above * 100 < below * 50, 0, points)
    return np.where(known & ~empty, points, 0)


def _by_bands(columns: dict[str, FactColumn], number: int) -> Ints:
    above, below, empty, known = _rate(columns, number)
    points = np.where(above * 100 > below * 90, 200, np.where(above * 100 >= below * 70, 100, 0))
    return np.where(known & ~empty, points, 0)


def _deducted(columns: dict[str, FactColumn], number: int) -> Ints:
    column = columns[f"b.count_{number}"]
    return np.where(column.known, np.maximum(200 - 25 * column.numerator, 0), 0)


def _together(columns: dict[str, FactColumn], number: int) -> Ints:
    count, yes = columns[f"b.count_{number}"], columns[f"b.yes_{number}"]
    holds = count.known & yes.known & (count.numerator >= ENOUGH) & (yes.numerator >= 1)
    return np.where(holds, 200, 0)


_BY_HAND = (_proportional, _with_floor, _by_bands, _deducted, _together)


def best(work: Callable[[], object]) -> float:
    """Return the seconds of the quickest of some rounds."""
    times = []
    for _ in range(_ROUNDS):
        gc.collect()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def _facts_of_one(columns: dict[str, FactColumn]) -> dict[str, Fact]:
    return {
        name: Fact(
            name,
            SCOPE,
            Decimal(int(column.numerator[0])),
            Decimal(int(column.denominator[0])),
            REGISTER[name].unit,
            FactKind.DECLARED,
        )
        for name, column in columns.items()
    }


def run() -> Iterator[Figure]:
    """Measure the sheet, the nation, and the nation against the same rules by hand."""
    rules, given = index_set(), columns()
    bulk = score_bulk(rules, given, REGISTER, agencies=AGENCIES)
    assert (bulk.points == by_hand(given)).all(), "the two must score the same"
    facts = _facts_of_one(given)
    sheet = best(lambda: score_sheet(rules, SCOPE, facts.get, REGISTER))
    known = score_sheet(rules, SCOPE, facts.get, REGISTER)
    changed = {"b.rate_0": replace(facts["b.rate_1"], name="b.rate_0")}
    again = best(lambda: rescore(known, changed, facts.get, REGISTER))
    whole = score_sheet(rules, SCOPE, (facts | changed).get, REGISTER)
    assert rescore(known, changed, facts.get, REGISTER) == whole, "a part as good as the whole"
    ours = best(lambda: score_bulk(rules, given, REGISTER, agencies=AGENCIES))
    hand = best(lambda: by_hand(given))
    print(f"   by hand {hand * 1000:.1f} ms, bulk {ours * 1000:.1f} ms, {AGENCIES} × {CRITERIA}")
    yield Figure("one sheet of 60 criteria with traces", sheet * 1000, MOST_MILLISECONDS, " ms")
    yield Figure("one changed fact", again * 1000, MOST_OF_A_CHANGE, " ms")
    yield Figure("a nation in bulk", ours, MOST_SECONDS, " s")
    yield Figure("a nation against numpy by hand", ours / hand, MOST_TIMES, " times")
