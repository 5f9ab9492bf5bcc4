"""Points by intervals: bands and steps, with what the prose leaves open at their ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from thuocdo.core.facts import Unit
from thuocdo.core.index_sets.drafting.intervals import End, Interval
from thuocdo.core.index_sets.drafting.reading import NUMBER, Ask, Confidence, RuleKind, RuleReading
from thuocdo.core.vietnamese import format_number

__all__ = ["Step", "read_bands", "same_subject"]

_ONE = Decimal(1)
_WHOLE = Decimal(100)
_NO_SUBJECT = frozenset(
    re.findall(
        r"\w+",
        "tu den tren duoi tro len xuong di dat ty le so thi duoc tinh diem va la co cua cac nho "
        "hon lon it nhat toi thieu da muc phan tram hoac bang khong qua vuot chua theo dung",
    )
)
_JOINS = ("va", "hoac", "dong thoi", "nhung", "tru truong hop", "rieng")


@dataclass(frozen=True, slots=True)
class Step:
    """An interval with its points."""

    interval: Interval
    points: Decimal


@dataclass(frozen=True, slots=True)
class _Band:
    low: End | None
    high: End | None
    points: Decimal


def same_subject(intervals: Sequence[Interval]) -> bool:
    """Tell whether all intervals are about one number, as far as the words beside them tell."""
    subjects = [set(one.about.split()) - _NO_SUBJECT for one in intervals]
    named = [subject for subject in subjects if subject]
    return all(
        one <= other or other <= one or len(one & other) * 2 >= len(one | other)
        for one, other in pairwise(named)
    )


def joins_more(interval: Interval) -> bool:
    """Tell whether the words join the interval with something else that must hold."""
    words = f" {interval.about} "
    return any(f" {join} " in words for join in _JOINS)


def read_bands(steps: Sequence[Step], unit: Unit) -> RuleReading | None:
    """Return bands that cover everything once; None where the steps contradict each other."""
    bands = sorted((_band(step, unit) for step in steps), key=_begins)
    bands, doubts = _as_thresholds(bands)
    met = _meet(bands, unit)
    if met is None:
        return None
    bands, more = met
    ended = _with_ends(bands, unit)
    if ended is None:
        return None
    bands, most = ended
    reading = RuleReading(RuleKind.BANDS, _rule(bands), (Ask(NUMBER, unit),), Confidence.CERTAIN)
    for doubt in (*doubts, *more, *most):
        reading = reading.doubting(doubt)
    if any(joins_more(step.interval) for step in steps):
        reading = reading.doubting("Câu có thêm điều kiện khác ngoài mốc số; chỉ mốc số được đọc.")
    return reading


def _band(step: Step, unit: Unit) -> _Band:
    """Whole things have no values between them: "1 đến 3" is below 4."""
    low, high = step.interval.low, step.interval.high
    if unit is Unit.COUNT:
        if low and not low[1] and _whole(low[0]):
            low = (low[0] + _ONE, True)
        if high and high[1] and _whole(high[0]):
            high = (high[0] + _ONE, False)
    return _Band(low, high, step.points)


def _whole(number: Decimal) -> bool:
    return number == number.to_integral_value()


def _begins(band: _Band) -> tuple[Decimal, bool]:
    return (Decimal(-1), False) if band.low is None else (band.low[0], not band.low[1])


def _as_thresholds(bands: Sequence[_Band]) -> tuple[list[_Band], list[str]]:
    """Read "từ 90%: 1; từ 95%: 2" as steps, each up to the next."""
    nested = [one for one in bands if one.low and not one.high]
    if len(nested) < 2:  # noqa: PLR2004 - one threshold is no staircase
        return list(bands), []
    stepped = []
    for one, following in pairwise([*bands, None]):
        assert one is not None  # noqa: S101 - only the last is None
        if one in nested and following is not None and following.low:
            one = replace(one, high=(following.low[0], not following.low[1]))
        stepped.append(one)
    return stepped, ["Các mốc «trở lên» được hiểu là mỗi mốc tính đến mốc kế tiếp."]


def _meet(bands: Sequence[_Band], unit: Unit) -> tuple[list[_Band], list[str]] | None:
    """Make each band begin where the one before ends."""
    met, doubts = list(bands), []
    for index, (one, other) in enumerate(pairwise(bands)):
        if one.high is None or other.low is None:
            return None
        (end, closed), (start, begins) = one.high, other.low
        if end == start and closed != begins:
            continue
        if not _near(end, start, unit):
            return None
        upper = met[index + 1] = replace(other, low=(start, True))
        if end == start and not closed and one.points < other.points:
            upper = met[index + 1] = replace(other, low=(start, False))
        assert upper.low is not None  # noqa: S101 - set above
        met[index] = replace(met[index], high=(start, not upper.low[1]))
        doubts.append(_at_the_end(start, end, to_upper=upper.low[1]))
    return met, doubts


def _near(end: Decimal, start: Decimal, unit: Unit) -> bool:
    """Tell whether only a bound, or the gap between whole percents (80, 81), is left open."""
    if unit is Unit.COUNT:
        return end == start
    return end <= start <= end + _ONE


def _at_the_end(start: Decimal, end: Decimal, *, to_upper: bool) -> str:
    which = "bậc trên" if to_upper else "bậc dưới"
    if start == end:
        return f"Không rõ mốc {format_number(start)} thuộc bậc nào; tạm xếp vào {which}."
    return (
        f"Giữa {format_number(end)} và {format_number(start)} không nói gì; tạm xếp vào bậc dưới."
    )


def _with_ends(bands: list[_Band], unit: Unit) -> tuple[list[_Band], list[str]] | None:
    """Let the first band have no lower end and the last no upper one."""
    doubts = []
    first, last = bands[0], bands[-1]
    if last.high is not None:
        if unit is not Unit.PERCENT or last.high[0] < _WHOLE:
            return None
        bands[-1] = replace(last, high=None)
        first = bands[0]
    if first.low is not None:
        if first.low == (Decimal(0), True):
            bands[0] = replace(first, low=None)
        else:
            bands.insert(0, _Band(None, (first.low[0], not first.low[1]), Decimal(0)))
            doubts.append(f"Dưới mốc {format_number(first.low[0])} không nói gì; tạm tính 0 điểm.")
    return (bands, doubts) if len(bands) > 1 else None


def _rule(bands: Sequence[_Band]) -> dict[str, Any]:
    steps = [high.points - low.points for low, high in pairwise(bands)]
    better = "more" if min(steps) >= 0 else "less" if max(steps) <= 0 else None
    rule: dict[str, Any] = {"kind": "bands", "fact": NUMBER}
    if better and any(steps):
        rule["better"] = better
    rule["bands"] = [_written(band) for band in bands]
    return rule


def _written(band: _Band) -> dict[str, Decimal]:
    said: dict[str, Decimal] = {}
    if band.low is not None:
        said["from" if band.low[1] else "above"] = band.low[0]
    if band.high is not None:
        said["to" if band.high[1] else "below"] = band.high[0]
    return {**said, "points": band.points}
