"""The fact book of measures: published rows in, facts and the rows behind them out."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, time, tzinfo
from decimal import Decimal
from itertools import count
from threading import Lock
from typing import Any, Generic, TypeVar

import ibis
import pyarrow as pa
from ibis.backends.duckdb import Backend
from ibis.expr.types import Table

from thuocdo.analytics.measures import MEASURES, known_dossiers
from thuocdo.core.facts import Fact, FactKind, FactRegister, FactScope, RowPart
from thuocdo.core.periods import end_of_day
from thuocdo.core.rows import DossierRow

__all__ = ["MeasureBook", "RowSource"]

KEPT_TABLES = 8

_SCHEMA = pa.schema(
    [
        ("code", pa.string()),
        ("procedure", pa.string()),
        ("channel", pa.string()),
        ("state", pa.int16()),
        ("received_at", pa.timestamp("us")),
        ("due_at", pa.timestamp("us")),
        ("result_at", pa.timestamp("us")),
        ("returned_at", pa.timestamp("us")),
        ("supplement_requests", pa.int32()),
        ("parts_digitised", pa.bool_()),
        ("result_digital", pa.bool_()),
        ("paid_online", pa.bool_()),
    ]
)


Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class RowSource(Generic[Row]):
    """An agency's published rows.

    Attributes:
        version: changes whenever the rows do.
        load: fetches the rows; called once per version.
    """

    version: str
    load: Callable[[], Iterable[Row]]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows in the database, and the columns that are given in any of them."""

    name: str
    table: Table
    given: frozenset[str]


class MeasureBook:
    """Computes every measure of an agency in one query and remembers it while the rows stand."""

    def __init__(
        self,
        source: Callable[[str], RowSource[DossierRow] | None],
        register: FactRegister,
        zone: tzinfo,
    ) -> None:
        self._source, self._register, self._zone = source, register, zone
        self._database: Backend = ibis.duckdb.connect(threads=2, memory_limit="1GB")
        self._tables: OrderedDict[tuple[str, str], _Rows] = OrderedDict()
        self._numbers = count()
        self._facts: dict[tuple[str, FactScope], Mapping[str, Fact | None]] = {}
        self._one_at_a_time = Lock()  # a DuckDB connection serves one thread

    def fact(self, name: str, scope: FactScope) -> Fact | None:
        """Return a measure's value; None when no rows were ever published."""
        return self.facts(scope)[name]

    def facts(self, scope: FactScope) -> Mapping[str, Fact | None]:
        """Return every measure, having asked once whether the rows have changed."""
        source = self._source(scope.agency)
        if source is None:
            return dict.fromkeys(MEASURES)
        key = (source.version, scope)
        with self._one_at_a_time:
            if key not in self._facts:
                if len(self._facts) > KEPT_TABLES * 8:
                    self._facts.clear()
                self._facts[key] = self._compute(source, scope)
            return self._facts[key]

    def rows(self, name: str, scope: FactScope, part: RowPart) -> Sequence[str]:
        """Return the codes of the dossiers behind a measure, sorted."""
        source = self._source(scope.agency)
        if source is None:
            return ()
        with self._one_at_a_time:
            known = self._known(source, scope)
            found = known.filter(MEASURES[name].part(part, known)).select("code").order_by("code")
            return tuple(found.to_pyarrow()["code"].to_pylist())

    def _compute(
        self, source: RowSource[DossierRow], scope: FactScope
    ) -> Mapping[str, Fact | None]:
        known = self._known(source, scope)
        sums: dict[str, Any] = {}
        for name, measure in MEASURES.items():
            sums[f"{name}/numerator"] = known.count(where=measure.part(RowPart.NUMERATOR, known))
            sums[f"{name}/denominator"] = known.count(
                where=measure.part(RowPart.DENOMINATOR, known)
            )
        given = self._tables[scope.agency, source.version].given
        counted = known.aggregate(**sums).to_pyarrow().to_pylist()[0]
        if not counted["dossiers.received/numerator"]:
            # Rows of other periods only: the year's file is not in yet, which is not "no case".
            return dict.fromkeys(MEASURES)
        return {
            name: Fact(
                name=name,
                scope=scope,
                numerator=Decimal(counted[f"{name}/numerator"]),
                denominator=Decimal(counted[f"{name}/denominator"] if measure.denominator else 1),
                unit=self._register[name].unit,
                source=FactKind.MEASURE,
                title=self._register[name].title,
                version=source.version,
            )
            if given.issuperset(measure.needs)
            else None
            for name, measure in MEASURES.items()
        }

    def _known(self, source: RowSource[DossierRow], scope: FactScope) -> Table:
        return known_dossiers(
            self._table(scope.agency, source),
            start=self._utc(datetime.combine(scope.period.start, time.min, self._zone)),
            end=self._utc(datetime.combine(scope.period.end, time.min, self._zone)),
            known_before=self._utc(end_of_day(scope.as_of, self._zone)),
        )

    def _table(self, agency: str, source: RowSource[DossierRow]) -> Table:
        key = (agency, source.version)
        if key not in self._tables:
            name = f"dossiers_{next(self._numbers)}"
            rows = _arrow(source.load())
            given = {column for column in rows.column_names if rows[column].null_count < len(rows)}
            table = self._database.create_table(name, rows)
            self._tables[key] = _Rows(name, table, frozenset(given))
            if len(self._tables) > KEPT_TABLES:
                _, oldest = self._tables.popitem(last=False)
                self._database.drop_table(oldest.name)
        self._tables.move_to_end(key)
        return self._tables[key].table

    @staticmethod
    def _utc(moment: datetime) -> datetime:
        return moment.astimezone(UTC).replace(tzinfo=None)


def _arrow(rows: Iterable[DossierRow]) -> pa.Table:
    kept = list(rows)
    columns = {}
    for column in fields(DossierRow):
        values = [getattr(row, column.name) for row in kept]
        if column.name.endswith("_at"):
            values = [
                None if value is None else value.astimezone(UTC).replace(tzinfo=None)
                for value in values
            ]
        columns[column.name] = values
    return pa.table(columns, schema=_SCHEMA)
