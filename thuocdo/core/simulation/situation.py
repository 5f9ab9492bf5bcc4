"""Where an agency stands, and what is expected to come until the period ends."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import floor

from thuocdo.core.facts import Fact, FactKind, FactRegister, FactScope
from thuocdo.core.index_sets import IndexSet, ScoreSheet, score_sheet
from thuocdo.core.index_sets.model import Criterion
from thuocdo.core.index_sets.sheet import periods_in_year
from thuocdo.core.scoring.evaluation import Known
from thuocdo.core.simulation.levers import Lever, bad_cases, cases

__all__ = ["Outlook", "Situation"]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is expected of one volume until the period ends.

    Attributes:
        more: cases that are still to come.
        days: the days on which they come, in order; each brings as many as the next.
        basis: how `more` was found, in Vietnamese.
        shares: by lever, the expected share of bad ones among them, where it is not that so far.
    """

    more: int
    days: tuple[date, ...] = ()
    basis: str = ""
    shares: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True)
class Situation:
    """One agency's facts under one set, as of a day of the period.

    Attributes:
        facts: the known ones by name, those that levers need besides those of the set.
        outlooks: by volume.
        levers: those whose fact is known, or that can be put right from nothing.
    """

    index_set: IndexSet
    register: FactRegister
    scope: FactScope
    facts: Mapping[str, Fact]
    outlooks: Mapping[str, Outlook] = field(default_factory=dict)
    levers: tuple[Lever, ...] = ()

    @property
    def over(self) -> bool:
        """Whether the period has ended, so that no case comes any more."""
        return self.scope.as_of >= self.scope.period.last_day

    @property
    def per_year(self) -> int:
        """How many periods like this make a year."""
        return periods_in_year(self.scope.period)

    @property
    def unit(self) -> int:
        """How many of the smallest steps make a point: 100 with two decimals."""
        return int(10**self.index_set.places)

    @cached_property
    def sheet(self) -> ScoreSheet:
        """The score sheet as it stands."""
        return score_sheet(self.index_set, self.scope, self.facts.get, self.register)

    @cached_property
    def known(self) -> Known:
        """What rules may ask."""
        return Known(self.register, self.facts.get, self.per_year)

    @cached_property
    def started(self) -> "Situation":
        """The same with what can be put right from nothing at 0 where nobody has told of it.

        Of letters that nobody has counted, none is taken to be sent while the period runs.
        """
        nothing = {
            lever.fact: Fact(
                lever.fact,
                self.scope,
                Decimal(0),
                Decimal(1),
                self.register[lever.fact].unit,
                FactKind.DECLARED,
                self.register[lever.fact].title,
            )
            for lever in self.levers
            if not lever.flows and lever.fact not in self.facts and lever.limit in self.facts
        }
        return self.changed(nothing) if nothing and not self.over else self

    @cached_property
    def flows(self) -> Mapping[str, tuple[Lever, ...]]:
        """The levers whose cases come by themselves and are known so far, by volume."""
        found: dict[str, tuple[Lever, ...]] = {}
        for lever in self.levers:
            if lever.flows and lever.fact in self.facts and lever.volume in self.facts:
                found[lever.volume] = (*found.get(lever.volume, ()), lever)
        return found

    def changed(self, facts: Mapping[str, Fact | None]) -> "Situation":
        """Return the same with other facts; None takes one away."""
        kept = {**self.facts, **facts}
        return replace(self, facts={name: one for name, one in kept.items() if one is not None})

    def criteria_of(self, facts: Iterable[str]) -> tuple[Criterion, ...]:
        """Return the criteria that ask for any of these facts, in the set's order."""
        asking = self.index_set.codes_by_fact
        codes = {code for name in facts for code in asking.get(name, ())}
        return tuple(leaf for leaf in self.index_set.leaves() if leaf.code in codes)

    def coming(self, lever: Lever) -> int:
        """Return how many cases are still to come for a lever."""
        outlook = self.outlooks.get(lever.volume)
        return outlook.more if outlook is not None and not self.over else 0

    def share_of_bad(self, lever: Lever) -> Fraction:
        """Return the share of bad cases to expect: as told, else as so far, else none."""
        outlook = self.outlooks.get(lever.volume)
        if outlook is not None and lever.key in outlook.shares:
            return outlook.shares[lever.key]
        bad, volume = bad_cases(lever, self.facts), self.facts.get(lever.volume)
        many = cases(volume) if volume is not None else Decimal(0)
        share = Fraction(bad) / Fraction(many) if bad is not None and many else Fraction(0)
        return min(share, Fraction(1))  # two facts of different sources may not fit together

    def expected_bad(self, lever: Lever) -> int:
        """Return how many of the coming cases turn out bad if all goes on as expected."""
        return floor(self.share_of_bad(lever) * self.coming(lever) + Fraction(1, 2))
