"""A whole directory in memory, from which the tree of any day is drawn in a few milliseconds."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, TypeVar

from thuocdo.core.agencies.tree import AgencyTree, TreeNode

__all__ = ["AgencyLife", "NamePeriod", "ParentPeriod", "Timeline"]


class AgencyLife(NamedTuple):
    """An agency and the days from `start` up to but without `end` on which it was."""

    key: int
    code: str
    level: str
    kind: str
    start: date
    end: date | None


class NamePeriod(NamedTuple):
    """What an agency was called."""

    key: int
    name: str
    short_name: str
    start: date
    end: date | None


class ParentPeriod(NamedTuple):
    """Under whom an agency stood; `parent` is the key of another, or None."""

    key: int
    parent: int | None
    start: date
    end: date | None


P = TypeVar("P", NamePeriod, ParentPeriod)


class Timeline:
    """Agencies, their names and parents through time. Never changes once made."""

    __slots__ = ("_lives", "_names", "_parents")

    def __init__(
        self,
        lives: Iterable[AgencyLife],
        names: Iterable[NamePeriod],
        parents: Iterable[ParentPeriod],
    ) -> None:
        self._lives = sorted(lives, key=lambda life: life.code)
        self._names: dict[int, list[NamePeriod]] = defaultdict(list)
        self._parents: dict[int, list[ParentPeriod]] = defaultdict(list)
        for name in names:
            self._names[name.key].append(name)
        for link in parents:
            self._parents[link.key].append(link)

    def tree(self, day: date) -> AgencyTree:
        """Return who was under whom on a day, in the order of codes."""
        alive = [
            life
            for life in self._lives
            if life.start <= day and (life.end is None or day < life.end)
        ]
        codes = {life.key: life.code for life in alive}
        nodes = []
        for life in alive:
            name = _on(self._names.get(life.key, ()), day)
            link = _on(self._parents.get(life.key, ()), day)
            above = codes.get(link.parent, "") if link and link.parent is not None else ""
            called, short = (name.name, name.short_name) if name else (life.code, life.code)
            nodes.append(TreeNode(life.code, called, short, above, life.level, life.kind))
        return AgencyTree(nodes)


def _on(periods: Iterable[P], day: date) -> P | None:
    for period in periods:
        if period.start <= day and (period.end is None or day < period.end):
            return period
    return None
