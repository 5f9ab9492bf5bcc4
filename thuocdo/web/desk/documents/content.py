"""The content of evidence: blocks in the page, or bytes that a browser shows in a frame of its own."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from thuocdo.apps.documents.queries import evidence_by_key, read_file, version_by_number
from thuocdo.apps.organisations.front import user_of
from thuocdo.apps.organisations.journal.entries import JOURNAL_TABLE, note_reading
from thuocdo.apps.organisations.policies import check_sees
from thuocdo.core.files import KINDS
from thuocdo.core.ports.file_store import FileMissing, StoreUnavailable
from thuocdo.core.previews import Preview, UnableToPreview
from thuocdo.kit.guards import page
from thuocdo.kit.ports import port

if TYPE_CHECKING:
    from thuocdo.apps.documents.models import Evidence, EvidenceVersion
    from thuocdo.apps.organisations.models import User

__all__ = ["Content", "content_of", "evidence_file", "note_if_sensitive"]

# The browser's own viewer may show it inside our page, and nothing in it may run or fetch. The
# frame has no `sandbox`: Chromium shows no PDF at all in one that has.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
_LOST = "Kho tệp không còn tệp này. Hãy báo người quản trị."


@dataclass(frozen=True, slots=True)
class Content:
    """What a page shows of a version: one of frame, picture, blocks, or why there is none."""

    framed: bool = False
    pictured: bool = False
    preview: Preview | None = None
    refused: str = ""

    @property
    def delivers(self) -> bool:
        """Whether the page itself holds the content; frame and picture are fetched on their own."""
        return self.preview is not None


def content_of(version: "EvidenceVersion") -> Content:
    """Return what a page shows of a version."""
    kind = KINDS.get(version.file.kind)
    if kind is None:
        return Content(refused="Loại tệp này không xem trước được trên trang.")
    if kind.id == "pdf":
        return Content(framed=True)
    if kind.is_image:
        return Content(pictured=True)
    try:
        return Content(preview=port("preview")(kind.id, read_file(version.file)))
    except FileMissing:
        return Content(refused=_LOST)
    except (UnableToPreview, StoreUnavailable) as error:
        return Content(refused=str(error))


def note_if_sensitive(evidence: "Evidence", *, by: "User", now: datetime) -> None:
    """Write who saw evidence that holds personal data."""
    if evidence.sensitive:
        note_reading(
            now=now,
            by=by,
            agency=evidence.agency,
            action="documents.evidence.read",
            subject=evidence,
        )


@page(notes_in=JOURNAL_TABLE)
def evidence_file(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Give a version's bytes: to the frame or picture of the page, or with `?tai=1` to take away."""
    user = user_of(request)
    evidence = evidence_by_key(pk)
    version = version_by_number(evidence, number) if evidence else None
    if evidence is None or version is None:
        raise Http404("Không có bản này của tài liệu kiểm chứng.")
    check_sees(user, evidence.agency)
    kind = KINDS.get(version.file.kind)
    shown = kind is not None and (kind.id == "pdf" or kind.is_image)
    taken = request.GET.get("tai") == "1" or not shown
    try:
        data = read_file(version.file)
    except FileMissing as error:
        raise Http404(_LOST) from error
    except StoreUnavailable as error:
        return HttpResponse(
            str(error),
            status=HTTPStatus.SERVICE_UNAVAILABLE,
            content_type="text/plain; charset=utf-8",
        )
    note_if_sensitive(evidence, by=user, now=timezone.now())
    disposition = "attachment" if taken else "inline"
    return HttpResponse(
        data,
        content_type=kind.media_type if kind else "application/octet-stream",
        headers={
            "Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(version.file_name, safe='')}",
            "Content-Security-Policy": _POLICY,
            "X-Frame-Options": "SAMEORIGIN",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, no-store",
            "X-Content-SHA256": version.file.sha256,
        },
    )
