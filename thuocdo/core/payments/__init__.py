"""Money that an applicant transfers: the code to scan, the bank that gets it, what has arrived."""

from thuocdo.core.payments.arrival import Arrival, ConflictingNotices, PaymentNotice, arrived
from thuocdo.core.payments.banks import Bank, BankBook
from thuocdo.core.payments.reference import reference_in, reference_of
from thuocdo.core.payments.vietqr import NotVietQr, Transfer, payload_of, transfer_in

__all__ = [
    "Arrival",
    "Bank",
    "BankBook",
    "ConflictingNotices",
    "NotVietQr",
    "PaymentNotice",
    "Transfer",
    "arrived",
    "payload_of",
    "reference_in",
    "reference_of",
    "transfer_in",
]
