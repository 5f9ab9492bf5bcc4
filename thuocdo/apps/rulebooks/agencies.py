"""The agencies that ship: provinces with their predecessors, and an example of departments."""

from pathlib import Path

from thuocdo.apps.rulebooks.documents import CatalogueError, Yaml, read_yaml, validate
from thuocdo.core.agencies import Complaint, Directory, check_directory

__all__ = ["check_agencies", "read_agencies", "read_agency_file"]

_TABLES = ("agencies", "names", "parents", "successions")


def read_agency_file(path: Path, *, root: Path) -> tuple[Directory, Yaml]:
    """Read one file of agencies.

    Raises:
        CatalogueError: it is not written as it must be; every complaint has its file and line.
    """
    document = read_yaml(path, root=root)
    return validate(Directory, document), document


def read_agencies(root: Path) -> Directory:
    """Read every file of `agencies` below `root` as one directory.

    Raises:
        CatalogueError: a file is wrong, or they contradict each other.
    """
    read = _files(root)
    complaints = _complaints(read)
    if complaints:
        raise CatalogueError(complaints)
    return _joined(read)


def check_agencies(root: Path) -> tuple[str, ...]:
    """Return every complaint about the agencies that ship; empty when they hold together."""
    try:
        return tuple(_complaints(_files(root)))
    except CatalogueError as error:
        return error.complaints


def _files(root: Path) -> list[tuple[Directory, Yaml]]:
    return [
        read_agency_file(path, root=root) for path in sorted((root / "agencies").glob("*.yaml"))
    ]


def _joined(read: list[tuple[Directory, Yaml]]) -> Directory:
    return Directory(
        reference="; ".join(dict.fromkeys(directory.reference for directory, _ in read)),
        **{
            table: tuple(one for directory, _ in read for one in getattr(directory, table))
            for table in _TABLES
        },
    )


def _complaints(read: list[tuple[Directory, Yaml]]) -> list[str]:
    missing = [
        f"{document.file}, dòng 1: thiếu «reference», văn bản làm căn cứ"
        for directory, document in read
        if not directory.reference.strip()
    ]
    return missing + [_placed(one, read) for one in check_directory(_joined(read))]


def _placed(complaint: Complaint, read: list[tuple[Directory, Yaml]]) -> str:
    number = complaint.number
    for directory, document in read:
        here = len(getattr(directory, complaint.table))
        if number < here:
            place = document.place((complaint.table, number, complaint.field))
            return f"{place}: {complaint.message}"
        number -= here
    return complaint.message
