"""A bare door to the counter for tests and benchmarks: dossiers come in over HTTP, by a real server.

It has the application's own middleware (the session, the guards' rules, the logs) and none of the
form: what is measured and killed is the taking in. Not shipped.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuocdo.web.settings")

PATIENCE = 60
WORKERS = 2


@contextmanager
def serving(
    environment: dict[str, str], *, port: int, workers: int = WORKERS
) -> Iterator[subprocess.Popen[bytes]]:
    """Serve the door as `thuocdo serve` serves the pages; a session of its own, to be killed whole."""
    command = [
        *(sys.executable, "-m", "granian", "tests.door:application", "--interface", "wsgi"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)),
        *("--blocking-threads", "4", "--no-log"),
    ]
    server = subprocess.Popen(command, env=os.environ | environment, start_new_session=True)
    try:
        _wait(port)
        yield server
    finally:
        if server.poll() is None:
            server.terminate()
            server.wait(PATIENCE)


def _wait(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as door:
                door.request("GET", "/suc-khoe/")
                if door.getresponse().status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not come up")


if __name__ == "tests.door" and "granian" in sys.modules:
    from django.conf import settings

    settings.ROOT_URLCONF = "tests.door_urls"
    from thuocdo.web.wsgi import application as application
