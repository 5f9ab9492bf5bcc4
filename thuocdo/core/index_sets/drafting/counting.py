"""So many points for each, and so many taken off for each."""

import re
from collections.abc import Sequence
from decimal import Decimal

from thuocdo.core.facts import Unit
from thuocdo.core.index_sets.drafting.clauses import Clause
from thuocdo.core.index_sets.drafting.reading import (
    NUMBER,
    Ask,
    Confidence,
    Prose,
    RuleKind,
    RuleReading,
)
from thuocdo.core.vietnamese import fold, format_number, parse_number

__all__ = ["read_count"]

_LONGEST_UNIT = 40  # characters of what a number counts, in sentences
_N = r"\d+(?:[.,]\d+)?"
_NO_WHAT = re.compile(r"\b(tru|toi da|khong qua)\b")
_POINTS = rf"(?P<n>{_N})(?:\s*(?:diem|d)\b)?"
_GIVE = r"(?:(?:thi|duoc|dat|tinh|cong|cho|them|la)\s+)*"
_WHAT = r"(?P<what>[^\d:;%]{2,90}?)"
_CAP = (
    rf"(?:[\s,;(.]*(?:nhung|va)?\s*(?:tong (?:diem|so diem)\s*)?(?:cong |tru |duoc )?"
    rf"(?:toi da|khong qua|khong vuot qua)(?: la| khong qua| tru)?\s*"
    rf"(?P<cap>{_N}|so diem toi da|diem toi da|so diem|het so diem|diem cua tieu chi)"
    rf"(?:\s*(?:diem|d)\b)?(?:\s*toi da)?\)?)?"
)
_ENDS = r"(?P<all>[\s,;(]*(?:cho )?den (?:khi )?het (?:so )?diem(?: toi da)?\)?)?[\s.;]*"
_ADDED = tuple(
    re.compile(pattern + _CAP + r"[\s.;]*")
    for pattern in (
        rf"(?:cu )?moi (?:mot |01 |1 )?{_WHAT}\s*[:=,]?\s*{_GIVE}{_POINTS}",
        rf"{_GIVE}{_POINTS}\s*(?:/|cho moi|doi voi moi|moi)\s*(?:mot |01 |1 )?{_WHAT}",
        rf"(?:cu )?(?:co )?(?:01|1|mot) {_WHAT}\s*[:=,]?\s*(?:duoc )?cong {_POINTS}",
    )
)
_TAKEN = tuple(
    re.compile(pattern + _CAP + _ENDS)
    for pattern in (
        rf"(?:cu )?(?:neu )?(?:co )?(?:moi|01|1|mot) (?:mot |01 |1 )?{_WHAT}\s*[:=,]?\s*(?:thi |se )?(?:bi )?tru\s+{_POINTS}",
        rf"(?:cu )?(?:neu )?{_WHAT} (?:moi|01|1|mot) (?P<also>[^\d:;%]{{2,60}}?)\s*[:=,]?\s*(?:thi |se )?(?:bi )?tru\s+{_POINTS}",
        rf"(?:bi )?tru\s+{_POINTS}\s*(?:/|cho moi|doi voi moi|moi)\s*(?:mot |01 |1 )?{_WHAT}",
    )
)


def read_count(clauses: Sequence[Clause], prose: Prose) -> RuleReading | None:
    """Return a rule by count; None where no clause, or more than one, speaks of each."""
    found = [(clause, *each) for clause in clauses if (each := _each(clause.text))]
    if len(found) != 1:
        return None
    clause, match, taken = found[0]
    worth, cap = parse_number(match["n"]), _cap(match, prose.maximum)
    if not worth:
        return None
    # In a penalty area what is taken off is written as positive points.
    deducts = taken and not prose.taken_off
    ask = _ask(clause, match, about=taken)
    build = _deduction if deducts else _addition
    reading = build(worth, cap, ask, prose)
    rest = [one for one in clauses if one is not clause]
    return _agreeing(reading, rest, prose, taken=deducts)


def _each(text: str) -> tuple[re.Match[str], bool] | None:
    folded = fold(text)
    for patterns, taken in ((_TAKEN, True), (_ADDED, False)):
        for pattern in patterns:
            found = pattern.fullmatch(folded)
            if found and not _NO_WHAT.search(found["what"]):
                return found, taken
    return None


def _cap(match: re.Match[str], maximum: Decimal) -> Decimal | None:
    said = match["cap"]
    if said is None:
        return maximum if match.groupdict().get("all") else None
    return parse_number(said) if said[0].isdigit() else maximum


def _ask(clause: Clause, match: re.Match[str], *, about: bool) -> Ask:
    """Ask for what is counted, in the words between "mỗi" and the points."""
    what = _words(clause, match, "what")
    also = _words(clause, match, "also") if "also" in match.groupdict() else ""
    said = f"số lần {what} {also}" if also else f"số {what}"
    counts = what if not also and len(what) <= _LONGEST_UNIT else ""
    return Ask(NUMBER, Unit.COUNT, about=said if about else "", counts=counts)


def _words(clause: Clause, match: re.Match[str], group: str) -> str:
    words = clause.text[match.start(group) : match.end(group)].strip()
    return words[:1].lower() + words[1:]


def _addition(each: Decimal, cap: Decimal | None, ask: Ask, prose: Prose) -> RuleReading:
    rule = {"kind": "count", "fact": NUMBER, "each": each}
    reading = RuleReading(RuleKind.COUNT, rule, (ask,), Confidence.CERTAIN)
    if each > prose.maximum:
        reading = reading.doubting(
            f"Mỗi trường hợp {format_number(each)} điểm, quá tối đa {format_number(prose.maximum)}; "
            "tính đến điểm tối đa."
        )
    if cap is None or cap == prose.maximum:
        return reading
    said = f"Văn bản ghi tối đa {format_number(cap)}, cột điểm ghi {format_number(prose.maximum)}"
    if cap > prose.maximum:
        return reading.doubting(f"{said}; tính đến {format_number(prose.maximum)} điểm.")
    points = f"min({each:f} * {NUMBER}, {cap:f})"
    return RuleReading(
        RuleKind.COUNT, {"kind": "formula", "points": points}, reading.asks, Confidence.CERTAIN
    ).doubting(f"{said}; chỉ cho đến {format_number(cap)} điểm.")


def _deduction(each: Decimal, cap: Decimal | None, ask: Ask, prose: Prose) -> RuleReading:
    rule = {"kind": "count", "fact": NUMBER, "start": prose.maximum, "each": -each}
    if cap is not None and cap < prose.maximum:
        rule["lowest"] = prose.maximum - cap
    reading = RuleReading(RuleKind.DEDUCTION, rule, (ask,), Confidence.CERTAIN)
    if cap is None:
        return reading.doubting("Trừ từ điểm tối đa và không xuống dưới 0 điểm.", Confidence.LIKELY)
    if cap > prose.maximum:
        return reading.doubting(
            f"Văn bản ghi trừ tối đa {format_number(cap)} điểm, quá điểm tối đa; không trừ xuống "
            "dưới 0 điểm."
        )
    return reading


def _agreeing(
    reading: RuleReading, rest: Sequence[Clause], prose: Prose, *, taken: bool
) -> RuleReading:
    """Check that the other clauses only say what the count gives anyway: all, or nothing."""
    usual = prose.maximum if taken else Decimal(0)
    for clause in rest:
        if clause.worth is None or clause.skipped or clause.worth.of(prose.maximum) != usual:
            reading = reading.doubting(f"Chưa dùng đến câu «{clause.text}».")
        elif taken:
            reading = reading.doubting(
                f"«{clause.when}» được hiểu là không có trường hợp nào bị trừ.", Confidence.LIKELY
            )
    return reading
