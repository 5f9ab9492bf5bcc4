"""Run the whole suite on every database and browser found here: `python -m tests [pytest options]`.

Without PostgreSQL or Chromium their tests are not collected, and one line says how to get them.
THUOCDO_REQUIRE_ALL=1 (set by CI) makes their absence a failure.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services import chromium, postgresql

ON_BOTH = ["tests/apps", "tests/web"]  # rooms whose tests touch the database


def main(options: list[str]) -> int:
    """Return 0 when every run passed."""
    os.chdir(Path(__file__).resolve().parent.parent)
    missing = []
    if not chromium():
        missing.append("Chromium: browser tests are not collected (Debian: apt install chromium).")
    if not postgresql():
        missing.append("PostgreSQL: only SQLite is tested (Debian: apt install postgresql).")
    for line in missing:
        print(f"Not here: {line}", flush=True)  # noqa: T201 - the terminal is the reader
    if missing and os.environ.get("THUOCDO_REQUIRE_ALL") == "1":
        return 1
    codes = [run("SQLite", [], options)]
    if postgresql():
        with a_server() as url:
            environment = {"THUOCDO_DATABASE_URL": url}
            codes.append(run("PostgreSQL", ON_BOTH, options, environment))
    return max(codes)


def run(
    title: str, rooms: list[str], options: list[str], environment: dict[str, str] | None = None
) -> int:
    """Run pytest once, in a data folder of its own."""
    print(f"\n== {title} ==", flush=True)  # noqa: T201 - the terminal is the reader
    with tempfile.TemporaryDirectory() as data:
        settings = {"DJANGO_SETTINGS_MODULE": "thuocdo.web.settings", "THUOCDO_DATA_DIR": data}
        command = [sys.executable, "-m", "pytest", "-q", "-n", "2", *rooms, *options]
        return subprocess.run(command, env=os.environ | settings | (environment or {})).returncode


@contextmanager
def a_server(*, fsync: bool = False) -> Iterator[str]:
    """Start a PostgreSQL of our own on a socket in a temporary folder; yield its address.

    Tests need no durable disk; who measures what a commit costs asks for `fsync`.
    """
    programs = postgresql()
    assert programs is not None
    # PostgreSQL refuses to run as root; the package's own user is there wherever the programs are.
    user = "postgres" if os.geteuid() == 0 else None
    # TMPDIR may be root's alone; the other user must be able to enter the folder.
    where = "/tmp" if user else None  # noqa: S108 - mkdtemp makes a private folder in it
    folder = Path(tempfile.mkdtemp(prefix="thuocdo-pg-", dir=where))
    if user:
        shutil.chown(folder, user)
    data, socket = folder / "data", folder

    def call(*command: str) -> None:
        done = subprocess.run(command, user=user, cwd=folder, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"{command[0]}: {done.stdout}{done.stderr}")

    call(str(programs / "initdb"), "-D", str(data), "-U", "thuocdo", "-A", "trust", "-E", "UTF8")
    flags = f"-c listen_addresses=127.0.0.1 -c port={free_port()} -c unix_socket_directories={socket} -c fsync={'on' if fsync else 'off'}"
    call(
        str(programs / "pg_ctl"),
        "-D",
        str(data),
        "-l",
        str(folder / "log"),
        "-w",
        "-o",
        flags,
        "start",
    )
    try:
        port = flags.split("port=")[1].split()[0]
        yield f"postgresql://thuocdo@127.0.0.1:{port}/postgres"
    finally:
        call(str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """Return a port that nobody uses now."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
