"""What may happen to a dossier: the ten states of the national portal and the ways between them.

Law: Nghị định 118/2025/NĐ-CP and Thông tư 03/2025/TT-VPCP (the papers that go with each way); the
states are those that the National Public Service Portal exchanges. Who does what inside an office
is settled by its internal process; this table says which kinds of people may at all.
"""

from enum import StrEnum

from thuocdo.core.procedures.model import HandlerRole
from thuocdo.core.rows import PortalState
from thuocdo.core.tables.dossiers.words import STATES
from thuocdo.core.workflows.table import StateTable, Transition

__all__ = ["DOSSIER", "ENDED", "OPEN", "WAITING", "DossierAction"]


class DossierAction(StrEnum):
    """What may happen to a dossier."""

    REGISTERED = "REGISTERED"
    RECEIVED = "RECEIVED"
    REFUSED = "REFUSED"
    TAKEN_UP = "TAKEN_UP"
    HANDED_OVER = "HANDED_OVER"
    SUPPLEMENT_REQUESTED = "SUPPLEMENT_REQUESTED"
    SUPPLEMENTED = "SUPPLEMENTED"
    OPINION_ASKED = "OPINION_ASKED"
    OPINION_GIVEN = "OPINION_GIVEN"
    LEG_STARTED = "LEG_STARTED"
    LEG_ENDED = "LEG_ENDED"
    PAYMENT_REQUESTED = "PAYMENT_REQUESTED"
    PAID = "PAID"
    FEE_COLLECTED = "FEE_COLLECTED"
    EXTENDED = "EXTENDED"
    STOPPED = "STOPPED"
    WITHDRAWN = "WITHDRAWN"
    RESULT_READY = "RESULT_READY"
    RESULT_RETURNED = "RESULT_RETURNED"
    DIGITISED = "DIGITISED"
    PAPER_ISSUED = "PAPER_ISSUED"
    RATED = "RATED"


_REGISTERED = PortalState.REGISTERED
_RECEIVED = PortalState.RECEIVED
_AT_WORK = PortalState.IN_PROGRESS
_SUPPLEMENT = PortalState.SUPPLEMENT_REQUESTED
_PAYMENT = PortalState.PAYMENT_REQUESTED
_FINISHED = PortalState.FINISHED
_RETURNED = PortalState.RESULT_RETURNED

WAITING = (_SUPPLEMENT, _PAYMENT)
OPEN = (_RECEIVED, _AT_WORK, *WAITING)
"""Received and without an outcome."""
ENDED = (
    PortalState.NOT_RECEIVED,
    PortalState.WITHDRAWN,
    PortalState.STOPPED,
    _FINISHED,
    _RETURNED,
)

_CLERK, _OFFICIAL = HandlerRole.COUNTER_CLERK, HandlerRole.HANDLING_OFFICIAL
_HEAD, _DIRECTOR = HandlerRole.HEAD_OF_UNIT, HandlerRole.DIRECTOR
_ANYBODY = (_CLERK, _OFFICIAL, _HEAD, _DIRECTOR)
_COUNTER = (_CLERK,)
_HANDLERS = (_OFFICIAL, _HEAD, _DIRECTOR)
_LEADERS = (_HEAD, _DIRECTOR)
_A = DossierAction

DOSSIER = StateTable(
    (
        Transition(_A.REGISTERED, (None,), _REGISTERED, _COUNTER, "Đăng ký trực tuyến"),
        Transition(_A.RECEIVED, (None, _REGISTERED), _RECEIVED, _COUNTER, "Tiếp nhận"),
        Transition(
            _A.REFUSED,
            (_REGISTERED, _RECEIVED, _AT_WORK),
            PortalState.NOT_RECEIVED,
            (_CLERK, *_LEADERS),
            "Từ chối",
        ),
        Transition(_A.HANDED_OVER, (_RECEIVED, _AT_WORK), _AT_WORK, _ANYBODY, "Chuyển bước"),
        Transition(_A.TAKEN_UP, (_RECEIVED, _AT_WORK), None, _ANYBODY, "Nhận bàn giao"),
        Transition(
            _A.SUPPLEMENT_REQUESTED,
            (_REGISTERED, _RECEIVED, _AT_WORK),
            _SUPPLEMENT,
            _ANYBODY,
            "Yêu cầu bổ sung",
        ),
        Transition(_A.SUPPLEMENTED, (_SUPPLEMENT,), _AT_WORK, (_CLERK, *_HANDLERS), "Nhận bổ sung"),
        Transition(_A.OPINION_ASKED, (_AT_WORK,), None, _HANDLERS, "Lấy ý kiến"),
        Transition(_A.OPINION_GIVEN, (_AT_WORK,), None, _HANDLERS, "Ghi ý kiến trả lời"),
        Transition(_A.LEG_STARTED, (_AT_WORK,), None, _ANYBODY, "Chuyển cơ quan phối hợp"),
        Transition(_A.LEG_ENDED, (_AT_WORK,), None, _ANYBODY, "Nhận lại từ cơ quan phối hợp"),
        Transition(
            _A.PAYMENT_REQUESTED, (_RECEIVED, _AT_WORK), _PAYMENT, _ANYBODY, "Yêu cầu nộp tiền"
        ),
        Transition(_A.PAID, (_PAYMENT,), _AT_WORK, _ANYBODY, "Ghi nhận thanh toán"),
        Transition(_A.FEE_COLLECTED, (*OPEN, _FINISHED), None, (_CLERK,), "Thu phí, lệ phí"),
        Transition(_A.EXTENDED, OPEN, None, _LEADERS, "Xin lỗi và hẹn lại"),
        Transition(
            _A.STOPPED,
            (_RECEIVED, _AT_WORK, *WAITING),
            PortalState.STOPPED,
            _LEADERS,
            "Dừng giải quyết",
        ),
        Transition(
            _A.WITHDRAWN, (_REGISTERED, *OPEN), PortalState.WITHDRAWN, _COUNTER, "Cho rút hồ sơ"
        ),
        Transition(_A.RESULT_READY, (_AT_WORK,), _FINISHED, _HANDLERS, "Ghi có kết quả"),
        Transition(_A.RESULT_RETURNED, (_FINISHED,), _RETURNED, _COUNTER, "Trả kết quả"),
        Transition(
            _A.DIGITISED, (_REGISTERED, *OPEN, _FINISHED, _RETURNED), None, _ANYBODY, "Số hóa"
        ),
        Transition(
            _A.RATED,
            (PortalState.NOT_RECEIVED, PortalState.STOPPED, _FINISHED, _RETURNED),
            None,
            (_CLERK,),
            "Mời đánh giá",
        ),
        Transition(_A.PAPER_ISSUED, (*OPEN, *ENDED), None, _ANYBODY, "In giấy tờ"),
    ),
    STATES,
)
"""One row for each action; the drawn diagram is in `docs/reference/dossier-states.md`."""
