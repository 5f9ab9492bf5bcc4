"""Points by what was found: yes or no, levels, several things that each bring some."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

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
from thuocdo.core.vietnamese import clean, fold, format_number

__all__ = ["read_states"]

_NOTHING = Decimal(0)
_POINTS_INSIDE = re.compile(r"\d\s*diem\b|[:=]\s*\d")
_NO = ("khong", "chua")
_PLAIN_YES = ("co", "dat", "dung", "day du")
_LONGEST_MEANING = 160  # characters of a list of levels in a fact's title
_MOST = 12  # more states than a table of levels can sensibly have


def read_states(clauses: Sequence[Clause], prose: Prose) -> RuleReading | None:
    """Return a rule for states in words; None where their points make no sense together."""
    states = [
        (clean(one.when), one.worth.of(prose.maximum)) for one in clauses if one.worth is not None
    ]
    if not 0 < len(states) <= _MOST or not all(_is_name(name) for name, _ in states):
        return None
    reading = _of(states, prose)
    if reading is None:
        return None
    for clause in clauses:
        if clause.skipped:
            reading = reading.doubting(f"«{clause.text}» được hiểu là 0 điểm.")
    return reading


def _is_name(name: str) -> bool:
    """Tell whether words name a state; with points inside they are clauses not told apart."""
    return bool(name.strip()) and not _POINTS_INSIDE.search(fold(name))


def _of(states: Sequence[tuple[str, Decimal]], prose: Prose) -> RuleReading | None:
    points = [worth for _, worth in states]
    if len(states) == 1:
        return _only(states[0], prose.maximum)
    if max(points) == prose.maximum:
        return _yes_no(states, prose) or _levels(states)
    if sum(points) == prose.maximum and min(points) > 0:
        return _parts(states)
    return None


def _only(state: tuple[str, Decimal], maximum: Decimal) -> RuleReading | None:
    name, points = state
    if points != maximum or _says_no(name):
        return None
    reading = RuleReading(
        RuleKind.YES_NO,
        _all_of(NUMBER),
        (Ask(NUMBER, Unit.BOOLEAN, about=_about(name)),),
        Confidence.CERTAIN,
    )
    return reading.doubting(
        f"Văn bản chỉ nêu «{name}»; không được như vậy thì tạm tính 0 điểm.", Confidence.LIKELY
    )


def _all_of(fact: str) -> dict[str, Any]:
    return {"kind": "all_of", "conditions": [{"fact": fact, "at_least": Decimal(1)}]}


def _says_no(name: str) -> bool:
    return fold(name).startswith(_NO)


def _about(name: str) -> str:
    return "" if fold(name) in _PLAIN_YES else name


def _opposite(yes: str, no: str) -> bool:
    """Tell whether one state is the other denied: "kịp thời" and "không kịp thời"."""
    if not _says_no(no) or _says_no(yes):
        return False
    left = set(fold(no).split()) - {*_NO, "co", "duoc"}
    right = set(fold(yes).split()) - {"co", "duoc"}
    return not left or left <= right or right <= left


def _yes_no(states: Sequence[tuple[str, Decimal]], prose: Prose) -> RuleReading | None:
    if len(states) != 2:  # noqa: PLR2004 - yes and no
        return None
    (one, one_points), (other, other_points) = states
    if _opposite(other, one):
        (one, one_points), (other, other_points) = states[1], states[0]
    if not _opposite(one, other):
        return None
    ask = Ask(NUMBER, Unit.BOOLEAN, about=_about(one))
    rule = _all_of(NUMBER)
    if (one_points, other_points) != (prose.maximum, _NOTHING):
        bands = [{"below": Decimal(1), "points": other_points}]
        bands.append({"from": Decimal(1), "points": one_points})
        rule = {"kind": "bands", "fact": NUMBER, "bands": bands}
    return RuleReading(RuleKind.YES_NO, rule, (ask,), Confidence.CERTAIN)


def _levels(states: Sequence[tuple[str, Decimal]]) -> RuleReading | None:
    if len({fold(name) for name, _ in states}) < len(states):
        return None
    ordered = sorted(states, key=lambda state: state[1])
    doubts = []
    if ordered[0][1] > 0:
        ordered.insert(0, ("không thuộc mức nào", _NOTHING))
        doubts.append("Văn bản không nêu mức 0 điểm; tạm thêm mức «không thuộc mức nào».")
    levels = [
        {"level": Decimal(number), "title": name, "points": points}
        for number, (name, points) in enumerate(ordered)
    ]
    rule = {"kind": "levels", "fact": NUMBER, "levels": levels}
    meaning = "; ".join(f"{number} {name}" for number, (name, _) in enumerate(ordered))
    about = f"mức ({meaning})" if len(meaning) <= _LONGEST_MEANING else "mức"
    ask = Ask(NUMBER, Unit.COUNT, about=about)
    reading = RuleReading(RuleKind.LEVELS, rule, (ask,), Confidence.CERTAIN)
    for doubt in doubts:
        reading = reading.doubting(doubt, Confidence.LIKELY)
    return reading


def _parts(states: Sequence[tuple[str, Decimal]]) -> RuleReading:
    asks, parts = [], []
    for number, (name, points) in enumerate(states, 1):
        fact = f"{NUMBER}_{number}"
        asks.append(Ask(fact, Unit.BOOLEAN, about=name))
        parts.append({"title": name, "max_points": points, "rule": _all_of(fact)})
    said = " + ".join(format_number(points) for _, points in states)
    return RuleReading(
        RuleKind.PARTS, {"kind": "parts", "parts": parts}, tuple(asks), Confidence.CERTAIN
    ).doubting(
        f"Các ý cộng lại đúng điểm tối đa ({said}) nên được hiểu là cộng dồn; ý không đạt thì 0 điểm.",
        Confidence.LIKELY,
    )
