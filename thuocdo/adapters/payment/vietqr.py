"""Payment by VietQR: orders are made here, notices come over a webhook signed by HMAC-SHA256.

The signature's header is `t=<seconds since 1970>,v1=<hex>`, the hex being the HMAC of
`<seconds>.<body>`; several `v1` may stand there while the secret is being changed. The body is JSON:
`id`, `reference`, `amount` (text, đồng), `currency` (`VND`), `paid_at` (ISO 8601 with zone), `bank_reference`.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from thuocdo.core.payments import Bank, NotVietQr, PaymentNotice, Transfer, payload_of
from thuocdo.core.ports.payment import PaymentFailed, PaymentOrder

__all__ = ["VietQr", "signature_of"]

WINDOW = timedelta(minutes=5)
_HEADER = re.compile(r"t=(?P<seconds>[0-9]{1,12})(?P<signatures>(?:,v1=[0-9a-f]{64}){1,3})")
_LARGEST_BODY = 64 * 1024


class _Told(BaseModel):
    """The body of a notification; what a newer sender adds is passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: Annotated[str, Field(min_length=1, max_length=100)]
    reference: Annotated[str, Field(min_length=1, max_length=100)]
    amount: Annotated[Decimal, Field(gt=0, max_digits=15, decimal_places=0)]
    currency: Literal["VND"]
    paid_at: AwareDatetime
    bank_reference: Annotated[str, Field(max_length=100)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VietQr:
    """Transfers to one account.

    Attributes:
        secret: shared with whoever sends notices; without one no notice is believed.
        window: how far the time of a signature may be from now, either way.
    """

    bank: Bank
    account: str
    holder: str
    secret: str = field(repr=False)
    window: timedelta = WINDOW

    def order(self, reference: str, amount: Decimal) -> PaymentOrder:
        """Make the code; nobody has to be asked."""
        transfer = Transfer(
            bank=self.bank.bin,
            account=self.account,
            amount=amount,
            bill=reference,
            purpose=reference,
        )
        if not reference:
            raise PaymentFailed("Chưa lập được mã thanh toán: thiếu mã tham chiếu.", retry=False)
        try:
            payload = payload_of(transfer)
        except NotVietQr as error:
            raise PaymentFailed(f"Chưa lập được mã thanh toán. {error}", retry=False) from error
        return PaymentOrder(
            reference=reference,
            amount=amount,
            payload=payload,
            bank=self.bank.short,
            account=self.account,
            holder=self.holder,
        )

    def read(self, body: bytes, signature: str, *, now: datetime) -> PaymentNotice:
        """Check who sent it and when, then what it says."""
        self._believe(body, signature, now)
        try:
            told = _Told.model_validate_json(body)
        except ValidationError as error:
            where = ", ".join(sorted({".".join(map(str, one["loc"])) for one in error.errors()}))
            raise PaymentFailed(
                f"Thông báo thanh toán không đúng mẫu ({where or 'không phải JSON'}).", retry=False
            ) from error
        return PaymentNotice(
            key=f"vietqr:{told.id}",
            reference=told.reference,
            amount=told.amount,
            paid_at=told.paid_at,
            bank_reference=told.bank_reference,
        )

    def _believe(self, body: bytes, signature: str, now: datetime) -> None:
        if not self.secret:
            raise PaymentFailed(
                "Chưa đặt khóa bí mật của cổng thanh toán (THUOCDO_PAYMENT_SECRET).", retry=True
            )
        told = _HEADER.fullmatch(signature)
        if told is None or len(body) > _LARGEST_BODY:
            raise PaymentFailed("Thông báo thanh toán không có chữ ký đúng mẫu.", retry=False)
        expected = _hmac(self.secret, int(told["seconds"]), body).encode()
        given = [one.partition("=")[2].encode() for one in told["signatures"].split(",")[1:]]
        if not any(hmac.compare_digest(expected, one) for one in given):
            raise PaymentFailed("Chữ ký của thông báo thanh toán không đúng.", retry=False)
        if abs(now.timestamp() - int(told["seconds"])) > self.window.total_seconds():
            raise PaymentFailed(
                "Thông báo thanh toán đã cũ hoặc sai giờ; bên gửi cần ký lại rồi gửi lại.",
                retry=False,
            )


def signature_of(body: bytes, *, secret: str, at: datetime) -> str:
    """Return the header that a sender puts beside the body."""
    seconds = int(at.astimezone(UTC).timestamp())
    return f"t={seconds},v1={_hmac(secret, seconds, body)}"


def _hmac(secret: str, seconds: int, body: bytes) -> str:
    return hmac.new(secret.encode(), b"%d." % seconds + body, hashlib.sha256).hexdigest()
