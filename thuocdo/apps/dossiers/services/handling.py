"""What an office does with a dossier on its way: each verb one event, in one transaction.

All raise `NotAllowed` with the reason, and then nothing is saved: the state table says when, the
policy says who, the step of the internal process says what may be decided in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from thuocdo.apps.dossiers.models import Dossier, EventKind
from thuocdo.apps.dossiers.policies import check_leads
from thuocdo.apps.dossiers.services.happenings import Held, happen, hold
from thuocdo.apps.dossiers.timing import told_allowance
from thuocdo.apps.organisations.models import Agency, Unit, User
from thuocdo.apps.rulebooks.queries import clock, one_stop_rules
from thuocdo.core.procedures.model import StepDecision
from thuocdo.core.workflows.dossier import DossierAction
from thuocdo.kit.formats import dong
from thuocdo.kit.refusals import NotAllowed, can

__all__ = [
    "Receiver",
    "answer_opinion",
    "apologise",
    "ask_opinion",
    "end_leg",
    "finish",
    "hand_over",
    "record_payment",
    "refuse",
    "request_payment",
    "request_supplement",
    "start_leg",
    "stop",
    "take_supplement",
    "take_up",
    "withdraw",
]

_leads = can(check_leads)


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who gets a dossier: a unit, a person of it, or both."""

    unit: Unit | None = None
    person: User | None = None

    def belongs_to(self, agency: Agency) -> bool:
        """Tell whether all of it is the agency's."""
        parts = [one for one in (self.unit, self.person) if one is not None]
        return bool(parts) and all(one.agency_id == agency.pk for one in parts)


@transaction.atomic
def take_up(*, dossier: Dossier, by: User, now: datetime) -> Held:
    """Sign for a dossier that was handed over; from now on it is this person's."""
    held = hold(dossier, DossierAction.TAKEN_UP, by=by)
    if held.dossier.holder_id == by.pk:
        raise NotAllowed("Bạn đang giữ hồ sơ này rồi.")
    if held.dossier.holder_id is not None:
        raise NotAllowed(f"Hồ sơ đã được giao cho {held.dossier.holder}.")
    return happen(held, now=now, payload={})


@transaction.atomic
def hand_over(
    *, dossier: Dossier, to: Receiver, by: User, now: datetime, step: str = "", note: str = ""
) -> Held:
    """Pass a dossier to the next step, or to the one named.

    Args:
        to: who gets it: a unit, where somebody signs for it, or right a person.
        step: empty for the one after the present one.
    """
    held = hold(dossier, DossierAction.HANDED_OVER, by=by)
    procedure = held.procedure
    if not step:
        after = procedure.next_step(held.dossier.step)
        if after is None:
            raise NotAllowed("Đây là bước cuối của quy trình; hãy ghi kết quả.")
        step = after.id
    elif step not in {one.id for one in procedure.steps}:
        raise NotAllowed(f"Quy trình của thủ tục {procedure.code} không có bước «{step}».")
    if not to.belongs_to(held.dossier.agency):
        raise NotAllowed(f"Nơi nhận không thuộc {held.dossier.agency.name}.")
    payload = {
        "step": step,
        "unit": to.unit.pk if to.unit else None,
        "to": to.person.pk if to.person else None,
        "note": note.strip(),
    }
    return happen(held, now=now, payload=payload)


@transaction.atomic
def request_supplement(
    *, dossier: Dossier, parts: Sequence[str], reason: str, by: User, now: datetime
) -> Held:
    """Ask the applicant for more; the clock stops until it comes.

    One request at most is free of lateness (Quyết định 766/QĐ-TTg), so that the second is for a
    leader to decide.
    """
    held = hold(dossier, DossierAction.SUPPLEMENT_REQUESTED, by=by)
    _say("nội dung cần bổ sung", *parts)
    _say("lý do", reason)
    rules = one_stop_rules().supplement_requests
    if held.count(EventKind.SUPPLEMENT_REQUESTED) + 1 >= rules.needs_leader_from:
        check_leads(held.by, held.dossier.agency, "yêu cầu bổ sung thêm lần nữa")
    _check_step(held, StepDecision.ASK_SUPPLEMENT, "yêu cầu bổ sung")
    payload = {"parts": [part.strip() for part in parts], "reason": reason.strip()}
    return happen(held, now=now, payload=payload)


@transaction.atomic
def take_supplement(*, dossier: Dossier, note: str, by: User, now: datetime) -> Held:
    """Take in what the applicant brings; the clock goes on as its rule says."""
    return happen(
        hold(dossier, DossierAction.SUPPLEMENTED, by=by), now=now, payload={"note": note.strip()}
    )


@transaction.atomic
def ask_opinion(
    *, dossier: Dossier, agency_name: str, question: str, by: User, now: datetime
) -> Held:
    """Ask another agency for its opinion."""
    held = hold(dossier, DossierAction.OPINION_ASKED, by=by)
    _say("cơ quan được hỏi", agency_name)
    _say("nội dung hỏi", question)
    _check_step(held, StepDecision.ASK_OPINION, "lấy ý kiến")
    if _open(held, EventKind.OPINION_ASKED, EventKind.OPINION_GIVEN):
        raise NotAllowed("Đang chờ ý kiến của một cơ quan; hãy ghi trả lời trước khi hỏi tiếp.")
    payload = {"agency": agency_name.strip(), "question": question.strip()}
    return happen(held, now=now, payload=payload)


@transaction.atomic
def answer_opinion(*, dossier: Dossier, answer: str, by: User, now: datetime) -> Held:
    """Note what the other agency answers."""
    held = hold(dossier, DossierAction.OPINION_GIVEN, by=by)
    _say("ý kiến trả lời", answer)
    if not _open(held, EventKind.OPINION_ASKED, EventKind.OPINION_GIVEN):
        raise NotAllowed("Hồ sơ này không chờ ý kiến của cơ quan nào.")
    payload = {"answer": answer.strip()}
    return happen(held, now=now, payload=payload)


@transaction.atomic
def start_leg(*, dossier: Dossier, by: User, now: datetime) -> Held:
    """Send a dossier on its way through the agency that the procedure names after this step.

    Its time there counts against its own allowance; the whole due time runs on.
    """
    held = hold(dossier, DossierAction.LEG_STARTED, by=by)
    procedure = held.procedure
    if _open(held, EventKind.LEG_STARTED, EventKind.LEG_ENDED):
        raise NotAllowed("Hồ sơ đang ở cơ quan phối hợp.")
    gone = held.count(EventKind.LEG_STARTED)
    ahead = procedure.legs[gone : gone + 1]
    if not ahead or ahead[0].after != held.dossier.step:
        raise NotAllowed("Ở bước này quy trình không chuyển hồ sơ cho cơ quan phối hợp nào.")
    payload = {
        "agency": ahead[0].agency,
        "what": ahead[0].what,
        "term": told_allowance(ahead[0].time.allowance, procedure.clock_rule),
    }
    return happen(held, now=now, payload=payload)


@transaction.atomic
def end_leg(*, dossier: Dossier, answer: str, by: User, now: datetime) -> Held:
    """Take the dossier back from the other agency."""
    held = hold(dossier, DossierAction.LEG_ENDED, by=by)
    if not _open(held, EventKind.LEG_STARTED, EventKind.LEG_ENDED):
        raise NotAllowed("Hồ sơ không ở cơ quan phối hợp nào.")
    payload = {"answer": answer.strip()}
    return happen(held, now=now, payload=payload)


@transaction.atomic
def request_payment(
    *, dossier: Dossier, amount: Decimal, reason: str, by: User, now: datetime
) -> Held:
    """Ask the applicant to pay what is owed (nghĩa vụ tài chính)."""
    held = hold(dossier, DossierAction.PAYMENT_REQUESTED, by=by)
    if amount <= 0:
        raise NotAllowed("Số tiền phải lớn hơn 0 đồng.")
    payload = {"amount": f"{amount:f}", "reason": reason.strip()}
    return happen(held, now=now, payload=payload)


@transaction.atomic
def record_payment(
    *, dossier: Dossier, amount: Decimal, online: bool, by: User, now: datetime
) -> Held:
    """Note that what was asked for has been paid."""
    held = hold(dossier, DossierAction.PAID, by=by)
    asked = held.last(EventKind.PAYMENT_REQUESTED)
    if asked is not None and amount != Decimal(asked.payload["amount"]):
        raise NotAllowed(
            f"Số tiền nộp phải bằng số đã yêu cầu: {dong(Decimal(asked.payload['amount']))}."
        )
    payload = {"amount": f"{amount:f}", "online": online}
    return happen(held, now=now, payload=payload)


@transaction.atomic
def apologise(*, dossier: Dossier, until: datetime, reason: str, by: User, now: datetime) -> Held:
    """Apologise before the deadline and give a new appointment (mẫu 04, Thông tư 03/2025).

    `by` signs. After the due time it is too late to ask for more time.
    """
    held = hold(dossier, DossierAction.EXTENDED, by=by)
    _say("lý do", reason)
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
    if until <= due:
        raise NotAllowed("Ngày hẹn lại phải sau ngày hẹn trả cũ.")
    if not clock().calendar.is_working(clock().day_of(until)):
        raise NotAllowed("Ngày hẹn lại là ngày nghỉ; hãy chọn một ngày làm việc.")
    payload = {"until": until.isoformat(), "from": due.isoformat(), "reason": reason.strip()}
    return happen(held, now=now, payload=payload)


@transaction.atomic
def refuse(*, dossier: Dossier, reason: str, by: User, now: datetime) -> Held:
    """Refuse a dossier with the reason that its paper gives (mẫu 03)."""
    held = hold(dossier, DossierAction.REFUSED, by=by)
    _say("lý do", reason)
    _check_step(held, StepDecision.REFUSE, "từ chối")
    return happen(held, now=now, payload={"reason": reason.strip()})


@transaction.atomic
def stop(*, dossier: Dossier, reason: str, by: User, now: datetime) -> Held:
    """Stop handling with the reason that its notice gives (mẫu 05)."""
    held = hold(dossier, DossierAction.STOPPED, by=by)
    _say("lý do", reason)
    return happen(held, now=now, payload={"reason": reason.strip()})


@transaction.atomic
def withdraw(*, dossier: Dossier, reason: str, by: User, now: datetime) -> Held:
    """Give the dossier back because the applicant asks for it."""
    return happen(
        hold(dossier, DossierAction.WITHDRAWN, by=by), now=now, payload={"reason": reason.strip()}
    )


@transaction.atomic
def finish(*, dossier: Dossier, by: User, now: datetime, digital: bool, number: str = "") -> Held:
    """Note that the result is ready; this, not its return, decides on time or overdue.

    Args:
        digital: the result is an electronic document with a digital signature.
        number: of the result, as it is printed on it.
    """
    held = hold(dossier, DossierAction.RESULT_READY, by=by)
    _check_step(held, StepDecision.APPROVE, "ghi có kết quả")
    if _open(held, EventKind.OPINION_ASKED, EventKind.OPINION_GIVEN):
        raise NotAllowed("Đang chờ ý kiến của cơ quan khác; hãy ghi trả lời trước.")
    if _open(held, EventKind.LEG_STARTED, EventKind.LEG_ENDED):
        raise NotAllowed("Hồ sơ còn ở cơ quan phối hợp; hãy nhận lại trước.")
    payload = {"digital": digital, "number": number.strip()}
    return happen(held, now=now, payload=payload)


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


def _say(what: str, *texts: str) -> None:
    if not texts or not all(text.strip() for text in texts):
        raise NotAllowed(f"Chưa ghi {what}.")
