"""The one-stop office under load: its pages among many dossiers, and taking in over HTTP.

Taking in (applicant, code, event, published row, journal) is compared with a bare insert of two rows
through the same server into the same database in the same run. The sizes of the office are 10,000
and 100,000 dossiers; THUOCDO_BENCH_DOSSIERS=10000,100000,1000000 asks for others.
"""

import os
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from benchmarks._figures import Figure, NotMeasured

CLIENTS = 64
SECONDS = 12
MOST_TIMES_BARE = 2.5  # taking in reaches 0.4 of the bare rate
FEWEST_A_SECOND = 25 * 2  # of each of two workers
MOST_WAIT = 1.6  # times what 64 clients wait on the average
MOST_MS = {"list": 20.0, "search": 100.0, "queue": 100.0}
MOST_QUERIES = 15
FEWEST_PAGES = 100
FLAT = 1.5


def run() -> Iterator[Figure]:
    """Measure on SQLite, and on PostgreSQL where its programs are."""
    from tests.__main__ import a_server
    from tests.services import postgresql

    yield from _office("SQLite", {})
    if postgresql():
        with a_server(fsync=True) as url:
            yield from _office("PostgreSQL", {"THUOCDO_DATABASE_URL": url}, sizes=(10_000,))


def _sizes() -> tuple[int, ...]:
    told = os.environ.get("THUOCDO_BENCH_DOSSIERS", "10000,100000")
    return tuple(int(one) for one in told.split(","))


def _office(
    title: str, settings: dict[str, str], sizes: tuple[int, ...] | None = None
) -> Iterator[Figure]:
    rates: dict[int, float] = {}
    for size in sizes or _sizes():
        with tempfile.TemporaryDirectory() as folder:
            place = {"THUOCDO_DATA_DIR": folder, "THUOCDO_SECRET_KEY": "b" * 50} | settings
            _worker(place, "fill", str(size))
            yield from _pages(f"{title}, {size:,}", place)
            yield from _taking_in(f"{title}, {size:,}", place, rates, size)
    first, *others = rates
    for size in others:
        yield Figure(
            f"{title}: taking in among {first:,} / among {size:,}",
            rates[first] / rates[size],
            FLAT,
            "x",
        )


def _pages(title: str, place: dict[str, str]) -> Iterator[Figure]:
    for line in _worker(place, "time").splitlines():
        name, mean, _, queries = line.split()
        most = MOST_MS[name.partition("-")[0]]
        yield Figure(f"{title}: {name}, {queries} queries, mean", float(mean), most, " ms")
        yield Figure(f"{title}: {name}, queries", float(queries), MOST_QUERIES)


def _taking_in(
    title: str, place: dict[str, str], rates: dict[int, float], size: int
) -> Iterator[Figure]:
    from tests.__main__ import free_port
    from tests.door import serving

    cookie, port = _worker(place, "cookie").strip(), free_port()
    with serving(place, port=port):
        pages, _ = _load(port, cookie, _page)
        bare, _ = _load(port, "", _two_rows)
        ours, waits = _load(port, cookie, _dossier)
        again, _ = _load(port, "", _two_rows)
    bare = max(bare, again)
    rates[size] = ours
    late = sorted(waits)[int(len(waits) * 0.95)]
    yield Figure(f"{title}: 1 / pages a second ({pages:.0f})", 1 / pages, 1 / FEWEST_PAGES, " s")
    yield Figure(
        f"{title}: bare two rows / taking in ({bare:.0f}/s, {ours:.0f}/s)",
        bare / ours,
        MOST_TIMES_BARE,
        "x",
    )
    yield Figure(f"{title}: 1 / dossiers a second", 1 / ours, 1 / FEWEST_A_SECOND, " s")
    yield Figure(
        f"{title}: p95 at {CLIENTS} clients ({late * 1000:.0f} ms) / mean wait",
        late / (CLIENTS / ours),
        MOST_WAIT,
        "x",
    )


def _load(
    port: int, cookie: str, ask: Callable[[HTTPConnection, dict[str, str]], int]
) -> tuple[float, list[float]]:
    """Ask by many clients for some seconds; return the rate and how long each waited."""
    waits: list[float] = []
    failed: list[int] = []
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    end = time.monotonic() + SECONDS

    def client() -> None:
        with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as door:
            while time.monotonic() < end:
                began = time.perf_counter()
                status = ask(door, headers)
                waits.append(time.perf_counter() - began)
                if status >= HTTPStatus.BAD_REQUEST:
                    failed.append(status)

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise NotMeasured(f"{len(failed)} requests were refused: {set(failed)}")
    return len(waits) / (time.monotonic() - began), waits


def _page(door: HTTPConnection, headers: dict[str, str]) -> int:
    return _ask(door, "GET", "/ho-so/", "", headers)


def _dossier(door: HTTPConnection, headers: dict[str, str]) -> int:
    told = urlencode({"ten": "Nguyễn Văn Đức", "so": str(secrets.randbelow(10**12))})
    return _ask(door, "POST", "/cua/nhan/", told, headers)


def _two_rows(door: HTTPConnection, headers: dict[str, str]) -> int:
    return _ask(door, "POST", "/cua/hai-dong/", "co-quan=2", headers)


def _ask(door: HTTPConnection, method: str, path: str, told: str, headers: dict[str, str]) -> int:
    door.request(method, path, told, headers)
    answer = door.getresponse()
    answer.read()
    return answer.status


def _worker(place: dict[str, str], *words: str) -> str:
    command = [sys.executable, "-m", "benchmarks._dossiers_worker", *words]
    done = subprocess.run(
        command,
        env=os.environ | place,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent.parent,
    )
    if done.returncode:
        raise NotMeasured(done.stderr.strip().splitlines()[-1])
    return done.stdout
