"""A whole directory in memory, from which the tree of any day is drawn in a few milliseconds."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

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


class _Row(NamedTuple):
    """An agency with all its periods; days as ordinals, which compare faster than dates."""

    key: int
    code: str
    level: str
    kind: str
    start: int
    end: int
    names: list[tuple[int, int, tuple[str, str]]]
    parents: list[tuple[int, int, int]]


class Timeline:
    """Agencies, their names and parents through time. Never changes once made."""

    __slots__ = ("_rows",)

    def __init__(
        self,
        lives: Iterable[AgencyLife],
        names: Iterable[NamePeriod],
        parents: Iterable[ParentPeriod],
    ) -> None:
        called: dict[int, list[tuple[int, int, tuple[str, str]]]] = defaultdict(list)
        above: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for name in names:
            called[name.key].append((*_days(name), (name.name, name.short_name)))
        for link in parents:
            if link.parent is not None:
                above[link.key].append((*_days(link), link.parent))
        self._rows = [
            _Row(*life[:4], *_days(life), called[life.key], above[life.key])
            for life in sorted(lives, key=lambda life: life.code)
        ]

    def tree(self, day: date) -> AgencyTree:
        """Return who was under whom on a day, in the order of codes."""
        today = day.toordinal()
        alive = [row for row in self._rows if row.start <= today < row.end]
        codes = {row.key: row.code for row in alive}
        nodes = []
        for _, code, level, kind, _, _, names, parents in alive:
            name = short = code
            for start, end, both in names:
                if start <= today < end:
                    name, short = both
            parent = ""
            for start, end, link in parents:
                if start <= today < end:
                    parent = codes.get(link, "")
            nodes.append(TreeNode(code, name, short, parent, level, kind))
        return AgencyTree(nodes)


def _days(period: AgencyLife | NamePeriod | ParentPeriod) -> tuple[int, int]:
    return period.start.toordinal(), period.end.toordinal() if period.end else _FOREVER
