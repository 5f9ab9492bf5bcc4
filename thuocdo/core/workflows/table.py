"""A state table: one row for each thing that may happen; the diagram in the docs is drawn from it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["StateTable", "Transition"]

S = TypeVar("S")
A = TypeVar("A")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Transition(Generic[S, A, R]):
    """What may happen in some states.

    Attributes:
        sources: the states in which it may; None among them is "before anything".
        target: the state after it; None where the state stays.
        who: the roles that may do it.
        words: what it is called, in Vietnamese.
    """

    action: A
    sources: tuple[S | None, ...]
    target: S | None
    who: tuple[R, ...]
    words: str


class StateTable(Generic[S, A, R]):
    """The rows of one table, asked by action.

    Raises:
        ValueError: an action has two rows.
    """

    def __init__(self, rows: Iterable[Transition[S, A, R]], names: Mapping[S, str]) -> None:
        self.rows = tuple(rows)
        self.names = names
        self._by_action = {row.action: row for row in self.rows}
        if len(self._by_action) < len(self.rows):
            raise ValueError("an action has two rows")

    def row(self, action: A) -> Transition[S, A, R]:
        """Return the row of an action."""
        return self._by_action[action]

    def may(self, state: S | None, action: A) -> bool:
        """Tell whether it may happen in a state."""
        return state in self._by_action[action].sources

    def after(self, state: S | None, action: A) -> S | None:
        """Return the state after an action; the same where it changes nothing."""
        target = self._by_action[action].target
        return state if target is None else target

    def why_not(self, state: S | None, action: A) -> str:
        """Say, in Vietnamese, in which states it may happen; empty where it may now."""
        if self.may(state, action):
            return ""
        row = self._by_action[action]
        allowed = [f"«{self.names[one]}»" for one in row.sources if one is not None]
        now = f"Hồ sơ đang ở trạng thái «{self.names[state]}»" if state else "Hồ sơ chưa tiếp nhận"
        if not allowed:
            return f"{now} nên không {row.words.lower()} được nữa."
        return (
            f"{now}; chỉ {row.words.lower()} được khi hồ sơ ở trạng thái {' hoặc '.join(allowed)}."
        )

    def open_to(self, state: S | None, roles: Collection[R]) -> tuple[A, ...]:
        """Return what somebody with these roles may do in a state."""
        return tuple(
            row.action
            for row in self.rows
            if state in row.sources and not set(roles).isdisjoint(row.who)
        )

    def mermaid(self) -> str:
        """Draw the table as a Mermaid state diagram."""
        lines = ["stateDiagram-v2"]
        lines += [f'    state "{words}" as s{number(key)}' for key, words in self.names.items()]
        for row in self.rows:
            if row.target is None:
                continue
            for source in row.sources:
                start = "[*]" if source is None else f"s{number(source)}"
                lines.append(f"    {start} --> s{number(row.target)}: {row.words}")
        return "\n".join(lines)


def number(state: object) -> str:
    """Return the short name that a diagram uses for a state."""
    return str(int(state)) if isinstance(state, int) else str(state)
