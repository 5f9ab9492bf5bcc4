"""How each kind of rule scores: facts in, an exact outcome with its reasons out."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import singledispatch

from thuocdo.core.facts import Fact, FactDefinition, FactRegister, Unit
from thuocdo.core.scoring.rules import AllOf, Band, Bands, Condition, Judged, Linear, NoCase, Parts
from thuocdo.core.scoring.score import Branch, Outcome, as_points
from thuocdo.core.vietnamese import format_number, round_half_up

__all__ = ["Known", "evaluate"]

ZERO = Fraction(0)
WHOLE = Fraction(100)  # percent of anything


@dataclass(frozen=True, slots=True)
class Known:
    """What a rule may ask: the register's definitions, and the facts where somebody supplied them."""

    register: FactRegister
    look_up: Callable[[str], Fact | None]


def evaluate(
    rule: Bands | Linear | AllOf | Judged | Parts, maximum: Decimal, known: Known
) -> Outcome:
    """Return what `rule` makes of the known facts, out of `maximum` points.

    Raises:
        KeyError: the rule names a fact that the register does not know.
    """
    return _evaluate(rule, Fraction(maximum), known)


@singledispatch
def _evaluate(rule: object, maximum: Fraction, known: Known) -> Outcome:
    raise TypeError(f"no rule: {rule!r} ({maximum}, {known})")


@_evaluate.register
def _(rule: Judged, maximum: Fraction, known: Known) -> Outcome:
    definition, fact = known.register[rule.fact], known.look_up(rule.fact)
    branches = (
        Branch(
            "điểm do người thẩm định cho", f"từ 0 đến {as_points(maximum)} điểm", fact is not None
        ),
    )
    if fact is None or fact.value is None:
        return _no_data(maximum, branches, missing=(definition,))
    points = min(max(fact.value, ZERO), maximum)
    reason = f"{definition.title}: được cho {as_points(points)}/{as_points(maximum)} điểm."
    return Outcome(points, points, points, (fact,), (), branches, reason)


@_evaluate.register
def _(rule: Bands, maximum: Fraction, known: Known) -> Outcome:
    value = _value(rule, known)

    def branches(taken: Band | None) -> tuple[Branch, ...]:
        return tuple(
            Branch(_interval(band, value.unit), f"{as_points(band.points)} điểm", band is taken)
            for band in rule.bands
        )

    if value.missing:
        return _no_data(maximum, branches(None), facts=value.facts, missing=value.missing)
    if value.number is None:
        return _no_case(rule.no_case, maximum, branches(None), value)
    taken = next(band for band in rule.bands if _holds(band, value.number))
    points = Fraction(taken.points)
    reason = (
        f"{value.sentence}, thuộc bậc «{_interval(taken, value.unit)}» nên được "
        f"{as_points(points)}/{as_points(maximum)} điểm."
    )
    return Outcome(points, points, points, value.facts, (), branches(taken), reason)


@_evaluate.register
def _(rule: Linear, maximum: Fraction, known: Known) -> Outcome:
    value = _value(rule, known)
    floor, cap = Fraction(rule.zero_below), Fraction(rule.full_at)
    top, ground = _amount(rule.full_at, value.unit), _amount(rule.zero_below, value.unit)

    def branches(taken: int | None) -> tuple[Branch, ...]:
        said = [
            (f"dưới {ground}", "0 điểm"),
            (
                f"từ {ground} đến dưới {top}" if floor else f"dưới {top}",
                f"{as_points(maximum)} × tỷ lệ"
                if cap == WHOLE
                else f"{as_points(maximum)} × giá trị/{top}",
            ),
            (f"từ {top} trở lên", f"{as_points(maximum)} điểm"),
        ]
        return tuple(
            Branch(condition, result, number == taken)
            for number, (condition, result) in enumerate(said)
            if floor or number
        )

    if value.missing:
        return _no_data(maximum, branches(None), facts=value.facts, missing=value.missing)
    if value.number is None:
        return _no_case(rule.no_case, maximum, branches(None), value)
    if value.number < floor:
        points, taken, how = ZERO, 0, f"dưới {ground} nên được"
    elif value.number < cap:
        points, taken = maximum * value.number / cap, 1
        share = f"{as_points(maximum)} × {_amount(value.number, value.unit)}"
        how = f"được {share if cap == WHOLE else f'{share}/{top}'} ="
    else:
        points, taken, how = maximum, 2, f"đạt từ {top} trở lên nên được"
    reason = f"{value.sentence}, {how} {as_points(points)}/{as_points(maximum)} điểm."
    return Outcome(points, points, points, value.facts, (), branches(taken), reason)


@_evaluate.register
def _(rule: AllOf, maximum: Fraction, known: Known) -> Outcome:
    facts: list[Fact] = []
    missing: list[FactDefinition] = []
    failed: list[str] = []
    branches: list[Branch] = []
    for condition in rule.conditions:
        definition, fact = known.register[condition.fact], known.look_up(condition.fact)
        asked = f"{definition.title} {_comparison(condition, definition.unit)}"
        holds, result = False, "chưa có dữ liệu"
        if fact is None:
            missing.append(definition)
        else:
            facts.append(fact)
            holds = fact.value is None or _compare(condition, fact.value)
            result = "đạt" if holds else "không đạt"
            if not holds:
                failed.append(f"{asked} không đạt ({fact.text})")
        branches.append(Branch(asked, result, holds))
    if failed:
        reason = f"{'; '.join(failed)} nên được 0/{as_points(maximum)} điểm."
        return Outcome(ZERO, ZERO, ZERO, tuple(facts), tuple(missing), tuple(branches), reason)
    if missing:
        return _no_data(maximum, tuple(branches), facts=tuple(facts), missing=tuple(missing))
    met = "; ".join(
        f"{fact.title or known.register[fact.name].title}: {fact.text}" for fact in facts
    )
    reason = (
        f"Đạt đủ các điều kiện ({met}) nên được {as_points(maximum)}/{as_points(maximum)} điểm."
    )
    return Outcome(maximum, maximum, maximum, tuple(facts), (), tuple(branches), reason)


@_evaluate.register
def _(rule: Parts, maximum: Fraction, known: Known) -> Outcome:  # noqa: ARG001 - the parts hold the points
    outcomes = [_evaluate(part.rule, Fraction(part.max_points), known) for part in rule.parts]
    points = [outcome.points for outcome in outcomes]
    return Outcome(
        points=None if None in points else sum((p for p in points if p is not None), ZERO),
        floor=sum((outcome.floor for outcome in outcomes), ZERO),
        ceiling=sum((outcome.ceiling for outcome in outcomes), ZERO),
        facts=tuple(fact for outcome in outcomes for fact in outcome.facts),
        missing=tuple(definition for outcome in outcomes for definition in outcome.missing),
        branches=tuple(
            Branch(f"{part.title}: {branch.condition}", branch.result, branch.taken)
            for part, outcome in zip(rule.parts, outcomes, strict=True)
            for branch in outcome.branches
        ),
        reason=" ".join(outcome.reason for outcome in outcomes),
    )


@dataclass(frozen=True, slots=True)
class _Value:
    """The number a rule looks at; `number` is None when there was no case."""

    number: Fraction | None
    unit: Unit
    sentence: str
    facts: tuple[Fact, ...]
    missing: tuple[FactDefinition, ...]


def _value(rule: Bands | Linear, known: Known) -> _Value:
    names = [rule.fact] if rule.per is None else [rule.fact, rule.per]
    found = [(known.register[name], known.look_up(name)) for name in names]
    facts = tuple(fact for _, fact in found if fact is not None)
    missing = tuple(definition for definition, fact in found if fact is None)
    title, unit = found[0][0].title, found[0][0].unit if rule.per is None else Unit.PERCENT
    if missing:
        # Nothing to divide by is known even when the rest is not: no case, so nothing is missing.
        if (
            rule.per is not None
            and len(facts) == 1
            and facts[0].name == rule.per
            and facts[0].value == 0
        ):
            return _Value(None, unit, title, facts, ())
        return _Value(None, unit, title, facts, missing)
    if rule.per is None:
        said = f"{facts[0].text} {found[0][0].counts if unit is Unit.COUNT else ''}".strip()
        return _Value(facts[0].value, unit, f"{title}: {said}", facts, ())
    above, below = facts[0].value or ZERO, facts[1].value or ZERO
    number = above * 100 / below if below else None
    said = f"{title}: {facts[0].text}/{facts[1].text}"
    return _Value(
        number, unit, said if number is None else f"{said} ({_amount(number, unit)})", facts, ()
    )


def _no_data(
    maximum: Fraction,
    branches: tuple[Branch, ...],
    *,
    missing: tuple[FactDefinition, ...],
    facts: tuple[Fact, ...] = (),
) -> Outcome:
    titles = "; ".join(definition.title for definition in missing)
    return Outcome(None, ZERO, maximum, facts, missing, branches, f"Chưa có dữ liệu: {titles}.")


def _no_case(
    no_case: NoCase | None, maximum: Fraction, branches: tuple[Branch, ...], value: _Value
) -> Outcome:
    points = maximum if no_case is NoCase.FULL else ZERO
    branches += (
        Branch("trong kỳ không có trường hợp nào", f"{as_points(points)} điểm", taken=True),
    )
    reason = (
        f"{value.sentence}: trong kỳ không có trường hợp nào nên được "
        f"{as_points(points)}/{as_points(maximum)} điểm."
    )
    return Outcome(points, points, points, value.facts, (), branches, reason)


def _holds(band: Band, value: Fraction) -> bool:
    low, high = band.lower, band.upper
    above = low is None or value > low[0] or (low[1] and value == low[0])
    return above and (high is None or value < high[0] or (high[1] and value == high[0]))


def _compare(condition: Condition, value: Fraction) -> bool:
    if condition.at_least is not None:
        return value >= condition.at_least
    if condition.above is not None:
        return value > condition.above
    return condition.at_most is not None and value <= condition.at_most


def _comparison(condition: Condition, unit: Unit) -> str:
    if unit is Unit.BOOLEAN:
        return "= Có" if condition.at_least else "= Không"
    if condition.at_least is not None:
        return f"từ {_amount(condition.at_least, unit)} trở lên"
    if condition.above is not None:
        return f"trên {_amount(condition.above, unit)}"
    return f"không quá {_amount(condition.at_most or Decimal(0), unit)}"


def _interval(band: Band, unit: Unit) -> str:
    low, high = band.lower, band.upper
    if low and high and low[0] == high[0]:
        return _amount(low[0], unit)
    said = []
    if low:
        said.append(f"{'từ' if low[1] else 'trên'} {_amount(low[0], unit)}")
        if not high and low[1]:
            said.append("trở lên")
    if high:
        end = "đến" if high[1] else "đến dưới" if low else "dưới"
        said.append(f"{end} {_amount(high[0], unit)}")
    return " ".join(said)


def _amount(value: Decimal | Fraction, unit: Unit) -> str:
    number = round_half_up(value, 2)
    return f"{format_number(number)} %" if unit is Unit.PERCENT else format_number(number)
