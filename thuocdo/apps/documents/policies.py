"""Who may add, change and see evidence; who asks for opinions and who answers."""

from thuocdo.apps.documents.models import Consultation, Evidence
from thuocdo.apps.organisations.models import Agency, User
from thuocdo.apps.organisations.policies import check_works_for
from thuocdo.kit.refusals import NotAllowed, can

__all__ = [
    "can_answer",
    "can_change",
    "check_can_answer",
    "check_can_ask",
    "check_can_change",
    "check_can_withdraw",
    "check_sees_consultation",
]


def check_can_change(user: User, evidence: Evidence) -> None:
    """An agency's own people, as long as the evidence counts."""
    check_works_for(user, evidence.agency)
    if evidence.withdrawn_at is not None:
        raise NotAllowed("Tài liệu này đã rút nên không thay đổi được nữa. Hãy thêm tài liệu mới.")


can_change = can(check_can_change)


def check_can_withdraw(user: User, evidence: Evidence, reason: str) -> None:
    """Like a change, and with a reason that others can read."""
    check_can_change(user, evidence)
    if not reason.strip():
        raise NotAllowed("Hãy ghi lý do rút; người thẩm định sẽ đọc lý do này.")


def check_can_ask(user: User, asked_by: Agency, owed_by: Agency) -> None:
    """An agency's own people ask for it, and another agency."""
    check_works_for(user, asked_by)
    if asked_by == owed_by:
        raise NotAllowed("Cơ quan không tự xin ý kiến của mình. Hãy chọn cơ quan khác.")


def check_can_answer(user: User, consultation: Consultation) -> None:
    """The people of the agency that was asked, once."""
    if user.agency_id != consultation.owed_by_id:
        raise NotAllowed(f"Ý kiến này do {consultation.owed_by.name} trả lời.")
    if consultation.answered_at is not None:
        raise NotAllowed("Ý kiến này đã được trả lời; câu trả lời không sửa được nữa.")


can_answer = can(check_can_answer)


def check_sees_consultation(user: User, consultation: Consultation) -> None:
    """The people of the two agencies."""
    if user.agency_id not in {consultation.asked_by_id, consultation.owed_by_id}:
        raise NotAllowed("Chỉ cơ quan hỏi và cơ quan được hỏi xem được lần xin ý kiến này.")
