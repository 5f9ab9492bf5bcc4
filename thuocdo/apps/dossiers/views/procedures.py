"""Procedures: the list, one of them, what differs between versions, what nobody hands in online."""

from datetime import date
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from thuocdo.apps.documents.services import Handed, UnableToKeep
from thuocdo.apps.dossiers.procedure_forms import OfferForm, PublicationForm, ReviewForm
from thuocdo.apps.dossiers.procedure_pages import (
    ProcedureFilter,
    quiet_ones,
    shown_details,
    shown_places,
    shown_review,
    shown_row,
    shown_steps,
)
from thuocdo.apps.dossiers.procedure_policies import check_keeps_procedures
from thuocdo.apps.dossiers.procedure_queries import (
    handled_by,
    offered_codes,
    online_use,
    publications_of,
    reviews_of,
    terms_of,
)
from thuocdo.apps.dossiers.queries import known_until
from thuocdo.apps.dossiers.services import (
    Proof,
    Reviewed,
    offer_procedure,
    record_publication,
    record_review,
    withdraw_procedure,
)
from thuocdo.apps.organisations.front import agency_of, user_of
from thuocdo.apps.organisations.models import Agency
from thuocdo.apps.rulebooks.documents import CatalogueError
from thuocdo.apps.rulebooks.policies import check_drafts_procedures
from thuocdo.apps.rulebooks.queries import (
    procedure_versions,
    procedures_in_force,
    review_rules,
)
from thuocdo.apps.rulebooks.records import procedure_drafts
from thuocdo.core.files import UnacceptableFile
from thuocdo.core.procedures.comparison import compare_procedures
from thuocdo.core.procedures.document import in_force_on
from thuocdo.core.procedures.model import Procedure
from thuocdo.kit.guards import page
from thuocdo.kit.paging import page_of
from thuocdo.kit.refusals import NotAllowed, reason

__all__ = ["compare", "offer", "procedure", "procedure_list", "publications", "quiet", "reviews"]


@page()
def procedure_list(request: HttpRequest) -> HttpResponse:
    """List the procedures in force today: those the agency handles, or all."""
    agency, today = agency_of(request), timezone.localdate()
    wanted = ProcedureFilter.read(request.GET)
    every, ours = procedures_in_force(today), offered_codes(agency, today)
    scope = [one for one in every if wanted.everything or not ours or one.code in ours]
    found = page_of(request, wanted.narrowed(scope, today))
    return render(
        request,
        "dossiers/procedures/list.html",
        {
            "agency": agency,
            "today": today,
            "page": found,
            "rows": [shown_row(one, today, ours) for one in found.rows],
            "handled": len(ours),
            "every": len(every),
            "filter": wanted,
            "choices": wanted.choices(scope, today),
            "kept": request.GET.get("co-quan", ""),
            "drafts": procedure_drafts(),
            "refused": reason(check_drafts_procedures, user_of(request)),
        },
    )


@page()
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Show one procedure in one of its versions."""
    agency, today = agency_of(request), timezone.localdate()
    versions = _versions(code)
    shown = _chosen(versions, request.GET.get("ban", ""), today)
    before = versions.index(shown) - 1
    return _shown(
        request,
        "dossiers/procedures/procedure.html",
        agency,
        shown,
        in_force=in_force_on(shown, today),
        details=shown_details(shown, today),
        steps=list(shown_steps(shown)),
        versions=versions[::-1],
        earlier=versions[before] if before >= 0 else None,
        handled_by=handled_by(code, today),
        terms=terms_of(agency, code),
        places=shown_places(publications_of(agency, code), today),
        reviews=[shown_review(one) for one in reviews_of(agency, code)],
        draft_refused=reason(check_drafts_procedures, user_of(request)),
    )


@page()
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """Show what differs between two versions, the last two unless asked otherwise."""
    agency, versions = agency_of(request), _versions(code)
    usual = versions[-2:] if len(versions) > 1 else versions * 2
    old = _named(versions, request.GET.get("cu", "")) or usual[0]
    new = _named(versions, request.GET.get("moi", "")) or usual[1]
    return _shown(
        request,
        "dossiers/procedures/compare.html",
        agency,
        new,
        old=old,
        new=new,
        versions=versions,
        differences=compare_procedures(old, new),
    )


@page()
def quiet(request: HttpRequest) -> HttpResponse:
    """List what is online and has had no online dossier for long, as far as imports tell."""
    agency = agency_of(request)
    day = known_until(agency) or timezone.localdate()
    every, ours = procedures_in_force(day), offered_codes(agency, day)
    used = online_use(agency)
    # Before anybody has said what the agency handles, its dossiers tell.
    scope = [one for one in every if one.code in (ours or used)]
    return render(
        request,
        "dossiers/procedures/quiet.html",
        {
            "agency": agency,
            "day": day,
            "rule": review_rules().quiet_on(day),
            "rows": quiet_ones(scope, used, day),
            "looked_at": len(scope),
        },
    )


@page(writes=("POST",))
def offer(request: HttpRequest, code: str) -> HttpResponse:
    """Let the agency handle a procedure from a day on, or no longer."""
    agency, form = agency_of(request), OfferForm()
    check_keeps_procedures(user_of(request), agency)
    shown = _chosen(_versions(code), "", timezone.localdate())
    terms = terms_of(agency, code)
    handles = any(one.until is None for one in terms)
    if request.method == "POST":
        form = OfferForm(request.POST)
        if form.is_valid() and _done(
            form, lambda: _offer(request, agency, code, form, ends=handles)
        ):
            return _back(request, code)
    return _shown(
        request,
        "dossiers/procedures/offer.html",
        agency,
        shown,
        form=form,
        handles=handles,
        terms=terms,
    )


def _offer(request: HttpRequest, agency: Agency, code: str, form: OfferForm, *, ends: bool) -> None:
    given: dict[str, Any] = {"agency": agency, "code": code, "by": user_of(request)}
    given["now"] = timezone.now()
    if ends:
        withdraw_procedure(until=form.cleaned_data["on"], **given)
        messages.success(request, f"Đã ghi thôi giải quyết {code}.")
    else:
        offer_procedure(since=form.cleaned_data["on"], **given)
        messages.success(request, f"Đã ghi giải quyết {code}.")


@page(writes=("POST",))
def publications(request: HttpRequest, code: str) -> HttpResponse:
    """Show where the procedure is made public; record a place with its proof."""
    agency, today = agency_of(request), timezone.localdate()
    shown = _chosen(_versions(code), "", today)
    places = shown_places(publications_of(agency, code), today)
    choices = [(one.id, one.title) for one in places]
    form = PublicationForm(choices, initial={"place": request.GET.get("noi", "")})
    if request.method == "POST":
        check_keeps_procedures(user_of(request), agency)
        form = PublicationForm(choices, request.POST, request.FILES)
        if form.is_valid() and _done(form, lambda: _publish(request, agency, code, form)):
            messages.success(request, "Đã ghi nơi công khai.")
            return redirect(f"{reverse('procedures:publications', args=[code])}{_query(request)}")
    refused = reason(check_keeps_procedures, user_of(request), agency)
    return _shown(
        request,
        "dossiers/procedures/publications.html",
        agency,
        shown,
        form=form,
        places=places,
        refused=refused,
    )


def _publish(request: HttpRequest, agency: Agency, code: str, form: PublicationForm) -> None:
    said = form.cleaned_data
    record_publication(
        agency=agency,
        code=code,
        place=said["place"],
        published_on=said["published_on"],
        proof=Proof(said["link"], Handed(*form.name_and_data()) if said["file"] else None),
        by=user_of(request),
        now=timezone.now(),
    )


@page(writes=("POST",))
def reviews(request: HttpRequest, code: str) -> HttpResponse:
    """Show the reviews of a procedure with what they save; record one."""
    agency, today = agency_of(request), timezone.localdate()
    shown = _chosen(_versions(code), "", today)
    counted = {
        "parts_before": len(shown.parts),
        "days_before": shown.time.amount,
        "money_before": sum(fee.amount for fee in shown.fees),
    }
    form = ReviewForm(initial=counted)
    if request.method == "POST":
        check_keeps_procedures(user_of(request), agency)
        form = ReviewForm(request.POST)
        if form.is_valid() and _done(form, lambda: _review(request, agency, code, form)):
            messages.success(request, "Đã ghi lần rà soát.")
            return redirect(f"{reverse('procedures:reviews', args=[code])}{_query(request)}")
    return _shown(
        request,
        "dossiers/procedures/reviews.html",
        agency,
        shown,
        form=form,
        reviews=[shown_review(one) for one in reviews_of(agency, code)],
        income=review_rules().income_on(today),
        refused=reason(check_keeps_procedures, user_of(request), agency),
    )


def _review(request: HttpRequest, agency: Agency, code: str, form: ReviewForm) -> None:
    record_review(
        agency=agency,
        code=code,
        reviewed=Reviewed(**form.said()),
        by=user_of(request),
        now=timezone.now(),
    )


def _done(form: Any, act: Any) -> bool:
    """Carry out; what is refused stands on the form, whose input is kept."""
    try:
        act()
    except (NotAllowed, CatalogueError, UnacceptableFile, UnableToKeep) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _versions(code: str) -> tuple[Procedure, ...]:
    try:
        return procedure_versions(code)
    except CatalogueError as error:
        raise Http404(str(error)) from error


def _named(versions: tuple[Procedure, ...], asked: str) -> Procedure | None:
    return next((one for one in versions if one.valid_from.isoformat() == asked), None)


def _chosen(versions: tuple[Procedure, ...], asked: str, today: date) -> Procedure:
    """Return the version asked for, else the one in force today, else the newest."""
    in_force = [one for one in versions if in_force_on(one, today)]
    return _named(versions, asked) or (in_force or versions)[-1]


def _back(request: HttpRequest, code: str) -> HttpResponse:
    return redirect(f"{reverse('procedures:procedure', args=[code])}{_query(request)}")


def _query(request: HttpRequest) -> str:
    code = request.GET.get("co-quan")
    return f"?co-quan={code}" if code else ""


def _shown(
    request: HttpRequest, template: str, agency: Agency, shown: Procedure, **more: Any
) -> HttpResponse:
    form = more.get("form")
    wrong = form is not None and form.is_bound
    crumbs = [
        {"title": "Thủ tục", "url": f"{reverse('procedures:list')}{_query(request)}"},
        {"title": shown.code, "url": ""},
    ]
    if template != "dossiers/procedures/procedure.html":
        crumbs[1]["url"] = f"{reverse('procedures:procedure', args=[shown.code])}{_query(request)}"
        crumbs.append({"title": _TITLES[template], "url": ""})
    return render(
        request,
        template,
        {
            "agency": agency,
            "procedure": shown,
            "today": timezone.localdate(),
            "crumbs": crumbs,
            "keep_refused": reason(check_keeps_procedures, user_of(request), agency),
            **more,
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
    )


_TITLES = {
    "dossiers/procedures/compare.html": "So sánh phiên bản",
    "dossiers/procedures/offer.html": "Cơ quan giải quyết",
    "dossiers/procedures/publications.html": "Nơi công khai",
    "dossiers/procedures/reviews.html": "Rà soát",
}
