"""When is it due? due = f(events, allowance, rule, calendar): recomputed when asked, never stored."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from thuocdo.core.worktime.allowance import Allowance, TimeUnit
from thuocdo.core.worktime.clock import WorkClock
from thuocdo.core.worktime.errors import YearNotDecreed, YearNotInCalendar
from thuocdo.core.worktime.line import DAY, MinuteLine
from thuocdo.core.worktime.rules import ClockRule
from thuocdo.core.worktime.stops import Stop, StopEffect, StopKind

__all__ = ["CountedStop", "Deadline", "Moved", "Term", "deadline", "moved"]


@dataclass(frozen=True, slots=True)
class Term:
    """Everything that a due time follows from, besides the calendar.

    Attributes:
        received: when the dossier, task or petition was received; aware.
        allowance: the time given.
        rule: the version of the way of counting that was in force at receipt.
        stops: in any order; they may overlap.
    """

    received: datetime
    allowance: Allowance
    rule: ClockRule
    stops: tuple[Stop, ...] = ()


@dataclass(frozen=True, slots=True)
class CountedStop:
    """A stop as it counted: cut to the running time, without what an earlier one covered."""

    kind: StopKind
    effect: StopEffect
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Deadline:
    """The answer, with what it rests on. Minutes are numbers of the minute line.

    Attributes:
        received_as: the minute of receipt, or what the rule made of it.
        started: the minute from which time is used up.
        counted_from: the same, or the new beginning after the last restart.
        due_minute: the due minute.
        due: the due time, aware, in the office's zone.
        stops: the stops that moved it, in order.
        waiting_since: the office still waits (an open stop); `due` then is as if it ended at once.
        too_many: the kind of stop that happened more often than the rule allows: late by rule.
        provisional: the count touches a year without its notice ("dự kiến").
    """

    term: Term
    received_as: int
    started: int
    counted_from: int
    due_minute: int
    due: datetime
    stops: tuple[CountedStop, ...]
    waiting_since: int | None
    too_many: StopKind | None
    provisional: bool

    @property
    def text(self) -> str:
        """The due time as the receipt prints it: `08:37 25/12/2019`, marked when provisional."""
        return f"{self.due:%H:%M %d/%m/%Y}" + (" (dự kiến)" if self.provisional else "")


def deadline(clock: WorkClock, term: Term) -> Deadline:
    """Return when a term is due.

    The day of receipt is not counted and the hour is kept (Bộ luật Dân sự 2015, Điều 147; the
    printed receipts of one-stop desks), unless the term's rule says otherwise. A stop after the
    due time changes nothing: what is late stays late.

    Raises:
        YearNotInCalendar: the count leaves the calendar.
        YearNotDecreed: it touches a year without notice, and the clock is strict.
        ZoneMissing: a time is naive.
    """
    line = clock.line
    rule = term.rule
    received = clock.minute(term.received)
    line.check(received)
    received_as = _effective(line, received, rule)
    raw = _allow(line, received_as, term.allowance, rule)
    started = counted_from = _runs_from(line, received_as, term)
    counted = []
    for stop in _running(clock, term, started):
        if stop.start >= _settle(line, raw, term):
            break
        counted.append(stop)
        if stop.effect is StopEffect.RESTART:
            restarted = _effective(line, stop.end, rule)
            counted_from = _runs_from(line, restarted, term)
            raw = _allow(line, restarted, term.allowance, rule)
        else:
            raw = _later(line, raw, stop, term.allowance.unit)
    due = _settle(line, raw, term)
    return Deadline(
        term=term,
        received_as=received_as,
        started=started,
        counted_from=counted_from,
        due_minute=due,
        due=clock.moment(due),
        stops=tuple(counted),
        waiting_since=_waiting_since(clock, term, due),
        too_many=_too_many(term),
        provisional=clock.is_provisional(received, due),
    )


def _effective(line: MinuteLine, received: int, rule: ClockRule) -> int:
    """Return the minute that the rule takes for the receipt."""
    if rule.outside_hours == "next_session":
        received = line.reception(received)
    if rule.cut_off is not None:
        ordinal, of_day = divmod(received, DAY)
        if of_day > rule.cut_off.hour * 60 + rule.cut_off.minute:
            return line.next_opening(ordinal)
    return received


def _runs_from(line: MinuteLine, start: int, term: Term) -> int:
    """Return the minute from which time is used up."""
    if term.rule.begins == "at_receipt" or term.allowance.unit is TimeUnit.SAME_DAY:
        return start
    return line.next_opening(start // DAY)


def _allow(line: MinuteLine, start: int, allowance: Allowance, rule: ClockRule) -> int:
    """Return the due minute without stops, before the last day is looked at."""
    if allowance.unit is TimeUnit.SAME_DAY:
        ordinal = start // DAY
        if line.is_working(ordinal) and start < line.closing(ordinal):
            return line.closing(ordinal)
        return line.closing(line.calendar.add_to_ordinal(ordinal, 1))
    whole_days = rule.begins == "next_working_day"
    pieces = allowance.pieces
    match allowance.unit:
        case TimeUnit.CALENDAR_DAYS:
            due = start + pieces * DAY
            return line.closing(due // DAY) if whole_days else due
        case TimeUnit.MONTHS:
            due = _add_months(line, start, pieces)
            return line.closing(due // DAY) if whole_days else due
        case TimeUnit.WORKING_HOURS:
            return line.add_minutes(
                line.next_opening(start // DAY) if whole_days else start, pieces
            )
        case _:
            days, half = divmod(pieces, 2)
            return _add_half_days(line, start, (days, half), whole_days=whole_days)


def _add_half_days(
    line: MinuteLine, start: int, count: tuple[int, int], *, whole_days: bool
) -> int:
    """Add whole working days, the hour kept, then an odd half-day as half of a day's hours."""
    days, half = count
    if not whole_days:
        at = line.add_days(start, days)
    elif days:
        at = line.closing(line.calendar.add_to_ordinal(start // DAY, days))
    else:
        at = line.next_opening(start // DAY)
    return line.add_minutes(at, half * line.hours.hours_per_day * 60 // 2)


def _add_months(line: MinuteLine, start: int, count: int) -> int:
    """Add months; the last day of a shorter month stands for a missing day (BLDS 2015, Điều 148)."""
    ordinal, of_day = divmod(start, DAY)
    day = date.fromordinal(ordinal)
    years, month = divmod(day.month - 1 + count, 12)
    if day.year + years > line.calendar.last.year:
        raise line.calendar.beyond(line.calendar.last.year + 1)
    last = monthrange(day.year + years, month + 1)[1]
    return day.replace(day.year + years, month + 1, min(day.day, last)).toordinal() * DAY + of_day


def _settle(line: MinuteLine, due: int, term: Term) -> int:
    """Move a count of calendar days or months that ends on a day off, if the rule says so."""
    if term.allowance.unit not in _BY_CALENDAR:
        return due
    ordinal, of_day = divmod(due, DAY)
    if line.is_working(ordinal) or term.rule.last_day_off == "stays":
        return due
    return line.calendar.add_to_ordinal(ordinal, 1) * DAY + of_day


_BY_CALENDAR = frozenset((TimeUnit.CALENDAR_DAYS, TimeUnit.MONTHS))


def _later(line: MinuteLine, due: int, stop: CountedStop, unit: TimeUnit) -> int:
    """Move the due minute by what the stop took, in the time that the allowance counts in."""
    if unit in _BY_CALENDAR:
        return due + stop.end - stop.start
    return line.delay(due, line.worked(stop.end) - line.worked(stop.start))


def _running(clock: WorkClock, term: Term, started: int) -> Iterator[CountedStop]:
    """Yield the ended stops that count, in order, each from where the clock ran last."""
    free = started
    for stop in sorted(term.stops, key=lambda stop: stop.start):
        effect = term.rule.effect(stop.kind)
        if effect is StopEffect.RUNS or stop.end is None:
            continue
        start, end = max(free, clock.minute(stop.start)), clock.minute(stop.end)
        if end > start:
            yield CountedStop(stop.kind, effect, start, end)
            free = end


def _waiting_since(clock: WorkClock, term: Term, due: int) -> int | None:
    waiting = [
        clock.minute(stop.start)
        for stop in term.stops
        if stop.end is None and term.rule.effect(stop.kind) is not StopEffect.RUNS
    ]
    return min(waiting) if waiting and min(waiting) < due else None


def _too_many(term: Term) -> StopKind | None:
    for kind, most in term.rule.at_most.items():
        if sum(stop.kind is kind for stop in term.stops) > most:
            return kind
    return None


@dataclass(frozen=True, slots=True)
class Moved:
    """A duty whose due time another calendar changes; None where a calendar cannot tell it."""

    key: str
    before: Deadline | None
    after: Deadline | None


def moved(
    duties: Iterable[tuple[str, Term]], before: WorkClock, after: WorkClock
) -> Iterator[Moved]:
    """Yield the duties whose due time moves when a year's notice is loaded, in their order.

    Args:
        duties: (key, term), for example every open dossier with its code.
        before: the clock that the printed due times came from.
        after: the clock with the notice.
    """
    for key, term in duties:
        old, new = _or_none(before, term), _or_none(after, term)
        if (old and old.due_minute) != (new and new.due_minute):
            yield Moved(key, old, new)


def _or_none(clock: WorkClock, term: Term) -> Deadline | None:
    try:
        return deadline(clock, term)
    except (YearNotInCalendar, YearNotDecreed):
        return None
