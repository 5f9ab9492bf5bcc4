"""A measured figure beside its limit."""

from dataclasses import dataclass


class NotMeasured(Exception):
    """A peer is not here, so that nothing can be compared; the message says why."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure and the most that it may be."""

    title: str
    value: float
    limit: float
    unit: str = ""

    @property
    def within(self) -> bool:
        """Tell whether the figure keeps its limit."""
        return self.value <= self.limit

    def __str__(self) -> str:
        verdict = "ok" if self.within else "OVER"
        return (
            f"{self.title}: {self.value:.2f}{self.unit} (limit {self.limit:g}{self.unit}) {verdict}"
        )
