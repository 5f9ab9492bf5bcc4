"""Letters that the head of the agency signs: an apology, and the notice that handling has stopped."""

from dataclasses import dataclass
from datetime import datetime

from thuocdo.core.papers.blocks import Applicant, Letterhead, Signer, aware
from thuocdo.core.papers.forms import Form

__all__ = ["Apology", "StopNotice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Apology:
    """Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết.

    Attributes:
        request: what the applicant asked for.
        due_at: the appointment that is not kept.
        new_due_at: when the result is promised now.
        reasons: of the lateness or the error, one each.
        recipients: who gets the letter (Nơi nhận), as printed.
    """

    form: Form
    head: Letterhead
    code: str
    lookup: str
    applicant: Applicant
    request: str
    received_at: datetime
    due_at: datetime
    new_due_at: datetime
    reasons: tuple[str, ...]
    signer: Signer
    recipients: tuple[str, ...]

    def __post_init__(self) -> None:
        aware(self.received_at, self.due_at, self.new_due_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class StopNotice:
    """Thông báo dừng giải quyết hồ sơ.

    Attributes:
        stopped_at: from when on the dossier is no longer handled.
        reasons: why, one each, with the article.
        next_steps: what the applicant may do, one sentence each; may be empty.
    """

    form: Form
    head: Letterhead
    code: str
    lookup: str
    applicant: Applicant
    request: str
    received_at: datetime
    stopped_at: datetime
    reasons: tuple[str, ...]
    signer: Signer
    recipients: tuple[str, ...]
    next_steps: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        aware(self.received_at, self.stopped_at)
