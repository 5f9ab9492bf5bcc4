"""One dossier: what happened to it, how it stands, and what can be done with it now."""

from http import HTTPStatus
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from thuocdo.apps.documents.queries import read_file
from thuocdo.apps.dossiers.acts import Case, act_named, perform
from thuocdo.apps.dossiers.counter_queries import dossier_by_code
from thuocdo.apps.dossiers.dossier_page import handled
from thuocdo.apps.dossiers.history import shown_event
from thuocdo.apps.dossiers.listing import shown
from thuocdo.apps.dossiers.policies import (
    can_see_applicants,
    check_acts,
    check_sees_applicants,
)
from thuocdo.apps.dossiers.printing import names_in
from thuocdo.apps.dossiers.queries import dossiers_of, history_of
from thuocdo.apps.dossiers.services import attach_files
from thuocdo.apps.dossiers.views.asked import handed_files, link_of
from thuocdo.apps.organisations.front import agency_of, user_of
from thuocdo.core.files import KINDS
from thuocdo.core.ports.file_store import FileMissing, StoreUnavailable
from thuocdo.core.workflows.dossier import DossierAction
from thuocdo.kit.guards import page
from thuocdo.kit.htmx import wants_fragment
from thuocdo.kit.refusals import NotAllowed

__all__ = ["act", "attach", "dossier", "part_file"]

# The browser's own viewer may show it inside our page, and nothing in it may run or fetch.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"


@page()
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """Show one dossier."""
    return _draw(request, code)


@page(reads=(), writes=("POST",))
def act(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Do one thing with a dossier, and show it as it is then."""
    if not act_named(slug):
        raise Http404("Không có việc này.")
    case = _case(request, code)
    wrong = perform(case, slug, request.POST)
    if wrong is not None:
        return _draw(request, code, sent=(slug, wrong), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _draw(request, code) if wants_fragment(request) else _back(request, code)


@page(reads=(), writes=("POST",))
def attach(request: HttpRequest, code: str) -> HttpResponse:
    """Add files to the parts of a dossier."""
    case, form = _case(request, code), forms.Form(request.POST)
    check_acts(case.by, case.dossier, DossierAction.DIGITISED)
    files = handed_files(request, form)
    try:
        if form.is_valid():
            attach_files(dossier=case.dossier, files=files, by=case.by, now=case.now)
            messages.success(request, "Đã ghi tệp số hóa.")
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
    for said in form.non_field_errors():
        messages.error(request, str(said))
    return _back(request, code)


@page()
def part_file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Give the bytes of a part's file to those who work on the agency's dossiers."""
    case = _case(request, code)
    check_sees_applicants(case.by, case.dossier.agency)
    found = case.dossier.files.select_related("file").filter(pk=pk).first()
    if found is None:
        raise Http404("Hồ sơ không có tệp này.")
    kind = KINDS.get(found.file.kind)
    inline = kind is not None and (kind.id == "pdf" or kind.is_image)
    try:
        data = read_file(found.file)
    except FileMissing as error:
        raise Http404("Kho tệp không còn tệp này. Hãy báo người quản trị.") from error
    except StoreUnavailable as error:
        return HttpResponse(
            str(error),
            status=HTTPStatus.SERVICE_UNAVAILABLE,
            content_type="text/plain; charset=utf-8",
        )
    name = quote(found.file_name, safe="")
    return HttpResponse(
        data,
        content_type=kind.media_type if kind else "application/octet-stream",
        headers={
            "Content-Disposition": f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{name}",
            "Content-Security-Policy": _POLICY,
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, no-store",
        },
    )


def _case(request: HttpRequest, code: str) -> Case:
    agency = agency_of(request)
    found = dossier_by_code(agency, code)
    if found is None:
        raise Http404(f"Cơ quan này không có hồ sơ mang mã «{code}».")
    return Case(found, tuple(history_of(agency, code)), user_of(request), timezone.now())


def _draw(
    request: HttpRequest,
    code: str,
    *,
    sent: tuple[str, forms.Form] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    agency, by = agency_of(request), user_of(request)
    row = None if "\x00" in code else dossiers_of(agency, codes=[code]).first()
    if row is None:
        raise Http404(f"Cơ quan này không có hồ sơ mang mã «{code}».")
    events, sees = history_of(agency, code), can_see_applicants(by, agency)
    held = dossier_by_code(agency, code)  # None once it was handed on to another agency
    shows = held and handled(Case(held, tuple(events), by, timezone.now()), sent)
    places = {step.id: step.title for step in shows.procedure.steps} if shows else {}
    places |= names_in(events) if sees else {}
    context = {
        "agency": agency,
        "row": shown(row, ""),
        "events": [shown_event(event, sees=sees, places=places) for event in events],
        "applicant": held.applicant if held and sees else None,
        "handled": shows,
    }
    name = "dossiers/_handling.html" if wants_fragment(request) else "dossiers/dossier.html"
    return render(request, name, context, status=status)


def _back(request: HttpRequest, code: str) -> HttpResponse:
    return redirect(link_of(request, "dossiers:dossier", code))
