"""A merger: form, preview, carrying out, then confirming or undoing."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from thuocdo.apps.organisations.forms import MergerForm
from thuocdo.apps.organisations.front import user_of
from thuocdo.apps.organisations.models import MergerState
from thuocdo.apps.organisations.policies import (
    MERGERS,
    can_merge,
    check_merges,
    check_prepares_merger,
    check_sees_merger,
)
from thuocdo.apps.organisations.queries import (
    mergeable_by,
    merger_by_pk,
    mergers_of,
    preview,
)
from thuocdo.apps.organisations.services import (
    UnableToChangeAgency,
    carry_out_merger,
    confirm_merger,
    undo_merger,
)
from thuocdo.kit.guards import page
from thuocdo.kit.ports import port

__all__ = ["merger", "prepare"]

_PREVIEWED = "xem"
_SIGNS = {
    MergerState.CARRIED_OUT: "possible",
    MergerState.CONFIRMED: "won",
    MergerState.UNDONE: "unknown",
}


@page(writes=("POST",))
def prepare(request: HttpRequest) -> HttpResponse:
    """Ask for a merger, show what it would do, and carry it out."""
    user, now = user_of(request), timezone.now()
    check_prepares_merger(user)
    today = timezone.localdate(now)
    agencies = list(mergeable_by(user, today, MERGERS))
    asked = request.POST if request.method == "POST" else request.GET
    form = MergerForm(asked if _PREVIEWED in asked else None, agencies=agencies)
    shown = None
    if form.is_bound and form.is_valid():
        plan = form.plan()
        check_merges(user, plan.predecessors)
        if request.method == "POST":
            try:
                done = carry_out_merger(plan=plan, by=user, today=today, now=now)
            except UnableToChangeAgency:
                pass  # the preview says the same, with everything else
            else:
                messages.success(request, f"Đã sáp nhập thành {done.successor.name}.")
                return redirect("organisations:merger", pk=done.pk)
        shown = preview(plan, today=today)
    failed = form.is_bound and bool(form.errors or (shown and shown.problems))
    return render(
        request,
        "organisations/merger_prepare.html",
        {
            "form": form,
            "preview": shown,
            "mergers": list(mergers_of(user, MERGERS)[:20]),
            "sent": _sent(form) if shown else (),
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY
        if failed and request.method == "POST"
        else HTTPStatus.OK,
    )


@page(writes=("POST",))
def merger(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a merger and what moved; confirm it or undo it."""
    user, now = user_of(request), timezone.now()
    found = merger_by_pk(pk)
    if found is None:
        raise Http404("Không có lần sáp nhập này.")
    old = [link.predecessor for link in _links(found)]
    check_sees_merger(user, old)
    refused = ""
    if request.method == "POST":
        check_merges(user, old)
        change = undo_merger if "hoan-tac" in request.POST else confirm_merger
        try:
            done = change(merger=found, by=user, now=now)
        except UnableToChangeAgency as refusal:
            refused = str(refusal)
        else:
            messages.success(request, f"Sáp nhập {done.get_state_display()}.")
            return redirect("organisations:merger", pk=done.pk)
    return render(
        request,
        "organisations/merger.html",
        {
            "merger": found,
            "new": found.successor,
            "old": old,
            "open": found.state == MergerState.CARRIED_OUT and can_merge(user, old),
            "sign": _SIGNS[MergerState(found.state)],
            "moved": _moved(found.moved),
            "refused": refused,
        },
        status=HTTPStatus.CONFLICT if refused else HTTPStatus.OK,
    )


def _links(found: Any) -> list[Any]:
    links = found.successions.select_related("predecessor").order_by("predecessor__code")
    return list(links)


def _moved(moved: dict[str, Any]) -> list[tuple[str, int]]:
    """Return what moved and how much of it, in words."""
    people = sum(map(len, moved.get("people", {}).values()))
    titles = {mover.key: mover.preview([]).title for mover in port("movers")()}
    counted = [(titles[key], sum(moved.get(key, {}).values())) for key in titles]
    return [("Người dùng", people), *(one for one in counted if one[1])]


def _sent(form: MergerForm) -> list[tuple[str, str]]:
    """Return the form's values again, for the button that carries it out."""
    given = [(name, form[name].value()) for name in form.fields]
    flat = [
        (name, one)
        for name, value in given
        for one in (value if isinstance(value, list) else [value or ""])
    ]
    return [*flat, (_PREVIEWED, "1")]
