"""How the rules about one number score."""

from decimal import Decimal
from fractions import Fraction

from thuocdo.core.scoring.bounds import worth_of
from thuocdo.core.scoring.next_steps import (
    next_band,
    next_count,
    next_in_formula,
    next_level,
    next_on_line,
)
from thuocdo.core.scoring.rules import Band, Bands, Count, Formula, Judged, Level, Levels, Linear
from thuocdo.core.scoring.score import Branch, Outcome, as_points
from thuocdo.core.scoring.settling import lowest_of, no_case, no_data, settled
from thuocdo.core.scoring.values import WHOLE, ZERO, Known, exact, value_of
from thuocdo.core.scoring.wording import amount, expression_text, interval

__all__ = ["band_of", "bands", "count", "formula", "judged", "levels", "linear"]


def judged(rule: Judged, maximum: Fraction, known: Known) -> Outcome:
    """Score what a person, or another measurement, gave."""
    definition, fact = known.register[rule.fact], known.look_up(rule.fact)
    branches = (
        Branch(
            "điểm do người thẩm định cho", f"từ 0 đến {as_points(maximum)} điểm", fact is not None
        ),
    )
    if fact is None or fact.value is None:
        return no_data(maximum, branches, missing=(definition,))
    points = min(max(fact.value, ZERO), maximum)
    reason = f"{definition.title}: được cho {as_points(points)}/{as_points(maximum)} điểm."
    return settled(points, (fact,), branches, reason)


def band_of(rule: Bands, value: Fraction) -> Band:
    """Return the one band that holds `value`."""
    return next(band for band in rule.bands if _holds(band, value))


def bands(rule: Bands, maximum: Fraction, known: Known) -> Outcome:
    """Score by interval."""
    value = value_of(rule.number, known)

    def branches(taken: Band | None) -> tuple[Branch, ...]:
        return tuple(
            Branch(interval(band, value.unit), f"{as_points(band.points)} điểm", band is taken)
            for band in rule.bands
        )

    if value.missing:
        low = lowest_of(min(Fraction(band.points) for band in rule.bands))
        facts, missing = value.facts, value.missing
        return no_data(maximum, branches(None), facts=facts, missing=missing, lowest=low)
    if value.number is None:
        return no_case(rule, maximum, branches(None), value.sentence, value.facts)
    taken = band_of(rule, value.number)
    reason = (
        f"{value.sentence}, thuộc bậc «{interval(taken, value.unit)}» nên được "
        f"{as_points(taken.points)}/{as_points(maximum)} điểm."
    )
    points = exact(taken.points)
    step = next_band(rule, taken, value, known)
    return settled(points, value.facts, branches(taken), reason, step)


def linear(rule: Linear, maximum: Fraction, known: Known) -> Outcome:
    """Score in proportion."""
    value = value_of(rule.number, known)
    floor, cap = exact(rule.zero_below), exact(rule.full_at)
    top, ground = amount(rule.full_at, value.unit), amount(rule.zero_below, value.unit)

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
        return no_data(maximum, branches(None), facts=value.facts, missing=value.missing)
    if value.number is None:
        return no_case(rule, maximum, branches(None), value.sentence, value.facts)
    if value.number < floor:
        points, taken, how = ZERO, 0, f"dưới {ground} nên được"
    elif value.number < cap:
        points, taken = maximum * max(value.number, ZERO) / cap, 1
        share = f"{as_points(maximum)} × {amount(value.number, value.unit)}"
        how = f"được {share if cap == WHOLE else f'{share}/{top}'} ="
    else:
        points, taken, how = maximum, 2, f"đạt từ {top} trở lên nên được"
    reason = f"{value.sentence}, {how} {as_points(points)}/{as_points(maximum)} điểm."
    step = next_on_line(rule, maximum, value, known)
    return settled(points, value.facts, branches(taken), reason, step)


def count(rule: Count, maximum: Fraction, known: Known) -> Outcome:
    """Score so many points for each, added or taken off."""
    value = value_of(rule.number, known)
    low, each = exact(rule.lowest), exact(rule.each)
    verb = f"cộng {as_points(each)}" if each > 0 else f"trừ {as_points(-each)}"
    start = f"bắt đầu từ {as_points(rule.start)} điểm, " if rule.start else ""
    ends = f"không quá {as_points(maximum)} và không dưới {as_points(low)} điểm"
    what = f"{start}mỗi trường hợp {verb} điểm"
    branches = (Branch(what, ends, value.number is not None),)
    if value.missing:
        facts, missing = value.facts, value.missing
        return no_data(maximum, branches, facts=facts, missing=missing, lowest=lowest_of(low))
    if value.number is None:
        return no_case(rule, maximum, branches, value.sentence, value.facts)
    points = counted(rule, maximum, value.number)
    reason = (
        f"{value.sentence}; {what} ({ends}) nên được {as_points(points)}/{as_points(maximum)} điểm."
    )
    step = next_count(rule, maximum, value, known)
    return settled(points, value.facts, branches, reason, step)


def counted(rule: Count, maximum: Fraction, number: Fraction) -> Fraction:
    """Return the points for so many."""
    raw = exact(rule.start) + exact(rule.each) * number
    return min(max(raw, exact(rule.lowest)), maximum)


def levels(rule: Levels, maximum: Decimal, known: Known) -> Outcome:
    """Score by a level that somebody judged."""
    definition, fact = known.register[rule.fact], known.look_up(rule.fact)
    worth = {level.level: Fraction(worth_of(level, maximum)) for level in rule.levels}
    found = _level(rule, None if fact is None else fact.value)
    branches = tuple(
        Branch(level.title, f"{as_points(worth[level.level])} điểm", level is found)
        for level in rule.levels
    )
    if fact is None or found is None:
        low = lowest_of(min(worth.values()))
        facts = () if fact is None else (fact,)
        return no_data(Fraction(maximum), branches, missing=(definition,), facts=facts, lowest=low)
    points = worth[found.level]
    reason = (
        f"{definition.title}: mức «{found.title}» nên được "
        f"{as_points(points)}/{as_points(maximum)} điểm."
    )
    step = next_level(rule, worth, found)
    return settled(points, (fact,), branches, reason, step)


def _level(rule: Levels, value: Fraction | None) -> Level | None:
    return next((level for level in rule.levels if level.level == value), None)


def formula(rule: Formula, maximum: Fraction, known: Known) -> Outcome:
    """Score by a formula."""
    value = value_of(rule.number, known)
    low = exact(rule.lowest)
    ends = f"từ {as_points(low)} đến {as_points(maximum)} điểm"
    said = expression_text(rule.number, known.register)
    branches = (Branch(said, ends, value.number is not None),)
    if value.missing:
        facts, missing = value.facts, value.missing
        return no_data(maximum, branches, facts=facts, missing=missing, lowest=lowest_of(low))
    if value.number is None:
        return no_case(rule, maximum, branches, value.sentence, value.facts)
    points = min(max(value.number, low), maximum)
    kept = "" if points == value.number else f", giữ trong khoảng {ends}"
    reason = f"{value.sentence}{kept} nên được {as_points(points)}/{as_points(maximum)} điểm."
    step = next_in_formula(rule, maximum, value, known)
    return settled(points, value.facts, branches, reason, step)


def _holds(band: Band, value: Fraction) -> bool:
    low, high = band.lower, band.upper
    above = low is None or value > low[0] or (low[1] and value == low[0])
    return above and (high is None or value < high[0] or (high[1] and value == high[0]))
