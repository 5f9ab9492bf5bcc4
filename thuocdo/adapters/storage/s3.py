"""Files in a store that speaks S3 (MinIO, Ceph, VNG, Viettel …): signed requests, nothing else.

Signature version 4, path-style addresses. The standard library is enough for three verbs.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from thuocdo.core.ports.file_store import FileMissing, StoreUnavailable

__all__ = ["S3Store", "authorization"]

_PATIENCE = 30  # seconds
_SERVICE = "s3"


class _NoRedirects(HTTPRedirectHandler):
    """A signed request must not be sent on to where somebody points."""

    def redirect_request(self, *_args: object, **_more: object) -> None:
        return None


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class S3Store:
    """Keeps each file as an object of one bucket.

    Attributes:
        endpoint: `https://host[:port]`.
        prefix: what every key begins with in the bucket, or nothing.
        now: the clock that signatures are dated by.
    """

    endpoint: str
    bucket: str
    access_key: str
    secret_key: str = field(repr=False)
    region: str = "us-east-1"
    prefix: str = ""
    now: Callable[[], datetime] = _now

    def put(self, key: str, data: bytes) -> None:
        """Send the object; the store checks its hash, which is part of the signature."""
        if not self.has(key):
            self._ask("PUT", key, data)

    def get(self, key: str) -> bytes:
        """Fetch the object."""
        return self._ask("GET", key)

    def has(self, key: str) -> bool:
        """Ask for the object's head."""
        try:
            self._ask("HEAD", key)
        except FileMissing:
            return False
        return True

    def _ask(self, method: str, key: str, data: bytes = b"") -> bytes:
        parts = urlsplit(self.endpoint)
        path = quote(f"{parts.path.rstrip('/')}/{self.bucket}/{self.prefix}{key}", safe="/-_.~")
        digest = hashlib.sha256(data).hexdigest()
        signed = {
            "host": parts.netloc,
            "x-amz-content-sha256": digest,
            "x-amz-date": f"{self.now():%Y%m%dT%H%M%SZ}",
        }
        headers = {name: value for name, value in signed.items() if name != "host"}
        headers["Authorization"] = authorization(
            method, path, signed, access_key=self.access_key, secret_key=self.secret_key,
            region=self.region,
        )  # fmt: skip
        request = Request(  # noqa: S310 - the scheme is checked with the settings
            f"{parts.scheme}://{parts.netloc}{path}",
            data=data if method == "PUT" else None,
            headers=headers,
            method=method,
        )
        return _sent(request, key)


def _sent(request: Request, key: str) -> bytes:
    try:
        with build_opener(_NoRedirects).open(request, timeout=_PATIENCE) as answer:
            return bytes(answer.read())
    except HTTPError as error:
        with error:
            if error.code == HTTPStatus.NOT_FOUND:
                raise FileMissing(key) from error
            raise StoreUnavailable(f"Kho tệp từ chối (mã {error.code}).") from error
    except (URLError, HTTPException, OSError) as error:
        raise StoreUnavailable("Kho tệp không trả lời.") from error


def authorization(
    method: str,
    path: str,
    signed: Mapping[str, str],
    *,
    access_key: str,
    secret_key: str,
    region: str,
) -> str:
    """Return the header that signs a request without a query, by signature version 4.

    Args:
        method: the verb.
        path: the address's path, already quoted.
        signed: every header that is signed, by its small name; host, hash and date among them.
        access_key: who signs.
        secret_key: by what.
        region: where the bucket is.
    """
    stamp = signed["x-amz-date"]
    day = stamp[:8]
    names = ";".join(sorted(signed))
    listed = "".join(f"{name}:{signed[name].strip()}\n" for name in sorted(signed))
    canonical = "\n".join([method, path, "", listed, names, signed["x-amz-content-sha256"]])
    scope = f"{day}/{region}/{_SERVICE}/aws4_request"
    hashed = hashlib.sha256(canonical.encode()).hexdigest()
    key = f"AWS4{secret_key}".encode()
    for part in (day, region, _SERVICE, "aws4_request"):
        key = _hmac(key, part)
    signature = _hmac(key, "\n".join(["AWS4-HMAC-SHA256", stamp, scope, hashed])).hex()
    return (
        f"AWS4-HMAC-SHA256 Credential={access_key}/{scope},"
        f"SignedHeaders={names},Signature={signature}"
    )


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()
