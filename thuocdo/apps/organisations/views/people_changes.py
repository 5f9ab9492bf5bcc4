"""Entering one thing of an officer or a job position: stand-in, discipline, account, review."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from thuocdo.apps.organisations.front import agency_of, user_of
from thuocdo.apps.organisations.models import Agency, Officer
from thuocdo.apps.organisations.people_forms import (
    NO_ACCOUNT,
    AccountForm,
    DelegationForm,
    DisciplineEntryForm,
    ReviewForm,
)
from thuocdo.apps.organisations.people_policies import check_keeps_people
from thuocdo.apps.organisations.people_showing import name_of
from thuocdo.apps.organisations.policies import can_see_roles
from thuocdo.apps.organisations.queries import (
    accounts_for,
    assignments_of,
    delegation_of,
    job_position_by_code,
    officer_by_code,
)
from thuocdo.apps.organisations.services import (
    UnableToChangePeople,
    delegate,
    discipline_officer,
    link_user,
    review_job_position,
    take_back_delegation,
)
from thuocdo.kit.guards import page

__all__ = ["account", "delegation", "discipline", "review", "take_back"]


@dataclass(frozen=True, slots=True)
class _Change:
    """What is to be entered.

    Attributes:
        about: whom or what it is about, above the title.
        back: the page it was asked from.
        form: empty, or as sent.
        enter: the service, waiting for what the form says.
        done: what is said afterwards.
    """

    agency: Agency
    about: str
    title: str
    button: str
    back: str
    form: forms.Form
    enter: Callable[[], object]
    done: str
    hint: str = ""
    roles: str = ""


@page(writes=("POST",))
def delegation(request: HttpRequest, code: str) -> HttpResponse:
    """Let somebody stand in while an officer is away."""
    officer = _officer(request, code)
    form = DelegationForm(_sent(request), officer=officer)
    return _answer(
        request,
        _Change(
            agency=officer.agency,
            about=_called(officer),
            title="Ủy quyền khi vắng",
            button="Ghi ủy quyền",
            back=_page_of(officer),
            form=form,
            enter=lambda: delegate(officer=officer, **form.cleaned_data, **_who(request)),
            done=f"Đã ghi người làm thay {officer.code}.",
            hint="Người làm thay được nêu trên trang của cả hai trong thời gian này.",
        ),
    )


@page(reads=(), writes=("POST",))
def take_back(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a delegation back; it stays on record."""
    officer = _officer(request, code)
    found = delegation_of(officer, pk)
    if found is None:
        raise Http404("Không có ủy quyền này, hoặc đã rút lại.")
    take_back_delegation(delegation=found, **_who(request))
    messages.success(request, f"{found.stand_in.code} thôi làm thay {officer.code}.")
    return redirect(_page_of(officer))


@page(writes=("POST",))
def discipline(request: HttpRequest, code: str) -> HttpResponse:
    """Enter a decision to discipline an officer."""
    officer = _officer(request, code)
    form = DisciplineEntryForm(_sent(request), today=timezone.localdate())
    return _answer(
        request,
        _Change(
            agency=officer.agency,
            about=_called(officer),
            title="Ghi quyết định kỷ luật",
            button="Ghi kỷ luật",
            back=_page_of(officer),
            form=form,
            enter=lambda: discipline_officer(officer=officer, **form.cleaned_data, **_who(request)),
            done=f"Đã ghi kỷ luật của {officer.code}.",
            hint="Hình thức và số quyết định chỉ hiện với người quản lý và người kiểm tra; "
            "nhật ký chỉ ghi ngày.",
        ),
    )


@page(writes=("POST",))
def account(request: HttpRequest, code: str) -> HttpResponse:
    """Say which account is the officer's, and which roles it holds."""
    officer = _officer(request, code)
    now = {"user": officer.user.username if officer.user else NO_ACCOUNT}
    form = AccountForm(_sent(request), accounts=accounts_for(officer), initial=now)
    return _answer(
        request,
        _Change(
            agency=officer.agency,
            about=_called(officer),
            title="Nối tài khoản",
            button="Lưu",
            back=_page_of(officer),
            form=form,
            enter=lambda: link_user(officer=officer, user=form.account(), **_who(request)),
            done=f"Đã lưu tài khoản của {officer.code}.",
            hint=_roles_held(officer),
            roles=_roles_page(request, officer.agency),
        ),
    )


@page(writes=("POST",))
def review(request: HttpRequest, code: str) -> HttpResponse:
    """Say what this year's review decided about a job position."""
    agency, today = agency_of(request), timezone.localdate()
    check_keeps_people(user_of(request), agency)
    job = None if "\x00" in code else job_position_by_code(agency, code, today)
    if job is None:
        raise Http404(f"Cơ quan này không có vị trí việc làm mang mã «{code}».")
    form = ReviewForm(_sent(request), since=job.valid_from, today=today)

    def enter() -> None:
        day, outcome = form.cleaned_data["reviewed_on"], form.cleaned_data["outcome"]
        reviewed = partial(review_job_position, job_position=job, year=day.year)
        reviewed(reviewed_on=day, outcome=outcome, **_who(request))

    return _answer(
        request,
        _Change(
            agency=agency,
            about=f"{job.title}, mã {job.code}",
            title="Rà soát vị trí việc làm",
            button="Ghi kết luận",
            back=f"{reverse('officers:whole')}?co-quan={agency.code}",
            form=form,
            enter=enter,
            done=f"Đã ghi kết luận rà soát vị trí {job.code}.",
            hint="Mỗi vị trí rà soát một lần mỗi năm; năm lấy theo ngày rà soát.",
        ),
    )


def _answer(request: HttpRequest, change: _Change) -> HttpResponse:
    """Show the form, or enter what it says and go back; what stands against it is said at it."""
    sent = request.method == "POST"
    if sent and change.form.is_valid() and _entered(change):
        messages.success(request, change.done)
        return redirect(change.back)
    return render(
        request,
        "organisations/people/change.html",
        {"change": change},
        status=HTTPStatus.UNPROCESSABLE_ENTITY if sent else HTTPStatus.OK,
    )


def _sent(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, were it nothing; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def _entered(change: _Change) -> bool:
    try:
        change.enter()
    except UnableToChangePeople as refusal:
        change.form.add_error(None, str(refusal))
        return False
    return True


def _officer(request: HttpRequest, code: str) -> Officer:
    agency = agency_of(request)
    check_keeps_people(user_of(request), agency)
    found = None if "\x00" in code else officer_by_code(agency, code)
    if found is None:
        raise Http404(f"Cơ quan này không có cán bộ mang mã «{code}».")
    return found


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"now": timezone.now(), "by": user_of(request)}


def _called(officer: Officer) -> str:
    return f"{name_of(officer, names=True)}, mã {officer.code}"


def _page_of(officer: Officer) -> str:
    return f"{reverse('officers:officer', args=[officer.code])}?co-quan={officer.agency.code}"


def _roles_held(officer: Officer) -> str:
    if officer.user is None:
        return "Chưa nối với tài khoản nào. Vai trò được phân công cho tài khoản."
    found = assignments_of(officer.agency, timezone.localdate()).filter(user=officer.user)
    held = ", ".join(one.get_role_display() for one in found)
    return f"Tài khoản {officer.user.username} ở đây: {held or 'chưa giữ vai trò nào'}."


def _roles_page(request: HttpRequest, agency: Agency) -> str:
    if not can_see_roles(user_of(request), agency):
        return ""
    return f"{reverse('organisations:roles')}?co-quan={agency.code}"
