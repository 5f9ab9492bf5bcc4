"""Opinions asked and owed: the list with a form to ask, and one with a form to answer."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from thuocdo.apps.documents.policies import can_answer, check_sees_consultation
from thuocdo.apps.documents.queries import consultation_of, consultations_of
from thuocdo.apps.documents.services import answer_consultation, ask_opinion
from thuocdo.apps.organisations.front import user_of
from thuocdo.apps.organisations.neighbours import agencies_near
from thuocdo.apps.rulebooks.queries import clock, clock_data
from thuocdo.core.worktime import (
    Allowance,
    Term,
    Timeliness,
    TimeUnit,
    UnableToCount,
    deadline,
    judge,
)
from thuocdo.kit.formats import moment
from thuocdo.kit.guards import page
from thuocdo.kit.paging import page_of
from thuocdo.kit.refusals import NotAllowed
from thuocdo.web.desk.documents.forms import AnswerForm, AskForm
from thuocdo.web.frame import Crumb

if TYPE_CHECKING:
    from thuocdo.apps.documents.models import Consultation
    from thuocdo.apps.organisations.models import Agency, User

__all__ = ["consultation", "consultations", "shown"]


@dataclass(frozen=True, slots=True)
class ShownConsultation:
    """One consultation, every value as text; how it stands follows from the clock now."""

    pk: int
    subject: str
    asked_by: str
    owed_by: str
    asked_at: str
    due: str
    state: str
    state_key: str
    sign: str
    standing: str


def shown(asked: "Consultation", now: datetime) -> ShownConsultation:
    """Tell how a consultation stands: answered, still in time, or silent."""
    answered = asked.answered_at
    due, standing, late = "chưa tính được", "", False
    try:
        rule = clock_data().rule()
        term = Term(
            timezone.localtime(asked.asked_at),
            Allowance.of(asked.allowance_days, TimeUnit.WORKING_DAYS),
            rule,
        )
        counted = deadline(clock(), term)
        judged = judge(clock(), counted, answered or now, finished=answered is not None)
        due, standing = counted.text, judged.text
        late = judged.timeliness is Timeliness.OVERDUE
    except UnableToCount as error:
        standing = str(error)
    if answered:
        word, key, sign = asked.get_opinion_display(), "possible" if late else "won", "✓"
        word = f"{word} (trả lời muộn)" if late else word
    elif late:
        word, key, sign = "im lặng quá hạn", "lost", "✕"
    else:
        word, key, sign = "đang chờ", "unknown", "◌"
    return ShownConsultation(
        pk=asked.pk,
        subject=asked.subject,
        asked_by=asked.asked_by.name,
        owed_by=asked.owed_by.name,
        asked_at=moment(asked.asked_at),
        due=due,
        state=word,
        state_key=key,
        sign=sign,
        standing=standing,
    )


@page(writes=("POST",))
def consultations(request: HttpRequest) -> HttpResponse:
    """List what the agency asked and what it owes; send a question."""
    user, now = user_of(request), timezone.now()
    agency = _own_agency(user)
    near = agencies_near(agency, timezone.localdate(now))
    form = AskForm(near)
    if request.method == "POST":
        form = AskForm(near, request.POST)
        if form.is_valid():
            asked = ask_opinion(asked_by=agency, by=user, now=now, **form.cleaned_data)
            messages.success(request, f"Đã gửi «{asked.subject}» đến {asked.owed_by.name}.")
            return HttpResponseRedirect(reverse("consultations"), status=HTTPStatus.SEE_OTHER)
    found = page_of(request, consultations_of(agency))
    rows = [
        (shown(one, now), one.owed_by_id == agency.pk, reverse("consultation", args=[one.pk]))
        for one in found.rows
    ]
    return render(
        request,
        "desk/documents/consultations.html",
        {
            "agency": agency,
            "page": found,
            "owed": [(one, url) for one, owes, url in rows if owes],
            "asked": [(one, url) for one, owes, url in rows if not owes],
            "form": form,
            "evidence": reverse("evidence"),
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
    )


@page(writes=("POST",))
def consultation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one consultation; take the answer."""
    user, now = user_of(request), timezone.now()
    found = consultation_of(_own_agency(user), pk)
    if found is None:
        raise Http404("Cơ quan của bạn không có lần xin ý kiến này.")
    check_sees_consultation(user, found)
    form = AnswerForm()
    if request.method == "POST":
        form = AnswerForm(request.POST)
        if form.is_valid():
            answer_consultation(consultation=found, by=user, now=now, **form.cleaned_data)
            messages.success(request, "Đã gửi trả lời.")
            return HttpResponseRedirect(
                reverse("consultation", args=[pk]), status=HTTPStatus.SEE_OTHER
            )
    return render(
        request,
        "desk/documents/consultation.html",
        {
            "found": found,
            "shown": shown(found, now),
            "form": form if can_answer(user, found) else None,
            "crumbs": [
                Crumb("Xin ý kiến", reverse("consultations")),
                Crumb(found.subject),
            ],
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
    )


def _own_agency(user: "User") -> "Agency":
    if user.agency is None:
        raise NotAllowed(
            "Tài khoản này chưa gắn với cơ quan nào nên không hỏi và không nợ ý kiến nào. "
            "Hãy nhờ người quản trị gắn tài khoản với cơ quan."
        )
    return user.agency
