"""The legal clock: one deadline, columns of them, and both beside numpy's busday and workalendar."""

from collections.abc import Iterator

from benchmarks._figures import Figure
from thuocdo.web.cli.clock_bench import ROWS, measure

MOST_MICROSECONDS = 20
FEWEST_MILLIONS = 5
MOST_OF_A_PEER = 1


def run() -> Iterator[Figure]:
    """Measure everything in one run; a peer's ratio is our time over theirs."""
    print(f"   {ROWS} rows in a column")
    told = {}
    for figure in measure():
        told[figure.key] = figure.value
        print(f"   {figure}")
    for key in ("deadline", "deadline_with_stop"):
        yield Figure(key.replace("_", " "), told[key], MOST_MICROSECONDS, " us")
    for key in ("due_days", "due_hours", "used"):
        title = f"seconds for {FEWEST_MILLIONS} million: {key.replace('_', ' ')}"
        yield Figure(title, FEWEST_MILLIONS / told[key], 1, " s")
    for key in ("against_offset", "against_count", "against_workalendar"):
        if key in told:  # workalendar is a tool of development
            yield Figure(key.replace("_", " "), 1 / told[key], MOST_OF_A_PEER, " times")
