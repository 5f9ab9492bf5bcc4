"""The list of dossiers, and handing in files."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.vary import vary_on_headers

from thuocdo.apps.dossiers.forms import ImportForm
from thuocdo.apps.dossiers.history import shown_import
from thuocdo.apps.dossiers.listing import DossierFilter, narrowed, shown
from thuocdo.apps.dossiers.ordering import headings_of, ordered
from thuocdo.apps.dossiers.policies import can_receive, can_see_applicants
from thuocdo.apps.dossiers.queries import (
    dossiers_by_key,
    dossiers_of,
    import_of,
    imports_of,
)
from thuocdo.apps.dossiers.searching import find_dossiers
from thuocdo.apps.dossiers.services import request_import
from thuocdo.apps.organisations.front import agency_of, user_of
from thuocdo.apps.organisations.models import Agency
from thuocdo.apps.organisations.policies import check_imports
from thuocdo.kit.findings import grouped
from thuocdo.kit.guards import page
from thuocdo.kit.htmx import wants_fragment
from thuocdo.kit.paging import page_of
from thuocdo.kit.refusals import NotAllowed

__all__ = ["dossier_list", "import_page", "imports"]

MOST_WALKED = 10_000
"""Rows of a list that are counted and walked; who seeks more narrows it."""


@page()
def dossier_list(request: HttpRequest) -> HttpResponse:
    """List the agency's dossiers, narrowed as the address says."""
    agency = agency_of(request)
    wanted, user = DossierFilter.read(request.GET), user_of(request)
    everything = dossiers_of(agency)
    rows = everything
    if wanted.text:
        rows = dossiers_by_key(find_dossiers(agency, wanted.text, by=user).dossiers)
    rows = narrowed(ordered(request, rows), wanted)
    found = page_of(request, rows, most=MOST_WALKED)
    many = everything.order_by()[MOST_WALKED:].exists() if wanted.narrows else found.more
    query = _agency_query(request, agency)
    return render(
        request,
        "dossiers/list.html",
        {
            "agency": agency,
            "receives": can_receive(user_of(request), agency),
            "page": found,
            "rows": [
                shown(row, f"{reverse('dossiers:dossier', args=[row.code])}{query}")
                for row in found.rows
            ],
            "headings": headings_of(request),
            "filter": wanted,
            "search_hint": (
                "Mã hồ sơ, tên, số định danh, điện thoại"
                if can_see_applicants(user, agency)
                else "Mã hồ sơ"
            ),
            "choices": wanted.choices(everything, few=not many),
            "kept": [
                (name, request.GET[name]) for name in ("co-quan", "xep") if request.GET.get(name)
            ],
        },
    )


@page(writes=("POST",))
def imports(request: HttpRequest) -> HttpResponse:
    """List past imports; take a file and put it into the worker's queue."""
    agency, now = agency_of(request), timezone.now()
    form = ImportForm()
    if request.method == "POST":
        check_imports(user_of(request), agency)
        form = ImportForm(request.POST, request.FILES)
        if form.is_valid():
            name, data = form.name_and_data()
            requested = request_import(
                agency=agency, file_name=name, data=data, by=user_of(request), now=now
            )
            address = reverse("dossiers:import", args=[requested.pk])
            return redirect(f"{address}{_agency_query(request, agency)}")
    found = page_of(request, imports_of(agency).defer("findings"), size=20)
    return render(
        request,
        "dossiers/imports.html",
        {
            "agency": agency,
            "form": form,
            "refused": _refusal(request),
            "page": found,
            "imports": [shown_import(done, now) for done in found.rows],
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
    )


@page()
@vary_on_headers("HX-Request")
def import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far an import is, and what came of it; HTMX asks for the moving part only."""
    agency = agency_of(request)
    found = import_of(agency, pk)
    if found is None:
        raise Http404("Không có lần nhập này ở cơ quan của bạn.")
    return render(
        request,
        "dossiers/_import.html" if wants_fragment(request) else "dossiers/import.html",
        {
            "agency": agency,
            "found": shown_import(found, timezone.now()),
            "findings": grouped(found.findings),
        },
    )


def _agency_query(request: HttpRequest, agency: Agency) -> str:
    return f"?co-quan={agency.code}" if request.GET.get("co-quan") else ""


def _refusal(request: HttpRequest) -> str:
    try:
        check_imports(user_of(request), agency_of(request))
    except NotAllowed as refusal:
        return str(refusal)
    return ""
