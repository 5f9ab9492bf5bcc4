"""What would change a score: the nearest better value, and what it is worth."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from thuocdo.core.facts import Fact, Unit
from thuocdo.core.scoring.rules import Band, Bands, Count, Formula, Level, Levels, Linear
from thuocdo.core.scoring.score import NextStep, as_points
from thuocdo.core.scoring.values import ZERO, Known, Reading, Value, exact
from thuocdo.core.scoring.wording import amount

__all__ = ["next_band", "next_count", "next_in_formula", "next_level", "next_on_line"]

HUNDRED = 100


def next_band(rule: Bands, taken: Band, value: Value, known: Known) -> NextStep | None:
    """Return the nearest band that gives more."""
    assert value.number is not None  # noqa: S101 - there is a band only for a number
    place = rule.bands.index(taken)
    found = []
    for number, band in enumerate(rule.bands):
        end = band.lower if number > place else band.upper
        if band.points > taken.points and end is not None:
            found.append((abs(exact(end[0]) - value.number), -band.points, number, end))
    if not found:
        return None
    _, points, number, (bound, closed) = min(found, key=lambda one: one[:2])
    rising = number > place
    gain = Fraction(-points - taken.points)
    said = amount(bound, value.unit)
    if rising:
        words = f"đạt từ {said} trở lên" if closed else f"đạt trên {said}"
    else:
        words = f"giảm còn không quá {said}" if closed else f"giảm xuống dưới {said}"
    more = _how_many(value, exact(bound), known, rising=rising, closed=closed)
    return _step(words + more, gain, value, exact(bound))


def next_on_line(rule: Linear, maximum: Fraction, value: Value, known: Known) -> NextStep | None:
    """Return the floor where the value is below it, else the value that earns everything."""
    assert value.number is not None  # noqa: S101 - there is a line only for a number
    low, cap = exact(rule.zero_below), exact(rule.full_at)
    if value.number >= cap:
        return None
    if value.number < low:
        target, gain = low, maximum * low / cap
    else:
        target, gain = cap, maximum - maximum * max(value.number, ZERO) / cap
    more = _how_many(value, target, known, rising=True, closed=True)
    words = f"đạt từ {amount(target, value.unit)} trở lên{more}"
    return _step(words, gain, value, target)


def next_count(rule: Count, maximum: Fraction, value: Value, known: Known) -> NextStep | None:
    """Return one more, or one less; further where one alone changes nothing."""
    assert value.number is not None  # noqa: S101 - there is a count only for a number
    each, start, low = exact(rule.each), exact(rule.start), exact(rule.lowest)

    def points(number: Fraction) -> Fraction:
        return min(max(start + each * number, low), maximum)

    if each > 0:
        target = max(value.number + 1, Fraction(floor((low - start) / each) + 1))
    else:
        # Below the lowest, taking one away changes nothing until the deduction is felt again.
        target = min(value.number - 1, Fraction(ceil((low - start) / each) - 1))
    gain = points(target) - points(value.number)
    if target < 0 or gain <= 0:
        return None
    fewer = abs(target - value.number)
    counts = _counts(value, known)
    words = f"{'thêm' if each > 0 else 'bớt'} {amount(fewer, Unit.COUNT)} {counts}".strip()
    return _step(words, gain, value, target)


def next_level(rule: Levels, worth: dict[Decimal, Fraction], found: Level) -> NextStep | None:
    """Return the level that is worth a little more."""
    now = worth[found.level]
    better = [(worth[one.level], one.level, one.title) for one in rule.levels]
    better = [one for one in better if one[0] > now]
    if not better:
        return None
    points, level, title = min(better)
    words = f"Nếu đạt mức «{title}» thì được thêm {as_points(points - now)} điểm."
    return NextStep(words, points - now, rule.fact, Fraction(level))


def next_in_formula(
    rule: Formula, maximum: Fraction, value: Value, known: Known
) -> NextStep | None:
    """Return the one case, more or less, of one fact that gains most."""
    assert value.number is not None  # noqa: S101 - there are points only for a number
    low = exact(rule.lowest)
    now = min(max(value.number, low), maximum)
    best: NextStep | None = None
    for fact in value.facts:
        for change in (1, -1):
            points = _points_if(rule, fact, change, known)
            gain = Fraction(0) if points is None else min(max(points, low), maximum) - now
            if gain > (best.gain if best else 0):
                verb = "thêm" if change > 0 else "bớt"
                words = f"Nếu {verb} 1 ở «{known.register[fact.name].title}» thì được thêm {as_points(gain)} điểm."
                best = NextStep(words, gain, fact.name, (fact.value or Fraction(0)) + change)
    return best


def _points_if(rule: Formula, fact: Fact, change: int, known: Known) -> Fraction | None:
    if fact.unit in {Unit.PERCENT, Unit.POINTS} or fact.numerator + change < 0:
        return None
    other = replace(fact, numerator=fact.numerator + change)
    if fact.unit is Unit.BOOLEAN and other.numerator > 1:
        return None

    def look_up(name: str) -> Fact | None:
        return other if name == fact.name else known.look_up(name)

    answer = Reading(Known(known.register, look_up, known.per_year)).of(rule.number)
    return answer if isinstance(answer, Fraction) else None


def _step(words: str, gain: Fraction, value: Value, target: Fraction) -> NextStep:
    fact = value.facts[0].name if value.facts else ""
    return NextStep(f"Nếu {words} thì được thêm {as_points(gain)} điểm.", gain, fact, target)


def _how_many(value: Value, target: Fraction, known: Known, *, rising: bool, closed: bool) -> str:
    """Say how many more of the numerator reach the target, the denominator staying as it is."""
    if not rising or value.unit is not Unit.PERCENT or not value.facts:
        return ""
    above, below = Fraction(value.facts[0].numerator), Fraction(value.facts[0].denominator)
    if len(value.facts) == 1 and below == HUNDRED:
        return ""  # declared as a percent: nobody knows out of how many
    if len(value.facts) == 2:  # noqa: PLR2004 - one fact per another
        below = Fraction(value.facts[1].numerator)
    if len(value.facts) > 2 or not below or above * 100 / below != value.number:  # noqa: PLR2004 - as above
        return ""
    needed = target * below / 100 - above
    more = ceil(needed) if closed else floor(needed) + 1
    if not 0 < more <= below - above:
        return ""
    return f" (thêm {amount(Fraction(more), Unit.COUNT)} {_counts(value, known)})".replace(
        " )", ")"
    )


def _counts(value: Value, known: Known) -> str:
    return known.register[value.facts[0].name].counts if value.facts else ""
