"""Who holds which role in an agency: listed, given, ended."""

from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from thuocdo.apps.organisations.forms import RoleForm
from thuocdo.apps.organisations.front import agency_of, user_of
from thuocdo.apps.organisations.models import Agency, Assignment
from thuocdo.apps.organisations.policies import check_assigns, check_sees_roles
from thuocdo.apps.organisations.queries import assignment_of, assignments_of, units_of
from thuocdo.apps.organisations.services import assign_role, end_role, withdraw_role
from thuocdo.kit.guards import page
from thuocdo.kit.paging import page_of
from thuocdo.kit.refusals import NotAllowed

__all__ = ["end", "roles"]


@page(writes=("POST",))
def roles(request: HttpRequest) -> HttpResponse:
    """List who holds what from today on; give a role to somebody."""
    user, agency, today = user_of(request), agency_of(request), timezone.localdate()
    check_sees_roles(user, agency)
    form = RoleForm(units=units_of(agency, today), initial={"valid_from": today})
    if request.method == "POST":
        check_assigns(user, agency)
        form = RoleForm(request.POST, units=units_of(agency, today))
        if form.is_valid() and _given(request, agency, form):
            return redirect(_here(agency))
    found = page_of(request, assignments_of(agency, today))
    return render(
        request,
        "organisations/roles.html",
        {
            "agency": agency,
            "form": form,
            "refused": _refusal(request, agency),
            "page": found,
            "rows": [(one, today < one.valid_from) for one in found.rows],
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
    )


@page(reads=(), writes=("POST",))
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a role end today; one that began today, or has not begun, is taken back."""
    agency, today = agency_of(request), timezone.localdate()
    check_assigns(user_of(request), agency)
    held = assignment_of(agency, pk)
    if held is None:
        raise Http404("Cơ quan này không có phân công đó.")
    _ended(held, request, today)
    messages.success(request, f"{held.user}: thôi {held.get_role_display()} ở {agency.name}.")
    return redirect(_here(agency))


def _given(request: HttpRequest, agency: Agency, form: RoleForm) -> bool:
    """Tell whether the role was given; what stands against it is said at the form."""
    asked = form.asked()
    try:
        held = assign_role(**asked, agency=agency, by=user_of(request), now=timezone.now())
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, f"{held.user}: {held.get_role_display()}, {agency.name}.")
    return True


def _ended(held: Assignment, request: HttpRequest, today: date) -> None:
    if held.valid_from < today:
        end_role(assignment=held, valid_to=today, by=user_of(request), now=timezone.now())
    else:
        withdraw_role(assignment=held, by=user_of(request), now=timezone.now())


def _here(agency: Agency) -> str:
    return f"{reverse('organisations:roles')}?co-quan={agency.code}"


def _refusal(request: HttpRequest, agency: Agency) -> str:
    try:
        check_assigns(user_of(request), agency)
    except NotAllowed as refusal:
        return str(refusal)
    return ""
