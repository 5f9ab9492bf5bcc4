"""Restoring into an empty place: built beside it, put in place only when whole."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from zipfile import ZipFile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, OperationalError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from thuocdo.kit.backup.manifest import (
    BackupRefused,
    DamagedBackup,
    FilePart,
    Manifest,
    NoDatabase,
    TablePart,
)
from thuocdo.kit.backup.values import columns_of, values_of
from thuocdo.kit.backup.verifying import opened, verify_backup

__all__ = ["restore_backup"]

_AT_ONCE = 1_000


class _Mismatch(Exception):
    """The tables do not fit their columns or one another."""


def restore_backup(path: Path) -> Manifest:
    """Put a backup into the installation that the settings name, migrated to this program.

    The archive is read whole before anything is written; the database and the files come into
    their places only after everything fits.

    Raises:
        BackupRefused: the place is not empty, or the backup is of a later program.
        DamagedBackup: something is missing or changed, or does not fit together.
    """
    manifest = verify_backup(path)
    _check_not_newer(manifest)
    _check_empty()
    files, placed = _beside(Path(settings.MEDIA_ROOT)), False
    try:
        with opened(path) as (archive, _):
            _extract(archive, manifest.files, files)
            with _database() as connection:
                _load(connection, archive, manifest)
                _put_in_place(files)
                placed = True
    except BaseException as error:
        if placed:  # the database did not follow: the files go again
            Path(settings.MEDIA_ROOT).replace(files)
        if refusal := _refusal(error, path):
            raise refusal from error
        raise
    finally:
        shutil.rmtree(files, ignore_errors=True)
    return manifest


def _refusal(error: BaseException, path: Path) -> BackupRefused | None:
    """Say of a fault that is not ours whose it is: the archive's, the database's or the disk's."""
    match error:
        case _Mismatch():
            return DamagedBackup(path, [str(error)])
        case OperationalError():
            return NoDatabase()
        case OSError():
            return BackupRefused(
                f"Không ghi được vào «{Path(settings.MEDIA_ROOT).parent}»: "
                f"{error.strerror or error}. Hãy kiểm tra quyền ghi và chỗ trống rồi chạy lại; chưa "
                "có gì được phục hồi."
            )
    return None


def _check_not_newer(manifest: Manifest) -> None:
    known = MigrationLoader(None).disk_migrations
    for app, names in manifest.migrations.items():
        for name in names:
            if (app, name) not in known:
                raise BackupRefused(
                    f"Bản sao lưu do phiên bản {manifest.version} tạo ra có cấu trúc mới hơn "
                    f"chương trình này ({app}.{name}). Hãy cài phiên bản đó hoặc mới hơn rồi phục hồi."
                )


def _check_empty() -> None:
    connection = connections["default"]
    try:
        tables = connection.introspection.table_names()
    except OperationalError as error:
        raise NoDatabase from error
    finally:
        connection.close()
    files = Path(settings.MEDIA_ROOT)
    full = f"cơ sở dữ liệu đã có {len(tables)} bảng" if tables else ""
    if files.exists() and any(files.iterdir()):
        full = full or f"thư mục «{files}» đã có tệp"
    if full:
        raise BackupRefused(
            f"Chỉ phục hồi vào chỗ trống, mà {full}; không có gì bị thay đổi. Hãy đặt "
            "THUOCDO_DATA_DIR là một thư mục mới (với PostgreSQL: THUOCDO_DATABASE_URL là một cơ "
            "sở dữ liệu mới) rồi chạy lại."
        )


def _beside(place: Path) -> Path:
    return place.with_name(f"{place.name}.restoring")


def _extract(archive: ZipFile, files: list[FilePart], folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)  # left by a restore that was cut off
    folder.mkdir(parents=True)
    for file in files:
        target = folder / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(file.path) as source, target.open("wb") as written:
            shutil.copyfileobj(source, written)


def _put_in_place(files: Path) -> None:
    place = Path(settings.MEDIA_ROOT)
    if place.exists():
        place.rmdir()  # empty, as was checked
    files.replace(place)


@contextmanager
def _database() -> Iterator[BaseDatabaseWrapper]:
    """Yield where to load; what was loaded counts only when this ends without an error.

    SQLite: a file beside the real one, which takes its name at the end. PostgreSQL: one
    transaction, since its tables come and go with it as rows do. Always by the usual alias:
    migrations of other people's packages know no other.
    """
    connection = connections["default"]
    if connection.vendor != "sqlite":
        with transaction.atomic():
            yield connection
        return
    place = Path(connection.settings_dict["NAME"])
    unfinished = _beside(place)
    _remove(unfinished)
    connection.settings_dict["NAME"] = str(unfinished)
    try:
        yield connection
        connection.close()  # the last to close brings everything into the one file
        unfinished.replace(place)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(place)
        _remove(unfinished)


def _remove(database: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal", ".queue"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)


def _load(connection: BaseDatabaseWrapper, archive: ZipFile, manifest: Manifest) -> None:
    """Make the tables as they were then, fill them, and migrate them to now."""

    def settle(step: str, *_: object) -> None:
        """Inside one transaction a table with checks still owed cannot be altered."""
        if step == "apply_success" and connection.in_atomic_block:
            connection.check_constraints()

    executor = MigrationExecutor(connection, settle)
    models = executor.migrate(_last_of(manifest, executor.loader)).apps
    table = None
    try:
        with transaction.atomic():
            connection.check_constraints()  # migrations may have left them checked row by row
            for table in manifest.tables:
                _fill(models.get_model(table.model), archive, table)
            connection.check_constraints()
    except OperationalError:
        raise  # no fault of the archive
    except (DatabaseError, ValidationError, ValueError, TypeError, LookupError) as error:
        where = f", đến bảng {table.model}" if table else ""
        raise _Mismatch(f"Các bảng không khớp nhau ({type(error).__name__}{where}).") from error
    loaded = [models.get_model(table.model) for table in manifest.tables]
    for statement in connection.ops.sequence_reset_sql(no_style(), loaded):
        with connection.cursor() as cursor:
            cursor.execute(statement)
    executor = MigrationExecutor(connection, settle)
    executor.migrate(executor.loader.graph.leaf_nodes())
    call_command("migrate", verbosity=0, interactive=False)


def _last_of(manifest: Manifest, loader: MigrationLoader) -> list[tuple[str, str]]:
    """Return each app's last applied migrations: those on which no other applied one stands."""
    applied = {
        key
        for app, names in manifest.migrations.items()
        for name in names
        if (key := (app, name)) in loader.graph.nodes
    }
    children = {
        key: {child.key for child in loader.graph.node_map[key].children} for key in applied
    }
    return sorted(key for key in applied if not children[key] & applied)


def _fill(model: type[Model], archive: ZipFile, table: TablePart) -> None:
    columns = {column.attname: column for column in columns_of(model)}
    for column in columns.values():
        for automatic in ("auto_now", "auto_now_add"):  # times are restored, not taken anew
            if hasattr(column, automatic):
                setattr(column, automatic, False)
    order = [columns[name] for name in table.columns]
    manager = model._base_manager
    manager.all().delete()  # what a migration put there by itself
    with archive.open(table.path) as lines:
        while batch := [model(**values_of(line, order)) for line in islice(lines, _AT_ONCE)]:
            manager.bulk_create(batch)
