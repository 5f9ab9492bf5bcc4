"""What the text around an annex says: which decision it belongs to, of which day, by whom."""

import re
from collections.abc import Sequence

from thuocdo.core.tables.annex.model import Decision
from thuocdo.core.tables.plan.prose import valid_date
from thuocdo.core.vietnamese import clean, fold

__all__ = ["read_decision"]

_DATE = r"ngay\s*(?P<d>\d{1,2})\s*(?:/|thang)\s*(?P<m>\d{1,2})\s*(?:/|nam)\s*(?P<y>\d{4})"
_KIND = r"(?P<kind>quyet dinh|ke hoach|cong van|huong dan)"
_OWN = re.compile(
    rf"(?:kem theo|phu luc\b.{{0,40}})\s*{_KIND}\s*so\s*:?\s*(?P<number>[\w.]*\s*/\s*[\w\-&]+)\s*,?\s*{_DATE}"
    r"(?:\s*cua\s+(?P<by>[^().;]{3,120}))?"
)


# The head of the decision itself: "Số: 2712/QĐ-UBND", "Thử, ngày 31 tháng 10 năm 2026".
_HEAD_NUMBER = re.compile(r"^so\s*:?\s*(?P<number>\d[\w.]*\s*/\s*qd(?:-[\w&]+)*)", re.IGNORECASE)
_HEAD_DATE = re.compile(r"(?:^|,\s*)ngay\s*(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*(\d{4})")
_HEAD_BODY = re.compile(r"^(?:uy ban nhan dan|hoi dong nhan dan|bo|thu tuong|so)\b")
_PLACE = re.compile(r" (TỈNH|THÀNH PHỐ) (.+)$")
_LONGEST_BODY = 80  # a name of a body, not a sentence that begins like one


def read_decision(texts: Sequence[str]) -> Decision:
    """Return the decision that an annex belongs to.

    That is the one which "kèm theo Quyết định số … ngày … của …" names; else the file is the whole
    decision, and its head tells number, day and body.
    """
    return _named(texts) or _head(texts) or Decision()


def _named(texts: Sequence[str]) -> Decision | None:
    for text in map(clean, texts):
        folded = fold(text)
        found = _OWN.search(folded) if len(folded) == len(text) else None
        if found is None:
            continue
        kind = text[found.start("kind") : found.end("kind")].capitalize()
        number = re.sub(r"\s+", "", text[found.start("number") : found.end("number")])
        by = text[found.start("by") : found.end("by")].strip() if found["by"] else ""
        return Decision(f"{kind} {number}", valid_date(found["d"], found["m"], found["y"]), by)
    return None


def _head(texts: Sequence[str]) -> Decision | None:
    number, on, body = "", None, ""
    for text in (clean(line) for paragraph in texts for line in paragraph.splitlines()):
        folded = fold(text)
        if len(folded) != len(text):
            continue
        if not number and (found := _HEAD_NUMBER.search(folded)):
            number = re.sub(r"\s+", "", text[found.start("number") : found.end("number")])
        elif not number and not body and len(text) <= _LONGEST_BODY and _HEAD_BODY.search(folded):
            body = _as_sentence(text)
        if number and (dated := _HEAD_DATE.search(folded)):
            on = valid_date(*dated.groups())
            break
    return Decision(f"Quyết định {number}", on, body) if number else None


def _as_sentence(name: str) -> str:
    """Write a name in capitals as it stands in a sentence: only the place keeps its own."""
    if not name.isupper():
        return name
    found = _PLACE.search(name)
    if found is None:
        return name.capitalize()
    return f"{name[: found.start()].capitalize()} {found[1].lower()} {found[2].title()}"
