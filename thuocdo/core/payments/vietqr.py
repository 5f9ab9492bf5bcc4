"""VietQR: a transfer to a bank account as NAPAS has it in an EMVCo code (version 1.5.2)."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from thuocdo.core.payments.emv import NotEmv, fields_in, joined, sealed, unsealed

__all__ = ["NotVietQr", "Transfer", "payload_of", "transfer_in"]

_NAPAS = "A000000727"
_TO_ACCOUNT = "QRIBFTTA"
_DONG, _VIETNAM = "704", "VN"
_VERSION, _FOR_MANY, _FOR_ONE = "01", "11", "12"
_LONGEST_NOTE = 25
_LONGEST_AMOUNT = 13
_BIN, _ACCOUNT = re.compile(r"[0-9]{6}"), re.compile(r"[0-9A-Za-z]{1,19}")


class NotVietQr(ValueError):
    """No such transfer can be written or read; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """What a banking app fills in.

    Attributes:
        bank: the bank's BIN, six digits.
        amount: whole đồng; None lets the payer type it.
        bill: number of the bill; empty for none.
        purpose: what the transfer's text says; empty for none.
    """

    bank: str
    account: str
    amount: Decimal | None = None
    bill: str = ""
    purpose: str = ""


def payload_of(transfer: Transfer) -> str:
    """Return the text of the QR code.

    Raises:
        NotVietQr: the bank, the account, the amount or a note cannot be written in such a code.
    """
    if not _BIN.fullmatch(transfer.bank):
        raise NotVietQr(f"Mã ngân hàng phải có 6 chữ số, không phải «{transfer.bank}».")
    if not _ACCOUNT.fullmatch(transfer.account):
        raise NotVietQr(
            f"Số tài khoản phải có từ 1 đến 19 chữ số hoặc chữ cái không dấu, không phải «{transfer.account}»."
        )
    for name, note in (("Số hóa đơn", transfer.bill), ("Nội dung", transfer.purpose)):
        if len(note) > _LONGEST_NOTE:
            raise NotVietQr(f"{name} dài quá {_LONGEST_NOTE} ký tự: «{note}».")
    beneficiary = joined([("00", transfer.bank), ("01", transfer.account)])
    account = joined([("00", _NAPAS), ("01", beneficiary), ("02", _TO_ACCOUNT)])
    notes = [(tag, note) for tag, note in (("01", transfer.bill), ("08", transfer.purpose)) if note]
    fields = [
        ("00", _VERSION),
        ("01", _FOR_MANY if transfer.amount is None else _FOR_ONE),
        ("38", account),
        ("53", _DONG),
        *([] if transfer.amount is None else [("54", _written(transfer.amount))]),
        ("58", _VIETNAM),
    ]
    try:
        more = [("62", joined(notes))] if notes else []
        return sealed(joined([*fields, *more]))
    except NotEmv as error:
        raise NotVietQr(f"Không lập được mã VietQR: {error}.") from error


def transfer_in(text: str) -> Transfer:
    """Read the text of a VietQR code for a transfer to an account; fields it does not know are passed over.

    Raises:
        NotVietQr: it is no such code, was changed, or is for something else than đồng to an account.
    """
    try:
        fields = fields_in(unsealed(text))
        account = fields_in(fields.get("38", ""))
        beneficiary = fields_in(account.get("01", ""))
        notes = fields_in(fields.get("62", ""))
    except NotEmv as error:
        raise NotVietQr(f"Không đọc được mã VietQR: {error}.") from error
    expected = {
        "phiên bản": (fields.get("00"), _VERSION),
        "mã NAPAS": (account.get("00"), _NAPAS),
        "dịch vụ": (account.get("02"), _TO_ACCOUNT),
        "loại tiền": (fields.get("53"), _DONG),
        "nước": (fields.get("58"), _VIETNAM),
    }
    for name, (told, wanted) in expected.items():
        if told != wanted:
            raise NotVietQr(f"Mã không phải VietQR chuyển đến tài khoản: {name} là «{told or ''}».")
    return Transfer(
        bank=_matching(_BIN, beneficiary.get("00", ""), "mã ngân hàng"),
        account=_matching(_ACCOUNT, beneficiary.get("01", ""), "số tài khoản"),
        amount=_read(fields["54"]) if "54" in fields else None,
        bill=notes.get("01", ""),
        purpose=notes.get("08", ""),
    )


def _matching(form: re.Pattern[str], told: str, name: str) -> str:
    if not form.fullmatch(told):
        raise NotVietQr(f"Mã VietQR có {name} sai: «{told}».")
    return told


def _written(amount: Decimal) -> str:
    if not amount.is_finite() or amount <= 0 or amount != amount.to_integral_value():
        raise NotVietQr(f"Số tiền phải là số đồng nguyên lớn hơn 0, không phải {amount}.")
    written = f"{amount:f}".partition(".")[0]
    if len(written) > _LONGEST_AMOUNT:
        raise NotVietQr(f"Số tiền dài quá {_LONGEST_AMOUNT} chữ số: {written}.")
    return written


def _read(told: str) -> Decimal:
    try:
        amount = Decimal(told)
    except InvalidOperation as error:
        raise NotVietQr(f"Mã VietQR có số tiền sai: «{told}».") from error
    if not amount.is_finite() or amount <= 0:
        raise NotVietQr(f"Mã VietQR có số tiền sai: «{told}».")
    return amount
