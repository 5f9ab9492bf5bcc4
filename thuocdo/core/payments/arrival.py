"""What has arrived of an amount, from notices that may come late, twice or out of order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

__all__ = ["Arrival", "ConflictingNotices", "PaymentNotice", "arrived"]


class ConflictingNotices(ValueError):
    """Two notices bear one key and say different things; a person must look at them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentNotice:
    """A transfer that reached the account.

    Attributes:
        key: names the transfer for ever; the same key is the same money, however often it is told.
        reference: which payment it is for, as the order had it.
        bank_reference: the bank's own number of the transfer.
    """

    key: str
    reference: str
    amount: Decimal
    paid_at: datetime
    bank_reference: str = ""

    def __post_init__(self) -> None:
        if self.paid_at.utcoffset() is None:
            raise ValueError(f"{self.paid_at} has no time zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """How an amount stands.

    Attributes:
        received: the sum of the transfers, each counted once.
        missing: what is still owed; 0 when nothing is.
        excess: what must be given back; 0 when nothing is.
        paid_at: when the amount was complete; None while it is not.
    """

    received: Decimal
    missing: Decimal
    excess: Decimal
    paid_at: datetime | None


def arrived(amount: Decimal, notices: Iterable[PaymentNotice]) -> Arrival:
    """Add up the notices of one payment.

    Raises:
        ConflictingNotices: one key stands for two different transfers.
    """
    once: dict[str, PaymentNotice] = {}
    for notice in notices:
        if once.setdefault(notice.key, notice) != notice:
            raise ConflictingNotices(
                f"Hai thông báo cùng mã «{notice.key}» mà nội dung khác nhau; đối chiếu với sao kê ngân hàng."
            )
    received, paid_at = Decimal(0), None
    for notice in sorted(once.values(), key=lambda one: (one.paid_at, one.key)):
        received += notice.amount
        if paid_at is None and received >= amount:
            paid_at = notice.paid_at
    return Arrival(
        received=received,
        missing=max(amount - received, Decimal(0)),
        excess=max(received - amount, Decimal(0)),
        paid_at=paid_at,
    )
