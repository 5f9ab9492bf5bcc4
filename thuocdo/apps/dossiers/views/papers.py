"""Papers of a dossier: shown to be printed, and as PDF. Looking writes nothing; issuing is noted."""

from dataclasses import dataclass

from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from thuocdo.apps.dossiers.counter_queries import dossier_by_code
from thuocdo.apps.dossiers.papers import PaperSource
from thuocdo.apps.dossiers.policies import check_sees_applicants
from thuocdo.apps.dossiers.printing import (
    BUNDLE,
    TITLES,
    bundle_pdf,
    kind_of,
    paper_pdf,
    pdf_response,
    print_on_issue,
    source_of,
)
from thuocdo.apps.dossiers.queries import history_of
from thuocdo.apps.dossiers.views.asked import link_of
from thuocdo.apps.organisations.front import agency_of, user_of
from thuocdo.core.papers import PaperKind
from thuocdo.kit.guards import page
from thuocdo.kit.refusals import NotAllowed

__all__ = ["paper", "paper_file"]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A paper that an address names; no kind for the bundle of all."""

    source: PaperSource
    kind: PaperKind | None

    @property
    def title(self) -> str:
        return TITLES[self.kind] if self.kind else "Trọn bộ giấy tờ"

    def pdf(self) -> bytes:
        return paper_pdf(self.source, self.kind) if self.kind else bundle_pdf(self.source)


@csp_update({"frame-src": ["'self'"]})
@page(writes=("POST",))
def paper(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Show a paper with its print button; a POST issues it."""
    asked = _asked(request, code, slug)
    if request.method == "POST":
        if asked.kind is not None:
            print_on_issue(
                asked.source.dossier,
                asked.kind.value.lower(),
                by=user_of(request),
                now=timezone.now(),
            )
        return redirect(link_of(request, "dossiers:paper", code, slug))
    refused = ""
    try:
        asked.pdf()
    except NotAllowed as refusal:
        refused = str(refusal)
    context = {
        "agency": asked.source.dossier.agency,
        "dossier": asked.source.dossier,
        "title": asked.title,
        "slug": slug,
        "refused": refused,
        "is_receipt": asked.kind is PaperKind.RECEIPT,
    }
    return render(request, "dossiers/paper.html", context)


@page()
def paper_file(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Give the PDF; it is made anew from the events and always the same."""
    asked = _asked(request, code, slug)
    try:
        data = asked.pdf()
    except NotAllowed as refusal:
        raise Http404(str(refusal)) from refusal
    return pdf_response(data, f"{code}-{slug}.pdf", taken=request.GET.get("tai") == "1")


def _asked(request: HttpRequest, code: str, slug: str) -> _Asked:
    agency = agency_of(request)
    kind = kind_of(slug)
    dossier = dossier_by_code(agency, code)
    if dossier is None or (kind is None and slug != BUNDLE):
        raise Http404("Hồ sơ này không có giấy tờ ấy.")
    check_sees_applicants(user_of(request), agency)
    return _Asked(source_of(dossier, history_of(agency, code)), kind)
