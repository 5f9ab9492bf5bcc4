"""How a duty stands: early, on time, overdue, running or waiting; used, remaining and late time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from thuocdo.core.worktime.clock import WorkClock
from thuocdo.core.worktime.deadline import Deadline, Term, deadline
from thuocdo.core.worktime.line import DAY
from thuocdo.core.worktime.wording import STOPS, amount

__all__ = ["Leg", "LegStanding", "Standing", "Timeliness", "judge", "judge_legs"]


class Timeliness(StrEnum):
    """Where a duty stands against its due time."""

    EARLY = "early"
    """Finished on a day before the due day."""
    ON_TIME = "on_time"
    """Finished on the due day, by the due time."""
    OVERDUE = "overdue"
    """Finished or still open after the due time."""
    RUNNING = "running"
    """Open, the clock runs, not late."""
    WAITING = "waiting"
    """Open, the clock stands still, not late."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a duty stands at one moment. All amounts are whole working minutes of the sessions.

    Attributes:
        used: counted since it (re)started, without stops.
        remaining: left until the due time; 0 when finished or overdue.
        late: passed since the due time; may be 0 although overdue, outside office hours.
        text: the same in a sentence.
    """

    timeliness: Timeliness
    used: int
    remaining: int
    late: int
    text: str

    @property
    def is_open(self) -> bool:
        """Whether the duty is neither finished nor late."""
        return self.timeliness in {Timeliness.RUNNING, Timeliness.WAITING}


def judge(clock: WorkClock, due: Deadline, at: datetime, *, finished: bool) -> Standing:
    """Return how a duty stands.

    Args:
        clock: the clock that the deadline was counted with.
        due: the deadline.
        at: when it was finished, or now while it is open.
        finished: which of the two `at` is.

    Raises:
        YearNotInCalendar, YearNotDecreed: `at` is beyond the calendar.
        ZoneMissing: `at` is naive.
    """
    line, moment = clock.line, clock.minute(at)
    waiting = due.waiting_since is not None and not finished and moment >= due.waiting_since
    until = due.waiting_since if waiting and due.waiting_since is not None else moment
    stopped = sum(
        line.worked(max(min(stop.end, until), due.counted_from))
        - line.worked(max(min(stop.start, until), due.counted_from))
        for stop in due.stops
    )
    from_start = line.worked(max(until, due.counted_from)) - line.worked(due.counted_from)
    gap = line.worked(due.due_minute) - line.worked(until)
    timeliness = _timeliness(due, until, finished=finished, waiting=waiting)
    late = timeliness is Timeliness.OVERDUE
    standing = Standing(
        timeliness,
        used=from_start - stopped,
        remaining=0 if finished or late else max(gap, 0),
        late=max(-gap, 0) if late else 0,
        text="",
    )
    return Standing(
        timeliness, standing.used, standing.remaining, standing.late, _text(clock, due, standing)
    )


def _timeliness(due: Deadline, moment: int, *, finished: bool, waiting: bool) -> Timeliness:
    by_day = due.term.rule.late_after == "due_day"
    late = moment // DAY > due.due_minute // DAY if by_day else moment > due.due_minute
    if late or due.too_many is not None:
        return Timeliness.OVERDUE
    if not finished:
        return Timeliness.WAITING if waiting else Timeliness.RUNNING
    before = moment // DAY < due.due_minute // DAY
    return Timeliness.EARLY if before else Timeliness.ON_TIME


def _text(clock: WorkClock, due: Deadline, standing: Standing) -> str:
    per_day = clock.hours.hours_per_day
    match standing.timeliness:
        case Timeliness.EARLY:
            return "Trước hạn."
        case Timeliness.ON_TIME:
            return "Đúng hạn."
        case Timeliness.OVERDUE if due.too_many is not None:
            return f"Quá hạn: {STOPS[due.too_many]} nhiều lần hơn cho phép."
        case Timeliness.OVERDUE:
            return f"Quá hạn {amount(standing.late, per_day)} làm việc."
        case Timeliness.WAITING:
            return f"Đang dừng tính, còn {amount(standing.remaining, per_day)} làm việc."
        case Timeliness.RUNNING:
            return f"Còn {amount(standing.remaining, per_day)} làm việc."


@dataclass(frozen=True, slots=True)
class Leg:
    """One agency's part of the way, with its own allowance.

    Attributes:
        agency: its code.
        term: received when it got the dossier.
        finished: when it passed the dossier on; None while it holds it.
    """

    agency: str
    term: Term
    finished: datetime | None = None


@dataclass(frozen=True, slots=True)
class LegStanding:
    """A leg with its own due time and lateness."""

    leg: Leg
    deadline: Deadline
    standing: Standing


def judge_legs(clock: WorkClock, legs: Iterable[Leg], now: datetime) -> tuple[LegStanding, ...]:
    """Return how each agency stands on its own leg; a late leg does not excuse the next.

    Raises:
        as `deadline` and `judge`.
    """
    answers = []
    for leg in legs:
        due = deadline(clock, leg.term)
        finished = leg.finished is not None
        answers.append(
            LegStanding(leg, due, judge(clock, due, leg.finished or now, finished=finished))
        )
    return tuple(answers)
