"""Papers as PDF: what they are made from, how they are called, noting that one was issued."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse

from thuocdo.apps.dossiers.models import Dossier, DossierEvent, EventKind
from thuocdo.apps.dossiers.papers import PaperSource, build, kinds_ready
from thuocdo.apps.dossiers.services import issue_paper, version_of
from thuocdo.apps.organisations.models import User
from thuocdo.apps.organisations.queries import people_with, units_with
from thuocdo.apps.rulebooks.queries import procedure_version
from thuocdo.core.papers import PaperKind
from thuocdo.core.ports.papers import PaperNotPrinted, Papers
from thuocdo.kit.formats import moment
from thuocdo.kit.ports import port
from thuocdo.kit.refusals import NotAllowed

__all__ = [
    "BUNDLE",
    "TITLES",
    "ShownPaper",
    "bundle_pdf",
    "kind_of",
    "names_in",
    "paper_pdf",
    "papers_of",
    "pdf_response",
    "print_on_issue",
    "slug_of",
    "source_of",
]

# Our pages may frame it, and nothing in it may run or fetch. Chromium shows no PDF in a sandbox.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
BUNDLE = "tron-bo"
TITLES = {
    PaperKind.RECEIPT: "Giấy tiếp nhận và hẹn trả",
    PaperKind.CONTROL_SLIP: "Phiếu kiểm soát",
    PaperKind.SUPPLEMENT_REQUEST: "Phiếu yêu cầu bổ sung",
    PaperKind.APOLOGY: "Văn bản xin lỗi, hẹn lại",
    PaperKind.REFUSAL: "Phiếu từ chối",
    PaperKind.STOP_NOTICE: "Thông báo dừng giải quyết",
}
_SLUGS = {
    PaperKind.RECEIPT: "giay-tiep-nhan",
    PaperKind.CONTROL_SLIP: "phieu-kiem-soat",
    PaperKind.SUPPLEMENT_REQUEST: "phieu-bo-sung",
    PaperKind.APOLOGY: "thu-xin-loi",
    PaperKind.REFUSAL: "phieu-tu-choi",
    PaperKind.STOP_NOTICE: "thong-bao-dung",
}


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """A paper on the page of its dossier.

    Attributes:
        issued: when it was last printed; empty for never.
    """

    slug: str
    title: str
    issued: str


def slug_of(kind: PaperKind) -> str:
    """Return how addresses name a paper."""
    return _SLUGS[kind]


def kind_of(slug: str) -> PaperKind | None:
    """Return which paper an address names."""
    return next((kind for kind, name in _SLUGS.items() if name == slug), None)


def papers_of(events: Sequence[DossierEvent]) -> list[ShownPaper]:
    """Return the papers that can be printed now."""
    last = {one.payload["form"]: one.at for one in events if one.kind == EventKind.PAPER_ISSUED}
    return [
        ShownPaper(slug_of(kind), TITLES[kind], moment(at) if (at := last.get(_form(kind))) else "")
        for kind in kinds_ready(events)
    ]


def source_of(dossier: Dossier, events: Sequence[DossierEvent]) -> PaperSource:
    """Return what a dossier's papers are made from.

    Raises:
        NotAllowed: it came in with a file, without applicant or version of its procedure.
    """
    version = version_of(tuple(events))
    if not version or dossier.applicant is None:
        raise NotAllowed("Hồ sơ này nhập từ phần mềm khác; giấy tờ của nó in ở phần mềm đó.")
    return PaperSource(
        dossier=dossier,
        applicant=dossier.applicant,
        procedure=procedure_version(version),
        events=tuple(events),
        names=names_in(events),
    )


def names_in(events: Sequence[DossierEvent]) -> dict[str, str]:
    """Return the names of the units and people that hand-overs name by key: `u7`, `p12`."""
    handed = [one.payload for one in events if one.kind == EventKind.HANDED_OVER]
    units = {one["unit"] for one in handed} - {None}
    people = {one["to"] for one in handed} - {None}
    names = {f"u{one.pk}": one.name for one in units_with(units)}
    return names | {f"p{one.pk}": str(one) for one in people_with(people)}


def paper_pdf(source: PaperSource, kind: PaperKind) -> bytes:
    """Print a paper.

    Raises:
        NotAllowed: there is nothing to print yet, or it cannot be printed; the message says why.
    """
    printer: Papers = port("papers")()
    try:
        return printer.pdf(build(kind, source))
    except PaperNotPrinted as error:
        raise NotAllowed(str(error)) from error


def bundle_pdf(source: PaperSource) -> bytes:
    """Print all papers that were issued, as one PDF with a bookmark each.

    Raises:
        NotAllowed: none was issued, or one cannot be printed.
    """
    issued = {one.payload["form"] for one in source.events if one.kind == EventKind.PAPER_ISSUED}
    kinds = [kind for kind in kinds_ready(source.events) if _form(kind) in issued]
    printer: Papers = port("papers")()
    try:
        return printer.bundle([(TITLES[kind], paper_pdf(source, kind)) for kind in kinds])
    except PaperNotPrinted as error:
        raise NotAllowed(str(error)) from error


def print_on_issue(dossier: Dossier, form: str, *, by: User, now: datetime) -> None:
    """Note that a paper is issued, once it is known that it can be printed.

    Raises:
        NotAllowed: it cannot be printed, or not by this person; nothing is noted.
    """
    events = list(DossierEvent.objects.filter(dossier=dossier).select_related("by").order_by("pk"))
    kind = PaperKind(form.upper())
    paper_pdf(source_of(dossier, events), kind)
    issue_paper(dossier=dossier, form=form, by=by, now=now)


def pdf_response(data: bytes, name: str, *, taken: bool) -> HttpResponse:
    """Answer with a PDF that only our own pages may frame."""
    kept = "".join(c for c in name if c.isascii() and (c.isalnum() or c in ".-_"))
    return HttpResponse(
        data,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'{"attachment" if taken else "inline"}; filename="{kept}"',
            "Content-Security-Policy": _POLICY,
            "X-Frame-Options": "SAMEORIGIN",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, no-store",
        },
    )


def _form(kind: PaperKind) -> str:
    """Return the name that events keep."""
    return kind.value.lower()
