"""What if: other facts, or other rules, and which points move with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from thuocdo.core.facts import Fact
from thuocdo.core.index_sets import IndexSet, ScoreSheet
from thuocdo.core.simulation.budget import volume_shift
from thuocdo.core.simulation.levers import moved
from thuocdo.core.simulation.scenarios import Shift, joined, shifts_of_flow, shifts_of_mend
from thuocdo.core.simulation.situation import Situation
from thuocdo.core.vietnamese import round_half_up

__all__ = ["Moved", "WhatIf", "facts_at_end", "projected", "rank_among", "what_if"]

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Moved:
    """A criterion whose points are other than before; None where there are none."""

    code: str
    title: str
    before: Decimal | None
    after: Decimal | None

    @property
    def change(self) -> Decimal:
        """Points gained; what has none counts as 0."""
        return (self.after or NOTHING) - (self.before or NOTHING)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Two sheets and what lies between them.

    Attributes:
        moved: criteria of both sets whose points differ, and those that only one set has.
        rank_before, rank_after: among the rivals; None where there are none.
    """

    before: ScoreSheet
    after: ScoreSheet
    moved: tuple[Moved, ...]
    rank_before: int | None = None
    rank_after: int | None = None

    @property
    def change(self) -> Decimal:
        """Points of the total gained."""
        return self.after.total - self.before.total


def what_if(
    situation: Situation,
    changes: Mapping[str, Fact | None],
    *,
    rules: IndexSet | None = None,
    rivals: Sequence[Decimal] = (),
) -> WhatIf:
    """Return what changes with other facts, other rules, or both.

    Args:
        situation: where the agency stands.
        changes: facts by name that would be others; None takes one away.
        rules: another set, such as next year's.
        rivals: the percents of the other agencies of the group.
    """
    other = situation.changed(changes)
    if rules is not None:
        other = replace(other, index_set=rules)
    before, after = situation.sheet, other.sheet
    return WhatIf(
        before,
        after,
        _moved(before, after),
        rank_among(before.percent, rivals),
        rank_among(after.percent, rivals),
    )


def facts_at_end(
    situation: Situation, *, bad: Mapping[str, int], done: Mapping[str, int]
) -> dict[str, Fact | None]:
    """Return the facts as they would be at the period's end.

    Args:
        situation: where the agency stands.
        bad: by lever, how many of the coming cases go wrong; as many as expected where not told.
        done: by lever, how many are put right.
    """
    now = situation.started
    shifts: list[dict[str, Shift]] = []
    for levers in now.flows.values():
        shifts.append(volume_shift(now, levers[0], now.coming(levers[0])))
        for lever in levers:
            wrong = bad.get(lever.key, now.expected_bad(lever))
            shifts.append(shifts_of_flow(lever, now.coming(lever), wrong))
    shifts += [
        shifts_of_mend(lever, done[lever.key])
        for lever in now.levers
        if not lever.flows and done.get(lever.key)
    ]
    changed: dict[str, Fact | None] = {}
    for name, shift in joined(shifts).items():
        fact = now.facts.get(name)
        if fact is not None and (shift.numerator or shift.denominator):
            changed[name] = moved(fact, int(shift.numerator), int(shift.denominator))
    return changed


def projected(sheet: ScoreSheet, share: Fraction) -> tuple[Decimal, Decimal]:
    """Return total and percent if criteria without data give this share of what they can."""
    unknown = round_half_up(Fraction(sheet.shares.unknown) * share, sheet.index_set.places)
    total = sheet.total + unknown
    whole = Fraction(sheet.scale) or Fraction(1)
    return total, round_half_up(Fraction(total) * 100 / whole, sheet.index_set.percent_places)


def rank_among(percent: Decimal, rivals: Sequence[Decimal]) -> int | None:
    """Return the place that a percent takes: one behind those that are strictly better."""
    return 1 + sum(one > percent for one in rivals) if rivals else None


def _moved(before: ScoreSheet, after: ScoreSheet) -> tuple[Moved, ...]:
    then = {score.code: score for score in before.scores}
    now = {score.code: score for score in after.scores}
    titles = {score.code: score.title for score in (*after.scores, *before.scores)}
    pairs = (
        (
            code,
            then[code].points if code in then else None,
            now[code].points if code in now else None,
        )
        for code in dict.fromkeys((*then, *now))
    )
    return tuple(
        Moved(code, titles[code], one, other) for code, one, other in pairs if one != other
    )
