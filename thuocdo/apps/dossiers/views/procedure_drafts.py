"""Drafting a version of a procedure, mending and publishing it, and taking a workbook in."""

import hashlib
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from thuocdo.apps.dossiers.procedure_forms import BookForm, ProcedureForm
from thuocdo.apps.dossiers.procedure_pages import shown_steps
from thuocdo.apps.dossiers.procedure_policies import check_keeps_procedures
from thuocdo.apps.dossiers.procedure_queries import handled_by
from thuocdo.apps.dossiers.services import Book, ProceduresRefused, import_procedures
from thuocdo.apps.organisations.front import agency_of, user_of
from thuocdo.apps.organisations.models import Agency
from thuocdo.apps.rulebooks.documents import CatalogueError
from thuocdo.apps.rulebooks.policies import (
    check_drafts_procedures,
    check_mends_procedure,
    check_publishes_procedure,
)
from thuocdo.apps.rulebooks.procedures import read_kept_procedure
from thuocdo.apps.rulebooks.queries import known_versions, procedure_in_force, procedure_versions
from thuocdo.apps.rulebooks.records import procedure_draft
from thuocdo.apps.rulebooks.services import (
    ProcedureWrong,
    draft_procedure,
    drop_procedure_draft,
    mend_procedure,
    publish_procedure,
)
from thuocdo.core.procedures.comparison import compare_procedures
from thuocdo.core.procedures.model import Procedure
from thuocdo.core.procedures.workbook import read_procedure_book, template
from thuocdo.core.tables.grid import UnreadableFile
from thuocdo.kit.exports import attachment
from thuocdo.kit.guards import page
from thuocdo.kit.ports import port
from thuocdo.kit.refusals import NotAllowed, reason

__all__ = ["draft", "imports", "new", "template_file"]

_MOST_SHOWN = 50


@page(writes=("POST",))
def new(request: HttpRequest, code: str) -> HttpResponse:
    """Write a new version of a procedure, beginning from the one in force."""
    check_drafts_procedures(user_of(request))
    known = _newest(code)
    form = ProcedureForm(known, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = draft_procedure(procedure=form.said(), by=user_of(request), now=timezone.now())
        except ProcedureWrong as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Đã lập bản thảo {made.catalog_id}.")
            return redirect("procedures:draft", number=made.pk)
    return _page(request, form, known, f"Phiên bản mới của {code}")


@page(writes=("POST",))
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """Show a draft: mend it, put it in force, or throw it away."""
    user = user_of(request)
    version = procedure_draft(number)
    if version is None:
        raise Http404("Không có bản thảo này.")
    check_mends_procedure(user, version.created_by)
    if version.published_at is not None:
        return redirect("procedures:procedure", code=read_kept_procedure(version.texts).code)
    kept = read_kept_procedure(version.texts)
    agencies = handled_by(kept.code, kept.valid_from)
    doing = request.POST.get("viec", "") if request.method == "POST" else ""
    form = ProcedureForm(kept, request.POST if doing == "ghi" else None)
    refused = ""
    try:
        if doing == "bo":
            drop_procedure_draft(version=version, by=user, now=timezone.now())
            messages.success(request, f"Đã bỏ bản thảo {version.catalog_id}.")
            return redirect("procedures:list")
        if doing == "cong-bo":
            publish_procedure(version=version, handled_by=agencies, by=user, now=timezone.now())
            messages.success(request, f"Đã công bố {version.catalog_id}.")
            return redirect("procedures:procedure", code=kept.code)
        if doing == "ghi" and form.is_valid():
            mend_procedure(version=version, procedure=form.said(), by=user, now=timezone.now())
            messages.success(request, "Đã ghi lại bản thảo.")
            return redirect("procedures:draft", number=number)
    except ProcedureWrong as error:
        form.add_error(None, str(error))
    except NotAllowed as refusal:
        refused = str(refusal)
    return _page(
        request,
        form,
        kept,
        f"Bản thảo {version.catalog_id}",
        version=version,
        refused=refused,
        why_not=reason(check_publishes_procedure, user, version.created_by, agencies),
        wrong=bool(refused) or (request.method == "POST" and not doing),
    )


def _newest(code: str) -> Procedure:
    try:
        return procedure_in_force(code, timezone.localdate())
    except CatalogueError:
        pass
    try:
        return procedure_versions(code)[-1]
    except CatalogueError as error:
        raise Http404(str(error)) from error


def _page(
    request: HttpRequest,
    form: ProcedureForm,
    shown: Procedure,
    title: str,
    *,
    wrong: bool = False,
    **more: object,
) -> HttpResponse:
    before = [one for one in known_versions(shown.code) if one.valid_from < shown.valid_from]
    before.sort(key=lambda one: one.valid_from)
    crumbs = [
        {"title": "Thủ tục", "url": reverse("procedures:list")},
        {"title": title, "url": ""},
    ]
    return render(
        request,
        "dossiers/procedures/draft.html",
        {
            "form": form,
            "procedure": shown,
            "title": title,
            "steps": list(shown_steps(shown)),
            "earlier": before[-1] if before and more else None,
            "differences": compare_procedures(before[-1], shown) if before and more else (),
            "crumbs": crumbs,
            **more,
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong or form.is_bound else HTTPStatus.OK,
    )


@page(writes=("POST",))
def imports(request: HttpRequest) -> HttpResponse:
    """Take a workbook of procedures in, at once; complaints stand on the page."""
    agency, user = agency_of(request), user_of(request)
    form = BookForm()
    complaints: tuple[str, ...] = ()
    if request.method == "POST":
        check_keeps_procedures(user, agency)
        form = BookForm(request.POST, request.FILES)
        if form.is_valid():
            complaints = _take_in(request, agency, form)
            if not complaints:
                return redirect("procedures:list")
    return render(
        request,
        "dossiers/procedures/import.html",
        {
            "agency": agency,
            "form": form,
            "refused": reason(check_keeps_procedures, user, agency),
            "complaints": complaints[:_MOST_SHOWN],
            "more": max(len(complaints) - _MOST_SHOWN, 0),
            "crumbs": [
                {"title": "Thủ tục", "url": reverse("procedures:list")},
                {"title": "Nhập Excel", "url": ""},
            ],
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK,
    )


def _take_in(request: HttpRequest, agency: Agency, form: BookForm) -> tuple[str, ...]:
    """Return what is wrong with a workbook; when nothing is, it has been taken in."""
    name, data = form.name_and_data()
    try:
        read = read_procedure_book(port("open_sheets")(name, data))
        done = import_procedures(
            agency=agency,
            book=Book(read, name, hashlib.sha256(data).hexdigest()),
            publish=form.cleaned_data["publish"],
            by=user_of(request),
            now=timezone.now(),
        )
    except (UnreadableFile, NotAllowed) as error:
        return (str(error),)
    except ProceduresRefused as refusal:
        return refusal.complaints
    messages.success(
        request,
        f"Đã nhập: {done.drafted} bản thảo, {done.published} phiên bản công bố, {done.unchanged} đã có.",
    )
    return ()


@page()
def template_file(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - nothing of it is asked
    """Give the empty workbook away."""
    data: bytes = port("write_workbook")(template())
    return attachment(data, stem="mau-thu-tuc", kind="xlsx")
