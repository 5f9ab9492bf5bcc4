"""The rules that all dossiers of the one-stop shop share, as data."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from thuocdo.core.procedures.earlier import StockDigitisation
from thuocdo.core.worktime.written import Written

__all__ = ["CodeFormat", "Extensions", "OneStopRules", "SupplementRequests"]


class CodeFormat(Written):
    """How a dossier's code is written, from a day on."""

    valid_from: date
    pattern: str
    law: str

    def code(self, agency: str, day: date, serial: int) -> str:
        """Return the code of the day's `serial`-th dossier of an agency."""
        return self.pattern.format(agency=agency, day=day, serial=serial)

    @model_validator(mode="after")
    def _can_be_filled(self) -> Self:
        try:
            codes = {self.code("A", self.valid_from, serial) for serial in (1, 2)}
        except (KeyError, IndexError, ValueError, AttributeError) as error:
            raise ValueError("«pattern» chỉ dùng được {agency}, {day}, {serial}") from error
        if len(codes) == 1:
            raise ValueError("«pattern» phải có {serial}, nếu không mã sẽ trùng")
        return self


class SupplementRequests(Written):
    """Asking the applicant for more: from which time on a leader must ask."""

    needs_leader_from: Annotated[int, Field(ge=1)]
    law: str


class Extensions(Written):
    """Apologising and appointing again.

    Attributes:
        days_before: how many working days before the due time the letter is to be made.
        at_most: how many times.
        moves_due: whether the new appointment is what on time is measured against.
    """

    days_before: Annotated[int, Field(ge=0)]
    at_most: Annotated[int, Field(ge=1)]
    moves_due: bool
    law: str


class OneStopRules(Written):
    """All of them; codes by the day from which they are written so, newest last."""

    codes: Annotated[tuple[CodeFormat, ...], Field(min_length=1)]
    supplement_requests: SupplementRequests
    extensions: Extensions
    stock_digitisation: StockDigitisation

    def code_format(self, day: date) -> CodeFormat:
        """Return how codes are written on a day; the first way before any was in force."""
        begun = [one for one in self.codes if one.valid_from <= day]
        return begun[-1] if begun else self.codes[0]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        days = [one.valid_from for one in self.codes]
        if days != sorted(set(days)):
            raise ValueError("«codes» phải xếp theo «valid_from», mỗi ngày một dòng")
        return self
