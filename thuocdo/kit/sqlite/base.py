"""SQLite for many writers: Django's backend with a fair queue before each BEGIN IMMEDIATE.

SQLite's busy handler sleeps and polls, so a writer can wait for seconds while others overtake it.
A file lock taken before the transaction makes the kernel keep the queue. Single statements in
autocommit bypass it; the busy timeout still covers them. Where there is no `fcntl` (Windows), the
busy timeout alone serves: an office with one PC has no queue to keep.
"""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base as sqlite3_base

if sys.platform != "win32":
    import fcntl


class DatabaseWrapper(sqlite3_base.DatabaseWrapper):
    """One connection; it holds the queue's lock from BEGIN to COMMIT or ROLLBACK."""

    _queue: Any = None

    def _start_transaction_under_autocommit(self) -> None:
        self._enter_queue()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in stubs
        except BaseException:
            self._leave_queue()
            raise

    def _commit(self) -> None:
        with self._leaving_queue():
            super()._commit()  # type: ignore[misc]  # not in stubs

    def _rollback(self) -> None:
        with self._leaving_queue():
            super()._rollback()  # type: ignore[misc]  # not in stubs

    def _close(self) -> None:
        with self._leaving_queue():
            super()._close()  # type: ignore[misc]  # not in stubs

    def _enter_queue(self) -> None:
        name = str(self.settings_dict["NAME"])
        if sys.platform == "win32":
            return
        self._queue = Path(f"{name}.queue").open("a")  # noqa: SIM115 - held until the transaction ends
        fcntl.flock(self._queue, fcntl.LOCK_EX)

    def _leave_queue(self) -> None:
        if self._queue is not None:
            self._queue.close()  # closing the file releases the lock
            self._queue = None

    @contextlib.contextmanager
    def _leaving_queue(self) -> Iterator[None]:
        try:
            yield
        finally:
            self._leave_queue()
