"""Asking another agency for its opinion, and answering."""

from datetime import datetime

from django.db import transaction

from thuocdo.apps.documents.models import Consultation, Opinion
from thuocdo.apps.documents.policies import check_can_answer, check_can_ask
from thuocdo.apps.organisations.models import Agency, User
from thuocdo.apps.organisations.services import record

__all__ = ["answer_consultation", "ask_opinion"]


@transaction.atomic
def ask_opinion(  # noqa: PLR0913 - a question has this many parts
    *,
    asked_by: Agency,
    owed_by: Agency,
    subject: str,
    question: str,
    allowance_days: int,
    by: User,
    now: datetime,
) -> Consultation:
    """Ask; the time given begins now, by the working calendar.

    Raises:
        NotAllowed: the person does not work for the agency that asks, or it would ask itself.
    """
    check_can_ask(by, asked_by, owed_by)
    asked = Consultation.objects.create(
        asked_by=asked_by,
        owed_by=owed_by,
        subject=subject,
        question=question,
        allowance_days=allowance_days,
        asked_at=now,
        asker=by,
    )
    record(
        now=now,
        by=by,
        agency=asked_by,
        action="documents.consultation.asked",
        subject=asked,
        after={"owed_by": owed_by.code, "allowance": allowance_days},
    )
    return asked


@transaction.atomic
def answer_consultation(
    *, consultation: Consultation, opinion: Opinion, answer: str, by: User, now: datetime
) -> None:
    """Answer, once; late answers are taken too, and stay late.

    Raises:
        NotAllowed: the person does not work for the agency that was asked, it was answered
            already, or an opinion other than plain agreement comes without words.
    """
    held = Consultation.objects.select_for_update().get(pk=consultation.pk)
    check_can_answer(by, held)
    held.opinion, held.answer = opinion, answer.strip()
    held.answered_at, held.answerer = now, by
    held.save()
    record(
        now=now,
        by=by,
        agency=held.owed_by,
        action="documents.consultation.answered",
        subject=held,
        after={"verdict": str(opinion)},
    )
