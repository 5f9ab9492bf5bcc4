"""Starting what runs: Django, the web server, the worker."""

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

__all__ = ["port_is_free", "serve", "set_up_django", "worker_process"]

ADDRESS = "127.0.0.1"


def set_up_django(data_dir: str | None = None, *, demo: bool = False) -> None:
    """Point the environment, and so every child process, at the settings; then load Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuocdo.web.settings")
    if data_dir is not None:
        os.environ["THUOCDO_DATA_DIR"] = str(Path(data_dir).resolve())
    if demo:
        os.environ["THUOCDO_DEMO"] = "1"
    import django

    django.setup()


def port_is_free(port: int) -> bool:
    """Whether nobody listens on the port of this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(1)
        return probe.connect_ex((ADDRESS, port)) != 0


def worker_process() -> subprocess.Popen[bytes]:
    """Start the worker as a process of its own."""
    return subprocess.Popen([sys.executable, "-m", "thuocdo", "worker"])


def serve(port: int, address: str = ADDRESS) -> None:
    """Serve the pages until Ctrl-C or a signal."""
    from granian.constants import Interfaces
    from granian.server import Server

    Server(
        "thuocdo.web.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=2 if os.name == "posix" else 1,
        blocking_threads=4,
        log_enabled=False,
    ).serve()


def seal_every_second(stop: threading.Event) -> None:
    """Seal the journal until `stop` is set; a passing fault is tried again in the next second."""
    import logging

    from django.db import DatabaseError, close_old_connections

    from thuocdo.apps.organisations.services import seal_journal

    while not stop.wait(1):
        try:
            close_old_connections()
            seal_journal()
        except DatabaseError:
            logging.getLogger("thuocdo.journal").exception("journal.sealing.failed")
