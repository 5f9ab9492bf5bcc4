"""What each measure counts, once, as Ibis expressions over the rows of `core.rows`.

No raw Ibis type leaves this package.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import ibis
from ibis import _
from ibis.expr.types import BooleanValue, Table

from thuocdo.core.facts import RowPart
from thuocdo.core.rows import Channel

__all__ = ["MEASURES", "Measure", "known_dossiers"]

NO = ibis.literal(value=False)
Condition = Callable[[Table], BooleanValue]


def every(rows: Table) -> BooleanValue:
    """Any dossier of the period."""
    return rows.code.notnull()


def finished(rows: Table) -> BooleanValue:
    """The result is ready; whether it has been fetched does not matter."""
    return rows.result_at.notnull()


@dataclass(frozen=True, slots=True)
class Measure:
    """Which dossiers count above the line and, for a ratio, below it.

    Attributes:
        needs: columns without which there is no data: where one is empty in every row, the source
            does not tell it, and counting would make a false 0.
    """

    numerator: Condition
    denominator: Condition | None = None
    needs: tuple[str, ...] = ()

    def part(self, part: RowPart, rows: Table) -> BooleanValue:
        """Return the condition on `rows` that belong to `part`."""
        whole = (self.denominator or every)(rows)
        if part is RowPart.DENOMINATOR:
            return whole
        counted = self.numerator(rows).fill_null(NO)
        return whole & (~counted if part is RowPart.FAILED else counted)


# The procedure's result decides, not the day it was fetched; the due time alone decides, and a
# dossier counts in the year it was received. A second supplement request is a measure of its own.
MEASURES: Mapping[str, Measure] = {
    "dossiers.received": Measure(every),
    "dossiers.finished": Measure(finished, needs=("result_at",)),
    "dossiers.on_time_rate": Measure(
        lambda rows: rows.result_at <= rows.due_at, finished, needs=("due_at", "result_at")
    ),
    "dossiers.overdue": Measure(
        lambda rows: rows.result_at > rows.due_at, needs=("due_at", "result_at")
    ),
    "dossiers.open": Measure(lambda rows: ~finished(rows), needs=("result_at",)),
    "dossiers.more_than_one_supplement": Measure(
        lambda rows: rows.supplement_requests > 1, needs=("supplement_requests",)
    ),
    "dossiers.online_share": Measure(
        lambda rows: rows.channel == Channel.ONLINE.value, every, needs=("channel",)
    ),
    "dossiers.digitised_share": Measure(
        lambda rows: rows.parts_digitised & rows.result_digital,
        finished,
        needs=("parts_digitised", "result_digital", "result_at"),
    ),
}


def known_dossiers(
    table: Table, *, start: datetime, end: datetime, known_before: datetime
) -> Table:
    """Keep the dossiers received in [start, end), with what was known before `known_before`.

    All three are naive UTC, like the table's times.
    """
    received = table.filter(
        _.received_at >= start, _.received_at < end, _.received_at < known_before
    )
    return received.mutate(
        result_at=ibis.cases((_.result_at < known_before, _.result_at)),
        returned_at=ibis.cases((_.returned_at < known_before, _.returned_at)),
    )
