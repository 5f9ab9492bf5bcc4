"""How many dossiers by a day: received, finished, on time, overdue, still open."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date, tzinfo

from thuocdo.core.periods import end_of_day
from thuocdo.core.rows import Channel, DossierRow
from thuocdo.core.tables.dossiers.headings import Column

__all__ = ["DossierCounts", "count_dossiers"]


@dataclass(frozen=True, slots=True)
class DossierCounts:
    """Counts by the end of a day. None means that the file has no column to tell.

    Attributes:
        received: dossiers received by then, whatever became of them.
        finished: of these, those with a result by then. A dossier that was stopped, refused or
            withdrawn is finished if the file gives a time when it ended.
        on_time: finished no later than promised, to the minute.
        overdue: finished later than promised; `finished` is always `on_time` + `overdue`.
        open: received and not finished.
        open_overdue: of the open ones, those promised for then or earlier.
        more_than_one_supplement: received ones with two or more requests to supplement.
        online: received ones that came in online.
    """

    received: int
    finished: int | None
    on_time: int | None
    overdue: int | None
    open: int | None
    open_overdue: int | None
    more_than_one_supplement: int | None
    online: int | None


def count_dossiers(
    rows: Iterable[DossierRow], as_of: date, *, zone: tzinfo, columns: Set[Column]
) -> DossierCounts:
    """Count dossiers by the end of the day `as_of` in `zone`, as far as `columns` allow."""
    end = end_of_day(as_of, zone)
    received = [row for row in rows if row.received_at < end]
    finished = [row for row in received if row.result_at is not None and row.result_at < end]
    late = sum(1 for row in finished if row.due_at and row.result_at and row.result_at > row.due_at)
    open_overdue = sum(
        1
        for row in received
        if row.due_at and row.due_at < end and (row.result_at is None or row.result_at >= end)
    )
    ends = bool({Column.RESULT, Column.RETURNED} & columns)
    judged = ends and Column.DUE in columns
    return DossierCounts(
        received=len(received),
        finished=len(finished) if ends else None,
        on_time=len(finished) - late if judged else None,
        overdue=late if judged else None,
        open=len(received) - len(finished) if ends else None,
        open_overdue=open_overdue if judged else None,
        more_than_one_supplement=sum(1 for row in received if (row.supplement_requests or 0) > 1)
        if Column.SUPPLEMENTS in columns
        else None,
        online=sum(1 for row in received if row.channel is Channel.ONLINE)
        if Column.CHANNEL in columns
        else None,
    )
