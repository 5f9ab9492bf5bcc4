"""From the events of a dossier to its term: what its due time follows from, computed when asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from thuocdo.apps.dossiers.models import EventKind
from thuocdo.apps.rulebooks.queries import clock, clock_data, one_stop_rules
from thuocdo.core.procedures.model import Procedure
from thuocdo.core.worktime import (
    Allowance,
    Deadline,
    Leg,
    Stop,
    StopKind,
    Term,
    Timeliness,
    TimeUnit,
    deadline,
)

__all__ = [
    "Happened",
    "StepTime",
    "deadline_of",
    "judged_due",
    "legs_of",
    "promised_at",
    "steps_of",
    "term_of",
    "told_allowance",
]

_STARTS = {
    EventKind.SUPPLEMENT_REQUESTED: StopKind.SUPPLEMENT,
    EventKind.PAYMENT_REQUESTED: StopKind.PAYMENT,
    EventKind.OPINION_ASKED: StopKind.OPINION,
}
_ENDS = {
    EventKind.SUPPLEMENTED: StopKind.SUPPLEMENT,
    EventKind.PAID: StopKind.PAYMENT,
    EventKind.OPINION_GIVEN: StopKind.OPINION,
}


class Happened(Protocol):
    """An event, or what one tells."""

    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> datetime | None: ...
    @property
    def payload(self) -> dict[str, Any]: ...


def told_allowance(allowance: Allowance, rule: str) -> dict[str, str]:
    """Return an allowance and its way of counting as an event keeps them."""
    return {"amount": f"{allowance.amount:f}", "unit": allowance.unit.value, "rule": rule}


def term_of(events: Iterable[Happened]) -> Term | None:
    """Return what the due time follows from; None for a dossier whose source told its due time."""
    received: datetime | None = None
    told: dict[str, str] = {}
    stops: list[Stop] = []
    waiting: dict[StopKind, datetime] = {}
    for event in events:
        kind = EventKind(event.kind)
        if kind is EventKind.RECEIVED and "term" in event.payload:
            received, told = event.at, event.payload["term"]
            waiting.clear()
        elif event.at is None or received is None:
            continue
        elif kind in _STARTS:
            waiting.setdefault(_STARTS[kind], event.at)
        elif kind in _ENDS and _ENDS[kind] in waiting:
            stops.append(Stop(_ENDS[kind], waiting.pop(_ENDS[kind]), event.at))
    if received is None:
        return None
    stops += [Stop(kind, since) for kind, since in waiting.items()]
    rule = clock_data().rule(told["rule"])
    return Term(received, _allowance(told), rule, tuple(stops))


def deadline_of(events: Iterable[Happened]) -> Deadline | None:
    """Return when a dossier is due by the calendar as it is known today; None without a term.

    Raises:
        UnableToCount: it leaves the calendar.
    """
    term = term_of(events)
    return deadline(clock(), term) if term else None


def promised_at(events: Iterable[Happened]) -> datetime | None:
    """Return the new appointment of the last apology; None where there was none."""
    told = [event for event in events if event.kind == EventKind.EXTENDED]
    return datetime.fromisoformat(told[-1].payload["until"]) if told else None


def legs_of(events: Iterable[Happened]) -> tuple[Leg, ...]:
    """Return the ways through other agencies, each with its own allowance."""
    legs: list[Leg] = []
    for event in events:
        if event.at is None:
            continue
        if event.kind == EventKind.LEG_STARTED:
            told = event.payload["term"]
            term = Term(event.at, _allowance(told), clock_data().rule(told["rule"]))
            legs.append(Leg(event.payload["agency"], term))
        elif event.kind == EventKind.LEG_ENDED and legs:
            legs[-1] = Leg(legs[-1].agency, legs[-1].term, event.at)
    return tuple(legs)


def judged_due(events: Iterable[Happened]) -> datetime | None:
    """Return the due time that on time is measured against, by the rules of extensions."""
    told = list(events)
    due = deadline_of(told)
    if due is None:
        return None
    promised = promised_at(told) if one_stop_rules().extensions.moves_due else None
    return max(due.due, promised) if promised else due.due


def _allowance(told: dict[str, str]) -> Allowance:
    return Allowance(Decimal(told["amount"]), TimeUnit(told["unit"]))


@dataclass(frozen=True, slots=True)
class StepTime:
    """One step of the internal process as it went.

    Attributes:
        due: when its share of the allowance ends, without what the clock stood still.
        until: when it was given on; None while it lasts.
    """

    step: str
    since: datetime
    due: datetime
    until: datetime | None = None

    def timeliness(self, at: datetime) -> Timeliness:
        """Return early, on time or overdue; `at` stands for the end of a step that lasts."""
        end = self.until or at
        if end > self.due:
            return Timeliness.OVERDUE
        if self.until is None:
            return Timeliness.RUNNING
        office = clock()
        return (
            Timeliness.EARLY if office.day_of(end) < office.day_of(self.due) else Timeliness.ON_TIME
        )


def steps_of(events: Iterable[Happened], procedure: Procedure) -> tuple[StepTime, ...]:
    """Return the steps that a dossier went through, each against its share of the allowance.

    Raises:
        UnableToCount: it leaves the calendar.
    """
    told = [event for event in events if event.at is not None]
    first = next((event for event in told if "term" in event.payload), None)
    whole = deadline_of(told)
    if first is None or first.at is None or whole is None:
        return ()
    stops = [(one.start, one.end) for one in whole.stops]
    begun = deadline(clock(), Term(first.at, whole.term.allowance, whole.term.rule))
    total = clock().line.worked(begun.due_minute) - clock().line.worked(begun.started)
    turns = _turns(told)
    return tuple(
        _step_time(procedure, step, since, until, total, stops) for step, since, until in turns
    )


def _turns(told: list[Happened]) -> list[tuple[str, datetime, datetime | None]]:
    """Return step, beginning and end; the same step twice where it came back."""
    turns: list[tuple[str, datetime, datetime | None]] = []
    for event in told:
        at, kind = event.at, EventKind(event.kind)
        if at is None:
            continue
        moves = kind in _STEP_ENDS or kind is EventKind.HANDED_OVER
        if moves and turns and turns[-1][2] is None:
            turns[-1] = (turns[-1][0], turns[-1][1], at)
        if kind is EventKind.HANDED_OVER or (
            kind is EventKind.RECEIVED and "step" in event.payload
        ):
            turns.append((event.payload["step"], at, None))
    return turns


def _step_time(
    procedure: Procedure,
    step: str,
    since: datetime,
    until: datetime | None,
    total: int,
    stops: list[tuple[int, int]],
) -> StepTime:
    office = clock()
    start = office.minute(since)
    end = office.minute(until) if until else None
    worked = office.line.worked
    stopped = sum(
        worked(min(stop_end, end) if end else stop_end) - worked(max(stop_start, start))
        for stop_start, stop_end in stops
        if stop_end > start and (end is None or stop_start < end)
    )
    given = int(total * procedure.step(step).share / 100) + stopped
    return StepTime(step, since, office.add_working_minutes(since, given), until)


_STEP_ENDS = frozenset(
    {EventKind.RESULT_READY, EventKind.REFUSED, EventKind.STOPPED, EventKind.WITHDRAWN}
)
