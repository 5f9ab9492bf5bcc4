"""Ranks from points: by default competition ranking («1224») on what was published, two decimals."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from thuocdo.core.index_sets.model import Class, class_of
from thuocdo.core.vietnamese import round_half_up

__all__ = ["Entry", "Ranked", "Ranking", "Ties", "rank", "rank_groups", "rescaled"]

Ties = Literal["competition", "dense", "ordinal"]
"""Of four agencies, two of them equal: 1224, 1223, or 1234 in the order of their codes."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """How agencies are ranked.

    Attributes:
        ties: how equals share a rank.
        places: decimals that percents are rounded to, half up, before they are compared.
        classes: the classes (xếp loại) that percents fall into; empty where there are none.
        previous: ranks of the year before, by agency.
        not_comparable: agencies whose last year was another one's, such as after a merger.
    """

    ties: Ties = "competition"
    places: int = 2
    classes: tuple[Class, ...] = ()
    previous: Mapping[str, int] = field(default_factory=dict)
    not_comparable: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One agency's result.

    Attributes:
        group: those of one group are ranked with each other.
        components: points and maximum of each area, for the component indices.
    """

    agency: str
    points: Decimal
    scale: Decimal
    group: str = ""
    components: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ranked:
    """One agency's place.

    Attributes:
        agency: its identification code.
        percent: points of the scale, rounded half up; this is what is ranked.
        rank: 1 is best.
        components: the component index of each area: its points in percent of its maximum.
        class_title: the class of the percent; empty where there are none.
        change: places won (above 0) or lost against the year before; None where not known.
        comparable: False where the year before was another agency's.
    """

    agency: str
    points: Decimal
    scale: Decimal
    percent: Decimal
    rank: int
    components: Mapping[str, Decimal] = field(default_factory=dict)
    class_title: str = ""
    change: int | None = None
    comparable: bool = True

    @property
    def change_text(self) -> str:
        """The change of places as it is printed: `+3`, `-1`, `giữ hạng`."""
        if not self.comparable:
            return "không so sánh trực tiếp"
        if self.change is None:
            return ""
        return f"{self.change:+d}" if self.change else "giữ hạng"


_USUAL = Ranking()


def rank(
    results: Iterable[tuple[str, Decimal, Decimal] | Entry], how: Ranking = _USUAL
) -> list[Ranked]:
    """Rank results, best first; ties in the order of the agencies' codes."""
    entries = [one if isinstance(one, Entry) else Entry(*one) for one in results]
    ordered = sorted(
        ((-_percent(one.points, one.scale, how.places), one.agency, one) for one in entries),
        key=lambda found: found[:2],
    )
    ranked: list[Ranked] = []
    for position, (minus, _, entry) in enumerate(ordered, start=1):
        ranked.append(_ranked(entry, -minus, _place(position, -minus, ranked, how.ties), how))
    return ranked


def rank_groups(entries: Iterable[Entry], how: Ranking = _USUAL) -> dict[str, list[Ranked]]:
    """Rank each group apart; groups in the order of their names."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.group, []).append(entry)
    return {group: rank(groups[group], how) for group in sorted(groups)}


def rescaled(points: Decimal, held: Decimal, full: Decimal, places: int = 2) -> Decimal:
    """Bring points out of what was held, such as a year without survey, onto the full scale."""
    return round_half_up(Fraction(points) * Fraction(full) / Fraction(held), places)


def _percent(points: Decimal, scale: Decimal, places: int) -> Decimal:
    return round_half_up(Fraction(points) * 100 / Fraction(scale), places)


def _place(position: int, percent: Decimal, ranked: list[Ranked], ties: Ties) -> int:
    if ties == "ordinal" or not ranked:
        return position
    if ranked[-1].percent == percent:
        return ranked[-1].rank
    return ranked[-1].rank + 1 if ties == "dense" else position


def _ranked(entry: Entry, percent: Decimal, place: int, how: Ranking) -> Ranked:
    found = class_of(how.classes, percent)
    comparable = entry.agency not in how.not_comparable
    before = how.previous.get(entry.agency) if comparable else None
    return Ranked(
        agency=entry.agency,
        points=entry.points,
        scale=entry.scale,
        percent=percent,
        rank=place,
        components={
            area: _percent(points, most, how.places)
            for area, (points, most) in entry.components.items()
            if most
        },
        class_title=found.title if found else "",
        change=None if before is None else before - place,
        comparable=comparable,
    )
