"""Banks by their BIN, from the catalogue."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from thuocdo.core.strict import Strict

__all__ = ["Bank", "BankBook"]


class Bank(Strict):
    """A bank that takes VietQR transfers.

    Attributes:
        bin: six digits, given by NAPAS.
        short: as banking apps call it.
        valid_to: since when its BIN is no more; half-open.
    """

    bin: Annotated[str, Field(pattern=r"^[0-9]{6}$")]
    short: str
    name: str
    valid_from: date
    valid_to: date | None = None


class BankBook(Strict):
    """The banks that are known here, and where the list is from."""

    reference: str
    assumed: bool = False
    assumption: str = ""
    banks: Annotated[tuple[Bank, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.assumed != bool(self.assumption):
            raise ValueError("«assumed: true» phải đi cùng «assumption», và ngược lại")
        known = [bank.bin for bank in self.banks]
        twice = sorted({number for number in known if known.count(number) > 1})
        if twice:
            raise ValueError(f"BIN xuất hiện hai lần: {', '.join(twice)}")
        return self

    def bank(self, number: str, day: date) -> Bank | None:
        """Return the bank that has this BIN on a day, or None."""
        return next(
            (
                bank
                for bank in self.banks
                if bank.bin == number
                and bank.valid_from <= day
                and (bank.valid_to is None or day < bank.valid_to)
            ),
            None,
        )
