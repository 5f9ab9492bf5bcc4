"""Starting what runs: Django, the web server, the worker."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

__all__ = [
    "port_is_free",
    "run_together",
    "seal_every_second",
    "server_command",
    "set_up_django",
    "worker_command",
]

ADDRESS = "127.0.0.1"
BEAT = 10  # seconds between two signs of life of the worker
PATIENCE = 5  # seconds that a program has to end what it does


def set_up_django(data_dir: str | None = None, *, demo: bool = False) -> None:
    """Point the environment, and so every child process, at the settings; then load Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuocdo.web.settings")
    if data_dir is not None:
        os.environ["THUOCDO_DATA_DIR"] = str(Path(data_dir).resolve())
    if demo:
        os.environ["THUOCDO_DEMO"] = "1"
        for partner in ("THUOCDO_PAYMENT_ACCOUNT", "THUOCDO_POSTAL"):
            os.environ.setdefault(partner, "demo")
    import django

    django.setup()


def port_is_free(port: int) -> bool:
    """Whether nobody listens on the port of this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(1)
        return probe.connect_ex((ADDRESS, port)) != 0


def server_command(port: int, address: str = ADDRESS) -> list[str]:
    """Return how to start the web server: WSGI, two processes of four threads."""
    workers = "2" if os.name == "posix" else "1"
    return [
        *(sys.executable, "-m", "granian", "thuocdo.web.wsgi:application", "--interface", "wsgi"),
        *("--host", address, "--port", str(port), "--workers", workers),
        *("--blocking-threads", "4", "--no-log"),
    ]


def worker_command() -> list[str]:
    """Return how to start the worker."""
    return [sys.executable, "-m", "thuocdo", "worker"]


def run_together(*commands: list[str]) -> int:
    """Run programs until Ctrl-C, a signal, or until one of them ends; then end them all.

    Each has a session of its own, so that Ctrl-C reaches only this process: a server that hears it
    twice, from the terminal and from its parent, may hang. Returns 0 after Ctrl-C or a signal.
    """
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # a shell may have started us deaf to SIGINT
        if hasattr(signal, name):  # Windows has no SIGHUP
            signal.signal(getattr(signal, name), signal.default_int_handler)
    programs = [subprocess.Popen(command, start_new_session=True) for command in commands]  # noqa: S603 - ours
    try:
        while all(program.poll() is None for program in programs):
            time.sleep(0.2)
    except KeyboardInterrupt:
        return 0
    else:
        return 1
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _end(programs)


def _end(programs: list[subprocess.Popen[bytes]]) -> None:
    for program in programs:
        program.terminate()
    for program in programs:
        try:
            program.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            program.kill()


def seal_every_second(stop: threading.Event) -> None:
    """Seal the journal until `stop` is set; a passing fault is tried again in the next second."""
    import logging

    from django.db import DatabaseError, close_old_connections
    from django.utils import timezone

    from thuocdo.apps.organisations.services import (
        beat,
        seal_journal,
        take_up_unsent_mail,
    )
    from thuocdo.web.journal_head import keep_head

    beaten = 0.0
    while not stop.wait(1):
        try:
            close_old_connections()
            if seal_journal():
                keep_head()
            if time.monotonic() - beaten > BEAT:
                beat(now=timezone.now())
                take_up_unsent_mail(now=timezone.now())
                beaten = time.monotonic()
        except DatabaseError:
            logging.getLogger("thuocdo.journal").exception("journal.sealing.failed")
