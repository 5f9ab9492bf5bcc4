"""The worker's sign of life."""

from datetime import datetime

from thuocdo.apps.organisations.models import Heartbeat
from thuocdo.apps.organisations.models.heartbeat import WORKER

__all__ = ["beat"]


def beat(*, now: datetime) -> None:
    """Say that the worker lives and has sealed what there was."""
    if not Heartbeat.objects.filter(name=WORKER).update(at=now):
        Heartbeat.objects.get_or_create(name=WORKER, defaults={"at": now})
