"""What the counter hands over: the receipt, what is still missing, or why nothing is taken in."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from thuocdo.core.papers.blocks import (
    Applicant,
    Contact,
    Letterhead,
    PaperPart,
    RegisterPlace,
    aware,
)
from thuocdo.core.papers.forms import Form

__all__ = ["Receipt", "Refusal", "SupplementRequest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả.

    Attributes:
        code: the dossier's.
        lookup: what the QR code says: the address at which the dossier is followed, or its code.
        request: what the applicant asks for.
        sets: how many sets of the dossier were handed in.
        allowance: in words, such as `25 ngày làm việc`.
        provisional: the due time rests on a year whose holidays are not decreed yet.
        result_at: where the applicant chose to get the result.
        fee: phí, in đồng; None where there is none.
        charge: lệ phí, in đồng; None where there is none.
        officer: who received it.
        both_copies: print every copy that the form asks for, one after the other.
    """

    form: Form
    head: Letterhead
    code: str
    lookup: str
    applicant: Applicant
    request: str
    parts: tuple[PaperPart, ...]
    allowance: str
    received_at: datetime
    due_at: datetime
    result_at: str
    register: RegisterPlace
    officer: str
    sets: int = 1
    provisional: bool = False
    fee: Decimal | None = None
    charge: Decimal | None = None
    both_copies: bool = False

    def __post_init__(self) -> None:
        aware(self.received_at, self.due_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementRequest:
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ.

    Attributes:
        demands: what must be added or mended, one each.
        reason: why, with the article that asks for it.
        contact: who helps when something is unclear.
        officer: who instructs the applicant and signs.
        until: by when, where the procedure sets a day.
    """

    form: Form
    head: Letterhead
    code: str
    lookup: str
    applicant: Applicant
    request: str
    demands: tuple[str, ...]
    reason: str
    contact: Contact
    officer: str
    until: datetime | None = None

    def __post_init__(self) -> None:
        aware(self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Phiếu từ chối tiếp nhận giải quyết hồ sơ.

    Attributes:
        code: empty for a dossier that never got one.
        lookup: empty where there is nothing to follow; then no QR code is printed.
        reasons: why, one each, with the article.
    """

    form: Form
    head: Letterhead
    applicant: Applicant
    request: str
    reasons: tuple[str, ...]
    officer: str
    code: str = ""
    lookup: str = ""
