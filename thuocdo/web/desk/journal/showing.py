"""Entries as the page and the exports show them; personal data only to those who may see them."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thuocdo.apps.organisations.journal.hashes import content_of
from thuocdo.kit.exports import Cell
from thuocdo.kit.formats import moment
from thuocdo.web.desk.journal.words import cell, field_label, predicate, subject_title

if TYPE_CHECKING:
    from thuocdo.apps.organisations.models import AuditEntry

__all__ = ["COLUMNS", "ShownEntry", "export_cells", "export_lines", "shown"]

COLUMNS = (
    "Số",
    "Thời điểm",
    "Người thực hiện",
    "Chức vụ",
    "Cơ quan",
    "Việc",
    "Đối tượng",
    "Nội dung",
    "Trước",
    "Sau",
    "Dữ liệu cá nhân",
    "Mã băm dòng trước",
    "Mã băm",
)
MASKED, ERASED = "được giữ riêng", "đã xóa"
_SHORT = 12


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One entry, every value as text.

    Attributes:
        changes: label, before, after of each field.
        personal: label and value, where they are shown; else `personal_state` says why not.
        seal: the beginning of its hash; empty while it waits.
    """

    key: int
    number: int | None
    at: str
    who: str
    position: str
    agency: str
    sentence: str
    subject: str
    changes: tuple[tuple[str, str, str], ...]
    personal: tuple[tuple[str, str], ...]
    personal_state: str
    seal: str
    expired: bool


def shown(entry: "AuditEntry", *, unmasked: bool = False) -> ShownEntry:
    """Return an entry in words."""
    personal, state = _personal(entry, unmasked=unmasked)
    keys = [*entry.before, *(key for key in entry.after if key not in entry.before)]
    return ShownEntry(
        key=entry.pk,
        number=entry.number,
        at=moment(entry.at),
        who=_who(entry),
        position=entry.position,
        agency=entry.agency.name if entry.agency else "",
        sentence=predicate(entry.action, entry.subject),
        subject=subject_title(entry.subject) if entry.subject else "",
        changes=tuple(
            (field_label(key), cell(entry.before.get(key)), cell(entry.after.get(key)))
            for key in keys
        ),
        personal=tuple((field_label(key), cell(value)) for key, value in personal.items()),
        personal_state=state,
        seal=entry.seal[:_SHORT],
        expired=entry.expired_by_id is not None,
    )


def export_cells(entry: "AuditEntry", *, unmasked: bool) -> list[Cell]:
    """Return an entry as a row of the workbook."""
    personal, state = _personal(entry, unmasked=unmasked)
    return [
        entry.number,
        entry.at,
        _who(entry),
        entry.position,
        entry.agency.name if entry.agency else "",
        entry.action,
        entry.subject,
        f"{_who(entry)} {predicate(entry.action, entry.subject)}",
        _json(entry.before),
        _json(entry.after),
        _json(personal) if personal else state,
        entry.previous,
        entry.seal,
    ]


def export_lines(
    entries: Iterable["AuditEntry"], opened: Callable[["AuditEntry"], bool]
) -> Iterator[str]:
    """Yield each entry as a line of JSON that holds exactly what its seal covers, and the seal.

    Args:
        opened: tells whether an entry's personal data are given with it.
    """
    for entry in entries:
        personal, state = _personal(entry, unmasked=opened(entry))
        line: dict[str, Any] = {
            "sealed": content_of(entry, entry.number or 0, entry.previous),
            "seal": entry.seal,
            "who": _who(entry),
            "agency_code": entry.agency.code if entry.agency else "",
        }
        if personal:
            line |= {"personal": personal, "salt": entry.personal.salt}
        elif state:
            line |= {"personal_state": state}
        if entry.expired_by_id:
            line |= {"expired": True}
        yield json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n"


def _who(entry: "AuditEntry") -> str:
    if entry.actor:
        return str(entry.actor)
    return "Không còn được lưu" if entry.expired_by_id else "Hệ thống"


def _personal(entry: "AuditEntry", *, unmasked: bool) -> tuple[dict[str, Any], str]:
    if not entry.personal_seal:
        return {}, ""
    if not hasattr(entry, "personal") or entry.personal.erased_by_id:
        return {}, ERASED
    return (entry.personal.content, "") if unmasked else ({}, MASKED)


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""
