"""A nation in bulk against OpenFisca-Core on the same rules, both in this run.

Its pins are not ours, so it lives in an environment of its own under var/, fetched from the registry
that the machine is set to. Only its calculation is timed: building its simulation is not.
"""

import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import scoring
from benchmarks._figures import Figure, NotMeasured
from thuocdo.core.index_sets.bulk import BulkSheet, score_bulk
from thuocdo.core.scoring.bulk_numbers import FactColumn

RELEASE = "openfisca-core==46.0.1"
MOST_OF_A_PEER = 1
_ROUNDS = 9
_ROOT = Path(__file__).resolve().parent.parent
_PEER = Path(__file__).with_name("_openfisca_peer.py")
_LONGEST = 600  # seconds


@dataclass(frozen=True)
class Answer:
    """What the peer found, points in hundredths, and the seconds of its quickest round.

    Attributes:
        without_gaps: of a round that would not tell missing points from 0.
    """

    points: Any
    missing: Any
    total: Any
    seconds: float
    without_gaps: float


def run() -> Iterator[Figure]:
    """Score the same facts by both; their points must be the same, and ours not later."""
    python = environment()
    columns = scoring.columns()
    index_set = scoring.index_set()
    theirs = _by_the_peer(python, columns)

    def by_us() -> BulkSheet:
        return score_bulk(index_set, columns, scoring.REGISTER, agencies=scoring.AGENCIES)

    sheet = by_us()
    assert (sheet.points == theirs.points).all(), "the two must score the same"
    assert (sheet.missing == theirs.missing).all(), "and miss the same"
    assert (sheet.total == theirs.total).all(), "and add up to the same"
    ours = scoring.best(by_us)
    without = f"{theirs.without_gaps * 1000:.1f} ms if it need not tell what is missing"
    print(f"   {RELEASE} {theirs.seconds * 1000:.1f} ms ({without}), bulk {ours * 1000:.1f} ms")
    yield Figure("a nation against OpenFisca", ours / theirs.seconds, MOST_OF_A_PEER, " times")


def environment() -> Path:
    """Return the Python of an environment that has the peer; make it when it is not there.

    Raises:
        NotMeasured: the registry does not give it.
    """
    folder = _ROOT / "var" / "openfisca"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    stamp = folder / RELEASE
    if stamp.exists():
        return python
    venv.create(folder, with_pip=True, clear=True)
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    try:
        subprocess.run([*command, RELEASE], check=True, capture_output=True, timeout=_LONGEST)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise NotMeasured(f"the package registry does not give {RELEASE}") from None
    stamp.touch()
    return python


def _by_the_peer(python: Path, columns: dict[str, FactColumn]) -> Answer:
    """Let the peer score the same facts."""
    facts = {"criteria": np.array(scoring.CRITERIA)}
    for name, column in columns.items():
        bare = name.removeprefix("b.")
        facts |= {f"{bare}_above": column.numerator, f"{bare}_known": column.known}
        facts |= {f"{bare}_below": column.denominator} if bare.startswith("rate") else {}
    with tempfile.TemporaryDirectory() as folder:
        given, answer = Path(folder) / "facts.npz", Path(folder) / "answer.npz"
        np.savez(given, allow_pickle=False, **facts)
        command = [str(python), str(_PEER), str(given), str(answer), str(_ROUNDS)]
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_LONGEST, check=False
        )
        if done.returncode:
            raise NotMeasured(f"{RELEASE} did not run: {done.stderr.strip().splitlines()[-1]}")
        found = np.load(answer)
        seconds, without_gaps = float(found["seconds"]), float(found["without_gaps"])
        return Answer(found["points"], found["missing"], found["total"], seconds, without_gaps)
