"""ClamAV's protocol, against a daemon that speaks it."""

from pathlib import Path

import pytest

from tests.adapters.clamd_server import EICAR, clamd_server
from thuocdo.adapters.scanning.clamd import Clamd, not_scanned
from thuocdo.core.ports.scanner import ScanFailed

LONG = b"x" * 200_000


@pytest.mark.parametrize("by_socket", [False, True])
def test_a_clean_file_is_streamed_whole_and_found_clean(tmp_path: Path, by_socket: bool) -> None:
    with clamd_server(folder=tmp_path if by_socket else None) as daemon:
        assert Clamd(daemon.address)(LONG) == ""
        assert Clamd(daemon.address)(b"") == ""
        assert daemon.streams == [LONG, b""]


def test_what_is_found_is_named_wherever_it_stands() -> None:
    with clamd_server() as daemon:
        assert Clamd(daemon.address)(LONG + EICAR) == "Eicar-Test-Signature"


def test_a_file_over_the_daemons_limit_is_not_taken_for_clean() -> None:
    with clamd_server(limit=1_000) as daemon, pytest.raises(ScanFailed):
        Clamd(daemon.address)(b"x" * 2_000)


def test_a_daemon_that_hangs_up_is_not_taken_for_clean() -> None:
    with clamd_server() as daemon:
        daemon.silent = True
        with pytest.raises(ScanFailed):
            Clamd(daemon.address)(LONG)


def test_a_daemon_that_is_not_there_is_said(tmp_path: Path) -> None:
    for address in ("127.0.0.1:9", f"unix:{tmp_path}/none"):
        with pytest.raises(ScanFailed, match="không trả lời"):
            Clamd(address)(b"x")


def test_without_a_daemon_nothing_is_found() -> None:
    assert not_scanned(EICAR) == ""
