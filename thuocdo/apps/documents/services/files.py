"""Keeping files: scanned, stored under their hash, then told of in a row."""

import hashlib
import logging

from django.db import IntegrityError, transaction

from thuocdo.apps.documents.models import File, storage_path
from thuocdo.core.ports.file_store import FileStore, StoreUnavailable
from thuocdo.core.ports.scanner import ScanFailed, Scanner
from thuocdo.kit.ports import port
from thuocdo.kit.refusals import NotAllowed

__all__ = ["UnableToKeep", "keep_file"]

log = logging.getLogger(__name__)


class UnableToKeep(NotAllowed):
    """The file was not kept; the message says why. Nothing else was done either."""


def keep_file(*, data: bytes, kind: str = "") -> File:
    """Store the bytes under their hash, or return the file that already holds them.

    Args:
        data: the bytes.
        kind: what `core.files` found them to be, for files that pages show.

    Raises:
        UnableToKeep: something harmful was found, or scanner or store do not answer.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    known = File.objects.filter(sha256=sha256).first()
    if known:
        return _with_kind(known, kind)
    _scan(data, sha256)
    file = File(sha256=sha256, size=len(data), kind=kind)
    file.content.name = storage_path(file, sha256)
    store: FileStore = port("file_store")()
    try:
        store.put(file.content.name, data)
    except StoreUnavailable as error:
        log.exception("documents.store.unavailable %s", sha256[:12])
        raise UnableToKeep(
            f"{error} Tệp chưa được giữ lại; hãy thử lại sau, hoặc báo người quản trị."
        ) from error
    try:
        with transaction.atomic():
            file.save()
    except IntegrityError:  # somebody handed in the same file at this moment
        return _with_kind(File.objects.get(sha256=sha256), kind)
    return file


def _with_kind(file: File, kind: str) -> File:
    if kind and not file.kind:  # it came in before, for a reader that did not ask
        file.kind = kind
        file.save(update_fields=["kind"])
    return file


def _scan(data: bytes, sha256: str) -> None:
    try:
        scan: Scanner = port("scan")()
        found = scan(data)
    except ScanFailed as error:
        log.exception("documents.scan.failed %s", sha256[:12])
        raise UnableToKeep(
            f"{error} Tệp chưa quét được thì chưa nhận; hãy thử lại sau, hoặc báo người quản trị."
        ) from error
    if found:
        log.warning("documents.scan.found %s %s", sha256[:12], found)
        raise UnableToKeep(
            f"Tệp có mã độc ({found}) nên không được nhận. Hãy quét máy đã tạo ra tệp này."
        )
