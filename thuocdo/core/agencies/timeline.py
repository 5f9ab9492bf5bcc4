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


_FOREVER = date.max.toordinal() + 1


_NEVER = (0, 0)

W = TypeVar("W")
_Periods = list[tuple[int, int, W]]  # from, up to but without, what; the newest first


class _Row(NamedTuple):
    """An agency with its newest periods at hand; days as ordinals, which compare fast."""

    key: int
    code: str
    level: str
    kind: str
    start: int
    end: int
    name: tuple[int, int, tuple[str, str]]
    parent: tuple[int, int, int]
    names: _Periods[tuple[str, str]]
    parents: _Periods[int]


class Timeline:
    """Agencies, their names and parents through time. Never changes once made."""

    __slots__ = ("_rows",)

    def __init__(
        self,
        lives: Iterable[AgencyLife],
        names: Iterable[NamePeriod],
        parents: Iterable[ParentPeriod],
    ) -> None:
        called: dict[int, _Periods[tuple[str, str]]] = defaultdict(list)
        above: dict[int, _Periods[int]] = defaultdict(list)
        for name in names:
            called[name.key].append((*_days(name), (name.name, name.short_name)))
        for link in parents:
            if link.parent is not None:
                above[link.key].append((*_days(link), link.parent))
        self._rows = [
            _row(life, called[life.key], above[life.key])
            for life in sorted(lives, key=lambda life: life.code)
        ]

    def tree(self, day: date) -> AgencyTree:
        """Return who was under whom on a day, in the order of codes."""
        today = day.toordinal()
        alive = [row for row in self._rows if row[4] <= today < row[5]]
        codes = {row[0]: row[1] for row in alive}
        make = TreeNode._make  # a loop over thousands: it does as little as it can
        nodes = []
        for _, code, level, kind, _, _, (n_from, n_to, called), link, names, parents in alive:
            if not n_from <= today < n_to:
                called = _on(names, today, (code, code))
            l_from, l_to, key = link
            if not l_from <= today < l_to:
                key = _on(parents, today, 0)
            nodes.append(make((code, *called, codes.get(key, ""), level, kind)))
        return AgencyTree(nodes)


def _row(life: AgencyLife, names: _Periods[tuple[str, str]], parents: _Periods[int]) -> _Row:
    names.sort(reverse=True)
    parents.sort(reverse=True)
    name = names[0] if names else (*_NEVER, (life.code, life.code))
    parent = parents[0] if parents else (*_NEVER, 0)
    return _Row(*life[:4], *_days(life), name, parent, names, parents)


def _on(periods: _Periods[W], today: int, otherwise: W) -> W:
    for start, end, what in periods:
        if start <= today < end:
            return what
    return otherwise


def _days(period: AgencyLife | NamePeriod | ParentPeriod) -> tuple[int, int]:
    return period.start.toordinal(), period.end.toordinal() if period.end else _FOREVER
