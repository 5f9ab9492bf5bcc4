"""The directory of agencies: the tree of any day, an agency's history, and the workbook."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from thuocdo.apps.organisations.front import user_of
from thuocdo.apps.organisations.models import Agency, AgencyKind, AgencyLevel
from thuocdo.apps.organisations.policies import can_see, check_prepares_merger
from thuocdo.apps.organisations.queries import (
    agency_by_code,
    names_of,
    parents_of,
    predecessors,
    successors,
    tree_as_of,
    whole_directory,
    whole_predecessors,
)
from thuocdo.apps.organisations.showing import search, shown_history, shown_tree, tree_url
from thuocdo.core.ports.restated import RestatedAgency, RestatedRow
from thuocdo.core.tables.agencies import as_sheets
from thuocdo.core.tables.dossiers.moments import UnreadableTime, parse_day
from thuocdo.kit.exports import attachment
from thuocdo.kit.formats import day
from thuocdo.kit.guards import page
from thuocdo.kit.ports import port
from thuocdo.kit.refusals import NotAllowed

__all__ = ["agency", "export", "tree"]

_EARLIEST = date(1945, 9, 2)
_MOST_YEARS = 5


@page()
def tree(request: HttpRequest) -> HttpResponse:
    """Show the agencies of a day, or those below one of them, or those that a text finds."""
    today = timezone.localdate()
    asked = request.GET.get("ngay", "")
    when, problem = _day(asked, today)
    drawn = tree_as_of(when)
    under = request.GET.get("duoi", "")
    text = request.GET.get("tim", "").strip()
    under = under if under in drawn else ""
    rows = search(drawn, text, when) if text else shown_tree(drawn, under, when)
    return render(
        request,
        "organisations/tree.html",
        {
            "day": when,
            "asked": asked if problem else day(when),
            "problem": problem,
            "today": when == today,
            "text": text,
            "total": len(drawn),
            "above": drawn.nodes[under] if under else None,
            "up_url": tree_url(when, drawn.nodes[under].parent if under else ""),
            "rows": rows,
            "merger_refused": _merger_refused(request),
        },
    )


@page()
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """Show what an agency was called, where it stood, and who came before and after it."""
    found = agency_by_code(code)
    if found is None:
        raise Http404("Không có cơ quan nào mang mã này.")
    before, after = predecessors(found), successors(found)
    names, parents = names_of(found), parents_of(found)
    compared = _compared(request, found)
    return render(
        request,
        "organisations/agency.html",
        {
            "agency": found,
            "level": AgencyLevel(found.level).label,
            "kind": AgencyKind(found.kind).label if found.kind else "chưa ghi",
            "life": _life(found),
            "tree_url": tree_url(None if found.valid_to is None else found.valid_from),
            "names": names,
            "before": before,
            "after": after,
            "compared": compared,
            "restated": _restated(compared),
            "moments": shown_history(found, names, parents, before, after),
        },
    )


@page()
def export(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - nothing of it is asked
    """Give the whole directory away as the workbook that `thuocdo org import` reads."""
    data: bytes = port("write_workbook")(as_sheets(whole_directory()))
    return attachment(data, stem="danh-ba-co-quan", kind="xlsx")


def _compared(request: HttpRequest, found: Agency) -> tuple[RestatedAgency, ...]:
    """Return the agency and those it wholly took over from; nothing to whoever may not see it."""
    if found.withdrawn_at is not None or not can_see(user_of(request), found):
        return ()
    before = whole_predecessors(found)
    return tuple(
        RestatedAgency(one.code, one.name, one.valid_from, one.valid_to)
        for one in ([found, *before] if before else ())
    )


def _restated(compared: tuple[RestatedAgency, ...]) -> tuple[RestatedRow, ...]:
    """Return what they counted in the year of the change and the two before it, and since."""
    if not compared:
        return ()
    first, this = compared[0].start.year, timezone.localdate().year
    years = tuple(range(this, first - 3, -1))[-_MOST_YEARS:]
    rows: tuple[RestatedRow, ...] = port("restated_facts")(compared, years)
    return rows


def _merger_refused(request: HttpRequest) -> str:
    try:
        check_prepares_merger(user_of(request))
    except NotAllowed as refusal:
        return str(refusal)
    return ""


def _day(asked: str, today: date) -> tuple[date, str]:
    """Return the day to show, and why it is not the one asked for."""
    if not asked:
        return today, ""
    try:
        found = parse_day(asked)
    except UnreadableTime:
        return today, f"«{asked[:40]}» không phải là ngày; ghi dạng 01/03/2025."
    if found < _EARLIEST:
        return today, f"Danh bạ không có ngày nào trước {day(_EARLIEST)}."
    return found, ""


def _life(found: Agency) -> str:
    if found.withdrawn_at is not None:
        return "việc thành lập đã được hoàn tác"
    if found.valid_to is None:
        return f"từ {day(found.valid_from)} đến nay"
    return f"từ {day(found.valid_from)}, hết hiệu lực từ {day(found.valid_to)}"
