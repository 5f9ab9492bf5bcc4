"""The plan in force, what its reader noticed, and handing in a new one."""

from datetime import date, datetime
from decimal import Decimal
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from thuocdo.apps.organisations.front import agency_of, user_of
from thuocdo.apps.organisations.models import Agency
from thuocdo.apps.organisations.policies import check_plans
from thuocdo.apps.plans.forms import PlanForm
from thuocdo.apps.plans.outline import outline
from thuocdo.apps.plans.queries import plan_in_force, planned_years, tasks_of
from thuocdo.apps.plans.services import take_in_plan
from thuocdo.apps.rulebooks.queries import set_for
from thuocdo.core.tables.grid import UnreadableFile
from thuocdo.kit.findings import grouped
from thuocdo.kit.formats import moment
from thuocdo.kit.guards import page
from thuocdo.kit.refusals import NotAllowed

__all__ = ["plan"]


@page(writes=("POST",))
def plan(request: HttpRequest) -> HttpResponse:
    """Show the plan of a year; take a file as the year's plan."""
    agency, now = agency_of(request), timezone.now()
    years = planned_years(agency)
    year = _year(request) or next(iter(years), timezone.localdate(now).year)
    form = PlanForm(initial={"year": year})
    if request.method == "POST":
        check_plans(user_of(request), agency)
        form = PlanForm(request.POST, request.FILES)
        taken = _take_in(request, agency, form, now) if form.is_valid() else None
        if taken:
            kept = f"&co-quan={agency.code}" if request.GET.get("co-quan") else ""
            return redirect(f"{reverse('plans:plan')}?nam={taken}{kept}")
    found = plan_in_force(agency, year)
    return render(
        request,
        "plans/plan.html",
        {
            "agency": agency,
            "year": year,
            "years": years,
            "form": form,
            "refused": _refusal(request, agency),
            "plan": found,
            "read_at": moment(found.read_at) if found else "",
            "outline": outline(tasks_of(found), _scale(agency, year)) if found else None,
            "findings": grouped(found.findings) if found else (),
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
    )


def _take_in(request: HttpRequest, agency: Agency, form: PlanForm, now: datetime) -> int | None:
    name, data = form.name_and_data()
    year: int = form.cleaned_data["year"]
    try:
        take_in_plan(
            agency=agency,
            year=year,
            file_name=name,
            data=data,
            by=user_of(request),
            now=now,
        )
    except UnreadableFile as refusal:
        form.add_error("file", str(refusal))
        return None
    messages.success(request, f"Đã đọc «{name}» làm kế hoạch năm {year}.")
    return year


def _scale(agency: Agency, year: int) -> Decimal:
    return set_for(agency.ranking_group, date(year, 12, 31)).scale


def _year(request: HttpRequest) -> int | None:
    asked = request.GET.get("nam", "")
    return int(asked) if asked.isdecimal() and len(asked) == len("2024") else None


def _refusal(request: HttpRequest, agency: Agency) -> str:
    try:
        check_plans(user_of(request), agency)
    except NotAllowed as refusal:
        return str(refusal)
    return ""
