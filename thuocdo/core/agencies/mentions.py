"""Names in a text of agencies that were no longer in being on the text's day, and who followed.

History is allowed: «trước đây là», «(cũ)», a sentence about an earlier day, the issuer of an older
document. A false alarm is worse than a miss, so that whatever could be history is let pass.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from thuocdo.core.agencies.directory import AgencyEntry, Directory, NameChange, spans_of
from thuocdo.core.vietnamese import clean

__all__ = ["GoneFinder", "GoneName", "Mention", "find_gone", "gone_names", "home_of"]

_HISTORY = re.compile(
    r"trước đây|trước kia|nay là|nay thuộc|tiền thân|nguyên là|sáp nhập|hợp nhất|hợp thành|"
    r"thành lập trên cơ sở|đổi tên|chia tách|tách ra|giải thể|kế thừa|tiếp nhận từ|bàn giao|"
    r"trước khi|trước sắp xếp|sắp xếp (?:lại )?(?:đơn vị|các đơn vị|tổ chức|bộ máy)",
    re.IGNORECASE,
)
_OLD_AFTER = re.compile(r"\s*\(?\s*(?:cũ|trước)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.;!?])\s+|\n+")
_DATE = re.compile(r"(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*((?:19|20)\d\d)(?!\d)")
_IN_WORDS = re.compile(
    r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+((?:19|20)\d\d)", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_NUMBER_OF_DOCUMENT = re.compile(r"\d+\s*/\s*(?:(?:19|20)\d\d\s*/\s*)?[A-ZĐ]{2,}")
_PLACE = re.compile(r"^(?:ủy ban nhân dân\s+|ubnd\s+)?(?:tỉnh|thành phố)\s+", re.IGNORECASE)
_COMMITTEE = "Ủy ban nhân dân "
_TAKES_OVER = {"RENAMED", "MERGED", "SPLIT"}


@dataclass(frozen=True, slots=True)
class GoneName:
    """A name that nobody bore any more on the day.

    Attributes:
        name: as the directory has it.
        ended_on: the first day without it.
        successors: what to write instead; empty when nobody is known to have followed.
        where: the text must hold one of these for the name to be the agency's; empty: always.
    """

    name: str
    ended_on: date
    successors: tuple[str, ...]
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in a text where such a name stands.

    Attributes:
        written: the name as the text writes it.
        start: where it stands in the text, as is `end`.
    """

    gone: GoneName
    written: str
    start: int
    end: int


def gone_names(directory: Directory, day: date, home: Collection[str] = ()) -> tuple[GoneName, ...]:
    """Return the names that were borne before a day and not on it.

    Args:
        directory: agencies with their names and successions.
        day: the day of the text.
        home: codes of the agencies above the text's own; names of what stands under them count
            wherever they are found. Every province has a Sở Nội vụ: elsewhere the text must name
            the province.
    """
    known = _Known(directory, day)
    return tuple(known.gone(home))


def home_of(directory: Directory, code: str) -> frozenset[str]:
    """Return an agency, all that ever stood above it, and whom those took over from."""
    above: dict[str, set[str]] = defaultdict(set)
    for entry in directory.agencies:
        above[entry.code].add(entry.parent)
    for move in directory.parents:
        above[move.code].add(move.parent)
    for link in directory.successions:
        if link.kind in _TAKES_OVER:
            above[link.successor].add(link.predecessor)
    found: set[str] = set()
    pending = {code}
    while pending:
        at = pending.pop()
        found.add(at)
        pending |= {one for one in above[at] if one and one not in found}
    return frozenset(found)


class GoneFinder:
    """Finds names that were gone; made once for a document, asked for each of its parts."""

    def __init__(self, names: Sequence[GoneName], whole: str) -> None:
        """Prepare to look for names.

        Args:
            names: those gone on the document's day.
            whole: the whole document, in which a name's province may stand.
        """
        around = unicodedata.normalize("NFC", whole).casefold()
        self._by_key = {
            _key(written): gone
            for gone in names
            if not gone.where or any(place.casefold() in around for place in gone.where)
            for written in _ways(gone.name)
        }
        self._pattern = _pattern(self._by_key) if self._by_key else None

    def find(self, text: str) -> list[Mention]:
        """Return where a part names an agency that was gone and does not speak of the past."""
        if self._pattern is None:
            return []
        text = unicodedata.normalize("NFC", text)
        found = []
        for match in self._pattern.finditer(text):
            gone = self._by_key[_key(match[0])]
            if not _is_history(text, match.start(), match.end(), gone):
                found.append(Mention(gone, clean(match[0]), match.start(), match.end()))
        return found


def find_gone(text: str, names: Sequence[GoneName]) -> list[Mention]:
    """Return where a whole text names an agency that was gone and does not speak of the past."""
    return GoneFinder(names, text).find(text)


def _key(written: str) -> str:
    return re.sub(r"\s*[-–]\s*", "-", clean(written)).casefold()


def _ways(name: str) -> Iterator[str]:
    yield name
    if name.startswith(_COMMITTEE):
        yield f"UBND {name.removeprefix(_COMMITTEE)}"


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    forms = (
        re.escape(name).replace(r"\ ", r"\s+").replace(r"\-", r"\s*[-–]\s*")
        for name in longest_first
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


def _is_history(text: str, start: int, end: int, gone: GoneName) -> bool:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    begin = max((at for at in ends if at <= start), default=0)
    stop = min((at for at in ends if at >= end), default=len(text))
    sentence = text[begin:stop]
    if _HISTORY.search(sentence) or _OLD_AFTER.match(text, end):
        return True
    days = _days_in(sentence)
    if any(day < gone.ended_on for day in days):
        return True
    # The issuer of a document that is cited without its day may well be an older one.
    return not days and _NUMBER_OF_DOCUMENT.search(text[begin:start]) is not None


def _days_in(sentence: str) -> list[date]:
    """Return the days that a sentence names; a year alone counts by its last day."""
    dated = [*_DATE.findall(sentence), *_IN_WORDS.findall(sentence)]
    days = []
    for day, month, year in dated:
        try:
            days.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    rest = _IN_WORDS.sub(" ", _DATE.sub(" ", sentence))
    return [*days, *(date(int(year), 12, 31) for year in _YEAR.findall(rest))]


class _Known:
    """A directory, looked at on a day."""

    def __init__(self, directory: Directory, day: date) -> None:
        self._day = day
        self._entries = {entry.code: entry for entry in directory.agencies}
        self._changes: dict[str, list[NameChange]] = defaultdict(list)
        for change in directory.names:
            self._changes[change.code].append(change)
        self._next: dict[str, list[str]] = defaultdict(list)
        for link in directory.successions:
            if link.kind in _TAKES_OVER and link.effective_on <= day:
                self._next[link.predecessor].append(link.successor)
        self._calls = {code: self._names_of(entry) for code, entry in self._entries.items()}

    def gone(self, home: Collection[str]) -> Iterator[GoneName]:
        bearers: dict[str, list[tuple[date | None, str]]] = defaultdict(list)
        for code, calls in self._calls.items():
            for name, start, end in calls:
                if start <= self._day:
                    bearers[name].append((end, code))
        for name, borne in bearers.items():
            ends = [(end, code) for end, code in borne if end is not None and end <= self._day]
            if len(ends) != len(borne):
                continue  # somebody bears it
            ended_on, code = max(ends)
            yield GoneName(name, ended_on, self._followers(name, code), self._where(code, home))

    def _names_of(self, entry: AgencyEntry) -> list[tuple[str, date, date | None]]:
        changes = self._changes[entry.code]
        life = (entry.valid_from, entry.valid_to)
        full = spans_of(entry.name, life, [(one.valid_from, one.name) for one in changes])
        shorts = [(one.valid_from, one.short_name or one.name) for one in changes]
        short = spans_of(entry.short_name or entry.name, life, shorts)
        told = {(span.what, span.start, span.end) for span in (*full, *short)}
        return sorted(told, key=lambda one: (one[1], one[0]))

    def _followers(self, name: str, code: str) -> tuple[str, ...]:
        """Return what those who followed are called, as fully as the name that they replace."""
        fully = any(name == full for full in self._full_names(code))
        found: dict[str, None] = {}
        pending, seen = [code], set()
        while pending:
            at = pending.pop(0)
            if at in seen or at not in self._entries:
                continue
            seen.add(at)
            entry = self._entries[at]
            if entry.valid_to is None or entry.valid_to > self._day:
                found[self._name_now(entry, fully=fully)] = None
            else:
                pending += self._next[at]
        return tuple(found)

    def _full_names(self, code: str) -> list[str]:
        return [self._entries[code].name, *(one.name for one in self._changes[code])]

    def _name_now(self, entry: AgencyEntry, *, fully: bool) -> str:
        newest: AgencyEntry | NameChange = entry
        for change in sorted(self._changes[entry.code], key=lambda one: one.valid_from):
            if change.valid_from <= self._day:
                newest = change
        return newest.name if fully else newest.short_name or newest.name

    def _where(self, code: str, home: Collection[str]) -> tuple[str, ...]:
        parent = self._entries[code].parent
        if not parent or parent in home or parent not in self._entries:
            return ()
        names = self._full_names(parent)
        return tuple(dict.fromkeys(_PLACE.sub("", name) for name in names))
