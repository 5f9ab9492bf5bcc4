"""What can be done more or less of, and what one unit of it moves: levers, and what they cost."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator

from thuocdo.core.facts import Fact, FactDefinition, FactKind, FactRegister, Unit
from thuocdo.core.strict import Strict

__all__ = [
    "Effort",
    "Efforts",
    "Lever",
    "Levers",
    "Move",
    "bad_cases",
    "cases",
    "default_lever",
    "levers_for",
    "moved",
]

HUNDRED = 100


class Move(Strict):
    """How far one case moves a fact: added to its numerator and its denominator."""

    numerator: int = 0
    denominator: int = 0


class Effort(Strict):
    """What work takes, in working days of one person (công)."""

    each: Annotated[Decimal, Field(ge=0)] = Decimal(0)
    once: Annotated[Decimal, Field(ge=0)] = Decimal(0)


class Lever(Strict):
    """One thing that is done well or badly, again and again, or that can still be put right.

    Attributes:
        fact: the fact that tells how it stands.
        counts: what one case is, in Vietnamese (`hồ sơ`).
        good_text, bad_text: how a good and a bad case are called (`đúng hạn`, `quá hạn`); for a
            lever that puts right, `good_text` is the deed (`gửi thư xin lỗi`).
        volume: the fact that counts the cases that come by themselves; empty where nothing comes
            and one only puts right what there is.
        good, bad: what one case more moves, besides `volume`.
        limit: the fact that a count cannot exceed; a share never exceeds its denominator.
    """

    key: Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z0-9_]+)?$")]
    title: str
    fact: str
    counts: str = ""
    good_text: str
    bad_text: str = ""
    volume: str = ""
    good: Annotated[Mapping[str, Move], Field(min_length=1)]
    bad: Mapping[str, Move] = Field(default_factory=dict)
    limit: str = ""
    effort: Effort = Effort()
    reference: str

    @model_validator(mode="after")
    def _comes_or_mends(self) -> "Lever":
        if bool(self.volume) != bool(self.bad and self.bad_text):
            raise ValueError(
                f"đòn bẩy {self.key}: có «volume» thì phải có «bad» và «bad_text», không có thì bỏ cả ba"
            )
        if self.volume and self.limit:
            raise ValueError(f"đòn bẩy {self.key}: «limit» chỉ dùng khi không có «volume»")
        if self.fact not in {*self.good, *self.bad}:
            raise ValueError(f"đòn bẩy {self.key}: «good» hoặc «bad» phải tác động đến «fact»")
        return self

    @property
    def flows(self) -> bool:
        """Whether cases come by themselves; else one puts right what there is."""
        return bool(self.volume)

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact that the lever can move."""
        moved = (*self.good, *self.bad, *((self.volume,) if self.volume else ()))
        return tuple(dict.fromkeys(moved))


class Efforts(Strict):
    """What it takes to put one criterion's fact right where no lever says so, by its unit."""

    percent: Effort
    count: Effort
    boolean: Effort
    points: Effort

    def of(self, unit: Unit) -> Effort:
        """Return the effort for facts of this unit."""
        found: Effort = getattr(self, unit.value)
        return found


class Levers(Strict):
    """The levers of a field, with the efforts where none is named."""

    levers: Annotated[tuple[Lever, ...], Field(min_length=1)]
    efforts: Efforts
    reference: str
    assumption: str

    @model_validator(mode="after")
    def _each_once(self) -> "Levers":
        keys = [lever.key for lever in self.levers]
        if len(set(keys)) < len(keys):
            raise ValueError("mỗi đòn bẩy có một «key» riêng")
        return self

    def unknown(self, register: FactRegister) -> tuple[str, ...]:
        """Return the facts that the register does not know."""
        named = (
            name
            for lever in self.levers
            for name in (lever.fact, *lever.facts, *((lever.limit,) if lever.limit else ()))
        )
        return tuple(dict.fromkeys(name for name in named if name not in register))


def default_lever(definition: FactDefinition, fact: Fact, efforts: Efforts) -> Lever | None:
    """Return the lever of a fact that no lever names: one puts right what there is, case by case.

    None for points: a person gives them. Whether cases come by themselves is never guessed.
    """
    if definition.unit is Unit.POINTS:
        return None
    told = {Unit.BOOLEAN: ""}
    if _is_bare(fact):
        told = {Unit.PERCENT: "điểm phần trăm"}
    return Lever(
        key=definition.name,
        title=definition.title,
        fact=definition.name,
        counts=told.get(definition.unit, definition.counts or "trường hợp"),
        good_text="thực hiện" if definition.unit is Unit.BOOLEAN else "thêm",
        good={definition.name: Move(numerator=1)},
        effort=efforts.of(definition.unit),
        reference=definition.reference,
    )


def levers_for(
    facts: Mapping[str, Fact], asked: Iterable[str], levers: Levers, register: FactRegister
) -> tuple[Lever, ...]:
    """Return the levers that can be used: those that are named, then one for each other known fact.

    Args:
        facts: the known ones.
        asked: the facts that the set asks for.
        levers: what the catalogue names.
        register: every fact's definition.
    """
    named = [
        lever
        for lever in levers.levers
        if (lever.fact in facts and not _is_bare(facts.get(lever.volume)))
        or (not lever.flows and lever.limit in facts)
    ]
    moved = {name for lever in named for name in lever.facts}
    others = (
        default_lever(register[name], facts[name], levers.efforts)
        for name in asked
        if name in facts and name not in moved and register[name].kind is not FactKind.MEASURE
    )
    return (*named, *(lever for lever in others if lever is not None))


def _is_bare(volume: Fact | None) -> bool:
    """Whether a share was declared as a percent alone, so that nobody knows of how many."""
    return (
        volume is not None
        and volume.source is not FactKind.MEASURE
        and volume.unit is Unit.PERCENT
        and volume.denominator == HUNDRED
    )


def cases(fact: Fact) -> Decimal:
    """Return how many cases a volume tells of: a count's value, a share's denominator."""
    return fact.denominator if fact.unit is Unit.PERCENT else fact.numerator


def moved(fact: Fact, numerator: int, denominator: int) -> Fact:
    """Return a fact moved so far; a share stays within its cases, and nothing falls below 0."""
    below = max(fact.denominator + denominator, Decimal(0))
    above = max(fact.numerator + numerator, Decimal(0))
    if fact.unit is Unit.PERCENT:
        above = min(above, below)
    return replace(fact, numerator=above, denominator=below)


def bad_cases(lever: Lever, facts: Mapping[str, Fact]) -> Decimal | None:
    """Return how many of the cases so far were bad; None while the lever's fact is not known."""
    fact = facts.get(lever.fact)
    if fact is None:
        return None
    counts_good = lever.good.get(lever.fact, Move()).numerator
    return fact.denominator - fact.numerator if counts_good else fact.numerator
