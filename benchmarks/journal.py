"""What the journal costs: the same write with its entry and without, while entries are sealed.

The limit is on a request that a person sends, 25 of them a second. The smallest transaction that a
service of ours makes, one row, is measured too: there the entry is the second row of two, so that
its limit only tells when an entry begins to cost more than a row. On durable disks, on SQLite
always, on PostgreSQL where its programs are.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from benchmarks._figures import Figure, NotMeasured

MOST_TIMES = {"request": 1.10, "service": 2.0}


def run() -> Iterator[Figure]:
    """Measure in a process of its own per database, because settings are read once."""
    with tempfile.TemporaryDirectory() as data:
        yield from _figures("SQLite", {"THUOCDO_DATA_DIR": data})
    from tests.__main__ import a_server
    from tests.services import postgresql

    if postgresql():
        with tempfile.TemporaryDirectory() as data, a_server(fsync=True) as url:
            settings = {"THUOCDO_DATA_DIR": data, "THUOCDO_DATABASE_URL": url}
            yield from _figures("PostgreSQL", settings)


def _figures(title: str, settings: dict[str, str]) -> Iterator[Figure]:
    command = [sys.executable, "-m", "benchmarks._journal_worker"]
    done = subprocess.run(command, env=os.environ | settings, capture_output=True, text=True)
    if done.returncode:
        raise NotMeasured(f"{title}: {done.stderr.strip().splitlines()[-1]}")
    for line in done.stdout.splitlines():
        name, plain, journalled = line.split()
        yield Figure(
            f"{title}, {name}: with journal / without ({float(plain):.2f} ms without)",
            float(journalled) / float(plain),
            MOST_TIMES[name],
            "x",
        )
