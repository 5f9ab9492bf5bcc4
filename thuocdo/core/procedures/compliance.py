"""What a procedure costs those who must comply with it, before and after a simplification."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from thuocdo.core.strict import Strict
from thuocdo.core.worktime.written import Written

__all__ = ["Burden", "IncomeRule", "PlaceRule", "QuietRule", "ReviewRules", "Saving", "saving"]


class _Valid(Written):
    valid_from: date
    valid_to: date | None = None
    reference: str

    def is_valid_on(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class IncomeRule(_Valid):
    """What an hour of people's time is worth: average income a year over working hours a year."""

    income_a_year: Annotated[Decimal, Field(gt=0)]
    hours_a_year: Annotated[Decimal, Field(gt=0)]

    @property
    def an_hour(self) -> Decimal:
        """Return đồng an hour."""
        return self.income_a_year / self.hours_a_year


class PlaceRule(_Valid):
    """One place where procedures have to be made public."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)]
    title: str


class QuietRule(_Valid):
    """After how many months without an online dossier a procedure is looked at again."""

    months: Annotated[int, Field(ge=1)]


class ReviewRules(Strict):
    """Everything that publishing and reviewing procedures rests on, with dates and references."""

    places: Annotated[tuple[PlaceRule, ...], Field(min_length=1)]
    quiet: Annotated[tuple[QuietRule, ...], Field(min_length=1)]
    income: Annotated[tuple[IncomeRule, ...], Field(min_length=1)]

    def places_on(self, day: date) -> tuple[PlaceRule, ...]:
        """Return the places of a day."""
        return tuple(one for one in self.places if one.is_valid_on(day))

    def quiet_on(self, day: date) -> QuietRule:
        """Return the limit of a day; before the first, the first."""
        return next((one for one in self.quiet if one.is_valid_on(day)), self.quiet[0])

    def income_on(self, day: date) -> IncomeRule:
        """Return the newest income known on a day; before the first, the first."""
        known = [one for one in self.income if one.valid_from <= day]
        return known[-1] if known else self.income[0]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        days = [one.valid_from for one in self.income]
        if days != sorted(set(days)):
            raise ValueError("«income» phải xếp theo ngày, mỗi ngày một dòng")
        return self


@dataclass(frozen=True, slots=True)
class Burden:
    """What one dossier asks of the applicant, and how many there are a year.

    Attributes:
        hours: to prepare, to hand in, to fetch.
        money: fees, charges and other outlays, in đồng.
    """

    hours: Decimal
    money: Decimal
    dossiers_a_year: int

    def once(self, rule: IncomeRule) -> Decimal:
        """Return what one dossier costs, in đồng."""
        return self.hours * rule.an_hour + self.money

    def a_year(self, rule: IncomeRule) -> Decimal:
        """Return what all dossiers of a year cost, in đồng."""
        return self.once(rule) * self.dossiers_a_year


@dataclass(frozen=True, slots=True)
class Saving:
    """What a simplification saves in a year, whole đồng; `percent` of nothing is None."""

    before: Decimal
    after: Decimal
    saved: Decimal
    percent: Decimal | None


def saving(before: Burden, after: Burden, rule: IncomeRule) -> Saving:
    """Compute both costs by the same worth of an hour, and the difference."""
    whole = Decimal(1)
    old, new = before.a_year(rule), after.a_year(rule)
    percent = (old - new) / old * 100 if old else None
    return Saving(
        before=old.quantize(whole),
        after=new.quantize(whole),
        saved=(old - new).quantize(whole),
        percent=percent.quantize(Decimal("0.01")) if percent is not None else None,
    )
