"""Stops of the clock: what may stop it, and what a stop does by the rule in force."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from thuocdo.core.worktime.errors import WrongStop

__all__ = ["Stop", "StopEffect", "StopKind"]


class StopKind(StrEnum):
    """Whom or what the office waits for."""

    SUPPLEMENT = "supplement"
    """The applicant completes the dossier."""
    PAYMENT = "payment"
    """The applicant pays."""
    OPINION = "opinion"
    """Another agency answers."""


class StopEffect(StrEnum):
    """What a kind of stop does to the allowance; data of the rule's version."""

    RESUME = "resume"
    """The clock stands still, then goes on with what was left."""
    RESTART = "restart"
    """The clock starts again with the whole allowance."""
    RUNS = "runs"
    """The clock does not stop."""


@dataclass(frozen=True, slots=True)
class Stop:
    """The office waits from `start` to `end`; `end` is None while it still waits.

    Raises:
        WrongStop: it ends before it starts.
    """

    kind: StopKind
    start: datetime
    end: datetime | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise WrongStop(self.start, self.end)
