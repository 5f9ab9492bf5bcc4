"""What must be so before something happens to a dossier, besides its state and who does it.

Pages ask the same functions to say beforehand why a button cannot be used.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from thuocdo.apps.dossiers.models import EventKind
from thuocdo.apps.dossiers.policies import check_leads
from thuocdo.apps.dossiers.services.happenings import Held
from thuocdo.apps.dossiers.services.money import closing_gaps, fee_owed
from thuocdo.apps.rulebooks.queries import clock, one_stop_rules
from thuocdo.core.procedures.model import StepDecision
from thuocdo.core.workflows.dossier import DossierAction
from thuocdo.kit.refusals import NotAllowed, can

__all__ = ["check_ready", "next_supplement_needs_leader"]

_leads = can(check_leads)
_OPINION = (EventKind.OPINION_ASKED, EventKind.OPINION_GIVEN)
_LEG = (EventKind.LEG_STARTED, EventKind.LEG_ENDED)


def check_ready(held: Held, now: datetime) -> None:
    """Refuse what the events so far, the step or the time stand in the way of.

    Raises:
        NotAllowed: the first thing that does.
    """
    held.procedure  # noqa: B018 - refuses dossiers from files
    if check := _CHECKS.get(held.action):
        check(held, now)


def next_supplement_needs_leader(held: Held) -> bool:
    """Tell whether one more request is for a leader to decide."""
    rules = one_stop_rules().supplement_requests
    return held.count(EventKind.SUPPLEMENT_REQUESTED) + 1 >= rules.needs_leader_from


def _taking_up(held: Held, now: datetime) -> None:  # noqa: ARG001 - all checks look alike
    if held.dossier.holder_id == held.by.pk:
        raise NotAllowed("Bạn đang giữ hồ sơ này rồi.")
    if held.dossier.holder_id is not None:
        raise NotAllowed(f"Hồ sơ đã được giao cho {held.dossier.holder}.")


def _supplement(held: Held, now: datetime) -> None:  # noqa: ARG001
    if next_supplement_needs_leader(held):
        check_leads(held.by, held.dossier.agency, "yêu cầu bổ sung thêm lần nữa")
    _check_step(held, StepDecision.ASK_SUPPLEMENT, "yêu cầu bổ sung")


def _asking(held: Held, now: datetime) -> None:  # noqa: ARG001
    _check_step(held, StepDecision.ASK_OPINION, "lấy ý kiến")
    if _open(held, *_OPINION):
        raise NotAllowed("Đang chờ ý kiến của một cơ quan; hãy ghi trả lời trước khi hỏi tiếp.")


def _answering(held: Held, now: datetime) -> None:  # noqa: ARG001
    if not _open(held, *_OPINION):
        raise NotAllowed("Hồ sơ này không chờ ý kiến của cơ quan nào.")


def _starting_leg(held: Held, now: datetime) -> None:  # noqa: ARG001
    if _open(held, *_LEG):
        raise NotAllowed("Hồ sơ đang ở cơ quan phối hợp.")
    gone = held.count(EventKind.LEG_STARTED)
    ahead = held.procedure.legs[gone : gone + 1]
    if not ahead or ahead[0].after != held.dossier.step:
        raise NotAllowed("Ở bước này quy trình không chuyển hồ sơ cho cơ quan phối hợp nào.")


def _ending_leg(held: Held, now: datetime) -> None:  # noqa: ARG001
    if not _open(held, *_LEG):
        raise NotAllowed("Hồ sơ không ở cơ quan phối hợp nào.")


def _collecting(held: Held, now: datetime) -> None:  # noqa: ARG001
    if fee_owed(held.events) <= 0:
        raise NotAllowed("Hồ sơ không còn phí, lệ phí nào phải thu.")


def _apologising(held: Held, now: datetime) -> None:
    rules, due = one_stop_rules().extensions, held.row.due_at
    if due is None:
        raise NotAllowed("Hồ sơ không có ngày hẹn trả nên không hẹn lại được.")
    if held.count(EventKind.EXTENDED) >= rules.at_most:
        raise NotAllowed(f"Chỉ được hẹn lại {rules.at_most} lần; hồ sơ này đã hẹn lại rồi.")
    if now >= due:
        raise NotAllowed(
            f"Hồ sơ đã quá hạn từ {clock().moment(clock().minute(due)):%H:%M %d/%m/%Y}; văn bản xin "
            "lỗi phải lập trước hạn. Hãy giải quyết ngay và giải trình khi được hỏi."
        )


def _refusing(held: Held, now: datetime) -> None:  # noqa: ARG001
    _check_step(held, StepDecision.REFUSE, "từ chối")


def _finishing(held: Held, now: datetime) -> None:  # noqa: ARG001
    _check_step(held, StepDecision.APPROVE, "ghi có kết quả")
    if _open(held, *_OPINION):
        raise NotAllowed("Đang chờ ý kiến của cơ quan khác; hãy ghi trả lời trước.")
    if _open(held, *_LEG):
        raise NotAllowed("Hồ sơ còn ở cơ quan phối hợp; hãy nhận lại trước.")


def _returning(held: Held, now: datetime) -> None:  # noqa: ARG001
    if gaps := closing_gaps(held.events):
        raise NotAllowed(f"Chưa kết thúc hồ sơ được: {'; '.join(gaps)}.")


_CHECKS: Mapping[DossierAction, Callable[[Held, datetime], None]] = {
    DossierAction.TAKEN_UP: _taking_up,
    DossierAction.SUPPLEMENT_REQUESTED: _supplement,
    DossierAction.OPINION_ASKED: _asking,
    DossierAction.OPINION_GIVEN: _answering,
    DossierAction.LEG_STARTED: _starting_leg,
    DossierAction.LEG_ENDED: _ending_leg,
    DossierAction.FEE_COLLECTED: _collecting,
    DossierAction.EXTENDED: _apologising,
    DossierAction.REFUSED: _refusing,
    DossierAction.RESULT_READY: _finishing,
    DossierAction.RESULT_RETURNED: _returning,
}


def _open(held: Held, begins: EventKind, ends: EventKind) -> bool:
    return held.count(begins) > held.count(ends)


def _check_step(held: Held, decision: StepDecision, what: str) -> None:
    """The step says what whoever holds it may decide; leaders may in every step."""
    step = held.procedure.step(held.dossier.step) if held.dossier.step else None
    if step is not None and decision in step.may:
        return
    if not _leads(held.by, held.dossier.agency, what):
        title = step.title if step else "hiện tại"
        raise NotAllowed(f"Ở bước «{title}» chỉ lãnh đạo mới {what} được.")
