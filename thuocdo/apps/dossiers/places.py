"""From the events of a dossier to where it lies: at which step, in which unit, with whom."""

from collections.abc import Iterable

from thuocdo.apps.dossiers.models import DossierEvent, EventKind

__all__ = ["place_of"]

_LAID_DOWN = frozenset(
    {
        EventKind.REFUSED,
        EventKind.STOPPED,
        EventKind.WITHDRAWN,
        EventKind.RESULT_READY,
        EventKind.RESULT_RETURNED,
    }
)


def place_of(events: Iterable[DossierEvent]) -> tuple[str, int | None, int | None]:
    """Return step, unit and holder (both by key); nothing of them once it has its outcome."""
    step, unit, holder = "", None, None
    for event in events:
        kind = EventKind(event.kind)
        if kind is EventKind.RECEIVED and "step" in event.payload:
            step, holder = event.payload["step"], event.by_id
        elif kind is EventKind.HANDED_OVER:
            step = event.payload["step"]
            unit, holder = event.payload["unit"], event.payload["to"]
        elif kind is EventKind.TAKEN_UP:
            holder = event.by_id
        elif kind in _LAID_DOWN:
            step, unit, holder = "", None, None
    return step, unit, holder
