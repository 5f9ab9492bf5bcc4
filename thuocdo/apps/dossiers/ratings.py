"""From the events of a dossier to how its handling is rated: what the applicant says, what it tells."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from thuocdo.apps.dossiers.models import DossierEvent, EventKind
from thuocdo.apps.dossiers.timing import deadline_of, legs_of
from thuocdo.apps.rulebooks.queries import clock, handling_quality
from thuocdo.core.worktime import Timeliness, UnableToCount, judge, judge_legs

__all__ = ["rating_of"]

_WORST_FIRST = (Timeliness.OVERDUE, Timeliness.ON_TIME, Timeliness.EARLY)


def rating_of(events: Sequence[DossierEvent]) -> dict[str, Any] | None:
    """Return the columns of a `DossierRating`, or None for a dossier that nobody has rated."""
    told = [event for event in events if event.kind == EventKind.RATED]
    if not told:
        return None
    points: dict[str, int] = {}
    satisfaction = None
    for event in told:
        points |= event.payload["answers"]
        if event.payload["satisfaction"] is not None:
            satisfaction = event.payload["satisfaction"]
    stands = _standings(events)
    for criterion in handling_quality().recorded:
        at = stands.get(criterion.record)
        given = None if at is None else criterion.points_when(at)
        if given is not None:
            points[str(criterion.number)] = given
    return {
        "official_id": _official(events),
        "rated_at": told[-1].at,
        "satisfaction": satisfaction,
        "points": points,
    }


def _standings(events: Sequence[DossierEvent]) -> dict[str, Timeliness]:
    """Return how the whole way and the ways through other agencies stand, where they have ended."""
    ended = _ended_at(events)
    try:
        due = deadline_of(events)
        if due is None or ended is None:
            return {}
        whole = judge(clock(), due, ended, finished=True).timeliness
        legs = judge_legs(clock(), legs_of(events), ended)
    except UnableToCount:
        return {}
    found = {"timeliness": whole}
    if legs:
        each = [one.standing.timeliness for one in legs]
        found["legs"] = next((one for one in _WORST_FIRST if one in each), Timeliness.ON_TIME)
    else:
        found["legs"] = whole  # one agency alone: its time is the whole time
    return found


def _ended_at(events: Sequence[DossierEvent]) -> datetime | None:
    ends = {EventKind.RESULT_READY, EventKind.REFUSED, EventKind.STOPPED}
    return next((one.at for one in events if EventKind(one.kind) in ends), None)


def _official(events: Sequence[DossierEvent]) -> int | None:
    """Return who handled it: whoever got it first from the counter and did something with it."""
    received = next((one for one in events if one.kind == EventKind.RECEIVED), None)
    clerk = received.by_id if received else None
    for event in events:
        if event.kind == EventKind.HANDED_OVER and event.payload["to"] not in {None, clerk}:
            to: int = event.payload["to"]
            return to
        if event.kind == EventKind.TAKEN_UP and event.by_id != clerk:
            return event.by_id
    return None
