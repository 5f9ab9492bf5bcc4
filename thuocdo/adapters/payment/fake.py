"""A bank's side for the demo and for tests: it pays an order and signs the notice of it."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from hashlib import sha256

from thuocdo.adapters.payment.vietqr import signature_of
from thuocdo.core.payments import transfer_in

__all__ = ["FakeBank"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeBank:
    """Whoever scans the code and pays at once.

    Attributes:
        secret: the one that the reader of notices has.
    """

    secret: str = field(repr=False)

    def pay(
        self, payload: str, *, now: datetime, amount: Decimal | None = None, nth: int = 1
    ) -> tuple[bytes, str]:
        """Pay what the code asks for, or another amount; return body and signature of the notice.

        The same payment told again at another time has another signature and the same `id`; `nth`
        makes it another transfer for the same order.
        """
        transfer = transfer_in(payload)
        paid = transfer.amount if amount is None else amount
        number = sha256(f"{payload}|{paid}|{nth}".encode()).hexdigest()[:12].upper()
        told = {
            "id": f"FT{number}",
            "reference": transfer.purpose,
            "amount": f"{paid}",
            "currency": "VND",
            "paid_at": now.isoformat(),
            "bank_reference": f"FT{number}",
        }
        body = json.dumps(told, sort_keys=True).encode()
        return body, signature_of(body, secret=self.secret, at=now)
