"""One row of an export: its cells read, its times compared, its remarks said."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Generic, TypeVar

from thuocdo.core.rows import CODE_LENGTH, PROCEDURE_LENGTH, Channel, DossierRow, PortalState
from thuocdo.core.tables.dossiers import problems
from thuocdo.core.tables.dossiers.cells import (
    UnreadableCount,
    has_controls,
    is_blank,
    parse_count,
    parse_procedure,
    text_of,
)
from thuocdo.core.tables.dossiers.headings import Column
from thuocdo.core.tables.dossiers.moments import UnreadableTime, has_hour, parse_moment
from thuocdo.core.tables.dossiers.remarks import Remark
from thuocdo.core.tables.dossiers.words import (
    channel_of,
    is_overdue_remark,
    state_of,
    tick_of,
)
from thuocdo.core.tables.findings import Severity
from thuocdo.core.tables.grid import CellValue

__all__ = ["RowReader"]

Values = Mapping[Column, CellValue]
Named = TypeVar("Named", Channel, PortalState)

_TIMES = (Column.RECEIVED, Column.DUE, Column.RESULT, Column.RETURNED)
_DONE = frozenset((PortalState.FINISHED, PortalState.RESULT_RETURNED))
_CUT_SHORT = frozenset((PortalState.NOT_RECEIVED, PortalState.WITHDRAWN, PortalState.STOPPED))
_BEFORE_RECEIPT = frozenset((PortalState.REGISTERED, PortalState.NOT_RECEIVED))


@dataclass(frozen=True, slots=True)
class _Words(Generic[Named]):
    """A column whose words are looked up, and what to say of those that are not found."""

    column: Column
    find: Callable[[str], Named | None]
    missing: Remark
    unknown: Callable[[CellValue], Remark]


_CHANNEL = _Words(Column.CHANNEL, channel_of, problems.MISSING_CHANNEL, problems.unknown_channel)
_STATE = _Words(Column.STATE, state_of, problems.MISSING_STATE, problems.unknown_state)


@dataclass(slots=True)
class _Times:
    """The times of one row, local; unreadable ones are None and stand in the remarks."""

    received: datetime | None = None
    due: datetime | None = None
    result: datetime | None = None
    returned: datetime | None = None
    all_readable: bool = True
    hourless: Sequence[Column] = ()


class RowReader:
    """Reads the rows of one file.

    Attributes:
        hourless: how many times of the kept rows' columns were written without an hour.
    """

    def __init__(self, zone: tzinfo, columns: frozenset[Column]) -> None:
        """Take the office's zone, and the columns that the file as a whole has."""
        self.hourless: Counter[Column] = Counter()
        self._zone = zone
        self._columns = columns

    def read(self, values: Values) -> tuple[DossierRow | None, list[Remark]]:
        """Return the dossier of a row, or None if it must be refused, and what was noticed.

        Every bad cell of the row is remarked on, not only the first.
        """
        remarks: list[Remark] = []
        code = text_of(values[Column.CODE])
        if not code:
            remarks.append(problems.MISSING_CODE)
        elif len(code) > CODE_LENGTH or has_controls(values[Column.CODE]):
            remarks.append(problems.unusable_code(values[Column.CODE]))
        channel = self._look_up(_CHANNEL, values, remarks)
        said = self._look_up(_STATE, values, remarks)
        times = self._times(values, remarks)
        if times.received is None and times.all_readable:
            early = said in _BEFORE_RECEIPT
            remarks.append(problems.NOT_RECEIVED if early else problems.MISSING_RECEIVED)
        if times.all_readable:
            remarks += self._compare(times, said, _word(values.get(Column.STATE)))
        requests = _supplements(values, remarks)
        bad = remarks and any(remark.severity is Severity.ERROR for remark in remarks)
        if bad or not times.received:
            return None, remarks
        self.hourless.update(times.hourless)
        return DossierRow(
            code=code,
            procedure=_procedure(values, remarks),
            channel=channel,
            state=said or _state_from(times),
            received_at=times.received.replace(tzinfo=self._zone).astimezone(UTC),
            due_at=self._utc(times.due),
            result_at=self._utc(times.result),
            returned_at=self._utc(times.returned),
            supplement_requests=requests if Column.SUPPLEMENTS in values else None,
            parts_digitised=_tick(values, Column.PARTS_DIGITISED, remarks),
            result_digital=_tick(values, Column.RESULT_DIGITAL, remarks),
            paid_online=_tick(values, Column.PAID_ONLINE, remarks),
        ), remarks

    def _utc(self, local: datetime | None) -> datetime | None:
        return None if local is None else local.replace(tzinfo=self._zone).astimezone(UTC)

    def _look_up(self, words: _Words[Named], values: Values, remarks: list[Remark]) -> Named | None:
        value = values.get(words.column)
        if is_blank(value):
            if words.column in self._columns:
                remarks.append(words.missing)
            return None
        found = words.find(_word(value))
        if found is None:
            remarks.append(words.unknown(value))
        return found

    def _times(self, values: Values, remarks: list[Remark]) -> _Times:
        found: list[datetime | None] = []
        hourless: list[Column] = []
        readable = True
        for column in _TIMES:
            try:
                moment = parse_moment(values.get(column), self._zone)
            except UnreadableTime as error:
                remarks.append(problems.unreadable_time(column, values[column], error.guess))
                moment, readable = None, False
            if moment is not None and not has_hour(moment):
                hourless.append(column)
                moment = _with_hour(column, moment, found)
            found.append(moment)
        received, due, result, returned = found
        if result is None and returned is not None and readable:
            result = returned
            if Column.RESULT in self._columns:
                remarks.append(problems.RESULT_FROM_RETURNED)
        return _Times(received, due, result, returned, readable, hourless)

    def _compare(self, times: _Times, said: PortalState | None, state_text: str) -> list[Remark]:
        """Return what the times say against each other and against the state."""
        return [
            *_order(times),
            *(self._finished(times, said) if times.result else self._unfinished(times, said)),
            *_lateness(times, state_text),
        ]

    def _finished(self, times: _Times, said: PortalState | None) -> list[Remark]:
        remarks = []
        if times.due is None and Column.DUE in self._columns:
            remarks.append(problems.MISSING_DUE)
        if said is not None and said not in _DONE | _CUT_SHORT:
            remarks.append(problems.state_still_open(said))
        return remarks

    def _unfinished(self, times: _Times, said: PortalState | None) -> list[Remark]:
        has_results = bool({Column.RESULT, Column.RETURNED} & self._columns)
        if said in _DONE:
            return [problems.FINISHED_WITHOUT_RESULT] if has_results else []
        if said in _CUT_SHORT:
            return [problems.ENDED_WITHOUT_DATE] if has_results else []
        if times.due is None and Column.DUE in self._columns:
            return [problems.OPEN_WITHOUT_DUE]
        return []


def _with_hour(column: Column, day: datetime, before: list[datetime | None]) -> datetime:
    """Give a day without an hour the hour that it is judged by.

    A promise for a day holds until its last minute. A result of that day without an hour is
    taken as the first thing that day, yet not before the dossier came in (nor the return before
    the result), so that a missing hour makes nobody late.
    """
    if column is Column.DUE:
        return day.replace(hour=23, minute=59)
    earlier = [moment for moment in before if moment is not None and moment.date() == day.date()]
    if column is Column.RESULT:
        earlier = [moment for moment in before[:1] if moment in earlier]
    if column is Column.RETURNED:
        earlier = [moment for moment in (before[0], before[2]) if moment in earlier]
    return max([day, *earlier]) if column is not Column.RECEIVED else day


def _order(times: _Times) -> list[Remark]:
    remarks = []
    received, result = times.received, times.result
    if received and result and result < received:
        remarks.append(problems.before_received(Column.RESULT, result, received))
    if received and times.due and times.due < received:
        remarks.append(problems.before_received(Column.DUE, times.due, received))
    if times.returned and result and times.returned < result:
        remarks.append(problems.RETURNED_BEFORE_RESULT)
    return remarks


def _lateness(times: _Times, state_text: str) -> list[Remark]:
    """Return the remark that the software and the times disagree, if they do."""
    said_late = is_overdue_remark(state_text)
    if said_late is None or times.result is None or times.due is None:
        return []
    late = times.result > times.due
    return [] if late == said_late else [problems.lateness_disagrees(late=late)]


def _word(value: CellValue) -> str:
    """Return a cell for a look-up among words, which folds texts and remembers them."""
    return value if isinstance(value, str) and value.isprintable() else text_of(value)


def _state_from(times: _Times) -> PortalState:
    if times.returned is not None:
        return PortalState.RESULT_RETURNED
    return PortalState.IN_PROGRESS if times.result is None else PortalState.FINISHED


def _supplements(values: Values, remarks: list[Remark]) -> int | None:
    if Column.SUPPLEMENTS not in values:
        return None
    try:
        return parse_count(values[Column.SUPPLEMENTS])
    except UnreadableCount:
        remarks.append(problems.unreadable_count(values[Column.SUPPLEMENTS]))
        return None


def _procedure(values: Values, remarks: list[Remark]) -> str:
    value = values.get(Column.PROCEDURE)
    procedure, guessed = parse_procedure(value)
    if len(procedure) > PROCEDURE_LENGTH:
        remarks.append(problems.long_procedure(value))
        return procedure[:PROCEDURE_LENGTH].rstrip()
    if guessed:
        remarks.append(problems.unusual_procedure(value, procedure))
    return procedure


def _tick(values: Values, column: Column, remarks: list[Remark]) -> bool | None:
    if column not in values:
        return None
    tick = tick_of(_word(values[column]))
    if tick is None:
        remarks.append(problems.unclear_tick(column, values[column]))
    return tick
