"""Sets in force, drafting one from a decision, mending it, publishing it."""

from collections.abc import Callable, Mapping
from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from thuocdo.apps.organisations.front import user_of
from thuocdo.apps.organisations.models import User
from thuocdo.apps.rulebooks.catalogue import read_texts
from thuocdo.apps.rulebooks.forms import AnnexForm
from thuocdo.apps.rulebooks.models import RulebookKind, RulebookState, RulebookVersion
from thuocdo.apps.rulebooks.openness import meetings, open_points
from thuocdo.apps.rulebooks.pages import SetRow, changes_of, tree_of
from thuocdo.apps.rulebooks.policies import check_looks, check_manages
from thuocdo.apps.rulebooks.queries import every_index_set, fact_register
from thuocdo.apps.rulebooks.records import drafts, published, version
from thuocdo.apps.rulebooks.services import create_draft, publish
from thuocdo.core.index_sets.model import IndexSet
from thuocdo.core.tables.grid import UnreadableFile
from thuocdo.kit.findings import grouped
from thuocdo.kit.guards import page
from thuocdo.kit.refusals import NotAllowed

__all__ = ["draft", "sets", "version_or_404"]


@page(writes=("POST",))
def sets(request: HttpRequest) -> HttpResponse:
    """List the sets in force and the drafts; take an annex to draft from."""
    check_looks(user_of(request))
    known = every_index_set()
    choices = [(set_id, f"{set_id}: {one.title}") for set_id, one in known.items()]
    form = AnnexForm(sets=choices)
    if request.method == "POST":
        check_manages(user_of(request))
        form = AnnexForm(request.POST, request.FILES, sets=choices)
        made = _draft_from(request, form) if form.is_valid() else None
        if made:
            return redirect("rulebooks:draft", number=made.pk)
    today = timezone.localdate()
    rows = _rows(known, today)
    return render(
        request,
        "rulebooks/sets.html",
        {
            "form": form,
            "manage_refused": manage_refused(user_of(request)),
            "rows": rows,
            "in_force": sum(row.in_force for row in rows),
            "today": today,
            "drafts": drafts(),
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
    )


def _rows(known: Mapping[str, IndexSet], today: date) -> list[SetRow]:
    made = (
        published()
        .filter(kind=RulebookKind.INDEX_SET)
        .select_related("published_by")
        .defer("texts", "readings", "findings")
    )
    versions = {one.catalog_id: one for one in made}
    rows = [SetRow(one, _in_force(one, today), versions.get(name)) for name, one in known.items()]
    return sorted(rows, key=lambda row: (not row.in_force, row.index_set.id))


def _in_force(one: IndexSet, today: date) -> bool:
    return one.valid_from <= today and (one.valid_to is None or today < one.valid_to)


def _draft_from(request: HttpRequest, form: AnnexForm) -> RulebookVersion | None:
    name, data = form.name_and_data()
    try:
        made = create_draft(
            head=form.head(),
            before_id=form.cleaned_data["before"],
            file_name=name,
            data=data,
            by=user_of(request),
            now=timezone.now(),
        )
    except UnreadableFile as refusal:
        form.add_error("file", str(refusal))
        return None
    messages.success(request, f"Đã đọc «{name}» thành bản thảo {made.catalog_id}.")
    return made


def manage_refused(user: User) -> str:
    """Return why this person only looks; empty for whoever may do more."""
    try:
        check_manages(user)
    except NotAllowed as refusal:
        return str(refusal)
    return ""


def version_or_404(
    request: HttpRequest, number: int, check: Callable[[User], None] = check_manages
) -> RulebookVersion:
    """Return a version for somebody who may manage them, or whatever else `check` asks.

    Raises:
        NotAllowed: this person may not.
        Http404: there is no such version.
    """
    check(user_of(request))
    found = version(number)
    if found is None:
        raise Http404
    return found


@page(writes=("POST",))
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """Show a draft with what was read and what is open; publish it."""
    found = version_or_404(request, number, check_looks)
    refused = ""
    if request.method == "POST":
        check_manages(user_of(request))
        try:
            publish(
                version=found,
                ends=request.POST.getlist("ends"),
                by=user_of(request),
                now=timezone.now(),
            )
        except NotAllowed as refusal:
            refused = str(refusal)
        else:
            messages.success(request, f"Đã công bố {found.catalog_id}.")
            return redirect("rulebooks:draft", number=number)
    index_set, facts, _ = read_texts(found.texts)
    register = {**fact_register(), **facts}
    others = every_index_set()
    compared, changes = changes_of(others.get(found.compared_with), index_set)
    rows = list(tree_of(found, index_set, register))
    return render(
        request,
        "rulebooks/draft.html",
        {
            "version": found,
            "index_set": index_set,
            "is_draft": found.state == RulebookState.DRAFT,
            "rows": rows,
            "leaves": sum(row.level == "leaf" for row in rows),
            "waiting": sum(row.waits for row in rows),
            "facts": facts.values(),
            "open": list(open_points(index_set, found.readings)),
            "meetings": meetings(index_set, others),
            "refused": refused,
            "manage_refused": manage_refused(user_of(request)),
            "findings": grouped(found.findings),
            "compared": compared,
            "changes": changes,
            "crumbs": [
                {"title": "Bộ chỉ số", "url": reverse("rulebooks:sets")},
                {"title": found.catalog_id, "url": ""},
            ],
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK,
    )
