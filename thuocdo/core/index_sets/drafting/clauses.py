"""From prose to clauses: what must hold, and the points that it brings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from thuocdo.core.vietnamese import clean, fold, parse_number

__all__ = ["BREAK", "Clause", "Worth", "read_clauses"]

BREAK = "¶"
"""Stands for a line's end inside a cell."""


@dataclass(frozen=True, slots=True)
class Worth:
    """Points as prose states them: a number, or a share of the maximum in percent."""

    points: Decimal | None = None
    share: Decimal | None = None

    def of(self, maximum: Decimal) -> Decimal:
        """Return the points out of `maximum`."""
        if self.points is not None:
            return self.points
        return maximum * (self.share or Decimal(0)) / 100


@dataclass(frozen=True, slots=True)
class Clause:
    """One piece of the prose.

    Attributes:
        text: as written.
        when: the words before, or after, the points; the whole text where there are no points.
        worth: None where the piece states none.
        skipped: "không đánh giá": whether these are no points, or no criterion, is not said.
    """

    text: str
    when: str
    worth: Worth | None = None
    skipped: bool = False


_N = r"\d+(?:[.,]\d+)?"
_UNIT = r"(?:diem|đ|d)\b\.?"
_VERB = r"(?:(?:thi|duoc|dat|tinh|cho|cham|cong|la|huong|bang|muc|so|them)\s+)*"
_SCORED = (
    r"(?:thi )?diem (?:danh gia |so |dat |cham |dat duoc )?(?:duoc )?(?:tinh )?(?:la|bang|=)\s*"
)
_JOIN = r"\s*(?:[:=,–→⇒-]|->|=>)?\s*"
_STRICT_JOIN = r"\s*(?:[:=→⇒]|->|=>)\s*"
_NOTHING = (
    r"(?:khong(?: duoc)? (?:tinh|co|cho|duoc|cham)(?: diem)?|khong diem|khong duoc diem"
    r"|khong (?:tinh|cho|duoc|co|duoc tinh|duoc cham) diem)"
)
_ALL = r"(?:(?:diem|so diem) toi da|toi da(?: so)? diem|tron diem|du diem|tron so diem|100\s*% (?:so )?diem(?: toi da)?)"
_SHARE = (
    rf"(?P<share>{_N})\s*% (?:so |muc |cua )?(?:diem(?: toi da| chuan)?|tong so diem|tong diem)"
)
_HALF = r"(?:1/2|mot nua|nua)(?: so| tong so)? diem(?: toi da)?"
_SKIP = r"(?:khong|chua) (?:danh gia|xem xet|cham diem|xet diem)"
_END = r"\s*[.;,]*\s*"
_BEFORE = tuple(
    (re.compile(pattern + _END), kind)
    for pattern, kind in (
        (rf"(?P<when>.*?\S){_JOIN}{_VERB}{_SKIP}(?:\s*(?:/|hoac|,|\()\s*0 {_UNIT}\)?)?", "skip"),
        (rf"(?P<when>.*?\S){_JOIN}{_VERB}{_SHARE}", "share"),
        (rf"(?P<when>.*?\S){_JOIN}{_VERB}{_HALF}", "half"),
        (rf"(?P<when>.*?\S){_JOIN}{_VERB}{_ALL}(?:\s*\(?{_N} {_UNIT}\)?)?", "all"),
        (rf"(?P<when>.*?\S){_JOIN}(?:thi\s+)?{_NOTHING}", "nothing"),
        (rf"(?P<when>.*?\S){_JOIN}{_VERB}\(?(?P<points>{_N})\s*{_UNIT}\)?", "points"),
        (rf"(?P<when>.*?\S){_STRICT_JOIN}{_VERB}(?P<points>{_N})", "points"),
        (rf"(?P<when>.*?\S)[\s,]*{_SCORED}(?P<points>{_N})", "points"),
    )
)
_AFTER = re.compile(
    rf"(?:diem\s+)?(?P<points>{_N})\s*(?:{_UNIT})?\s*(?:[:–-]|neu|khi|doi voi|cho)\s*(?P<when>[^\d\W].*)"
)
_LEAD = re.compile(r"^\s*(?:[-–+*•·▪]+|[a-zđ]\)|\d\)|\([a-zđ\d]\))\s*")
_HARD = re.compile(rf"\s*(?:{BREAK}|;|\n|(?<!\bTP)\.(?=\s))\s*")
_SOFT = re.compile(r",\s+|\s+[-–+]\s+(?=[^\d\s])|\s+(?:còn|và)\s+")


def read_clauses(prose: str) -> list[Clause]:
    """Part prose into clauses, in order.

    >>> [(c.when, str(c.worth.points)) for c in read_clauses("Có: 1 điểm; không: 0")]
    [('Có', '1'), ('không', '0')]
    """
    return [clause for piece in _HARD.split(clean(prose)) for clause in _pieces(piece)]


def _pieces(piece: str) -> Iterator[Clause]:
    piece = _LEAD.sub("", piece).strip(" .,")
    if not piece:
        return
    for cut in _SOFT.finditer(piece):
        first = _clause(piece[: cut.start()])
        if first.worth is None or not _plain(first):
            continue
        rest = list(_pieces(piece[cut.end() :]))
        if rest and all(one.worth is not None for one in rest):
            yield first
            yield from rest
            return
    yield _clause(piece)


def _plain(clause: Clause) -> bool:
    """Tell whether a clause before a comma stands alone: "mỗi …, tối đa …" does not."""
    return not re.match(r"(moi|cu|tru)\b", fold(clause.when))


def _clause(text: str) -> Clause:
    folded = fold(text)
    if len(folded) != len(text):
        return Clause(text, text)
    for pattern, kind in _BEFORE:
        found = pattern.fullmatch(folded)
        if found:
            when = text[found.start("when") : found.end("when")].strip(" :,-–=")
            return Clause(text, when, _worth(kind, found), skipped=kind == "skip")
    found = _AFTER.fullmatch(folded)
    if found:
        when = text[found.start("when") : found.end("when")].strip(" .")
        return Clause(text, when, _worth("points", found))
    return Clause(text, text)


def _worth(kind: str, found: re.Match[str]) -> Worth:
    match kind:
        case "points":
            return Worth(points=parse_number(found["points"]))
        case "share":
            return Worth(share=parse_number(found["share"]))
        case "half":
            return Worth(share=Decimal(50))
        case "all":
            return Worth(share=Decimal(100))
        case _:
            return Worth(points=Decimal(0))
