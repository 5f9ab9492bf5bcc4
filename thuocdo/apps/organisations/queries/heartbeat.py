"""Is the worker there: it says so now and then, and the journal shows what it has yet to seal."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from thuocdo.apps.organisations.models import AuditEntry, Heartbeat
from thuocdo.apps.organisations.models.heartbeat import WORKER

__all__ = ["WorkerSigns", "worker_signs"]


@dataclass(frozen=True, slots=True)
class WorkerSigns:
    """How long the worker has been silent, and what of the journal waits for it.

    Attributes:
        silent: since its last sign of life; None when it never gave one.
        unsealed: entries without a number yet.
        waiting: since the oldest of them; None when there is none.
    """

    silent: timedelta | None
    unsealed: int
    waiting: timedelta | None


def worker_signs(now: datetime) -> WorkerSigns:
    """Return what the database tells of the worker."""
    last = Heartbeat.objects.filter(name=WORKER).values_list("at", flat=True).first()
    unsealed = AuditEntry.objects.filter(number__isnull=True)
    oldest = unsealed.order_by("pk").values_list("at", flat=True).first()
    return WorkerSigns(
        silent=None if last is None else now - last,
        unsealed=unsealed.count(),
        waiting=None if oldest is None else now - oldest,
    )
