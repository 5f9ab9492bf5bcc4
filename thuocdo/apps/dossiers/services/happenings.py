"""The one way in which something happens to a dossier: event, place, published row, journal."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from thuocdo.apps.dossiers.models import (
    Dossier,
    DossierEvent,
    EventKind,
    EventSource,
    PublishedDossier,
)
from thuocdo.apps.dossiers.places import place_of
from thuocdo.apps.dossiers.policies import check_acts
from thuocdo.apps.dossiers.published import fold, values_of
from thuocdo.apps.organisations.models import User
from thuocdo.apps.organisations.services import record
from thuocdo.apps.rulebooks.queries import procedure_version
from thuocdo.core.procedures.model import Procedure
from thuocdo.core.rows import DossierRow
from thuocdo.core.workflows.dossier import DOSSIER, DossierAction
from thuocdo.core.worktime import UnableToCount
from thuocdo.kit.refusals import NotAllowed

__all__ = ["Held", "begin", "happen", "hear", "hold", "look", "version_of"]


@dataclass(frozen=True, slots=True)
class Held:
    """A dossier held until the transaction ends, with all that happened to it.

    Attributes:
        action: what `by` is about to do, found allowed.
    """

    action: DossierAction
    by: User
    dossier: Dossier
    events: tuple[DossierEvent, ...]
    row: DossierRow

    @property
    def procedure(self) -> Procedure:
        """The version of the procedure under which it was received.

        Raises:
            NotAllowed: it came in with a file, which names no version.
        """
        version = version_of(self.events)
        if not version:
            raise NotAllowed(
                "Hồ sơ này nhập từ tệp của phần mềm khác nên chỉ được xử lý ở phần mềm đó."
            )
        return procedure_version(version)

    def count(self, kind: EventKind) -> int:
        """Return how often something of a kind happened."""
        return sum(event.kind == kind for event in self.events)

    def last(self, kind: EventKind) -> DossierEvent | None:
        """Return the last event of a kind."""
        return next((event for event in reversed(self.events) if event.kind == kind), None)


def version_of(events: tuple[DossierEvent, ...]) -> str:
    """Return the version of the procedure that the events name; empty for dossiers from files."""
    return next((one.payload["version"] for one in events if "version" in one.payload), "")


def hold(dossier: Dossier, action: DossierAction, *, by: User) -> Held:
    """Hold a dossier for something to happen to it; call it inside a transaction.

    Raises:
        NotAllowed: not in this state, or not by this person.
    """
    held = Dossier.objects.select_for_update(of=("self",)).select_related("agency", "holder")
    mine = held.get(pk=dossier.pk)
    return look(mine, tuple(DossierEvent.objects.filter(dossier=mine).order_by("pk")), action, by)


def look(
    dossier: Dossier, events: tuple[DossierEvent, ...], action: DossierAction, by: User
) -> Held:
    """Look at a dossier with an action in mind, without holding it.

    Raises:
        NotAllowed: not in this state, or not by this person.
    """
    row = fold(dossier.code, events)
    if reason := DOSSIER.why_not(row.state, action):
        raise NotAllowed(reason)
    check_acts(by, dossier, action)
    return Held(action, by, dossier, events, row)


def happen(held: Held, *, now: datetime, payload: dict[str, Any]) -> Held:
    """Let it happen: event, place, published row and journal entry; return what is then."""
    event = DossierEvent(
        dossier=held.dossier,
        kind=EventKind(held.action),
        at=now,
        payload=payload,
        source=EventSource.COUNTER,
        by=held.by,
    )
    events, row = _add(held.dossier, held.events, event)
    _record(held.dossier, held.action, held.by, now, payload)
    return replace(held, events=events, row=row)


def hear(
    dossier: Dossier,
    action: DossierAction,
    *,
    source: EventSource,
    at: datetime,
    now: datetime,
    payload: dict[str, Any],
) -> DossierEvent:
    """Let happen what a partner tells and nobody here did; call it with the dossier locked.

    Args:
        at: when it happened; `now` is when it was told.

    Raises:
        NotAllowed: not in this state; nothing is saved.
    """
    events = tuple(DossierEvent.objects.filter(dossier=dossier).order_by("pk"))
    if reason := DOSSIER.why_not(fold(dossier.code, events).state, action):
        raise NotAllowed(reason)
    event = DossierEvent(
        dossier=dossier, kind=EventKind(action), at=at, payload=payload, source=source
    )
    with transaction.atomic():
        _add(dossier, events, event)
        _record(dossier, action, None, now, payload)
    return event


def begin(
    dossier: Dossier, action: DossierAction, *, by: User, now: datetime, payload: dict[str, Any]
) -> None:
    """Write the first event of a dossier that is not saved yet, and everything that follows."""
    event = DossierEvent(
        dossier=dossier,
        kind=EventKind(action),
        at=now,
        payload=payload,
        source=EventSource.COUNTER,
        by=by,
    )
    row = _fold(dossier.code, (event,))
    dossier.step, dossier.unit_id, dossier.holder_id = place_of((event,))
    dossier.save(force_insert=True)
    event.dossier = dossier
    event.save(force_insert=True)
    PublishedDossier.objects.create(dossier=dossier, agency_id=dossier.agency_id, **values_of(row))
    _record(dossier, action, by, now, payload)


def _add(
    dossier: Dossier, before: tuple[DossierEvent, ...], event: DossierEvent
) -> tuple[tuple[DossierEvent, ...], DossierRow]:
    event.save(force_insert=True)
    events = (*before, event)
    row = _fold(dossier.code, events)
    dossier.step, dossier.unit_id, dossier.holder_id = place_of(events)
    dossier.save(update_fields=["step", "unit", "holder"])
    PublishedDossier.objects.filter(pk=dossier.pk).update(**values_of(row))
    return events, row


def _fold(code: str, events: tuple[DossierEvent, ...]) -> DossierRow:
    try:
        return fold(code, events)
    except UnableToCount as error:
        raise NotAllowed(f"Chưa tính được hạn của hồ sơ: {error}") from error


def _record(
    dossier: Dossier,
    action: DossierAction,
    by: User | None,
    now: datetime,
    payload: dict[str, Any],
) -> None:
    """Codes and numbers only: what people wrote in words stays with the event."""
    record(
        now=now,
        by=by,
        agency=dossier.agency,
        action=f"dossiers.dossier.{action.lower()}",
        subject=dossier,
        after={"code": dossier.code}
        | {name: value for name, value in payload.items() if name in _CODES},
    )


_CODES = frozenset({"procedure", "version", "step", "unit", "to", "due_at", "until", "amount"})
