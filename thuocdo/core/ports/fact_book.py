"""Where rules and pages ask for numbers, whoever supplies them."""

from collections.abc import Sequence
from typing import Protocol

from thuocdo.core.facts import Fact, FactScope, RowPart

__all__ = ["FactBook"]


class FactBook(Protocol):
    """Answers two questions: what is this fact, and which rows stand behind it."""

    def fact(self, name: str, scope: FactScope) -> Fact | None:
        """Return the fact, or None when nobody has supplied it (which is not zero).

        Raises:
            KeyError: the register does not know the name.
        """

    def rows(self, name: str, scope: FactScope, part: RowPart) -> Sequence[str]:
        """Return the codes of the rows behind a measure, sorted; empty for declared facts."""
