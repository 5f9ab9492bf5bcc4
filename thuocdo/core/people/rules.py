"""The rules about officers as the catalogue has them: numbers with the days for which they hold."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Self, TypeVar

from pydantic import Field, model_validator

from thuocdo.core.strict import Strict

__all__ = [
    "QUALITIES",
    "AppointmentRule",
    "DeputiesRule",
    "EvaluationRule",
    "PeopleRules",
    "Quality",
    "RotationRule",
    "quality_of",
]


class Quality(StrEnum):
    """The class of a year's evaluation, best first."""

    EXCELLENT = "EXCELLENT"
    GOOD = "GOOD"
    COMPLETED = "COMPLETED"
    NOT_COMPLETED = "NOT_COMPLETED"


QUALITIES: Mapping[Quality, str] = {
    Quality.EXCELLENT: "hoàn thành xuất sắc nhiệm vụ",
    Quality.GOOD: "hoàn thành tốt nhiệm vụ",
    Quality.COMPLETED: "hoàn thành nhiệm vụ",
    Quality.NOT_COMPLETED: "không hoàn thành nhiệm vụ",
}

_Count = Annotated[int, Field(ge=0)]
_Months = Annotated[int, Field(ge=1)]


class _Dated(Strict):
    """A rule, the days for which it holds, and where it stands.

    Attributes:
        reference: the law with article and clause.
        assumed: the law's text is not at hand; `assumption` says what was taken for it.
    """

    valid_from: date
    valid_to: date | None = None
    reference: str
    assumed: bool = False
    assumption: str = ""

    @model_validator(mode="after")
    def _assumption_is_told(self) -> Self:
        if self.assumed != bool(self.assumption):
            raise ValueError("«assumed: true» phải đi cùng «assumption», và ngược lại")
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise ValueError("«valid_to» phải sau «valid_from»")
        return self

    def holds_on(self, day: date) -> bool:
        """Tell whether the rule is in force on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class DeputyStep(Strict):
    """So many deputies at most from so large a headcount on."""

    headcount_from: _Count
    most: _Count


class DeputiesRule(_Dated):
    """How many deputies the head of an agency, or of a unit, may have."""

    agency_most: _Count
    unit_steps: Annotated[tuple[DeputyStep, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _steps_rise(self) -> Self:
        starts = [step.headcount_from for step in self.unit_steps]
        if starts != sorted(set(starts)) or starts[0] != 0:
            raise ValueError("«unit_steps» phải bắt đầu từ 0 và tăng dần")
        return self

    def unit_most(self, headcount: int) -> int:
        """Return the most deputies in a unit of that headcount."""
        return [step.most for step in self.unit_steps if step.headcount_from <= headcount][-1]


class RotationRule(_Dated):
    """After how many months an officer in a place that must rotate moves on."""

    earliest_months: _Months
    latest_months: _Months

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.latest_months < self.earliest_months:
            raise ValueError("«latest_months» không được nhỏ hơn «earliest_months»")
        return self


class AppointmentRule(_Dated):
    """What an appointment to lead asks for.

    Attributes:
        lowest_quality: the class that the last evaluation must reach.
        bars: after which form of discipline nobody is appointed for how many months.
        term_years: how long one must still be able to serve, up to `retirement_age`.
    """

    lowest_quality: Quality
    bars: dict[str, _Months]
    term_years: _Count
    retirement_age: _Count


class QualityStep(Strict):
    """From so many points on, this class."""

    points_from: Annotated[Decimal, Field(ge=0)]
    quality: Quality


class EvaluationRule(_Dated):
    """Which class the points of a year give."""

    most_points: Annotated[Decimal, Field(gt=0)]
    steps: Annotated[tuple[QualityStep, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _steps_fall(self) -> Self:
        starts = [step.points_from for step in self.steps]
        if starts != sorted(set(starts), reverse=True) or starts[-1] != 0:
            raise ValueError("«steps» phải giảm dần và kết thúc ở 0")
        return self


R = TypeVar("R", bound=_Dated)


class PeopleRules(Strict):
    """Everything the catalogue says about officers."""

    deputies: tuple[DeputiesRule, ...]
    rotation: tuple[RotationRule, ...]
    appointments: tuple[AppointmentRule, ...]
    evaluation: tuple[EvaluationRule, ...]

    def deputies_on(self, day: date) -> DeputiesRule | None:
        """Return the limits of deputies in force on `day`."""
        return _on(self.deputies, day)

    def rotation_on(self, day: date) -> RotationRule | None:
        """Return the rule of rotation in force on `day`."""
        return _on(self.rotation, day)

    def appointment_on(self, day: date) -> AppointmentRule | None:
        """Return the conditions of an appointment in force on `day`."""
        return _on(self.appointments, day)

    def evaluation_on(self, day: date) -> EvaluationRule | None:
        """Return the classes of evaluation in force on `day`."""
        return _on(self.evaluation, day)

    def overlaps(self) -> Iterator[str]:
        """Yield the names of the lists in which two rules hold on one day."""
        for name in type(self).model_fields:
            rules = sorted(getattr(self, name), key=lambda rule: rule.valid_from)
            if any(
                one.valid_to is None or one.valid_to > after.valid_from
                for one, after in pairwise(rules)
            ):
                yield name


def _on(rules: Sequence[R], day: date) -> R | None:
    return next((rule for rule in rules if rule.holds_on(day)), None)


def quality_of(rule: EvaluationRule, points: Decimal) -> Quality:
    """Return the class that points give.

    Raises:
        ValueError: the points are below 0 or above the most there are.
    """
    if not 0 <= points <= rule.most_points:
        raise ValueError(f"điểm phải từ 0 đến {rule.most_points}")
    return next(step.quality for step in rule.steps if points >= step.points_from)
