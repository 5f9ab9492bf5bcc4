"""Can a directory be right? Every complaint names the entry and the field, and what to do."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thuocdo.core.agencies.directory import (
    AgencyEntry,
    Directory,
    NameChange,
    ParentChange,
    Span,
    SuccessionEntry,
    check_code,
    spans_of,
)

__all__ = ["Complaint", "check_directory"]


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that cannot be.

    Attributes:
        table: `agencies`, `names`, `parents` or `successions`.
        number: the entry's place in that table, from 0.
        field: the field that is wrong.
        message: Vietnamese, without a place: whoever read the file adds it.
    """

    table: str
    number: int
    field: str
    message: str


def check_directory(directory: Directory, known: Directory | None = None) -> list[Complaint]:
    """Return everything about a directory that cannot be; empty when it holds together.

    Args:
        directory: the whole of it.
        known: what was there before; what is wrong with that already, such as a code from before
            the decision on codes, stands in nobody's way.
    """
    borne = set() if known is None else {_what(one) for one in _everything(known)}
    by_code = _by_code(directory)
    found = [one for one in _entries(directory, by_code) if _what(one) not in borne]
    # Who is above whom can be told only of entries that are right in themselves.
    return found or [one for one in _parents(directory, by_code) if _what(one) not in borne]


def _everything(directory: Directory) -> Iterator[Complaint]:
    by_code = _by_code(directory)
    yield from _entries(directory, by_code)
    yield from _parents(directory, by_code)


def _what(complaint: Complaint) -> tuple[str, str]:
    return complaint.field, complaint.message


def _by_code(directory: Directory) -> dict[str, AgencyEntry]:
    by_code: dict[str, AgencyEntry] = {}
    for entry in directory.agencies:
        by_code.setdefault(entry.code, entry)
    return by_code


def _entries(directory: Directory, by_code: Mapping[str, AgencyEntry]) -> Iterator[Complaint]:
    yield from _agencies(directory.agencies)
    yield from _changes("names", directory.names, by_code)
    yield from _changes("parents", directory.parents, by_code)
    yield from _successions(directory.successions, by_code)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _lives(entry: AgencyEntry, day: date) -> bool:
    return entry.valid_from <= day and (entry.valid_to is None or day < entry.valid_to)


def _agencies(entries: Sequence[AgencyEntry]) -> Iterator[Complaint]:
    seen: set[str] = set()
    for number, entry in enumerate(entries):
        if problem := check_code(entry.code):
            yield Complaint("agencies", number, "code", problem)
        elif entry.code in seen:
            said = f"mã {entry.code} đã dùng ở dòng trước; mã đã cấp không cấp lại"
            yield Complaint("agencies", number, "code", said)
        seen.add(entry.code)
        if not entry.name.strip():
            yield Complaint("agencies", number, "name", f"{entry.code} chưa có tên")
        if entry.valid_to is not None and entry.valid_to <= entry.valid_from:
            said = f"ngày hết hiệu lực {_day(entry.valid_to)} phải sau ngày có hiệu lực"
            yield Complaint("agencies", number, "valid_to", said)


def _changes(
    table: str,
    changes: Sequence[NameChange | ParentChange],
    by_code: Mapping[str, AgencyEntry],
) -> Iterator[Complaint]:
    seen: set[tuple[str, date]] = set()
    for number, change in enumerate(changes):
        entry = by_code.get(change.code)
        if entry is None:
            said = f"không có cơ quan mang mã «{change.code}»; thêm cơ quan đó hoặc sửa mã"
            yield Complaint(table, number, "code", said)
            continue
        if change.valid_from == entry.valid_from or not _lives(entry, change.valid_from):
            said = (
                f"ngày {_day(change.valid_from)} phải sau ngày bắt đầu và trước ngày kết thúc "
                f"của {entry.code}"
            )
            yield Complaint(table, number, "valid_from", said)
        elif (change.code, change.valid_from) in seen:
            said = f"{change.code} đã có thay đổi từ ngày {_day(change.valid_from)}; bỏ một dòng"
            yield Complaint(table, number, "valid_from", said)
        seen.add((change.code, change.valid_from))


def _successions(
    successions: Sequence[SuccessionEntry], by_code: Mapping[str, AgencyEntry]
) -> Iterator[Complaint]:
    for number, link in enumerate(successions):
        for field in ("predecessor", "successor"):
            if getattr(link, field) not in by_code:
                said = f"không có cơ quan mang mã «{getattr(link, field)}»"
                yield Complaint("successions", number, field, said)
        if link.predecessor == link.successor:
            said = "một cơ quan không kế thừa chính nó; đổi tên thì ghi vào bảng tên"
            yield Complaint("successions", number, "successor", said)
        if link.kind == "FUNCTION_MOVED" and not link.moved.strip():
            said = "chuyển một phần nhiệm vụ thì phải ghi chuyển việc gì"
            yield Complaint("successions", number, "moved", said)
        if link.predecessor in by_code and link.successor in by_code:
            yield from _days_of(number, link, by_code)


def _days_of(
    number: int, link: SuccessionEntry, by_code: Mapping[str, AgencyEntry]
) -> Iterator[Complaint]:
    old, new = by_code[link.predecessor], by_code[link.successor]
    if not _lives(new, link.effective_on):
        said = f"{new.code} không hoạt động vào ngày {_day(link.effective_on)}"
        yield Complaint("successions", number, "effective_on", said)
    if link.kind in {"RENAMED", "MERGED"} and old.valid_to != link.effective_on:
        said = (
            f"{old.code} phải hết hiệu lực đúng ngày {_day(link.effective_on)}, ngày cơ quan kế "
            "thừa hoạt động"
        )
        yield Complaint("successions", number, "effective_on", said)


@dataclass(frozen=True, slots=True)
class _Placed:
    table: str
    number: int
    span: Span

    def complain(self, message: str) -> Complaint:
        return Complaint(self.table, self.number, "parent", message)


def _parents(directory: Directory, by_code: Mapping[str, AgencyEntry]) -> Iterator[Complaint]:
    spans = _parent_spans(directory)
    for code, placed in spans.items():
        for one in placed:
            if one.span.what == "":
                continue
            above = by_code.get(one.span.what)
            if above is None:
                yield one.complain(f"không có cơ quan cấp trên mang mã «{one.span.what}»")
            elif not _covers(above, one.span):
                yield one.complain(_outlived(code, above, one.span))
            elif _climbs_to(code, one.span, spans):
                said = f"{code} trở thành cấp trên của chính nó qua {above.code}; sửa cấp trên"
                yield one.complain(said)


def _parent_spans(directory: Directory) -> dict[str, list[_Placed]]:
    changes: dict[str, list[tuple[date, str]]] = defaultdict(list)
    places = {}
    for number, change in enumerate(directory.parents):
        changes[change.code].append((change.valid_from, change.parent))
        places[change.code, change.valid_from] = number
    found = {}
    for number, entry in enumerate(directory.agencies):
        life = (entry.valid_from, entry.valid_to)
        found[entry.code] = [
            _Placed("parents", places[entry.code, span.start], span)
            if (entry.code, span.start) in places
            else _Placed("agencies", number, span)
            for span in spans_of(entry.parent, life, changes[entry.code])
        ]
    return found


def _covers(above: AgencyEntry, span: Span) -> bool:
    ends_later = above.valid_to is None or (span.end is not None and span.end <= above.valid_to)
    return above.valid_from <= span.start and ends_later


def _outlived(code: str, above: AgencyEntry, span: Span) -> str:
    end = f" đến {_day(above.valid_to)}" if above.valid_to else ""
    until = f" đến {_day(span.end)}" if span.end else ""
    return (
        f"{code} trực thuộc {above.code} từ {_day(span.start)}{until}, nhưng {above.code} chỉ hoạt "
        f"động từ {_day(above.valid_from)}{end}; ghi cấp trên khác cho những ngày ngoài khoảng đó"
    )


def _climbs_to(code: str, first: Span, spans: Mapping[str, Sequence[_Placed]]) -> bool:
    """Tell whether one climbs from an agency's parent back to the agency on some same day."""
    pending = [(first.what, first.start, first.end)]
    seen: set[tuple[str, date, date | None]] = set()
    while pending:
        at, start, end = step = pending.pop()
        if at == code:
            return True
        if step in seen:
            continue
        seen.add(step)
        for one in spans.get(at, ()):
            if one.span.what and one.span.overlaps(start, end):
                ends = [day for day in (end, one.span.end) if day is not None]
                later = max(start, one.span.start)
                pending.append((one.span.what, later, min(ends, default=None)))
    return False
