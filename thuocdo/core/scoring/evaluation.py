"""How a rule scores: facts in, an exact outcome with its reasons out. Composed rules stand here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from thuocdo.core.facts import Fact, FactDefinition
from thuocdo.core.scoring import simple_scores
from thuocdo.core.scoring.bounds import bounds
from thuocdo.core.scoring.rules import (
    AllOf,
    AnyRule,
    Bands,
    Case,
    Cases,
    Condition,
    Count,
    Formula,
    Judged,
    Levels,
    Linear,
    NoCase,
    Parts,
)
from thuocdo.core.scoring.score import Branch, NextStep, Outcome, as_points
from thuocdo.core.scoring.settling import lowest_of, no_case, no_data, not_applicable, settled
from thuocdo.core.scoring.values import ZERO, Answer, Empty, Known, Missing, Reading, exact
from thuocdo.core.scoring.wording import condition_text

__all__ = ["Known", "evaluate"]


def evaluate(rule: AnyRule, maximum: Decimal, known: Known) -> Outcome:
    """Return what `rule` makes of the known facts, out of `maximum` points.

    Raises:
        KeyError: the rule names a fact that the register does not know.
    """
    match rule:
        case AllOf():
            return _all_of(rule, exact(maximum), known)
        case Cases():
            return _cases(rule, maximum, known)
        case Parts():
            return _parts(rule, known)
        case Levels():
            return simple_scores.levels(rule, maximum, known)
        case _:
            return _simple(rule, exact(maximum), known)


def _simple(
    rule: Bands | Linear | Count | Judged | Formula, maximum: Fraction, known: Known
) -> Outcome:
    match rule:
        case Bands():
            return simple_scores.bands(rule, maximum, known)
        case Linear():
            return simple_scores.linear(rule, maximum, known)
        case Count():
            return simple_scores.count(rule, maximum, known)
        case Judged():
            return simple_scores.judged(rule, maximum, known)
        case Formula():
            return simple_scores.formula(rule, maximum, known)


@dataclass(frozen=True, slots=True)
class _Tested:
    """One condition with what the facts say about it."""

    asked: str
    answer: Answer
    facts: tuple[Fact, ...]

    @property
    def branch(self) -> Branch:
        result = "đạt" if self.answer is True else "không đạt"
        if isinstance(self.answer, Missing):
            result = "chưa có dữ liệu"
        elif isinstance(self.answer, Empty):
            result = "không có trường hợp nào"
        return Branch(self.asked, result, self.answer is True)


def _test(condition: Condition, known: Known, empty: NoCase | None) -> _Tested:
    reading = Reading(known)
    answer = reading.of(condition.test)
    if isinstance(answer, Empty) and empty is not NoCase.NOT_APPLICABLE:
        answer = empty is not NoCase.ZERO
    asked = condition.title or condition_text(condition.test, known.register)
    return _Tested(asked, answer, tuple(reading.facts.values()))


def _all_of(rule: AllOf, maximum: Fraction, known: Known) -> Outcome:
    tested = [_test(condition, known, rule.no_case) for condition in rule.conditions]
    facts = _once(fact for one in tested for fact in one.facts)
    gaps = (one.answer for one in tested if isinstance(one.answer, Missing))
    missing = _definitions([name for gap in gaps for name in gap.names], known)
    branches = tuple(one.branch for one in tested)
    failed = [one for one in tested if one.answer is False]
    whole = as_points(maximum)
    if failed:
        said = (f"{one.asked} không đạt ({'; '.join(f.text for f in one.facts)})" for one in failed)
        reason = f"{'; '.join(said)} nên được 0/{whole} điểm."
        wanted = "; ".join(one.asked for one in tested if one.answer is not True)
        step = NextStep(f"Nếu đạt: {wanted}, thì được thêm {whole} điểm.", maximum)
        return Outcome(ZERO, ZERO, ZERO, facts, missing, branches, reason, step)
    if missing:
        return no_data(maximum, branches, facts=facts, missing=missing)
    if any(isinstance(one.answer, Empty) for one in tested):
        return no_case(rule, maximum, branches, _told(facts, known), facts)
    reason = f"Đạt đủ các điều kiện ({_told(facts, known)}) nên được {whole}/{whole} điểm."
    return settled(maximum, facts, branches, reason)


def _cases(rule: Cases, maximum: Decimal, known: Known) -> Outcome:
    reading = Reading(known)
    answer, taken = _first_case(rule, reading)
    facts = tuple(reading.facts.values())
    branches = tuple(_branch(case, known, taken=case is taken) for case in rule.cases)
    whole, told = exact(maximum), _told(facts, known)
    if isinstance(answer, Missing):
        low = lowest_of(Fraction(bounds(rule, maximum)[0]))
        missing = _definitions(list(answer.names), known)
        return no_data(whole, branches, missing=missing, facts=facts, lowest=low)
    if taken is None:
        return no_case(rule, whole, branches, told, facts)
    said = f"{told}, thuộc trường hợp «{_title(taken, known)}»"
    if taken.not_applicable:
        return not_applicable(branches, "", said, facts)
    if taken.rule is not None:
        inner = evaluate(taken.rule, maximum, known)
        return replace(
            inner,
            facts=_once([*facts, *inner.facts]),
            branches=branches + inner.branches,
            reason=f"{said}. {inner.reason}",
        )
    points = taken.points or Decimal(0)
    reason = f"{said} nên được {as_points(points)}/{as_points(maximum)} điểm."
    step = _better_case(rule, points, known)
    return settled(exact(points), facts, branches, reason, step)


def _first_case(rule: Cases, reading: Reading) -> tuple[Answer, Case | None]:
    for case in rule.cases:
        answer = True if case.when is None else reading.of(case.when)
        if answer is not False:
            return answer, case if answer is True else None
    raise AssertionError("the last case holds always")


def _branch(case: Case, known: Known, *, taken: bool) -> Branch:
    result = f"{as_points(case.points)} điểm" if case.points is not None else "theo cách chấm riêng"
    result = "không áp dụng" if case.not_applicable else result
    return Branch(_title(case, known), result, taken)


def _title(case: Case, known: Known) -> str:
    if case.title or case.when is None:
        return case.title or "còn lại"
    return condition_text(case.when, known.register)


def _better_case(rule: Cases, points: Decimal, known: Known) -> NextStep | None:
    better = [case for case in rule.cases if case.points is not None and case.points > points]
    if not better:
        return None
    case = min(better, key=lambda one: one.points or points)
    gain = Fraction((case.points or points) - points)
    words = f"Nếu thuộc trường hợp «{_title(case, known)}» thì được thêm {as_points(gain)} điểm."
    return NextStep(words, gain)


def _parts(rule: Parts, known: Known) -> Outcome:
    outcomes = [evaluate(part.rule, part.max_points, known) for part in rule.parts]
    points = [outcome.points for outcome in outcomes]
    steps = [
        replace(one.next_step, text=f"{part.title}: {one.next_step.text}")
        for part, one in zip(rule.parts, outcomes, strict=True)
        if one.next_step is not None
    ]
    return Outcome(
        points=None if None in points else sum((p for p in points if p is not None), ZERO),
        floor=sum((outcome.floor for outcome in outcomes), ZERO),
        ceiling=sum((outcome.ceiling for outcome in outcomes), ZERO),
        facts=_once(fact for outcome in outcomes for fact in outcome.facts),
        missing=tuple(definition for outcome in outcomes for definition in outcome.missing),
        branches=tuple(
            Branch(f"{part.title}: {branch.condition}", branch.result, branch.taken)
            for part, outcome in zip(rule.parts, outcomes, strict=True)
            for branch in outcome.branches
        ),
        reason=" ".join(outcome.reason for outcome in outcomes),
        next_step=max(steps, key=lambda step: step.gain, default=None),
    )


def _once(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple({fact.name: fact for fact in facts}.values())


def _definitions(names: list[str], known: Known) -> tuple[FactDefinition, ...]:
    return tuple(known.register[name] for name in dict.fromkeys(names))


def _told(facts: tuple[Fact, ...], known: Known) -> str:
    return "; ".join(f"{known.register[fact.name].title}: {fact.text}" for fact in facts)
