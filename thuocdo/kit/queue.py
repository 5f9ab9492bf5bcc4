"""Handing work to the worker."""

from datetime import datetime

from django.utils.module_loading import import_string

__all__ = ["enqueue"]


def enqueue(task: str, *arguments: int | str, run_after: datetime | None = None) -> None:
    """Put a task, named by its dotted path, into the database's queue.

    By name, because a task is one service call: it stands above the services that hand it out. `run_after` makes it wait at least until then.
    """
    import_string(task).using(run_after=run_after).enqueue(*arguments)
