"""Is the journal whole? If not: which very entry was edited, moved or removed, and how one knows."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from thuocdo.apps.organisations.journal.chain import journal_head
from thuocdo.apps.organisations.journal.hashes import numbers_seal, personal_seal, seal_of
from thuocdo.apps.organisations.models import AuditEntry, PersonalPayload

__all__ = [
    "EXPIRED",
    "PERSONAL_ERASED",
    "Fault",
    "Head",
    "JournalCheck",
    "broken_seal",
    "check_journal",
]

# What an entry is called that takes content of other entries away, and says by a hash of which.
EXPIRED = "organisations.journal.expired"
PERSONAL_ERASED = "organisations.personal.erased"
_SHOWN = 12  # digits of a hash that people compare
_MOST_TRIED = 200  # places at which an entry that does not fit its own is tried


@dataclass(frozen=True, slots=True)
class Head:
    """How far the journal was sealed at some time, kept where those who write the database do not."""

    number: int
    seal: str

    @property
    def text(self) -> str:
        """`1.204:3fa9c0…`, to be noted on paper."""
        return f"{self.number}:{self.seal[:_SHOWN]}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One entry that is not as it was sealed."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class JournalCheck:
    """What a check found.

    Attributes:
        sealed: how many sealed entries there are.
        waiting: how many are not sealed yet.
        head: how far the journal is sealed.
        faults: by number; empty when the journal is whole.
    """

    sealed: int
    waiting: int
    head: Head
    faults: tuple[Fault, ...]


def check_journal(*, apart: Head | None = None) -> JournalCheck:
    """Compute every hash again.

    Args:
        apart: a head that was kept elsewhere; a seal there may be only the beginning of one.
    """
    walk = _Walk(apart)
    entries = AuditEntry.objects.filter(number__isnull=False).order_by("number")
    for entry in entries.select_related("personal").iterator(chunk_size=2_000):
        walk.see(entry)
    kept = journal_head()
    head = Head(kept.number, kept.seal)
    walk.finish(head)
    faults = [*walk.found, *_wrong_takings(walk.taken)]
    return JournalCheck(
        sealed=walk.count,
        waiting=AuditEntry.objects.filter(number__isnull=True).count(),
        head=head,
        faults=tuple(sorted(faults, key=lambda fault: fault.number)),
    )


def broken_seal() -> int | None:
    """Return the number of the first entry that is not as it was sealed, or None."""
    faults = check_journal().faults
    return faults[0].number if faults else None


@dataclass(slots=True)
class _Walk:
    """Goes along the chain. After a fault it goes on from what is stored, to accuse nobody else."""

    apart: Head | None
    count: int = 0
    last: int = 0
    seal: str = ""
    found: list[Fault] = field(default_factory=list)
    wrong: list[AuditEntry] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    taken: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def see(self, entry: AuditEntry) -> None:
        """Look at the next entry in the order of numbers."""
        number = entry.number or 0
        joined = number == self.last + 1
        self.gaps += range(self.last + 1, number)
        fits = self._fits(entry, number, joined=joined)
        if not fits:
            self.wrong.append(entry)
        if fits and joined and entry.previous != self.seal and self._was_right(number - 1):
            self._say(number - 1, f"bị sửa rồi băm lại: không khớp mã mà dòng {number} giữ")
        self._personal(entry, number)
        if self.apart and number == self.apart.number:
            self._compare_apart(self.apart, entry)
        self.count, self.last, self.seal = self.count + 1, number, entry.seal

    def _fits(self, entry: AuditEntry, number: int, *, joined: bool) -> bool:
        if (
            entry.expired_by_id
        ):  # its content is gone; who took it away says so, see `_wrong_takings`
            self.taken[entry.expired_by_id].add(entry.pk)
            return True
        if not entry.previous and not joined:  # sealed before entries kept the hash before them
            return True
        entry.previous = entry.previous or self.seal
        return seal_of(entry, number, entry.previous) == entry.seal

    def _was_right(self, number: int) -> bool:
        return not self.wrong or self.wrong[-1].number != number

    def _personal(self, entry: AuditEntry, number: int) -> None:
        personal: PersonalPayload | None = getattr(entry, "personal", None)
        if personal is None:
            if entry.personal_seal:
                self._say(number, "mất phần cá nhân mà không có dòng nào ghi việc xóa")
        elif personal.erased_by_id:
            self.taken[personal.erased_by_id].add(entry.pk)
        elif personal_seal(personal.salt, personal.content) != entry.personal_seal:
            self._say(number, "bị sửa phần cá nhân")

    def _compare_apart(self, apart: Head, entry: AuditEntry) -> None:
        if not entry.seal.startswith(apart.seal):
            self._say(
                apart.number,
                f"không mang mã {apart.seal[:_SHOWN]} đã giữ riêng: dòng này hoặc một dòng trước "
                "nó bị sửa, rồi cả chuỗi bị băm lại",
            )

    def finish(self, head: Head) -> None:
        """Say what only the end and the whole can tell."""
        furthest = max(head.number, self.apart.number if self.apart else 0)
        gaps = [*self.gaps, *range(self.last + 1, furthest + 1)]
        origins = _origins(self.wrong, gaps)
        for entry in self.wrong:
            if origins[entry.number or 0] is None:
                what = f"bị sửa (đang ghi: {entry.action}, {entry.subject}, {entry.at:%d/%m/%Y %H:%M} UTC)"
                self._say(entry.number or 0, what)
        moved = {now: before for now, before in origins.items() if before is not None}
        self._say_moved(moved, set(gaps))
        if not gaps and self.last == head.number and self.seal != head.seal:
            self._say(self.last, "bị sửa rồi băm lại: không khớp đầu niêm phong")

    def _say_moved(self, moved: dict[int, int], gaps: set[int]) -> None:
        there = set(moved.values())
        lost = (set(moved) | gaps) - there
        if set(moved) <= there:
            for now, before in moved.items():
                self._say(now, f"vốn là dòng {before}: thứ tự bị đổi")
        self.found += _removed(sorted(lost), renumbered=bool(moved))

    def _say(self, number: int, what: str) -> None:
        self.found.append(Fault(number, f"Dòng {number} {what}."))


def _origins(wrong: list[AuditEntry], gaps: list[int]) -> dict[int, int | None]:
    """Return for each entry with a wrong hash the number that its hash fits, or None: edited."""
    places = {entry.number or 0 for entry in wrong[:_MOST_TRIED]} | set(gaps[:_MOST_TRIED])

    def origin(entry: AuditEntry) -> int | None:
        number = entry.number or 0
        tried = {number - 1, number + 1, *places} - {number}
        fits = (place for place in tried if seal_of(entry, place, entry.previous) == entry.seal)
        return next(fits, None)

    return {entry.number or 0: origin(entry) for entry in wrong}


def _removed(numbers: list[int], *, renumbered: bool) -> Iterator[Fault]:
    after = ", các dòng sau bị đánh số lại" if renumbered else ""
    runs = groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])
    for _, run in runs:
        these = [number for _, number in run]
        if len(these) == 1:
            yield Fault(these[0], f"Dòng {these[0]} bị xóa{after}.")
        else:
            text = f"Các dòng {these[0]}–{these[-1]} bị xóa ({len(these)} dòng){after}."
            yield Fault(these[0], text)


def _wrong_takings(taken: dict[int, set[int]]) -> Iterator[Fault]:
    """Yield a fault where content is gone that no sealed entry, or another one, tells to have taken."""
    tellers = AuditEntry.objects.in_bulk(taken)
    for key, entries in taken.items():
        teller = tellers.get(key)
        told = (
            teller and teller.action in {EXPIRED, PERSONAL_ERASED} and teller.after.get("entries")
        )
        if told == numbers_seal(entries):
            continue
        first = AuditEntry.objects.get(pk=min(entries)).number or 0
        number = (teller.number if teller else None) or first
        yield Fault(
            number,
            f"Dòng {number}: nội dung bị xóa ngoài phần mềm; việc xóa nội dung của {len(entries)} "
            f"dòng (từ dòng {first}) không được ghi đúng.",
        )
