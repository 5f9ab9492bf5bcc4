"""A connection beside the usual one: a snapshot to read from while others write."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend

__all__ = ["snapshot"]


@contextmanager
def snapshot() -> Iterator[BaseDatabaseWrapper]:
    """Let this thread see the database as of one moment, while others go on writing.

    SQLite in WAL mode gives that to a deferred transaction, which neither enters the write queue
    nor holds it up; PostgreSQL to one that is REPEATABLE READ. The connection takes the place of
    this thread's usual one, so that every query inside goes through it.
    """
    usual = connections["default"]
    settings = dict(usual.settings_dict)
    options = settings["OPTIONS"] = dict(settings["OPTIONS"])
    if usual.vendor == "sqlite":
        settings["ENGINE"], options["transaction_mode"] = "django.db.backends.sqlite3", "DEFERRED"
    else:
        from psycopg import IsolationLevel

        options["isolation_level"] = IsolationLevel.REPEATABLE_READ
    frozen = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, "default")
    connections["default"] = frozen
    try:
        with transaction.atomic():
            yield frozen
    finally:
        connections["default"] = usual
        frozen.close()
