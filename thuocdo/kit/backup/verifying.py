"""Is an archive what was written? Every part is read; what is missing or changed is named."""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from thuocdo.kit.backup.manifest import MANIFEST, DamagedBackup, FilePart, Manifest, TablePart

__all__ = ["opened", "verify_backup"]

_CHUNK = 1024 * 1024
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


def verify_backup(path: Path) -> Manifest:
    """Read the whole archive against its manifest.

    Raises:
        DamagedBackup: with each fault by name.
        BackupRefused: a later program wrote it.
    """
    with opened(path) as (archive, manifest):
        faults = [fault for part in manifest.parts if (fault := _fault(archive, part))]
        known = {MANIFEST, *(part.path for part in manifest.parts)}
        faults += [
            f"Thừa «{name}» không có trong bản kê."
            for name in archive.namelist()
            if name not in known
        ]
    if faults:
        raise DamagedBackup(path, faults)
    return manifest


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """Open an archive and its manifest.

    Raises:
        DamagedBackup: it is no archive of ours, or was cut short.
    """
    if not path.is_file():
        raise DamagedBackup(path, ["Không có tệp này."])
    try:
        archive = zipfile.ZipFile(path)
    except _UNREADABLE as error:
        raise DamagedBackup(
            path, ["Tệp bị cắt ngắn khi chép, hoặc không phải là bản sao lưu."]
        ) from error
    with archive:
        try:
            manifest = Manifest.read(archive.read(MANIFEST))
        except (*_UNREADABLE, ValueError, KeyError, TypeError) as error:
            raise DamagedBackup(
                path, [f"Không đọc được bản kê {MANIFEST}; có thể không phải là bản sao lưu."]
            ) from error
        yield archive, manifest


def _fault(archive: zipfile.ZipFile, part: FilePart) -> str:
    digest, size, rows = hashlib.sha256(), 0, 0
    try:
        with archive.open(part.path) as content:
            while chunk := content.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
                rows += chunk.count(b"\n")
    except KeyError:
        return f"Thiếu «{part.path}»."
    except _UNREADABLE:
        return f"«{part.path}» bị hỏng, không đọc được."
    if size != part.size or digest.hexdigest() != part.sha256:
        return f"«{part.path}» đã bị thay đổi."
    if isinstance(part, TablePart) and rows != part.rows:
        return f"«{part.path}» có {rows} dòng, bản kê ghi {part.rows}."
    return ""
