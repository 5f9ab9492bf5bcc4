"""What an archive says of itself: version, database, time, migrations, every part with its hash."""

import json
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any, Self

__all__ = [
    "FILES",
    "FORM",
    "MANIFEST",
    "BackupRefused",
    "DamagedBackup",
    "FilePart",
    "Manifest",
    "NoDatabase",
    "TablePart",
]

FORM = 1  # a later form of archive has a higher number; an older program refuses it
MANIFEST = "manifest.json"
FILES = "files/"


class BackupRefused(Exception):
    """Nothing was done; the message says why and what would help, in Vietnamese."""


class NoDatabase(BackupRefused):
    """The database did not answer, or could not be written."""

    def __init__(self) -> None:
        super().__init__(
            "Cơ sở dữ liệu không trả lời hoặc không ghi được, nên chưa làm gì. Hãy kiểm tra "
            "THUOCDO_DATABASE_URL, máy chủ cơ sở dữ liệu và chỗ trống trên đĩa rồi chạy lại."
        )


class DamagedBackup(BackupRefused):
    """The archive is not what was written; `faults` names each missing or changed part."""

    def __init__(self, path: object, faults: list[str]) -> None:
        self.faults = faults
        super().__init__(
            f"Bản sao lưu «{path}» không còn nguyên vẹn: {' '.join(faults)} Không có gì được phục "
            "hồi từ bản này; hãy dùng bản sao lưu khác."
        )


@dataclass(frozen=True, slots=True)
class FilePart:
    """One kept file: its place in the archive, its size and SHA-256."""

    path: str
    size: int
    sha256: str

    @property
    def name(self) -> str:
        """The name by which the storage knows the file."""
        return self.path.removeprefix(FILES)


@dataclass(frozen=True, slots=True)
class TablePart(FilePart):
    """One table as JSON lines: a row a line, its values in the order of `columns`."""

    model: str
    columns: list[str]
    rows: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The table of contents.

    Attributes:
        version: of the program that wrote the archive.
        database: the engine it was taken from; it may be restored into another.
        at: when, ISO 8601 with its offset.
        migrations: of each app, those applied.
        missing: names of files that the database tells of and the storage no longer had.
    """

    version: str
    database: str
    at: str
    migrations: dict[str, list[str]]
    tables: list[TablePart]
    files: list[FilePart]
    missing: list[str]
    form: int = FORM

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(table.rows for table in self.tables)

    @property
    def parts(self) -> list[FilePart]:
        """Tables and files."""
        return [*self.tables, *self.files]

    def as_json(self) -> bytes:
        """Return what stands in the archive."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Read what `as_json` wrote.

        Raises:
            BackupRefused: a later program wrote it.
            ValueError, KeyError, TypeError: it is no manifest.
        """
        content: dict[str, Any] = json.loads(data)
        if content["form"] > FORM:
            raise BackupRefused(
                f"Bản sao lưu do phiên bản {content['version']} tạo ra, dạng mới hơn chương trình "
                "này đọc được. Hãy cài phiên bản đó hoặc mới hơn rồi phục hồi."
            )
        content["tables"] = [TablePart(**table) for table in content["tables"]]
        content["files"] = [FilePart(**file) for file in content["files"]]
        found = cls(**content)
        for part in found.parts:
            _check_stays_inside(part.path)
        return found


def _check_stays_inside(path: str) -> None:
    parts = PurePosixPath(path).parts
    if not parts or parts[0] not in {"files", "tables"} or ".." in parts or "\\" in path:
        raise ValueError(path)
