"""Numbers of an agency beside those of the agencies that it took over from."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

__all__ = ["RestatedAgency", "RestatedFacts", "RestatedRow"]


@dataclass(frozen=True, slots=True)
class RestatedAgency:
    """An agency and the days, half-open, on which it was: on others nothing of it is missing."""

    code: str
    name: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class RestatedRow:
    """One fact of one year, as people read it.

    Attributes:
        as_was: each agency's own number, in the order of the agencies asked about.
        restated: all of them added up, a dossier handed from one to another counted once.
        remark: what is missing from the sum; empty when nothing is.
    """

    year: int
    title: str
    as_was: tuple[str, ...]
    restated: str
    remark: str


class RestatedFacts(Protocol):
    """Answers with the rows for which anybody has data."""

    def __call__(
        self, agencies: tuple[RestatedAgency, ...], years: tuple[int, ...]
    ) -> tuple[RestatedRow, ...]:
        """Return rows for an agency and its predecessors, the present one first."""
