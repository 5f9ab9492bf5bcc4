"""From the events of a dossier to its term: what its due time follows from, computed when asked."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from thuocdo.apps.dossiers.models import EventKind
from thuocdo.apps.rulebooks.queries import clock, clock_data, one_stop_rules
from thuocdo.core.worktime import (
    Allowance,
    Deadline,
    Leg,
    Stop,
    StopKind,
    Term,
    TimeUnit,
    deadline,
)

__all__ = [
    "Happened",
    "deadline_of",
    "judged_due",
    "legs_of",
    "promised_at",
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
