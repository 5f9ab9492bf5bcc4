"""A daemon that speaks ClamAV's INSTREAM, for tests."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["EICAR", "Daemon", "clamd_server"]

# The agreed test text that every scanner finds, put together so that this file is not found.
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").encode()


class Daemon:
    """What the daemon was sent, and how it behaves."""

    def __init__(self, address: str, limit: int) -> None:
        self.address, self.limit = address, limit
        self.streams: list[bytes] = []
        self.silent = False


@contextmanager
def clamd_server(*, folder: Path | None = None, limit: int = 1 << 20) -> Iterator[Daemon]:
    """Listen on a port, or on a socket in `folder`."""
    if folder:
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listener.bind(str(folder / "clamd.sock"))
        daemon = Daemon(f"unix:{folder / 'clamd.sock'}", limit)
    else:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.bind(("127.0.0.1", 0))
        daemon = Daemon(f"127.0.0.1:{listener.getsockname()[1]}", limit)
    listener.listen()
    listener.settimeout(0.05)
    stop = threading.Event()

    def serve() -> None:
        while not stop.is_set():
            try:
                line, _ = listener.accept()
            except TimeoutError:
                continue
            with line:
                line.settimeout(5)
                answer(daemon, line)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield daemon
    finally:
        stop.set()
        thread.join()
        listener.close()


def answer(daemon: Daemon, line: socket.socket) -> None:
    if daemon.silent:
        return
    if exactly(line, 10) != b"zINSTREAM\0":
        line.sendall(b"UNKNOWN COMMAND\0")
        return
    data = b""
    while length := struct.unpack(">I", exactly(line, 4))[0]:
        data += exactly(line, length)
        if len(data) > daemon.limit:
            line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
            return
    daemon.streams.append(data)
    found = EICAR in data
    line.sendall(b"stream: Eicar-Test-Signature FOUND\0" if found else b"stream: OK\0")


def exactly(line: socket.socket, count: int) -> bytes:
    told = b""
    while len(told) < count:
        part = line.recv(count - len(told))
        if not part:
            raise ConnectionError("hung up")
        told += part
    return told
