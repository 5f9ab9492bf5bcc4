"""Where fees are paid by transfer: an order gives a code to scan, a signed notice tells of the money."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from thuocdo.core.payments import PaymentNotice

__all__ = ["PaymentFailed", "PaymentOrder", "Payments"]


class PaymentFailed(Exception):
    """Nothing was ordered or read; the message says in Vietnamese why.

    Attributes:
        retry: the one question of a failure: may the very same call succeed later (True), or will
            it never (False).
    """

    def __init__(self, message: str, *, retry: bool) -> None:
        super().__init__(message)
        self.retry = retry


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentOrder:
    """What the applicant is shown.

    Attributes:
        reference: what ties the money to the dossier; the transfer's text.
        payload: the text of the QR code.
        bank: the bank's short name.
        holder: in whose name the account is.
    """

    reference: str
    amount: Decimal
    payload: str
    bank: str
    account: str
    holder: str


class Payments(Protocol):
    """Orders payments and reads what the bank's side tells."""

    def order(self, reference: str, amount: Decimal) -> PaymentOrder:
        """Return an order; the same reference and amount give the same order.

        Raises:
            PaymentFailed: the amount or reference cannot be ordered, or nobody answers.
        """

    def read(self, body: bytes, signature: str, *, now: datetime) -> PaymentNotice:
        """Return what a notification says, once its signature and time are found good.

        Raises:
            PaymentFailed: it is not to be believed, not understood, or cannot be checked now.
        """
