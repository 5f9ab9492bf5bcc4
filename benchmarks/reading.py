"""Reading 50.000 dossiers from .xlsx, against bare python-calamine on the same file."""

import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from python_calamine import CalamineWorkbook

from benchmarks._figures import Figure
from thuocdo.adapters.tables.exports import open_export
from thuocdo.core.tables.dossiers import read_dossiers
from thuocdo.web.demo.dossiers import write_export

ROWS = 50_000
MOST_TIMES = 5
MOST_MEGABYTES = 500
_ROUNDS = 3

_READ_ONCE = "import sys; from benchmarks import reading; reading.print_peak(sys.argv[1])"


def print_peak(path: str) -> None:
    """Read a file and print the most megabytes that this process has held."""
    read_whole(path)
    status = Path("/proc/self/status")
    if status.exists():  # Linux; `getrusage` there remembers the parent's peak from the fork
        line = next(s for s in status.read_text().splitlines() if s.startswith("VmHWM"))
        print(int(line.split()[1]) / 1024)
        return
    import resource  # Windows has none

    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20))


def read_bare(path: str) -> None:
    """Read the cells and do nothing with them."""
    CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def read_whole(path: str) -> None:
    """Read the cells, make them dossiers and count them."""
    data = Path(path).read_bytes()
    reading = read_dossiers(open_export(Path(path).name, data), zone=ZoneInfo("Asia/Ho_Chi_Minh"))
    assert reading.read == ROWS, reading.read
    reading.counts()


def _best(work: Callable[[str], None], path: str) -> float:
    times = []
    for _ in range(_ROUNDS):
        gc.collect()
        start = time.perf_counter()
        work(path)
        times.append(time.perf_counter() - start)
    return min(times)


def run() -> Iterator[Figure]:
    """Measure time as a ratio, and the peak of memory in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "dossiers.xlsx")
        write_export(Path(path), seed=7, dossiers=ROWS, as_of=date(2024, 12, 31), mistakes=False)
        bare, whole = _best(read_bare, path), _best(read_whole, path)
        print(f"   bare calamine {bare:.2f} s, thuocdo {whole:.2f} s, {ROWS} rows")
        yield Figure("reading against bare calamine", whole / bare, MOST_TIMES, " times")
        if sys.platform != "win32":  # Windows has no `resource`
            peak = subprocess.run(
                [sys.executable, "-c", _READ_ONCE, path], capture_output=True, text=True, check=True
            )
            yield Figure("peak memory", float(peak.stdout), MOST_MEGABYTES, " MB")
