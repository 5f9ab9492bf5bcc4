"""How a procedure's time is counted, as data: a version of it stays with each dossier."""

from datetime import date, time
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from thuocdo.core.worktime.stops import StopEffect, StopKind
from thuocdo.core.worktime.written import Written

__all__ = ["ClockRule"]


class ClockRule(Written):
    """One way of counting.

    Attributes:
        valid_from: first day of validity; `valid_to` is the first day after it, or None.
        begins: `at_receipt`: the hour of receipt is kept, its day not counted;
            `next_working_day`: from the opening of the next working day to the closing of the last.
        outside_hours: what a receipt while the counter is closed counts as.
        cut_off: a receipt after this time counts as one at the next working day's opening.
        same_day: the allowance is the day of receipt itself.
        last_day_off: where a count of calendar days or months ends on a day off.
        late_after: late after the due minute, or only after the due day.
        stops: what each kind of stop does; `resume` where it is silent.
        at_most: how many stops of a kind there may be; one more is late whatever the time.
        law: the article.
    """

    id: str
    title: str
    valid_from: date
    valid_to: date | None = None
    begins: Literal["at_receipt", "next_working_day"]
    outside_hours: Literal["as_received", "next_session"]
    cut_off: time | None = None
    same_day: bool = False
    last_day_off: Literal["next_working_day", "stays"]
    late_after: Literal["due_time", "due_day"]
    stops: dict[StopKind, StopEffect] = {}
    at_most: dict[StopKind, Annotated[int, Field(ge=0)]] = {}
    law: str

    @model_validator(mode="after")
    def _valid_for_some_time(self) -> Self:
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise ValueError("«valid_to» phải sau «valid_from»")
        return self

    def effect(self, kind: StopKind) -> StopEffect:
        """Return what a stop of that kind does."""
        return self.stops.get(kind, StopEffect.RESUME)

    def is_valid_on(self, day: date) -> bool:
        """Return whether the rule may be used for what is received on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)
