"""What is expected until the period ends: from the pace so far, last year's season, or as told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import floor

from thuocdo.core.facts import Fact
from thuocdo.core.simulation.forecast import expected_share
from thuocdo.core.simulation.levers import Lever, bad_cases, cases
from thuocdo.core.simulation.situation import Outlook

__all__ = ["LastYear", "Pace", "look_ahead"]

_Facts = Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class LastYear:
    """The same facts a year ago: up to the same day, and at the end of that period."""

    so_far: _Facts
    whole: _Facts


@dataclass(frozen=True, slots=True)
class Pace:
    """How the period goes on.

    Attributes:
        passed: working days that are over.
        left: working days to come, in order.
        last_year: where it is known.
        told: volumes that somebody expects otherwise, by name: so many more cases.
    """

    passed: int
    left: tuple[date, ...]
    last_year: LastYear | None = None
    told: Mapping[str, int] = field(default_factory=dict)


def look_ahead(facts: _Facts, levers: Iterable[Lever], pace: Pace) -> dict[str, Outlook]:
    """Return what is expected of every volume that is known so far."""
    flows: dict[str, list[Lever]] = {}
    for lever in levers:
        if lever.flows and lever.volume in facts:
            flows.setdefault(lever.volume, []).append(lever)
    return {volume: _outlook(volume, those, facts, pace) for volume, those in flows.items()}


def _outlook(volume: str, levers: list[Lever], facts: _Facts, pace: Pace) -> Outlook:
    so_far = int(cases(facts[volume]))
    season = _season(volume, pace.last_year)
    if volume in pace.told:
        more, basis = Fraction(pace.told[volume]), "số do người dùng ước tính"
    elif season is not None:
        more, basis = so_far * season, "theo nhịp từ đầu năm và mùa của năm trước"
    else:
        more = Fraction(so_far * len(pace.left), max(pace.passed, 1))
        basis = "theo nhịp từ đầu năm"
    shares = {lever.key: _share(lever, so_far, facts, pace.last_year) for lever in levers}
    return Outlook(
        more=floor(more + Fraction(1, 2)) if pace.left else 0,
        days=pace.left,
        basis=basis,
        shares=shares,
    )


def _season(volume: str, last: LastYear | None) -> Fraction | None:
    """Return how many came after this day last year for each one before it."""
    then, whole = _pair(volume, last)
    if then is None or whole is None or not cases(then):
        return None
    return Fraction(cases(whole) - cases(then)) / Fraction(cases(then))


def _share(lever: Lever, so_far: int, facts: _Facts, last: LastYear | None) -> Fraction:
    bad = int(bad_cases(lever, facts) or 0)
    then, whole = _pair(lever.volume, last)
    if last is None or then is None or whole is None:
        return expected_share(bad, so_far, None, None)
    bad_then, bad_whole = bad_cases(lever, last.so_far), bad_cases(lever, last.whole)
    if bad_then is None or bad_whole is None:
        return expected_share(bad, so_far, None, None)
    rest = int(bad_whole - bad_then), int(cases(whole) - cases(then))
    if rest[0] < 0 or rest[1] < 0:
        return expected_share(bad, so_far, None, None)
    return expected_share(bad, so_far, rest, (int(bad_then), int(cases(then))))


def _pair(volume: str, last: LastYear | None) -> tuple[Fact | None, Fact | None]:
    return (None, None) if last is None else (last.so_far.get(volume), last.whole.get(volume))
