"""Finding a dossier by what somebody at the counter can say: a code, a number, a name."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thuocdo.apps.dossiers.models import PublishedDossier
from thuocdo.apps.dossiers.queries import dossiers_by_key
from thuocdo.apps.dossiers.searching import find_dossiers
from thuocdo.apps.organisations.front import agency_of, user_of
from thuocdo.core.rows import PortalState
from thuocdo.core.tables.dossiers.words import STATES
from thuocdo.kit.formats import moment, number
from thuocdo.kit.guards import page

__all__ = ["search"]

MOST_SHOWN = 50
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One dossier that was found, every cell as text."""

    code: str
    url: str
    applicant: str
    procedure: str
    received: str
    due: str
    state: str
    holder: str


@page()
def search(request: HttpRequest) -> HttpResponse:
    """Show what `?q=` names, the newest first."""
    agency, user = agency_of(request), user_of(request)
    text = request.GET.get("q", "").replace("\x00", "").strip()[:_LONGEST]
    found = find_dossiers(agency, text, by=user)
    rows = dossiers_by_key(found.dossiers).order_by("-received_at", "-code")
    rows = rows.select_related("dossier__applicant", "dossier__holder")
    shown = list(rows[: MOST_SHOWN + 1])
    more = found.more or len(shown) > MOST_SHOWN
    return render(
        request,
        "dossiers/search.html",
        {
            "agency": agency,
            "text": text,
            "by_people": found.by_people,
            "rows": [_row(row, named=found.by_people) for row in shown[:MOST_SHOWN]],
            "sentence": _sentence(text, min(len(shown), MOST_SHOWN), more=more),
            "kept": [(name, request.GET[name]) for name in ("co-quan",) if request.GET.get(name)],
        },
    )


def _row(row: PublishedDossier, *, named: bool) -> FoundRow:
    dossier = row.dossier
    return FoundRow(
        code=row.code,
        url=reverse("dossiers:dossier", args=[row.code]),
        applicant=dossier.applicant.name if named and dossier.applicant else "",
        procedure=row.procedure,
        received=moment(row.received_at),
        due=moment(row.due_at),
        state=STATES.get(PortalState(row.state), ""),
        holder=str(dossier.holder or ""),
    )


def _sentence(text: str, count: int, *, more: bool) -> str:
    if not text:
        return "Tìm hồ sơ"
    if more:
        return f"{number(count)} hồ sơ mới nhất khớp «{text}»; còn nữa, hãy gõ thêm"
    return f"{number(count)} hồ sơ khớp «{text}»" if count else f"Không có hồ sơ nào khớp «{text}»"
