"""What moves when agencies merge: each kind of thing that an agency holds says so for itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

__all__ = ["Holding", "Mover"]


@dataclass(frozen=True, slots=True)
class Holding:
    """What a merger does with one kind of thing.

    Attributes:
        title: what it is, in Vietnamese, for a row of the preview.
        moves: how many go to the new agency.
        stays: how many stay with the old ones.
        rule: one sentence that says which move, which stay, and what is kept.
        problems: why the merger cannot be carried out; empty when it can.
    """

    title: str
    moves: int
    stays: int
    rule: str
    problems: tuple[str, ...] = ()


class Mover(Protocol):
    """Moves one kind of thing from merged agencies to the new one, and back until confirmed.

    Agencies are named by their codes. Everything runs in the transaction of the merger. What
    moves keeps its history and its times; only the agency that holds it changes, by an event.
    """

    key: str
    """Under which name the merger keeps what moved; never changes."""

    def preview(self, sources: Sequence[str]) -> Holding:
        """Return what would move and what would stay."""

    def move(self, sources: Sequence[str], target: str, *, now: datetime) -> Mapping[str, int]:
        """Move it; return how many by the code of the agency that they came from."""

    def hindrance(self, target: str) -> str:
        """Return why the merger cannot be undone, in Vietnamese; empty when it can."""

    def move_back(self, target: str, *, now: datetime) -> None:
        """Give everything that was moved to `target` back to whom it came from."""
