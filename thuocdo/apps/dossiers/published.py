"""From events to the row that analytics sees, and back.

`fold` is the only way a published row comes about, so that it can be rebuilt at any time.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from django.db.models import Max, Q, Subquery

from thuocdo.apps.dossiers.models import (
    DossierEvent,
    EventKind,
    PublishedDossier,
    TransferredDossier,
)
from thuocdo.apps.dossiers.timing import judged_due
from thuocdo.core.rows import Channel, DossierRow, PortalState
from thuocdo.core.workflows.dossier import DOSSIER, OPEN, DossierAction

__all__ = [
    "COLUMNS",
    "FIELDS",
    "Told",
    "events_of",
    "fold",
    "left_rows",
    "newest_event",
    "published_rows",
    "row_of",
    "rows_version",
    "values_of",
]

FIELDS = tuple(field.name for field in fields(DossierRow))
COLUMNS = (*FIELDS, "is_open")
_UNDECIDED = {PortalState.REGISTERED, *OPEN}


@dataclass(frozen=True, slots=True)
class Told:
    """What an event says, apart from who said it."""

    kind: EventKind
    at: datetime | None
    payload: dict[str, Any]


def events_of(row: DossierRow) -> list[Told]:
    """Return the events that tell everything a row holds, in the order they are folded."""
    received = {
        "procedure": row.procedure,
        "channel": row.channel,
        "due_at": row.due_at.isoformat() if row.due_at else None,
        "parts_digitised": row.parts_digitised,
        "paid_online": row.paid_online,
    }
    told = [Told(EventKind.RECEIVED, row.received_at, received)]
    if row.supplement_requests is not None:
        told.append(Told(EventKind.SUPPLEMENTS_COUNTED, None, {"count": row.supplement_requests}))
    if row.result_at is not None or row.result_digital is not None:
        told.append(Told(EventKind.RESULT_READY, row.result_at, {"digital": row.result_digital}))
    if row.returned_at is not None:
        told.append(Told(EventKind.RESULT_RETURNED, row.returned_at, {}))
    if fold(row.code, told).state is not row.state:
        told.append(Told(EventKind.STATE_REPORTED, None, {"state": int(row.state)}))
    return told


def fold(code: str, events: Iterable[Told | DossierEvent]) -> DossierRow:
    """Return the row that a dossier's events amount to; a later event overrides an earlier one."""
    values: dict[str, Any] = dict.fromkeys(FIELDS)
    values |= {"code": code, "state": PortalState.RECEIVED}
    told = list(events)
    for event in told:
        _FOLD[EventKind(event.kind)](values, event)
    if due := judged_due(told):
        values["due_at"] = due.astimezone(UTC)
    return DossierRow(**values)


def _registered(values: dict[str, Any], event: Told | DossierEvent) -> None:
    _received(values, event)
    values["state"] = PortalState.REGISTERED


def _received(values: dict[str, Any], event: Told | DossierEvent) -> None:
    told = event.payload
    values["received_at"] = event.at
    if values["state"] is PortalState.REGISTERED:
        values["state"] = PortalState.RECEIVED
    if "term" in told:
        values["supplement_requests"] = values["supplement_requests"] or 0
    values["procedure"] = told["procedure"]
    values["channel"] = Channel(told["channel"]) if told["channel"] else None
    values["due_at"] = datetime.fromisoformat(told["due_at"]) if told["due_at"] else None
    values["parts_digitised"] = told["parts_digitised"]
    values["paid_online"] = told["paid_online"]


def _supplements(values: dict[str, Any], event: Told | DossierEvent) -> None:
    values["supplement_requests"] = event.payload["count"]


def _result(values: dict[str, Any], event: Told | DossierEvent) -> None:
    values["result_at"] = event.at
    values["result_digital"] = event.payload["digital"]
    if event.at is not None:
        values["state"] = PortalState.FINISHED


def _returned(values: dict[str, Any], event: Told | DossierEvent) -> None:
    values["returned_at"] = event.at
    values["state"] = PortalState.RESULT_RETURNED


def _state(values: dict[str, Any], event: Told | DossierEvent) -> None:
    values["state"] = PortalState(event.payload["state"])


def _transferred(values: dict[str, Any], event: Told | DossierEvent) -> None:
    """Another agency holds it; its times and its state are what they were."""


def _moved(values: dict[str, Any], event: Told | DossierEvent) -> None:
    """What happens at the counter moves the state as the table says."""
    values["state"] = DOSSIER.after(values["state"], DossierAction(event.kind))


def _supplement_requested(values: dict[str, Any], event: Told | DossierEvent) -> None:
    _moved(values, event)
    values["supplement_requests"] = (values["supplement_requests"] or 0) + 1


def _paid(values: dict[str, Any], event: Told | DossierEvent) -> None:
    """Money of a dossier may come in parts; one of them by transfer makes it paid online."""
    _moved(values, event)
    if event.payload.get("online") is not None:  # fees taken before there were transfers do not say
        values["paid_online"] = values["paid_online"] or event.payload["online"]


def _digitised(values: dict[str, Any], event: Told | DossierEvent) -> None:
    values["parts_digitised"] = event.payload["complete"]


_FOLD = {
    **dict.fromkeys((EventKind(action) for action in DossierAction), _moved),
    EventKind.REGISTERED: _registered,
    EventKind.SUPPLEMENT_REQUESTED: _supplement_requested,
    EventKind.PAID: _paid,
    EventKind.FEE_COLLECTED: _paid,
    EventKind.DIGITISED: _digitised,
    EventKind.RECEIVED: _received,
    EventKind.SUPPLEMENTS_COUNTED: _supplements,
    EventKind.RESULT_READY: _result,
    EventKind.RESULT_RETURNED: _returned,
    EventKind.STATE_REPORTED: _state,
    EventKind.TRANSFERRED: _transferred,
}


def values_of(row: DossierRow) -> dict[str, Any]:
    """Return a row as the columns of `PublishedDossier`."""
    values = {name: getattr(row, name) for name in FIELDS}
    return values | {"state": int(row.state), "is_open": row.state in _UNDECIDED}


def row_of(published: PublishedDossier | TransferredDossier | Sequence[Any]) -> DossierRow:
    """Return the row that a table row, or a tuple of its columns in the order of `FIELDS`, holds."""
    if isinstance(published, PublishedDossier | TransferredDossier):
        published = [getattr(published, name) for name in FIELDS]
    values = dict(zip(FIELDS, published, strict=True))
    values["channel"] = Channel(values["channel"]) if values["channel"] else None
    values["state"] = PortalState(values["state"])
    return DossierRow(**values)


def left_rows(code: str, events: Sequence[Told | DossierEvent]) -> dict[str, DossierRow]:
    """Return the row as each agency that no longer holds the dossier left it, by agency code."""
    left: dict[str, DossierRow] = {}
    for number, event in enumerate(events):
        if event.kind != EventKind.TRANSFERRED:
            continue
        left.pop(event.payload["to"], None)
        if not event.payload["taken_back"]:
            left[event.payload["from"]] = fold(code, events[:number])
    return left


def rows_version(agency_code: str) -> str:
    """Return a mark that changes whenever the agency's published rows do; empty without rows."""
    held = DossierEvent.objects.filter(dossier__agency__code=agency_code)
    left = DossierEvent.objects.filter(from_agency__code=agency_code)
    # Two subqueries in one statement: the newest event of each kind is found by its index.
    newest = Q(pk=Subquery(held.order_by("-pk").values("pk")[:1]))
    newest |= Q(
        pk=Subquery(left.order_by().values("from_agency").annotate(Max("pk")).values("pk__max")[:1])
    )
    return str(DossierEvent.objects.filter(newest).aggregate(newest=Max("pk"))["newest"] or "")


def newest_event() -> int:
    """Return a mark that changes whenever anything happens to any dossier; found at once."""
    return int(DossierEvent.objects.aggregate(newest=Max("pk"))["newest"] or 0)


def published_rows(agency_code: str) -> Iterator[DossierRow]:
    """Yield the agency's published rows: what it holds, and as it left them those handed on."""
    for kind in (PublishedDossier, TransferredDossier):
        rows = kind._default_manager.filter(agency__code=agency_code).values_list(*FIELDS)
        yield from (row_of(row) for row in rows.iterator(chunk_size=5_000))
