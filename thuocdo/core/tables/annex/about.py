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


def read_decision(texts: Sequence[str]) -> Decision:
    """Return the decision that "kèm theo Quyết định số … ngày … của …" names."""
    for text in map(clean, texts):
        folded = fold(text)
        found = _OWN.search(folded) if len(folded) == len(text) else None
        if found is None:
            continue
        kind = text[found.start("kind") : found.end("kind")].capitalize()
        number = re.sub(r"\s+", "", text[found.start("number") : found.end("number")])
        by = text[found.start("by") : found.end("by")].strip() if found["by"] else ""
        return Decision(f"{kind} {number}", valid_date(found["d"], found["m"], found["y"]), by)
    return Decision()
