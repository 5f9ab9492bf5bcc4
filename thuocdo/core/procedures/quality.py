"""The quality of handling dossiers, rated by applicants and by the records themselves. Pure.

Law: Thông tư 01/2018/TT-VPCP, Điều 13 (nine criteria), Điều 14 (which are scored for a dossier),
Điều 15 (a criterion's score is the mean over the dossiers scored, to one decimal; the total is
their sum). The points and words are data.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from thuocdo.core.vietnamese import round_half_up
from thuocdo.core.worktime import Timeliness
from thuocdo.core.worktime.written import Written

__all__ = ["CriterionMean", "HandlingQuality", "QualityCriterion", "QualityTotal"]


class QualityAnswer(Written):
    """One answer and its points; `when` is what the records must say for it."""

    points: Annotated[int, Field(ge=0)]
    words: str
    when: Timeliness | None = None


class QualityCriterion(Written):
    """One of the nine.

    Attributes:
        told_by: the applicant, the dossier's own record, or the agency as a whole.
        record: what of the record tells it.
    """

    number: Annotated[int, Field(ge=1)]
    title: str
    told_by: Literal["person", "record", "agency"]
    record: Literal["", "timeliness", "legs"] = ""
    answers: tuple[QualityAnswer, ...] = ()

    @model_validator(mode="after")
    def _can_be_told(self) -> Self:
        if (self.told_by == "record") != bool(self.record):
            raise ValueError("«record» đi cùng «told_by: record»")
        if (self.told_by == "agency") == bool(self.answers):
            raise ValueError("chỉ tiêu chí của cả cơ quan mới không có «answers»")
        if self.record and any(one.when is None for one in self.answers):
            raise ValueError("mỗi mức tính từ hồ sơ phải có «when»")
        return self

    def points(self, index: int) -> int:
        """Return the points of the answer at an index.

        Raises:
            IndexError: there is no such answer.
        """
        if index < 0:
            raise IndexError(index)
        return self.answers[index].points

    def points_when(self, stands: Timeliness) -> int | None:
        """Return what the record gives, or None where no level is for it."""
        return next((one.points for one in self.answers if one.when is stands), None)


class QualityClass(Written):
    """From how many points on a total is of a class."""

    at_least: Decimal
    title: str


class SatisfactionQuestion(Written):
    """The one question of one tap; its levels from best to worst."""

    question: str
    levels: Annotated[tuple[QualityAnswer, ...], Field(min_length=2)]


@dataclass(frozen=True, slots=True)
class CriterionMean:
    """The mean of one criterion over the dossiers that were scored on it; None for none."""

    criterion: QualityCriterion
    count: int
    mean: Decimal | None


@dataclass(frozen=True, slots=True)
class QualityTotal:
    """All criteria and their sum; it has a class only when every criterion of a dossier is known."""

    means: tuple[CriterionMean, ...]
    total: Decimal | None
    title: str


class HandlingQuality(Written):
    """The questionnaire of one time.

    Attributes:
        answer_within_days: for how long an invitation may be answered.
        decimals: to how many a criterion's mean is rounded.
    """

    valid_from: date
    reference: str
    answer_within_days: Annotated[int, Field(ge=1)]
    decimals: Annotated[int, Field(ge=0)]
    satisfaction: SatisfactionQuestion
    criteria: Annotated[tuple[QualityCriterion, ...], Field(min_length=1)]
    classes: Annotated[tuple[QualityClass, ...], Field(min_length=1)]

    @property
    def asked(self) -> tuple[QualityCriterion, ...]:
        """What the applicant is asked."""
        return tuple(one for one in self.criteria if one.told_by == "person")

    @property
    def recorded(self) -> tuple[QualityCriterion, ...]:
        """What the dossier itself tells."""
        return tuple(one for one in self.criteria if one.told_by == "record")

    def totals(
        self, ratings: Sequence[Mapping[int, int]], of_agency: Mapping[int, Decimal]
    ) -> QualityTotal:
        """Return the means of all criteria, each over the dossiers that tell it, and their sum.

        Args:
            ratings: for each dossier the points by number of criterion, without those unanswered.
            of_agency: the points of the criteria that are scored for the agency as a whole.
        """
        means = tuple(self._mean(one, ratings, of_agency) for one in self.criteria)
        known = [one.mean for one in means if one.mean is not None]
        if len(known) < len(means):
            return QualityTotal(means, None, "")
        total = sum(known, Decimal(0))
        title = next((one.title for one in self.classes if total >= one.at_least), "")
        return QualityTotal(means, total, title)

    def _mean(
        self,
        criterion: QualityCriterion,
        ratings: Sequence[Mapping[int, int]],
        of_agency: Mapping[int, Decimal],
    ) -> CriterionMean:
        if criterion.told_by == "agency":
            given = of_agency.get(criterion.number)
            return CriterionMean(criterion, int(given is not None), given)
        points = [one[criterion.number] for one in ratings if criterion.number in one]
        if not points:
            return CriterionMean(criterion, 0, None)
        mean = round_half_up(Fraction(sum(points), len(points)), self.decimals)
        return CriterionMean(criterion, len(points), mean)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        numbers = [one.number for one in self.criteria]
        if numbers != sorted(set(numbers)):
            raise ValueError("«criteria» phải xếp theo «number», không trùng")
        bounds = [one.at_least for one in self.classes]
        if bounds != sorted(set(bounds), reverse=True):
            raise ValueError("«classes» phải xếp từ cao xuống thấp")
        return self
