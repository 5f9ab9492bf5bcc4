"""What is counted from an agency's rows about its staff, as Ibis expressions; and their fact book.

A fact here is declared by agencies that keep no people; where rows tell it, the rows are believed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from threading import Lock
from typing import Any

import ibis
import pyarrow as pa
from ibis.backends.duckdb import Backend
from ibis.expr.types import Table

from thuocdo.analytics.fact_book import RowSource
from thuocdo.core.facts import Fact, FactKind, FactRegister, FactScope
from thuocdo.core.rows import StaffRow, StaffRowKind

__all__ = ["STAFF_MEASURES", "StaffBook", "StaffMeasure"]

_KEPT = 64
_SCHEMA = pa.schema(
    [
        ("kind", pa.string()),
        ("code", pa.string()),
        ("job", pa.string()),
        ("year", pa.int16()),
        ("starts_on", pa.date32()),
        ("ends_on", pa.date32()),
        ("count", pa.int32()),
    ]
)


@dataclass(frozen=True, slots=True)
class _Told:
    """The rows of each kind that a day and its year know of."""

    held: Table
    jobs: Table
    reviews: Table
    trainings: Table
    evaluations: Table

    @classmethod
    def read(cls, rows: Table, year: int, day: date) -> "_Told":
        def known(kind: StaffRowKind) -> Table:
            return rows.filter(rows.kind == kind.value)

        def on_the_day(kind: StaffRowKind) -> Table:
            found = known(kind)
            ended = found.ends_on.notnull() & (found.ends_on <= day)
            return found.filter(found.starts_on <= day, ~ended)

        def of_the_year(kind: StaffRowKind) -> Table:
            found = known(kind)
            return found.filter(found.year == year)

        def done(table: Table) -> Table:
            return table.filter(table.starts_on <= day)

        return cls(
            held=on_the_day(StaffRowKind.HOLDING),
            jobs=on_the_day(StaffRowKind.JOB_POSITION),
            reviews=done(of_the_year(StaffRowKind.REVIEW)),
            trainings=of_the_year(StaffRowKind.TRAINING).mutate(
                done=of_the_year(StaffRowKind.TRAINING).starts_on <= day
            ),
            evaluations=done(of_the_year(StaffRowKind.EVALUATION)),
        )

    @property
    def filled(self) -> Table:
        """Holdings that stand in a job position."""
        return self.held.filter(self.held.job != "")


Count = Callable[[_Told], Any]


@dataclass(frozen=True, slots=True)
class StaffMeasure:
    """What counts above and below the line.

    Attributes:
        needs: rows without which there is no data; counting would make a false 0.
    """

    numerator: Count
    needs: tuple[Count, ...]
    denominator: Count | None = None


STAFF_MEASURES: Mapping[str, StaffMeasure] = {
    "staff.training_plan_done": StaffMeasure(
        lambda told: told.trainings.count(where=told.trainings.done),
        (lambda told: told.trainings.count(),),
        lambda told: told.trainings.count(),
    ),
    "staff.headcount_given": StaffMeasure(
        lambda told: told.jobs["count"].sum(), (lambda told: told.jobs.count(),)
    ),
    "staff.headcount_used": StaffMeasure(
        lambda told: told.filled.code.nunique(), (lambda told: told.jobs.count(),)
    ),
    "staff.job_positions_filled_share": StaffMeasure(
        lambda told: told.filled.code.nunique(),
        (lambda told: told.jobs.count(), lambda told: told.held.count()),
        lambda told: told.held.code.nunique(),
    ),
    "staff.job_positions_reviewed_share": StaffMeasure(
        lambda told: told.jobs.semi_join(told.reviews, "job").count(),
        (lambda told: told.jobs.count(), lambda told: told.reviews.count()),
        lambda told: told.jobs.count(),
    ),
    "staff.evaluated_share": StaffMeasure(
        lambda told: told.held.semi_join(told.evaluations, "code").code.nunique(),
        (lambda told: told.held.count(), lambda told: told.evaluations.count()),
        lambda told: told.held.code.nunique(),
    ),
}


class StaffBook:
    """Counts every fact about an agency's staff and remembers it while the rows stand."""

    def __init__(
        self, source: Callable[[str], RowSource[StaffRow] | None], register: FactRegister
    ) -> None:
        self._source, self._register = source, register
        self._database: Backend = ibis.duckdb.connect(threads=2, memory_limit="1GB")
        self._facts: dict[tuple[str, FactScope], Mapping[str, Fact]] = {}
        self._one_at_a_time = Lock()  # a DuckDB connection serves one thread

    def facts(self, scope: FactScope) -> Mapping[str, Fact]:
        """Return the facts that the agency's rows tell; none that they do not."""
        source = self._source(scope.agency)
        if source is None:
            return {}
        key = (source.version, scope)
        with self._one_at_a_time:
            if key not in self._facts:
                if len(self._facts) >= _KEPT:
                    self._facts.clear()
                self._facts[key] = self._compute(source, scope)
            return self._facts[key]

    def _compute(self, source: RowSource[StaffRow], scope: FactScope) -> Mapping[str, Fact]:
        table = self._database.create_table("staff", _arrow(source), overwrite=True)
        day = min(scope.as_of, scope.period.last_day)
        told = _Told.read(table, scope.period.last_day.year, day)
        found = {
            name: self._fact(name, measure, told, scope, source.version)
            for name, measure in STAFF_MEASURES.items()
            if name in self._register and all(self._count(need, told) for need in measure.needs)
        }
        self._database.drop_table("staff")
        return found

    def _fact(
        self, name: str, measure: StaffMeasure, told: _Told, scope: FactScope, version: str
    ) -> Fact:
        below = 1 if measure.denominator is None else self._count(measure.denominator, told)
        return Fact(
            name=name,
            scope=scope,
            numerator=Decimal(self._count(measure.numerator, told)),
            denominator=Decimal(below),
            unit=self._register[name].unit,
            source=FactKind.MEASURE,
            title=self._register[name].title,
            version=f"staff-{version}",
        )

    def _count(self, count: Count, told: _Told) -> int:
        return int(self._database.to_pyarrow(count(told)).as_py() or 0)


def _arrow(source: RowSource[StaffRow]) -> pa.Table:
    kept = list(source.load())
    columns = {
        column.name: [getattr(row, column.name) for row in kept] for column in fields(StaffRow)
    }
    return pa.table(columns, schema=_SCHEMA)
