"""The tree of agencies on one day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

__all__ = ["AgencyTree", "TreeNode"]


class TreeNode(NamedTuple):
    """An agency as it was called on the day; a tuple, since a country has thousands of them."""

    code: str
    name: str
    short_name: str
    parent: str
    level: str
    kind: str


class AgencyTree:
    """Who was under whom. An agency whose parent was not in being that day stands at the top."""

    __slots__ = ("_children", "_nodes")

    def __init__(self, nodes: Iterable[TreeNode]) -> None:
        self._nodes = known = {node.code: node for node in nodes}
        self._children = children = defaultdict[str, list[TreeNode]](list)
        for node in known.values():
            children[node.parent if node.parent in known else ""].append(node)

    def __len__(self) -> int:
        return len(self._nodes)

    def __contains__(self, code: str) -> bool:
        return code in self._nodes

    @property
    def nodes(self) -> Mapping[str, TreeNode]:
        """Every agency of the day by its code."""
        return self._nodes

    @property
    def roots(self) -> list[TreeNode]:
        """The agencies with none above."""
        return self.children("")

    def children(self, code: str) -> list[TreeNode]:
        """Return the agencies right under one."""
        return self._children.get(code, [])

    def walk(self, code: str = "") -> Iterator[tuple[int, TreeNode]]:
        """Yield (depth, agency) from the top down, or below and with the agency `code`."""
        start = [self._nodes[code]] if code else self.roots
        pending = [(0, node) for node in reversed(start)]
        while pending:
            depth, node = pending.pop()
            yield depth, node
            pending += [(depth + 1, child) for child in reversed(self.children(node.code))]

    def descendants(self, code: str) -> list[TreeNode]:
        """Return everything below an agency, without itself; empty when it was not in being."""
        if code not in self._nodes:
            return []
        return [node for depth, node in self.walk(code) if depth]
