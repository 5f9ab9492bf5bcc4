"""What never moves when agencies merge: it is counted for the preview, and hinders an undo."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from thuocdo.core.ports.mover import Holding

__all__ = ["Staying"]


class Staying:
    """A mover that moves nothing.

    Args:
        key: under which name mergers would keep what moved.
        title: what it is, for a row of the preview.
        rule: one sentence that says that it stays.
        count: how many of it agencies hold, by their codes.
        hindrance: said when the new agency has some, which an undo would leave to nobody.
    """

    def __init__(
        self,
        key: str,
        *,
        title: str,
        rule: str,
        count: Callable[[Sequence[str]], int],
        hindrance: str,
    ) -> None:
        self.key = key
        self._title, self._rule, self._count, self._said = title, rule, count, hindrance

    def preview(self, sources: Sequence[str]) -> Holding:
        """Return how many stay with the old agencies."""
        return Holding(self._title, 0, self._count(sources) if sources else 0, self._rule)

    def move(self, sources: Sequence[str], target: str, *, now: datetime) -> Mapping[str, int]:  # noqa: ARG002 - nothing moves
        """Move nothing."""
        return {}

    def hindrance(self, target: str) -> str:
        """Return why the new agency cannot be taken back; empty when it has none of it."""
        return self._said if self._count([target]) else ""

    def move_back(self, target: str, *, now: datetime) -> None:
        """Move nothing."""
