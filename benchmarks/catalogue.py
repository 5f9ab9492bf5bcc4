"""The check of the whole catalogue: every set, its rules, the facts they name, and the calendars."""

import time
from collections.abc import Iterator

from benchmarks._figures import Figure
from thuocdo.apps.rulebooks.catalogue import all_index_set_ids, check

MOST_SECONDS = 3
_ROUNDS = 3


def run() -> Iterator[Figure]:
    """Measure the check as an expert waits for it, every file read again each time."""
    times = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        complaints = check()
        times.append(time.perf_counter() - start)
        assert not complaints, complaints
    print(f"   {len(all_index_set_ids())} index sets")
    yield Figure("thuocdo catalog check", min(times), MOST_SECONDS, " s")
