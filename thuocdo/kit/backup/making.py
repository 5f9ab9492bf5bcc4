"""Making a backup while the service runs."""

import hashlib
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import FileField, Model

from thuocdo.kit.backup.connecting import snapshot
from thuocdo.kit.backup.manifest import (
    FILES,
    MANIFEST,
    BackupRefused,
    FilePart,
    Manifest,
    NoDatabase,
    TablePart,
)
from thuocdo.kit.backup.values import columns_of, line_of

__all__ = ["Made", "make_backup"]

# Whoever holds a backup must not be signed in by it; people sign in again after a restore.
LEFT_OUT = {"sessions.Session"}
_CHUNK = 1024 * 1024
_LONG_AGO = (
    1980,
    1,
    1,
    0,
    0,
    0,
)  # the same content gives the same parts; the manifest has the time


@dataclass(frozen=True, slots=True)
class Made:
    """A finished archive: its table of contents and its size in bytes."""

    manifest: Manifest
    size: int


def make_backup(path: Path, *, now: datetime) -> Made:
    """Write everything to `path`: the database as of one moment, and each file it tells of.

    Files never change and are never deleted, so those of the snapshot are still there after it.

    Raises:
        BackupRefused: `path` is taken or cannot be written, or the database is not migrated.
    """
    if path.exists():
        raise BackupRefused(f"Đã có tệp «{path}»; hãy đặt tên khác, bản cũ không bị ghi đè.")
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with _private(unfinished) as archive:
            manifest = _write(archive, now)
        unfinished.replace(path)
    except OperationalError as error:
        raise NoDatabase from error
    except OSError as error:
        raise BackupRefused(
            f"Không ghi được «{path}»: {error.strerror or error}. Hãy kiểm tra thư mục và chỗ trống."
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return Made(manifest, path.stat().st_size)


@contextmanager
def _private(path: Path) -> Iterator[zipfile.ZipFile]:
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w+b") as file, zipfile.ZipFile(file, "w") as archive:
        yield archive


def _write(archive: zipfile.ZipFile, now: datetime) -> Manifest:
    with snapshot() as connection:
        migrations = _migrations(connection)
        names: set[str] = set()
        tables = [_table(archive, model, names) for model in _models()]
    files, missing = [], []
    for name in sorted(names):
        if default_storage.exists(name):
            files.append(_file(archive, name))
        else:
            missing.append(name)
    manifest = Manifest(
        version=version("thuocdo"),
        database=connection.vendor,
        at=now.isoformat(),
        migrations=migrations,
        tables=tables,
        files=files,
        missing=missing,
    )
    archive.writestr(zipfile.ZipInfo(MANIFEST, _LONG_AGO), manifest.as_json())
    return manifest


def _migrations(connection: BaseDatabaseWrapper) -> dict[str, list[str]]:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise BackupRefused(
            "Cơ sở dữ liệu chưa được nâng lên phiên bản của chương trình này (hoặc chưa có gì). "
            "Hãy chạy thuocdo serve một lần rồi sao lưu lại."
        )
    found: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        found.setdefault(app, []).append(name)
    return found


def _models() -> Iterator[type[Model]]:
    models = [m for m in apps.get_models(include_auto_created=True) if m._meta.managed]
    for model in sorted(models, key=lambda model: model._meta.label):
        if not model._meta.proxy and model._meta.label not in LEFT_OUT:
            yield model


def _table(archive: zipfile.ZipFile, model: type[Model], names: set[str]) -> TablePart:
    columns = columns_of(model)
    attributes = [column.attname for column in columns]
    holding_files = [at for at, column in enumerate(columns) if isinstance(column, FileField)]
    rows = model._base_manager.order_by("pk").values_list(*attributes)
    count = 0

    def lines() -> Iterator[bytes]:
        nonlocal count
        for row in rows.iterator(chunk_size=2_000):
            names.update(row[at] for at in holding_files if row[at])
            count += 1
            yield line_of(row)

    part = _part(archive, f"tables/{model._meta.label_lower}.jsonl", lines())
    return TablePart(part.path, part.size, part.sha256, model._meta.label, attributes, count)


def _file(archive: zipfile.ZipFile, name: str) -> FilePart:
    with default_storage.open(name, "rb") as content:
        chunks = iter(lambda: content.read(_CHUNK), b"")
        return _part(archive, f"{FILES}{name}", chunks)


def _part(archive: zipfile.ZipFile, path: str, chunks: Iterable[bytes]) -> FilePart:
    digest, size = hashlib.sha256(), 0
    about = zipfile.ZipInfo(path, _LONG_AGO)
    about.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(about, "w", force_zip64=True) as target:
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return FilePart(path, size, digest.hexdigest())
