"""Allowances: how much time the law gives, in which unit, and the shorter time an office commits to."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from thuocdo.core.vietnamese import format_number
from thuocdo.core.worktime.errors import CommitmentNotAllowed, WrongAllowance
from thuocdo.core.worktime.written import Written

__all__ = ["Allowance", "Commitment", "TimeUnit"]


class TimeUnit(StrEnum):
    """What an allowance counts in."""

    WORKING_DAYS = "working_days"
    HALF_DAYS = "half_days"
    WORKING_HOURS = "working_hours"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    SAME_DAY = "same_day"
    """By the end of the day of receipt."""


_WORDS = {
    TimeUnit.WORKING_DAYS: "ngày làm việc",
    TimeUnit.HALF_DAYS: "buổi làm việc",
    TimeUnit.WORKING_HOURS: "giờ làm việc",
    TimeUnit.CALENDAR_DAYS: "ngày",
    TimeUnit.MONTHS: "tháng",
}
_LONGEST = 9  # powers of ten; beyond any calendar, and still quick to count with
# How many of the finest countable pieces make one unit: half-days in days, minutes in hours.
_PIECES = {TimeUnit.WORKING_DAYS: 2, TimeUnit.WORKING_HOURS: 60}

# How many of the finest pieces that an office would promise make one unit.
_STEPS = {TimeUnit.WORKING_DAYS: 2, TimeUnit.WORKING_HOURS: 4}


@dataclass(frozen=True, slots=True)
class Allowance:
    """An amount of time to do something in.

    Attributes:
        amount: above 0; days may be halves, hours must be whole minutes, other units are whole;
            0 for `SAME_DAY`.
        unit: what is counted.

    Raises:
        WrongAllowance: the amount is not one that the unit can count.
    """

    amount: Decimal
    unit: TimeUnit

    def __post_init__(self) -> None:
        if self.unit is TimeUnit.SAME_DAY:
            if self.amount:
                raise WrongAllowance("Thời hạn «trả trong ngày» không kèm số lượng.")
        elif not self.amount.is_finite() or self.amount <= 0:
            raise WrongAllowance(
                f"Thời hạn phải lớn hơn 0, không thể là {self.amount} {_WORDS[self.unit]}."
            )
        elif self.amount.adjusted() > _LONGEST:
            raise WrongAllowance(f"Thời hạn quá dài: {self.amount:.3g} {_WORDS[self.unit]}.")
        elif self.amount * _PIECES.get(self.unit, 1) % 1:
            raise WrongAllowance(f"Không đếm được {self.text}: phần lẻ quá nhỏ.")

    @classmethod
    def of(cls, amount: Decimal | int | str, unit: TimeUnit) -> "Allowance":
        """Return the allowance of a number given as people give it."""
        return cls(Decimal(amount), unit)

    @classmethod
    def same_day(cls) -> "Allowance":
        """Return the allowance of procedures that are done on the day."""
        return cls(Decimal(0), TimeUnit.SAME_DAY)

    @property
    def pieces(self) -> int:
        """Half-days of days and half-days, minutes of hours, else the whole amount."""
        return int(self.amount * _PIECES.get(self.unit, 1))

    @property
    def text(self) -> str:
        """As people read it: `25 ngày làm việc`."""
        if self.unit is TimeUnit.SAME_DAY:
            return "trong ngày"
        return f"{format_number(self.amount)} {_WORDS[self.unit]}"


class Commitment(Written):
    """How far an office may shorten a statutory allowance, in percent of it.

    Attributes:
        at_least: less than that is no commitment worth recording.
        usual_at_most: the most that is common; more is allowed and worth a second look.
        at_most: the most that is accepted.
        round_up_to: to what a shortened number of working days is rounded, upwards.
    """

    at_least: Annotated[Decimal, Field(ge=0, lt=100)]
    usual_at_most: Annotated[Decimal, Field(gt=0, lt=100)]
    at_most: Annotated[Decimal, Field(gt=0, lt=100)]
    round_up_to: Literal["half_day", "day"]
    reference: str

    def shortened(self, statutory: Allowance, share: Decimal) -> Allowance:
        """Return `statutory` less `share` percent.

        A share with decimals is a rounded one (33,3 stands for a third), so 15 days less 33,3 %
        are 10. Hours are rounded up to quarters, other units to what they can count.

        Raises:
            CommitmentNotAllowed: the share is outside what is allowed.
            WrongAllowance: the unit cannot be shortened.
        """
        if not self.at_least <= share <= self.at_most:
            raise CommitmentNotAllowed(
                f"Thời hạn cam kết phải ngắn hơn từ {format_number(self.at_least)} % đến "
                f"{format_number(self.at_most)} % so với luật định, không thể là {format_number(share)} %."
            )
        if statutory.unit is TimeUnit.SAME_DAY:
            raise WrongAllowance("Thời hạn «trả trong ngày» không rút ngắn được.")
        exponent = share.normalize().as_tuple().exponent
        digits = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        slack = Decimal(5).scaleb(-digits - 1) if digits else Decimal(0)
        left = statutory.amount * (100 - share - slack) / 100
        step = self._step(statutory.unit)
        return Allowance(
            (left * step).to_integral_value(rounding=ROUND_CEILING) / step, statutory.unit
        )

    def share(self, statutory: Allowance, committed: Allowance) -> Decimal:
        """Return by how many percent `committed` is shorter, to one decimal.

        Raises:
            CommitmentNotAllowed: the units differ, or it is not shorter by a share allowed.
        """
        if statutory.unit is not committed.unit or not statutory.amount:
            raise CommitmentNotAllowed(
                f"Không so được {committed.text} với {statutory.text}: khác đơn vị."
            )
        exact = (statutory.amount - committed.amount) / statutory.amount * 100
        share = round(exact, 1)
        if not self.at_least <= share <= self.at_most:
            raise CommitmentNotAllowed(
                f"Cam kết {committed.text} ngắn hơn {statutory.text} {format_number(share)} %, "
                f"ngoài khoảng {format_number(self.at_least)}–{format_number(self.at_most)} %."
            )
        return share

    def is_usual(self, share: Decimal) -> bool:
        """Return whether a share is no larger than what is common."""
        return share <= self.usual_at_most

    def _step(self, unit: TimeUnit) -> int:
        if unit is TimeUnit.WORKING_DAYS and self.round_up_to == "day":
            return 1
        return _STEPS.get(unit, 1)
