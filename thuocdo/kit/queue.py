"""Handing work to the worker."""

from django.utils.module_loading import import_string

__all__ = ["enqueue"]


def enqueue(task: str, *arguments: int | str) -> None:
    """Put a task, named by its dotted path, into the database's queue.

    By name, because a task is one service call: it stands above the services that hand it out.
    """
    import_string(task).enqueue(*arguments)
