"""ClamAV's daemon, asked over its own protocol: the file is streamed in chunks, no path is shared."""

import re
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager

from thuocdo.core.ports.scanner import ScanFailed

__all__ = ["Clamd", "not_scanned"]

_PATIENCE = 60  # seconds
_CHUNK = 64 * 1024
_LONGEST_ANSWER = 4_096
_ANSWER = re.compile(r"^stream: (?:(?P<clean>OK)|(?P<found>.+) FOUND|(?P<fault>.+) ERROR)$")


class Clamd:
    """A scanner at `host:port` or `unix:/path/of/socket`."""

    def __init__(self, address: str) -> None:
        self._address = address

    def __call__(self, data: bytes) -> str:
        """Stream the bytes; return the name of what was found, or nothing."""
        try:
            with self._connected() as line:
                line.sendall(b"zINSTREAM\0")
                for start in range(0, len(data), _CHUNK):
                    chunk = data[start : start + _CHUNK]
                    line.sendall(struct.pack(">I", len(chunk)) + chunk)
                line.sendall(struct.pack(">I", 0))
                answer = _answer(line)
        except OSError as error:
            # A daemon that refuses the size hangs up while we still send: its answer is lost.
            raise ScanFailed("Bộ quét mã độc không trả lời.") from error
        return _judged(answer)

    @contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        if self._address.startswith("unix:"):
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(_PATIENCE)
            try:
                line.connect(self._address.removeprefix("unix:"))
                yield line
            finally:
                line.close()
        else:
            host, _, port = self._address.rpartition(":")
            with socket.create_connection((host, int(port)), timeout=_PATIENCE) as line:
                yield line


def not_scanned(data: bytes) -> str:  # noqa: ARG001 - the port's form
    """Find nothing: there is no scanner here."""
    return ""


def _answer(line: socket.socket) -> str:
    told = b""
    while b"\0" not in told and len(told) < _LONGEST_ANSWER:
        part = line.recv(_LONGEST_ANSWER)
        if not part:
            break
        told += part
    return told.split(b"\0")[0].decode("utf-8", "replace").strip()


def _judged(answer: str) -> str:
    match = _ANSWER.match(answer)
    if match and match["clean"]:
        return ""
    if match and match["found"]:
        return match["found"]
    said = match["fault"] if match else answer or "không có câu trả lời"
    raise ScanFailed(f"Bộ quét mã độc không quét được ({said}).")
