"""A small store that speaks S3, for tests: it checks every signature by its own arithmetic."""

import hashlib
import hmac
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

__all__ = ["ACCESS_KEY", "REGION", "SECRET_KEY", "Bucket", "s3_server"]

ACCESS_KEY, SECRET_KEY, REGION = "AKIATEST", "bi-mat/+thu", "vn-1"


class Bucket:
    """What the server holds, and what it was asked."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.answer_with = 0
        self.address = ""


def signature(handler: BaseHTTPRequestHandler) -> str:
    """Return the signature that the request must bear."""
    told = handler.headers["Authorization"]
    names = told.partition("SignedHeaders=")[2].partition(",")[0].split(";")
    stamp = handler.headers["x-amz-date"]
    lines = [handler.command, handler.path, ""]
    lines += [f"{name}:{handler.headers[name]}" for name in names]
    lines += ["", ";".join(names), handler.headers["x-amz-content-sha256"]]
    request = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    scope = f"{stamp[:8]}/{REGION}/s3/aws4_request"
    key = ("AWS4" + SECRET_KEY).encode()
    for part in scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    text = f"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{request}"
    return hmac.digest(key, text.encode(), "sha256").hex()


class _Handler(BaseHTTPRequestHandler):
    bucket: Bucket

    def log_message(self, *_: object) -> None:
        pass

    def do_PUT(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        if hashlib.sha256(data).hexdigest() != self.headers["x-amz-content-sha256"]:
            self.answer(400)
        elif self.allowed():
            self.bucket.objects[self.path] = data
            self.answer(200)

    def do_GET(self) -> None:
        if self.allowed():
            found = self.bucket.objects.get(self.path)
            self.answer(404 if found is None else 200, found or b"")

    def do_HEAD(self) -> None:
        self.do_GET()

    def allowed(self) -> bool:
        self.bucket.asked.append(f"{self.command} {self.path}")
        if self.bucket.answer_with:
            self.answer(self.bucket.answer_with)
            return False
        told = self.headers["Authorization"] or ""
        whole = f"Credential={ACCESS_KEY}/" in told and told.endswith(signature(self))
        if not whole:
            self.answer(403)
        return whole

    def answer(self, status: int, data: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        if status == 307:
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


@contextmanager
def s3_server() -> Iterator[Bucket]:
    """Serve a bucket called `kho` until the block ends."""
    bucket = Bucket()
    handler = type("Handler", (_Handler,), {"bucket": bucket})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    bucket.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield bucket
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
