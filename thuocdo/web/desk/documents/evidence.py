"""Evidence of a year by criterion, one piece with its versions, and its content in the page."""

from dataclasses import dataclass
from http import HTTPStatus

from csp.decorators import csp_update
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from thuocdo.apps.documents.policies import can_change
from thuocdo.apps.documents.queries import evidence_by_key, evidence_of
from thuocdo.apps.documents.services import (
    Handed,
    UnableToKeep,
    add_evidence,
    renew_evidence,
    withdraw_evidence,
)
from thuocdo.apps.organisations.front import user_of
from thuocdo.apps.organisations.journal.entries import JOURNAL_TABLE
from thuocdo.apps.organisations.policies import can_work_for, check_sees, check_works_for
from thuocdo.core.files import UnacceptableFile
from thuocdo.core.periods import calendar_year
from thuocdo.kit.guards import page
from thuocdo.kit.paging import page_of
from thuocdo.kit.refusals import NotAllowed
from thuocdo.web.desk.documents.content import Content, content_of, note_if_sensitive
from thuocdo.web.desk.documents.forms import EvidenceForm, VersionForm, WithdrawForm
from thuocdo.web.desk.standing import Standing, standing_of
from thuocdo.web.frame import Crumb

__all__ = ["evidence_list", "evidence_page"]


@page(writes=("POST",))
def evidence_list(request: HttpRequest) -> HttpResponse:
    """List a year's evidence, or one criterion's; take a new piece."""
    standing = standing_of(request)
    criterion = _criterion(request, standing)
    form = EvidenceForm(standing.index_set, initial={"criterion": criterion})
    if request.method == "POST":
        check_works_for(standing.user, standing.agency)
        form = EvidenceForm(standing.index_set, request.POST, request.FILES)
        if form.is_valid() and _add(standing, form):
            messages.success(request, f"Đã thêm tài liệu «{form.cleaned_data['title']}».")
            here = standing.link("evidence", **{"tieu-chi": form.cleaned_data["criterion"]})
            return HttpResponseRedirect(here, status=HTTPStatus.SEE_OTHER)
    found = page_of(
        request, evidence_of(standing.agency, calendar_year(standing.as_of), criterion=criterion)
    )
    titles = {one.code: one.title for one in standing.index_set.leaves()}
    return render(
        request,
        "desk/documents/list.html",
        {
            "standing": standing,
            "criterion": criterion,
            "criterion_title": titles.get(criterion, ""),
            "page": found,
            "pieces": [
                (one, titles.get(one.criterion, ""), standing.link("evidence_page", str(one.pk)))
                for one in found.rows
            ],
            "form": form,
            "refused": _refusal(standing),
            "every": standing.link("evidence"),
            "opinions": standing.link("consultations"),
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
    )


@csp_update({"frame-src": ["'self'"]})
@page(writes=("POST",), notes_in=JOURNAL_TABLE)
def evidence_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one piece with a preview of the chosen version; take a newer one, or take it back."""
    user = user_of(request)
    evidence = evidence_by_key(pk)
    if evidence is None:
        raise Http404("Không có tài liệu kiểm chứng này.")
    check_sees(user, evidence.agency)
    standing = standing_of(request)
    forms_ = _Forms(VersionForm(), WithdrawForm())
    if request.method == "POST":
        done = forms_.take(request, standing, pk)
        if done:
            messages.success(request, done)
            return HttpResponseRedirect(
                standing.link("evidence_page", str(pk)), status=HTTPStatus.SEE_OTHER
            )
    versions = list(evidence.versions.select_related("file", "added_by").order_by("-number"))
    asked = request.GET.get("ban", "")
    version = next((one for one in versions if str(one.number) == asked), versions[0])
    content: Content = content_of(version)
    if content.delivers:
        note_if_sensitive(evidence, by=user, now=standing.now)
    return render(
        request,
        "desk/documents/evidence.html",
        {
            "standing": standing,
            "evidence": evidence,
            "version": version,
            "versions": versions,
            "content": content,
            "may_change": can_change(user, evidence),
            "works_here": can_work_for(user, evidence.agency),
            "forms": forms_,
            "crumbs": [
                Crumb("Tài liệu kiểm chứng", standing.link("evidence")),
                Crumb(evidence.title),
            ],
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if forms_.failed else HTTPStatus.OK,
    )


@dataclass(slots=True)
class _Forms:
    """The two forms of a piece's page, of which one was sent."""

    version: VersionForm
    withdrawal: WithdrawForm

    @property
    def failed(self) -> bool:
        return bool(self.version.errors or self.withdrawal.errors)

    def take(self, request: HttpRequest, standing: Standing, pk: int) -> str:
        """Do what was asked; return what to say of it, or nothing where the form must be mended."""
        evidence = evidence_by_key(pk)
        assert evidence is not None  # noqa: S101 - the page has just read it
        if request.POST.get("viec") == "rut":
            self.withdrawal = WithdrawForm(request.POST)
            if not self.withdrawal.is_valid():
                return ""
            withdraw_evidence(
                evidence=evidence,
                reason=self.withdrawal.cleaned_data["reason"],
                by=standing.user,
                now=standing.now,
            )
            return "Đã rút tài liệu; lý do được giữ lại."
        self.version = VersionForm(request.POST, request.FILES)
        if not self.version.is_valid():
            return ""
        try:
            made = renew_evidence(
                evidence=evidence, handed=_handed(self.version), by=standing.user, now=standing.now
            )
        except (UnacceptableFile, UnableToKeep) as refusal:
            self.version.add_error("file", str(refusal))
            return ""
        return f"Đã thêm bản {made.number}; các bản trước vẫn giữ nguyên."


def _add(standing: Standing, form: EvidenceForm) -> bool:
    cleaned = form.cleaned_data
    try:
        add_evidence(
            agency=standing.agency,
            criterion=cleaned["criterion"],
            period=calendar_year(standing.as_of),
            title=cleaned["title"],
            handed=_handed(form),
            sensitive=cleaned["sensitive"],
            by=standing.user,
            now=standing.now,
        )
    except (UnacceptableFile, UnableToKeep) as refusal:
        form.add_error("file", forms.ValidationError(str(refusal)))
        return False
    return True


def _handed(form: VersionForm) -> Handed:
    name, data = form.name_and_data()
    return Handed(name, data, form.cleaned_data["note"])


def _criterion(request: HttpRequest, standing: Standing) -> str:
    asked = request.GET.get("tieu-chi", "")
    if asked and asked not in {one.code for one in standing.index_set.leaves()}:
        raise Http404(f"Bộ chỉ số không có tiêu chí «{asked}».")
    return asked


def _refusal(standing: Standing) -> str:
    try:
        check_works_for(standing.user, standing.agency)
    except NotAllowed as refusal:
        return str(refusal)
    return ""
