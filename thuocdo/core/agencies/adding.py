"""Adding a directory to another: what is new, what is the same, what would contradict."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from thuocdo.core.agencies.consistency import Complaint, check_directory
from thuocdo.core.agencies.directory import Directory
from thuocdo.core.strict import Strict

__all__ = ["Joined", "add_directory"]

E = TypeVar("E", bound=Strict)
# Told once, for good; another value in a later file is a contradiction, not a correction.
_FIXED = {
    "agencies": ("name", "parent", "valid_from", "valid_to"),
    "names": ("name",),
    "parents": ("parent",),
    "successions": (),
}
_TITLES = {
    "name": "tên",
    "parent": "cấp trên",
    "valid_from": "ngày có hiệu lực",
    "valid_to": "ngày hết hiệu lực",
}
_KEYS: dict[str, Callable[[Any], tuple[Any, ...]]] = {
    "agencies": lambda one: (one.code,),
    "names": lambda one: (one.code, one.valid_from),
    "parents": lambda one: (one.code, one.valid_from),
    "successions": lambda one: (one.predecessor, one.successor, one.kind, one.effective_on),
}


@dataclass(frozen=True, slots=True)
class Joined:
    """Two directories as one.

    Attributes:
        directory: the added entries first, in their order, so that a complaint's number below
            `len(added table)` is about the added file; then what was known and is not in it.
        complaints: why it cannot be.
        changed: the codes of agencies that the added file says something new about.
    """

    directory: Directory
    complaints: tuple[Complaint, ...]
    changed: frozenset[str]


def add_directory(known: Directory, added: Directory) -> Joined:
    """Lay `added` over `known`; where it leaves something blank, what is known stays."""
    complaints: list[Complaint] = []
    changed: set[str] = set()
    tables: dict[str, list[Strict]] = {}
    for table, key in _KEYS.items():
        old = {key(one): one for one in getattr(known, table)}
        tables[table] = []
        for number, entry in enumerate(getattr(added, table)):
            before = old.pop(key(entry), None)
            whole = entry if before is None else _filled(entry, before)
            tables[table].append(whole)
            if before is not None:
                complaints += _contradictions(table, number, before, whole)
            if whole != before:
                changed |= _codes(whole)
        tables[table] += old.values()
    directory = Directory.model_validate(tables)
    complaints = complaints or check_directory(directory, known)
    return Joined(directory, tuple(complaints), frozenset(changed))


def _filled(entry: E, before: E) -> E:
    """Return the entry with what it leaves blank taken from the one known before.

    A blank parent is a statement of its own (the top of the tree) and stays blank.
    """
    kept = {
        name: getattr(before, name)
        for name in type(entry).model_fields
        if getattr(entry, name) in {"", None} and name != "parent"
    }
    return entry.model_copy(update=kept)


def _contradictions(table: str, number: int, before: Strict, now: Strict) -> Iterator[Complaint]:
    for field in _FIXED[table]:
        old, new = getattr(before, field), getattr(now, field)
        if old is not None and old != new:
            said = (
                f"danh bạ đã ghi {_TITLES[field]} của {_code(now)} là «{_shown(old)}», tệp ghi "
                f"«{_shown(new)}»; mã đã cấp không dùng cho cơ quan khác, thay đổi về sau ghi ở "
                "bảng đổi tên, đổi cấp trên"
            )
            yield Complaint(table, number, field, said)


def _code(entry: Strict) -> str:
    return str(getattr(entry, "code", ""))


def _codes(entry: Strict) -> set[str]:
    names = ("code", "predecessor", "successor")
    return {getattr(entry, name) for name in names if hasattr(entry, name)}


def _shown(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value or "không có")
