"""From the prose of one criterion to a rule: the readers in order, the surest that fits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from thuocdo.core.facts import FactKind, Unit
from thuocdo.core.index_sets.drafting.banding import Step, read_bands, same_subject
from thuocdo.core.index_sets.drafting.clauses import Clause, read_clauses
from thuocdo.core.index_sets.drafting.counting import read_count
from thuocdo.core.index_sets.drafting.intervals import Interval, read_interval
from thuocdo.core.index_sets.drafting.proportions import is_legend, read_linear
from thuocdo.core.index_sets.drafting.reading import (
    NUMBER,
    Ask,
    Confidence,
    Prose,
    RuleKind,
    RuleReading,
    leave_to_people,
)
from thuocdo.core.index_sets.drafting.states import read_states
from thuocdo.core.vietnamese import fold, format_number

__all__ = ["read_rule"]

_LONGEST = 3_000  # characters; no criterion's rule is longer
_INTRODUCTION = re.compile(
    r"(cach (tinh|cham)( diem)?|(phuong phap|thang diem|cach thuc)( (tinh|danh gia|cham))*( diem)?"
    r"|(diem )?(duoc )?(tinh|cham|danh gia)( diem)?( nhu sau| theo cac muc( sau)?)?|trong do|cu the( nhu sau)?"
    r"|nhu sau|tieu chi danh gia|danh gia|muc diem)\s*:?"
)
_NO_CASE = re.compile(
    r"(?:truong hop |neu |doi voi )?(?:don vi |co quan |dia phuong )?(?:trong (?:nam|ky|quy) )?(?:ma )?"
    r"(?:khong (?:co )?phat sinh\b.*|khong co .{2,60} phat sinh.*)"
)
_LEAVES_OUT = re.compile(r"khong (ap dung|danh gia|xem xet|tinh diem|cham diem)")
_SURVEY = re.compile(
    r"\b(dieu tra xa hoi hoc|(muc do|chi so) hai long|sipas|khao sat (muc do|su|y kien|nguoi dan))\b"
)
_NO_NUMBER = re.compile(r"(khong( co)?|chua co|khong co .{2,40})")


@dataclass(frozen=True, slots=True)
class _Said:
    """The clauses, sorted: what a year without any case earns stands apart."""

    clauses: Sequence[Clause]
    no_case: str = ""
    contrary: str = ""


def read_rule(prose: Prose) -> RuleReading:
    """Read how points are given.

    What is not understood is left to people; a reading that is `CERTAIN` rests on the prose only.
    """
    text = prose.text.strip()
    if not text or len(text) > _LONGEST:
        return _without_prose(prose, "Văn bản không nêu cách chấm." if not text else "Quá dài.")
    said = _sorted_out(read_clauses(text), prose)
    worths = [one.worth.of(prose.maximum) for one in said.clauses if one.worth is not None]
    reading = _first(said.clauses, prose)
    if reading is None and max(worths, default=Decimal(0)) > prose.maximum:
        most = max(worths)
        return leave_to_people(
            f"Có mức {format_number(most)} điểm, quá điểm tối đa {format_number(prose.maximum)}.",
            exceeds=most,
        )
    if reading is None:
        return _without_prose(prose, "Chưa hiểu được cách chấm trong văn bản.")
    return _with_no_case(reading, said)


def _without_prose(prose: Prose, why: str) -> RuleReading:
    if not _SURVEY.search(fold(f"{prose.title} {prose.text}")):
        return leave_to_people(why)
    return RuleReading(
        RuleKind.SURVEY,
        {"kind": "judged", "fact": NUMBER},
        (Ask(NUMBER, Unit.POINTS, FactKind.IMPORTED),),
        Confidence.DOUBTFUL,
        ("Điểm lấy từ kết quả khảo sát, điều tra xã hội học do nơi khác tính.",),
    )


def _sorted_out(clauses: Sequence[Clause], prose: Prose) -> _Said:
    kept, no_case, contrary = [], "", ""
    for clause in clauses:
        folded = fold(clause.text).strip(" :.")
        if clause.worth is None and _INTRODUCTION.fullmatch(folded):
            continue
        if not _NO_CASE.fullmatch(fold(clause.when)):
            kept.append(clause)
        elif earns := _earned(clause, prose):
            no_case = earns
        else:
            contrary = clause.text
    return _Said(kept, no_case, contrary)


def _earned(clause: Clause, prose: Prose) -> str:
    if clause.skipped or (clause.worth is None and _LEAVES_OUT.search(fold(clause.text))):
        return "not_applicable"
    if clause.worth is None:
        return ""
    points = clause.worth.of(prose.maximum)
    return {prose.maximum: "full", Decimal(0): "zero"}.get(points, "")


def _first(clauses: Sequence[Clause], prose: Prose) -> RuleReading | None:
    if not clauses:
        return None
    reading = read_linear(clauses, prose)
    if reading is not None:
        return reading
    counted = read_count(clauses, prose)
    if counted is not None:
        return counted
    if _too_much(clauses, prose.maximum):
        return None
    rated = [one for one in clauses if one.worth is not None]
    loose = [one for one in clauses if one.worth is None and not is_legend(one)]
    found = _by_interval(rated, prose) or _by_several(rated, prose)
    if found is None:
        found = _as_states(rated, prose)
    for clause in loose if found else ():
        assert found is not None  # noqa: S101 - the loop is empty else
        found = found.doubting(f"Chưa dùng đến câu «{clause.text}».")
    return found


def _as_states(clauses: Sequence[Clause], prose: Prose) -> RuleReading | None:
    """Read clauses as states in words; numbers in some of them become words like the others."""
    intervals = [interval for one in clauses if (interval := read_interval(one.when))]
    if not intervals:
        return read_states(clauses, prose)
    if len(intervals) == len(clauses) or any(one.percent for one in intervals):
        return None
    found = read_states(clauses, prose)
    said = "Có mốc số xen với lời; mỗi câu được để thành một mức, người khai chọn."
    return found.doubting(said) if found and found.kind is RuleKind.LEVELS else None


def _too_much(clauses: Sequence[Clause], maximum: Decimal) -> bool:
    return any(one.worth is not None and one.worth.of(maximum) > maximum for one in clauses)


@dataclass(slots=True)
class _Beside:
    """What clauses without an interval say beside bands: nothing to count, no case, or no points."""

    steps: list[Step]
    unused: list[Clause]
    no_case: str = ""
    empty: str = ""

    def take(self, clause: Clause, unit: Unit, prose: Prose) -> bool:
        """Take one; False where it contradicts bands."""
        points = clause.worth.of(prose.maximum) if clause.worth else Decimal(0)
        if unit is Unit.COUNT and _NO_NUMBER.fullmatch(fold(clause.when)):
            self.steps.append(Step(_NONE, points))
        elif unit is Unit.PERCENT and (earned := _none_of_them(clause, prose)):
            self.no_case, self.empty = earned, clause.text
        elif points == 0:
            self.unused.append(clause)
        else:
            return False
        return True


def _by_interval(clauses: Sequence[Clause], prose: Prose) -> RuleReading | None:
    read = [(clause, read_interval(clause.when)) for clause in clauses]
    steps = [
        Step(interval, clause.worth.of(prose.maximum))
        for clause, interval in read
        if interval and clause.worth
    ]
    intervals = [step.interval for step in steps]
    if not steps or not same_subject(intervals):
        return None
    unit, unsure = _unit(intervals, prose)
    if unit is Unit.PERCENT and any(one.single for one in intervals):
        return None
    beside = _Beside(steps, [])
    words = [clause for clause, interval in read if interval is None]
    if not all(beside.take(clause, unit, prose) for clause in words):
        return None
    reading = read_bands(beside.steps, unit)
    if reading is None:
        return None
    if beside.no_case:
        said = f"«{beside.empty}» được hiểu là cho năm không có trường hợp nào."
        reading = reading.having(no_case=beside.no_case).doubting(said)
    return _doubts(reading, clauses, beside.unused, prose, unsure=unsure)


def _none_of_them(clause: Clause, prose: Prose) -> str:
    """Return what "không có phản ánh: 1 điểm" beside percents earns; empty where it is unlike."""
    return _earned(clause, prose) if re.match(r"khong co \w", fold(clause.when)) else ""


def _by_several(clauses: Sequence[Clause], prose: Prose) -> RuleReading | None:
    """Read several numbers, each with its threshold and its share of the points."""
    asks: list[Ask] = []
    parts: list[dict[str, Any]] = []
    doubts: list[str] = []
    for number, clause in enumerate(clauses, 1):
        interval, worth = read_interval(clause.when), clause.worth
        points = worth.of(prose.maximum) if worth else Decimal(0)
        if interval is None or interval.high is not None or not points:
            return None
        unit = Unit.PERCENT if interval.percent else Unit.COUNT
        reading = read_bands([Step(interval, points)], unit)
        if reading is None:
            return None
        fact = f"{NUMBER}_{number}"
        asks.append(Ask(fact, unit, about=clause.when))
        rule = {**reading.rule, "fact": fact} | (
            {"no_case": "full"} if unit is Unit.PERCENT else {}
        )
        parts.append({"title": clause.when, "max_points": points, "rule": rule})
        doubts += reading.assumptions
    if len(parts) < _FEWEST_PARTS or sum(part["max_points"] for part in parts) != prose.maximum:
        return None
    said = "Mỗi mốc được hiểu là một số liệu riêng, điểm cộng lại; kỳ không có trường hợp thì trọn điểm."
    return RuleReading(
        RuleKind.PARTS,
        {"kind": "parts", "parts": parts},
        tuple(asks),
        Confidence.DOUBTFUL,
        (said, *doubts),
    )


_FEWEST_PARTS = 2
_NONE = Interval(None, (Decimal(1), False), percent=False)


def _unit(intervals: Sequence[Interval], prose: Prose) -> tuple[Unit, bool]:
    """Return what the bounds count in, and whether that is a guess."""
    if any(one.percent for one in intervals):
        return Unit.PERCENT, False
    if re.search(r"\bty le\b|\bphan tram\b|%", fold(f"{prose.title} {prose.text}")):
        return Unit.PERCENT, True
    named = any(one.about for one in intervals)
    return Unit.COUNT, not named


def _doubts(
    reading: RuleReading,
    clauses: Sequence[Clause],
    left: Sequence[Clause],
    prose: Prose,
    *,
    unsure: bool,
) -> RuleReading:
    if unsure:
        what = "tỷ lệ phần trăm" if reading.asks[0].unit is Unit.PERCENT else "số lượng"
        reading = reading.doubting(f"Các mốc không ghi đơn vị; được hiểu là {what}.")
    for clause in clauses:
        if clause.skipped:
            reading = reading.doubting(f"«{clause.text}» được hiểu là 0 điểm.", Confidence.LIKELY)
    for clause in left:
        reading = reading.doubting(f"Chưa dùng đến câu «{clause.text}».")
    most = max(band["points"] for band in reading.rule["bands"])
    if most < prose.maximum:
        reading = reading.doubting(
            f"Mức cao nhất chỉ {format_number(most)}/{format_number(prose.maximum)} điểm."
        )
    return reading


def _with_no_case(reading: RuleReading, said: _Said) -> RuleReading:
    """Say what a year without any case earns: as the prose does, else full points are assumed."""
    ratio = reading.asks[0].unit is Unit.PERCENT and reading.kind in {
        RuleKind.BANDS,
        RuleKind.LINEAR,
    }
    if said.contrary or (said.no_case and not ratio):
        reading = reading.doubting(
            f"Chưa dùng đến câu về trường hợp không phát sinh{_quoted(said.contrary)}."
        )
    if not ratio:
        return reading
    if said.no_case:
        return reading.having(no_case=said.no_case)
    if "no_case" in reading.rule:
        return reading
    return reading.having(no_case="full").doubting(
        "Văn bản không nói năm không có trường hợp nào thì sao; tạm cho trọn điểm.",
        Confidence.LIKELY,
    )


def _quoted(text: str) -> str:
    return f" «{text}»" if text else ""
