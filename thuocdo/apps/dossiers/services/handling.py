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
from thuocdo.apps.dossiers.services.conditions import check_ready
from thuocdo.apps.dossiers.services.happenings import Held, happen, hold
from thuocdo.apps.dossiers.timing import told_allowance
from thuocdo.apps.organisations.models import Agency, Unit, User
from thuocdo.apps.rulebooks.queries import clock
from thuocdo.core.workflows.dossier import DossierAction
from thuocdo.kit.formats import dong
from thuocdo.kit.refusals import NotAllowed

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
    check_ready(held, now)
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
    check_ready(held, now)
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
    check_ready(held, now)
    payload = {"agency": agency_name.strip(), "question": question.strip()}
    return happen(held, now=now, payload=payload)


@transaction.atomic
def answer_opinion(*, dossier: Dossier, answer: str, by: User, now: datetime) -> Held:
    """Note what the other agency answers."""
    held = hold(dossier, DossierAction.OPINION_GIVEN, by=by)
    _say("ý kiến trả lời", answer)
    check_ready(held, now)
    payload = {"answer": answer.strip()}
    return happen(held, now=now, payload=payload)


@transaction.atomic
def start_leg(*, dossier: Dossier, by: User, now: datetime) -> Held:
    """Send a dossier on its way through the agency that the procedure names after this step.

    Its time there counts against its own allowance; the whole due time runs on.
    """
    held = hold(dossier, DossierAction.LEG_STARTED, by=by)
    check_ready(held, now)
    ahead = held.procedure.legs[held.count(EventKind.LEG_STARTED)]
    payload = {
        "agency": ahead.agency,
        "what": ahead.what,
        "term": told_allowance(ahead.time.allowance, held.procedure.clock_rule),
    }
    return happen(held, now=now, payload=payload)


@transaction.atomic
def end_leg(*, dossier: Dossier, answer: str, by: User, now: datetime) -> Held:
    """Take the dossier back from the other agency."""
    held = hold(dossier, DossierAction.LEG_ENDED, by=by)
    check_ready(held, now)
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
    check_ready(held, now)
    due = held.row.due_at
    if due is None or until <= due:
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
    check_ready(held, now)
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
    check_ready(held, now)
    payload = {"digital": digital, "number": number.strip()}
    return happen(held, now=now, payload=payload)


def _say(what: str, *texts: str) -> None:
    if not texts or not all(text.strip() for text in texts):
        raise NotAllowed(f"Chưa ghi {what}.")
