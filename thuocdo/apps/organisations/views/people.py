"""An agency's people: the list, one officer, headcount of a unit, a year, and the workbook."""

import hashlib
from collections import Counter
from datetime import date
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from thuocdo.apps.organisations.forms import PeopleForm
from thuocdo.apps.organisations.front import agency_of, user_of
from thuocdo.apps.organisations.journal.entries import JOURNAL_TABLE, note_reading
from thuocdo.apps.organisations.models import Agency, Officer, Unit
from thuocdo.apps.organisations.people_policies import (
    can_keep_people,
    can_see_names,
    check_keeps_people,
    check_sees_names,
    check_sees_staffing,
)
from thuocdo.apps.organisations.people_showing import (
    name_of,
    shown_holdings,
    shown_officer,
    shown_stand_ins,
)
from thuocdo.apps.organisations.queries import (
    candidate_of,
    delegations_of,
    deputies_on,
    evaluations_of,
    latest_people_year,
    officer_by_code,
    officers_of,
    staffing_on,
    stand_ins_on,
    trainings_of,
    unit_by_code,
    units_of,
)
from thuocdo.apps.organisations.services import PeopleRefused, import_people
from thuocdo.core.people import QUALITIES, PeopleRules, Quality, check_appointment, check_deputies
from thuocdo.core.people.workbook import read_people, template
from thuocdo.core.tables.grid import UnreadableFile
from thuocdo.kit.exports import attachment
from thuocdo.kit.guards import page
from thuocdo.kit.paging import page_of
from thuocdo.kit.ports import port
from thuocdo.kit.refusals import NotAllowed

__all__ = ["imports", "officer", "officer_list", "template_file", "unit", "whole", "year"]

_MOST_SHOWN = 50
_LONGEST_SEARCH = 80


@page()
def officer_list(request: HttpRequest) -> HttpResponse:
    """List the officers of today, of all the agency or of a unit, or those that a text finds."""
    agency, names = _whose(request)
    today, text = timezone.localdate(), request.GET.get("tim", "").strip()[:_LONGEST_SEARCH]
    units = units_of(agency, today)
    asked = request.GET.get("don-vi", "")
    chosen = next((one for one in units if one.code == asked), None)
    text = text.replace("\x00", "")
    found = page_of(request, officers_of(agency, today, unit=chosen, text=text, names=names))
    return _shown(
        request,
        "organisations/people/list.html",
        agency,
        names=names,
        page=found,
        rows=[shown_officer(one, names=names) for one in found.rows],
        units=units.items(),
        chosen=chosen,
        text=text,
        kept=request.GET.get("co-quan", ""),
        refused=_refused(request, agency),
        latest=latest_people_year(agency),
    )


@page(notes_in=JOURNAL_TABLE)
def officer(request: HttpRequest, code: str) -> HttpResponse:
    """Show one officer: positions with their rotation; the personal part to the own agency."""
    agency, names = _whose(request)
    found = None if "\x00" in code else officer_by_code(agency, code)
    if found is None:
        raise Http404(f"Cơ quan này không có cán bộ mang mã «{code}».")
    today, rules = timezone.localdate(), _rules()
    held = found.holdings.standing().select_related("position__unit", "job_position")
    personal: dict[str, Any] = {}
    if names:
        _note_if_others(request, found)
        personal = {
            "evaluations": [
                (one, QUALITIES[Quality(one.quality)])
                for one in found.evaluations.order_by("-year")
            ],
            "disciplines": found.disciplines.order_by("-decided_on"),
            "remarks": check_appointment(rules, today, candidate_of(found, today)),
        }
    return _shown(
        request,
        "organisations/people/officer.html",
        agency,
        names=names,
        officer=found,
        name=name_of(found, names=names),
        why_masked=_why_masked(request, agency),
        holdings=shown_holdings(list(held.order_by("-valid_from", "-pk")), rules, today),
        refused=_refused(request, agency),
        delegations=delegations_of(found, today),
        stand_ins=shown_stand_ins(found, stand_ins_on(found, today), names=names),
        trainings=found.trainings.order_by("-year", "course"),
        **personal,
    )


def _note_if_others(request: HttpRequest, officer: Officer) -> None:
    """Write who saw an officer's personal data without keeping the people of that agency."""
    by = user_of(request)
    if not can_keep_people(by, officer.agency):
        note_reading(
            now=timezone.now(),
            by=by,
            agency=officer.agency,
            action="organisations.officer.read",
            subject=officer,
        )


@page()
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """Show the headcount given and used of one unit."""
    agency, _ = _whose(request)
    found = None if "\x00" in code else unit_by_code(agency, code)
    if found is None:
        raise Http404(f"Cơ quan này không có đơn vị mang mã «{code}».")
    return _headcount(request, agency, found)


@page()
def whole(request: HttpRequest) -> HttpResponse:
    """Show the headcount given and used of the whole agency."""
    agency, _ = _whose(request)
    return _headcount(request, agency, None)


def _headcount(request: HttpRequest, agency: Agency, found: Unit | None) -> HttpResponse:
    today = timezone.localdate()
    rows = staffing_on(agency, today, unit=found)
    given, used = sum(one.job.headcount_given for one in rows), sum(one.used for one in rows)
    deputies = deputies_on(agency, today, found)
    remarks = check_deputies(_rules(), today, deputies=deputies, headcount=given if found else None)
    return _shown(
        request,
        "organisations/people/unit.html",
        agency,
        unit=found,
        refused=_refused(request, agency),
        rows=rows,
        given=given,
        used=used,
        deputies=deputies,
        remarks=remarks,
    )


@page()
def year(request: HttpRequest, year: int) -> HttpResponse:
    """Show the training plan of a year, and how its evaluations fell out."""
    agency, names = _whose(request)
    if not date.min.year <= year <= date.max.year:
        raise Http404("Không có năm này.")
    planned = trainings_of(agency, year)
    found = page_of(request, planned)
    classes = Counter(evaluations_of(agency, year).values_list("quality", flat=True))
    return _shown(
        request,
        "organisations/people/year.html",
        agency,
        year=year,
        page=found,
        done=planned.filter(completed_on__isnull=False).count(),
        rows=[(one, name_of(one.officer, names=names)) for one in found.rows],
        evaluated=sum(classes.values()),
        classes=[(words, classes[one.value]) for one, words in QUALITIES.items()],
    )


@page(writes=("POST",))
def imports(request: HttpRequest) -> HttpResponse:
    """Take a workbook of people in, at once; complaints stand on the page."""
    agency, _ = _whose(request)
    form = PeopleForm()
    complaints: tuple[str, ...] = ()
    if request.method == "POST":
        check_keeps_people(user_of(request), agency)
        form = PeopleForm(request.POST, request.FILES)
        if form.is_valid():
            complaints = _take_in(request, agency, *form.name_and_data())
            if not complaints:
                return redirect(f"{reverse('officers:list')}{_query(request)}")
    wrong = bool(form.errors or complaints)
    return _shown(
        request,
        "organisations/people/import.html",
        agency,
        form=form,
        refused=_refused(request, agency),
        complaints=complaints[:_MOST_SHOWN],
        more=max(len(complaints) - _MOST_SHOWN, 0),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
    )


@page()
def template_file(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - nothing of it is asked
    """Give the empty workbook away."""
    data: bytes = port("write_workbook")(template())
    return attachment(data, stem="mau-can-bo", kind="xlsx")


def _take_in(request: HttpRequest, agency: Agency, name: str, data: bytes) -> tuple[str, ...]:
    """Return what is wrong with a workbook; when nothing is, it has been taken in."""
    try:
        done = import_people(
            agency=agency,
            read=read_people(port("open_sheets")(name, data)),
            source=hashlib.sha256(data).hexdigest(),
            rules=_rules(),
            now=timezone.now(),
            by=user_of(request),
        )
    except UnreadableFile as error:
        return (str(error),)
    except PeopleRefused as refusal:
        return refusal.complaints
    messages.success(
        request,
        f"Đã nhập: {done.new} bản ghi mới, {done.changed} bản ghi thay đổi, {done.unchanged} bản "
        "ghi giữ nguyên.",
    )
    return ()


def _shown(
    request: HttpRequest,
    template_name: str,
    agency: Agency,
    status: int = HTTPStatus.OK,
    **more: Any,
) -> HttpResponse:
    return render(request, template_name, {"agency": agency, **more}, status=status)


def _whose(request: HttpRequest) -> tuple[Agency, bool]:
    """Return the agency the page is about, and whether names may be shown."""
    agency = agency_of(request)
    check_sees_staffing(user_of(request), agency)
    return agency, can_see_names(user_of(request), agency)


def _rules() -> PeopleRules:
    rules: PeopleRules = port("people_rules")()
    return rules


def _query(request: HttpRequest) -> str:
    code = request.GET.get("co-quan")
    return f"?co-quan={code}" if code else ""


def _refused(request: HttpRequest, agency: Agency) -> str:
    try:
        check_keeps_people(user_of(request), agency)
    except NotAllowed as refusal:
        return str(refusal)
    return ""


def _why_masked(request: HttpRequest, agency: Agency) -> str:
    try:
        check_sees_names(user_of(request), agency)
    except NotAllowed as refusal:
        return str(refusal)
    return ""
