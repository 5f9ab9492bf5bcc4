"""What a number is: a fact with its numerator and denominator, its source and its time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from thuocdo.core.periods import Period
from thuocdo.core.strict import Strict
from thuocdo.core.vietnamese import format_number, round_half_up

__all__ = [
    "Fact",
    "FactDefinition",
    "FactKind",
    "FactRegister",
    "FactScope",
    "Grain",
    "RowPart",
    "Unit",
]


class FactKind(StrEnum):
    """Who supplies a fact."""

    MEASURE = "measure"
    """Computed here from published rows."""
    DECLARED = "declared"
    """Declared by the agency, with evidence."""
    JUDGED = "judged"
    """Points given by a person who appraises."""
    IMPORTED = "imported"
    """The result of another measurement, such as a survey held elsewhere."""


class Unit(StrEnum):
    """What a fact counts in."""

    PERCENT = "percent"
    COUNT = "count"
    POINTS = "points"
    BOOLEAN = "boolean"
    """1 for Có, 0 for Không."""


class Grain(StrEnum):
    """For whom a fact can be told."""

    AGENCY = "agency"
    UNIT = "unit"
    PROCEDURE = "procedure"


class RowPart(StrEnum):
    """Which of the rows behind a fact."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    FAILED = "failed"
    """In the denominator, not in the numerator."""


class FactDefinition(Strict):
    """One entry of the register in `catalog/facts`.

    Attributes:
        name: `dossiers.on_time_rate`: the app that could tell it, and what it is.
        title: what people read, in Vietnamese.
        counts: what the number counts, for sentences ("hồ sơ").
        whole: a count that can only be a whole number; False for a quantity such as "0,3 lần".
        empty_denominator: what a ratio of nothing means, in Vietnamese; required for percents
            that are measured.
        measured_from: rows that it is counted from where an agency has them; what is declared
            holds for the others.
        reference: the law or document that defines it.
    """

    name: Annotated[str, Field(pattern=r"^[a-z_]+\.[a-z0-9_]+$")]
    title: str
    unit: Unit
    kind: FactKind
    grain: tuple[Grain, ...] = (Grain.AGENCY,)
    counts: str = ""
    whole: bool = True
    empty_denominator: str = ""
    measured_from: Literal["", "staff"] = ""
    reference: str

    @model_validator(mode="after")
    def _counted_or_declared(self) -> Self:
        if self.measured_from and self.kind is not FactKind.DECLARED:
            raise ValueError("«measured_from» chỉ ghi cho số liệu «kind: declared»")
        return self


FactRegister = Mapping[str, FactDefinition]


@dataclass(frozen=True, slots=True)
class FactScope:
    """About whom, for which period, and known up to the end of which day."""

    agency: str
    period: Period
    as_of: date


@dataclass(frozen=True, slots=True)
class Fact:
    """One number, exact.

    A percent keeps its numerator and denominator; other units keep the value as numerator over 1.

    Attributes:
        numerator: what was counted, or the declared value.
        denominator: out of how many; 1 for counts and declared values; 0 when there was no case.
        source: who supplied it.
        coverage: an empty string when complete; else a Vietnamese remark on what is missing.
        version: identifies the data it was computed from (a hash of rows, a declaration's id).
    """

    name: str
    scope: FactScope
    numerator: Decimal
    denominator: Decimal
    unit: Unit
    source: FactKind
    title: str = ""
    coverage: str = ""
    version: str = ""

    @property
    def value(self) -> Fraction | None:
        """The exact value, in percent for percents; None when the denominator is 0."""
        if not self.denominator:
            return None
        above, below = self.numerator.as_integer_ratio()
        over, under = self.denominator.as_integer_ratio()
        hundred = 100 if self.unit is Unit.PERCENT else 1
        return Fraction(above * under * hundred, below * over)

    @property
    def rounded(self) -> Decimal | None:
        """The value with two decimals, half up; None when the denominator is 0."""
        return None if self.value is None else round_half_up(self.value, 2)

    @property
    def text(self) -> str:
        """The value as people read it: `96,50 % (7.913/8.200)`, `52`, `Có`."""
        value = self.value
        if value is None:
            return "không có trường hợp nào"
        if self.unit is Unit.BOOLEAN:
            return "Có" if value else "Không"
        if self.unit is Unit.PERCENT:
            percent = f"{format_number(round_half_up(value, 2), places=2)} %"
            if self.denominator == 100:  # noqa: PLR2004 - declared as a percent, not as a ratio
                return percent
            return f"{percent} ({format_number(self.numerator)}/{format_number(self.denominator)})"
        return format_number(Decimal(value.numerator) / Decimal(value.denominator))
