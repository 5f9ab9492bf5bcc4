"""A mail server for tests: it speaks SMTP on a port of this machine and keeps what it is given."""

import email
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from email.policy import default

__all__ = ["MailServer", "a_mail_server"]


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    box: "MailServer"


class _Talk(socketserver.StreamRequestHandler):
    """One conversation: as much of RFC 5321 as a client without extensions needs."""

    server: _Server

    def handle(self) -> None:
        self._say("220 test")
        while line := self.rfile.readline():
            verb = line.decode().strip().upper()
            if verb == "DATA":
                self._say("354 go on")
                self._take()
            elif verb == "QUIT":
                self._say("221 bye")
                return
            elif verb.startswith("RCPT"):
                self._say(f"{self.server.box.answer} for this recipient")
            else:
                self._say("250 yes")

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        self.server.box.letters.append(email.message_from_bytes(b"".join(lines), policy=default))
        self._say("250 taken")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class MailServer:
    """What came in, and what it answers to a recipient."""

    def __init__(self) -> None:
        self.letters: list[Message] = []
        self.answer = 250


@contextmanager
def a_mail_server(port: int) -> Iterator[MailServer]:
    """Listen on the port until the block ends; before and after nobody does."""
    box = MailServer()
    with _Server(("127.0.0.1", port), _Talk) as server:
        server.box = box
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()
