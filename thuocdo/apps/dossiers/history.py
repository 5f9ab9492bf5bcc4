"""Events and imports in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from thuocdo.apps.dossiers.models import DossierEvent, DossierImport, EventKind, ImportState
from thuocdo.apps.dossiers.wording import facts_of, handed_to, words_of
from thuocdo.core.rows import Channel, PortalState
from thuocdo.core.tables.dossiers.words import CHANNELS, STATES
from thuocdo.kit.formats import ago, day, moment, number

__all__ = ["ShownEvent", "ShownImport", "shown_event", "shown_import"]

_COUNTS = (
    ("read", "Dòng đã đọc"),
    ("kept", "Hồ sơ nhận được"),
    ("refused", "Dòng không nhận"),
    ("new", "Hồ sơ mới"),
    ("changed", "Hồ sơ có thay đổi"),
    ("unchanged", "Hồ sơ giữ nguyên"),
    ("received", "Tiếp nhận trong kỳ"),
    ("finished", "Đã có kết quả"),
    ("on_time", "Đúng hạn, trước hạn"),
    ("overdue", "Quá hạn"),
    ("open", "Đang giải quyết"),
    ("more_than_one_supplement", "Bổ sung trên 1 lần"),
    ("online", "Nộp trực tuyến"),
)
_SIGNS = {
    ImportState.QUEUED: ("unknown", "◌"),
    ImportState.RUNNING: ("possible", "▲"),
    ImportState.COMPLETED: ("won", "✓"),
    ImportState.REFUSED: ("lost", "✕"),
}


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """What happened, when, and where it is written; `who` only for those who may know."""

    at: str
    what: str
    who: str
    details: tuple[str, ...]
    file_name: str
    place: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownImport:
    """One import, every value as text."""

    url: str
    file_name: str
    sha256: str
    state: str
    state_key: str
    sign: str
    who: str
    when: str
    how_long_ago: str
    as_of: str
    as_of_day: str
    running: bool
    done: str
    total: str
    bar_done: int
    bar_total: int
    refusal: str
    counts: tuple[tuple[str, str], ...]


def shown_event(
    event: DossierEvent, *, sees: bool = False, places: Mapping[str, str] | None = None
) -> ShownEvent:
    """Prepare one event for the page of its dossier.

    Args:
        sees: the reader works on the agency's dossiers and may know names and what was written.
        places: titles of steps by id, names of units and people by key (`u7`, `p12`).
    """
    source = event.dossier_import
    place = [f"trang «{event.sheet}»" if event.sheet else "", f"dòng {event.row_number}"]
    kind = EventKind(event.kind)
    what = str(kind.label)
    return ShownEvent(
        at=moment(event.at) if event.at else "không ghi lúc nào",
        what=what[0].upper() + what[1:],
        who=str(event.by) if sees and event.by else "",
        details=(
            *_details(kind, event.payload),
            *(handed_to(event.payload, places or {}) if kind is EventKind.HANDED_OVER else ()),
            *(words_of(kind, event.payload) if sees else ()),
        ),
        file_name=source.file_name if source else "",
        place=", ".join(part for part in place if part) if source else "",
        url=reverse("dossiers:import", args=[source.pk]) if source else "",
    )


def shown_import(found: DossierImport, now: datetime) -> ShownImport:
    """Prepare one import for the list and for its page."""
    state = ImportState(found.state)
    key, sign = _SIGNS[state]
    return ShownImport(
        url=reverse("dossiers:import", args=[found.pk]),
        file_name=found.file_name,
        sha256=found.file.sha256 if "file" in found._state.fields_cache else "",
        state=str(state.label),
        state_key=key,
        sign=sign,
        who=str(found.requested_by),
        when=moment(found.requested_at),
        how_long_ago=ago(found.requested_at, now),
        as_of=day(found.as_of),
        as_of_day=found.as_of.isoformat() if found.as_of else "",
        running=state in {ImportState.QUEUED, ImportState.RUNNING},
        done=number(found.done),
        total=number(found.total),
        bar_done=found.done,
        bar_total=found.total,
        refusal=found.refusal,
        counts=tuple(
            (words, number(found.counts[name]))
            for name, words in _COUNTS
            if found.counts.get(name) is not None
        ),
    )


def _details(kind: EventKind, payload: dict[str, Any]) -> list[str]:
    match kind:
        case EventKind.RECEIVED:
            said = [f"Thủ tục {payload['procedure']}"]
            if payload.get("channel"):
                said.append(f"Nộp {CHANNELS[Channel(payload['channel'])].lower()}")
            if payload.get("due_at"):
                said.append(f"Hẹn trả {moment(datetime.fromisoformat(payload['due_at']))}")
            said += _yes_no(payload.get("parts_digitised"), "số hóa thành phần hồ sơ")
            said += _yes_no(payload.get("paid_online"), "thanh toán trực tuyến")
            return said
        case EventKind.SUPPLEMENTS_COUNTED:
            return [f"{number(payload['count'])} lần"]
        case EventKind.STATE_REPORTED:
            return [STATES[PortalState(payload["state"])]]
        case EventKind.TRANSFERRED:
            said = [f"từ {payload['from']} sang {payload['to']}"]
            return [*said, "hoàn tác sáp nhập"] if payload["taken_back"] else said
        case EventKind.RESULT_READY:
            return _yes_no(payload.get("digital"), "kết quả điện tử")
        case _:
            return facts_of(kind, payload)


def _yes_no(value: bool | None, what: str) -> list[str]:  # noqa: FBT001 - it is the value itself
    return [] if value is None else [f"{'Có' if value else 'Không có'} {what}"]
