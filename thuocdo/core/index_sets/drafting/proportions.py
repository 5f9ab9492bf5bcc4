"""Points in proportion: "tính theo tỷ lệ", and formulas such as (b*1,00)/100."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thuocdo.core.facts import Unit
from thuocdo.core.index_sets.drafting.clauses import Clause
from thuocdo.core.index_sets.drafting.intervals import Interval, read_interval
from thuocdo.core.index_sets.drafting.reading import (
    NUMBER,
    Ask,
    Confidence,
    Prose,
    RuleKind,
    RuleReading,
    leave_to_people,
)
from thuocdo.core.vietnamese import fold, format_number, parse_number

__all__ = ["is_legend", "is_proportion", "read_linear"]

_N = r"\d+(?:[.,]\d+)?"
_VAR = r"(?:[a-z]\d?|ty le(?: [^\W\d]+){0,14}?(?: \(?%\)?)?|ket qua(?: [^\W\d]+){0,8}?)"
_TIMES = r"\s*[*x×.]\s*"
_MAX = rf"(?P<n>{_N}|(?:so )?diem toi da)(?:\s*diem)?"
_OPEN, _SHUT = r"[\[({\s]*", r"[\])}\s]*"
_WORDS = r"[^\W\d][^\d/=:;*×]{1,80}?"
_FORMULAS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_OPEN}{_VAR}\s*%?{_SHUT}{_TIMES}{_OPEN}{_MAX}{_SHUT}/\s*(?P<t>{_N})\s*%?{_SHUT}",
        rf"{_OPEN}{_MAX}{_TIMES}{_OPEN}{_VAR}\s*%?{_SHUT}/\s*(?P<t>{_N})\s*%?{_SHUT}",
        rf"{_OPEN}{_VAR}\s*/\s*(?P<t>{_N})\s*%?{_SHUT}{_TIMES}{_MAX}{_SHUT}",
        rf"{_OPEN}[a-z]\d?\s*/\s*[a-z]\d?{_SHUT}{_TIMES}{_OPEN}{_MAX}{_SHUT}",
        rf"{_OPEN}{_MAX}{_TIMES}{_OPEN}[a-z]\d?\s*/\s*[a-z]\d?{_SHUT}",
        rf"{_OPEN}(?:tong )?so {_WORDS}/\s*(?:tong )?so {_WORDS}{_SHUT}{_TIMES}{_OPEN}{_MAX}{_SHUT}",
        rf"{_OPEN}ty le(?: [^\W\d]+){{0,14}}?(?: \(?%\)?)?{_SHUT}(?:{_TIMES}|\s+nhan(?: voi)?\s+){_MAX}{_SHUT}",
    )
)
_INTRODUCTION = re.compile(r"[=:]|\bbang\b|\bla\b|\bcong thuc(?: sau)?\b")
_PROPORTION = re.compile(
    r"\b(?:theo|tuong ung(?: voi)?|bang)\s+(?:ty le|ti le|ty trong|phan tram)\b"
)
_WORDED = re.compile(
    r"(?:diem (?:duoc )?|diem so (?:duoc )?|thi |duoc )*(?:tinh|cham|danh gia)?(?: diem)?"
    r" ?(?:theo|tuong ung(?: voi)?) (?:ty le|ti le)(?: %| phan tram)?(?: dat duoc| hoan thanh| thuc hien)?"
    r"(?: tuong ung)?(?: diem toi da)?"
)
_LEGEND = re.compile(r"(?:trong do|voi|ghi chu)?\s*:?\s*[a-z]\d? la\b.*|trong do\b.*")
_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class _Formula:
    most: Decimal | None
    full_at: Decimal
    before: str


def is_proportion(clause: Clause) -> bool:
    """Tell whether a clause gives points in proportion."""
    folded = fold(clause.text)
    return bool(_PROPORTION.search(folded)) or _formula(folded) is not None


def is_legend(clause: Clause) -> bool:
    """Tell whether a clause only says what a formula's letters mean."""
    return bool(_LEGEND.fullmatch(fold(clause.text)))


def _formula(folded: str) -> _Formula | None:
    cuts = [0, *(found.end() for found in _INTRODUCTION.finditer(folded))]
    for cut in cuts:
        text = folded[cut:].strip(" .;")
        for pattern in _FORMULAS:
            found = pattern.fullmatch(text)
            if found:
                most = parse_number(found["n"]) if found["n"][0].isdigit() else None
                bound = found.groupdict().get("t")
                full_at = parse_number(bound) if bound else _WHOLE
                return _Formula(most, full_at, folded[:cut]) if full_at else None
    return None


def read_linear(clauses: Sequence[Clause], prose: Prose) -> RuleReading | None:
    """Return a rule in proportion; None where the clauses are about something else."""
    found = [clause for clause in clauses if is_proportion(clause)]
    if not found:
        return None
    own = next((one for one in found if _formula(fold(one.text))), found[0])
    formula = _formula(fold(own.text))
    if formula and formula.most is not None and formula.most != prose.maximum:
        return leave_to_people(
            f"Công thức cho tối đa {format_number(formula.most)} điểm, cột điểm ghi "
            f"{format_number(prose.maximum)}.",
            exceeds=formula.most if formula.most > prose.maximum else None,
        )
    span = _Span.of(own, formula)
    for clause in clauses:
        if clause is not own and not is_legend(clause):
            span.take(clause, prose)
    return span.reading(formula)


@dataclass(slots=True)
class _Span:
    """From where to where points are in proportion, as the clauses say one after the other.

    `below` and `above` tell whether the prose says what stands outside.
    """

    low: Decimal
    high: Decimal | None
    percent: bool
    doubts: list[str]
    below: bool = False
    above: bool = False

    @classmethod
    def of(cls, clause: Clause, formula: _Formula | None) -> "_Span":
        interval = read_interval(formula.before if formula else clause.text)
        low = interval.low[0] if interval and interval.low else Decimal(0)
        high = interval.high[0] if interval and interval.high else None
        span = cls(low, high, interval.percent if interval else True, [])
        if formula:
            if high not in {None, formula.full_at}:
                span.doubts.append(f"Câu «{clause.text}» có mốc khác với công thức.")
            span.high = formula.full_at
        elif interval is None and not _WORDED.fullmatch(_bare(clause.text)):
            span.doubts.append(f"Câu «{clause.text}» được hiểu là tính theo tỷ lệ phần trăm.")
        return span

    def take(self, clause: Clause, prose: Prose) -> None:
        """Take what another clause says: all points from here on, or none below."""
        interval = read_interval(clause.when)
        points = clause.worth.of(prose.maximum) if clause.worth else None
        if interval is None or points is None or not self._taken(interval, points, prose):
            self.doubts.append(f"Chưa dùng đến câu «{clause.text}».")
        elif clause.skipped:
            self.doubts.append(f"«{clause.text}» được hiểu là 0 điểm.")

    def _taken(self, interval: Interval, points: Decimal, prose: Prose) -> bool:
        if points == prose.maximum and interval.low and interval.high is None:
            bound = interval.low[0]
            if self.high not in {None, bound}:
                return False
            self.high, self.above = bound, True
            return True
        if points == 0 and interval.high and interval.low is None:
            bound, closed = interval.high
            if self.low not in {Decimal(0), bound}:
                return False
            if closed:
                self.doubts.append(f"Đúng mốc {format_number(bound)} được tính theo tỷ lệ.")
            self.low, self.below = bound, True
            return True
        return False

    def reading(self, formula: _Formula | None) -> RuleReading | None:
        """Return the rule."""
        high = self.high or _WHOLE
        if self.low >= high:
            return None
        unit = Unit.PERCENT if self.percent else Unit.COUNT
        rule = {"kind": "linear", "fact": NUMBER, "full_at": high}
        if self.low:
            rule["zero_below"] = self.low
        reading = RuleReading(RuleKind.LINEAR, rule, (Ask(NUMBER, unit),), Confidence.CERTAIN)
        for said in self._unsaid(high):
            reading = reading.doubting(said, Confidence.LIKELY)
        if formula is None and high != _WHOLE:
            reading = reading.doubting(
                f"Theo tỷ lệ được hiểu là điểm tối đa nhân kết quả chia {format_number(high)}."
            )
        if not self.percent:
            reading = reading.doubting(
                f"Tính theo tỷ lệ trên một số lượng; tạm cho trọn điểm từ {format_number(high)}."
            )
        for doubt in self.doubts:
            reading = reading.doubting(doubt)
        return reading

    def _unsaid(self, high: Decimal) -> Iterator[str]:
        if self.low and not self.below:
            yield f"Dưới mốc {format_number(self.low)} không nói gì; tạm tính 0 điểm."
        if high != _WHOLE and not self.above:
            yield f"Trên mốc {format_number(high)} không nói gì; tạm cho trọn điểm."


def _bare(text: str) -> str:
    return re.sub(r"\s+", " ", fold(text)).strip(" .:;-–")
