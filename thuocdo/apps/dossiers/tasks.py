"""What the worker does for this app. A task is one service call."""

from django.utils import timezone
from django_tasks import task

from thuocdo.apps.dossiers.services import run_import

__all__ = ["import_dossiers"]


@task()
def import_dossiers(import_id: int) -> None:
    """Read one requested file into the dossiers."""
    run_import(import_id=import_id, now=timezone.now())
