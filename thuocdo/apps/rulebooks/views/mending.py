"""Mending a draft: one criterion, or the head."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from thuocdo.apps.organisations.front import user_of
from thuocdo.apps.rulebooks.catalogue import read_texts
from thuocdo.apps.rulebooks.documents import CatalogueError
from thuocdo.apps.rulebooks.forms import CriterionForm, HeadForm
from thuocdo.apps.rulebooks.models import RulebookVersion
from thuocdo.apps.rulebooks.pages import tree_of
from thuocdo.apps.rulebooks.queries import fact_register
from thuocdo.apps.rulebooks.services import mend_draft, mend_draft_head
from thuocdo.apps.rulebooks.views.staff import version_or_404
from thuocdo.apps.rulebooks.writing import rule_text
from thuocdo.core.index_sets.model import Area, Criterion, IndexSet
from thuocdo.core.vietnamese import format_number
from thuocdo.kit.guards import page
from thuocdo.kit.refusals import NotAllowed

__all__ = ["area", "criterion", "head"]


@page(writes=("POST",))
def criterion(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """Show one criterion with the words it was read from; change it."""
    return _mending(request, number, code, _criterion)


@page(writes=("POST",))
def area(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """Show an area; change its title and its points."""
    return _mending(request, number, code, _area)


def _mending(
    request: HttpRequest,
    number: int,
    code: str,
    find: Callable[[IndexSet, str], Criterion | Area | None],
) -> HttpResponse:
    found = version_or_404(request, number)
    index_set, facts, _ = read_texts(found.texts)
    own = find(index_set, code)
    if own is None:
        raise Http404
    register = {**fact_register(), **facts}
    form = CriterionForm(
        request.POST if request.method == "POST" else None,
        criterion=own,
        set_id=index_set.id,
        register=register,
        initial=_initial(own),
    )
    if request.method == "POST" and form.is_valid() and _mended(request, found, form):
        messages.success(request, f"Đã sửa {form.what} {code}.")
        return redirect(f"{reverse('rulebooks:draft', args=[number])}#{form.anchor}")
    rows = tree_of(found, index_set, register)
    return render(
        request,
        "rulebooks/criterion.html",
        {
            "version": found,
            "row": next(one for one in rows if one.url == request.path),
            "form": form,
            "crumbs": _crumbs(found, f"{form.what.capitalize()} {code}"),
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
    )


def _area(index_set: IndexSet, code: str) -> Area | None:
    return next((one for one in index_set.areas if one.code == code), None)


def _criterion(index_set: IndexSet, code: str) -> Criterion | None:
    pending = [one for area in index_set.areas for one in area.criteria]
    while pending:
        one = pending.pop()
        if one.code == code:
            return one
        pending.extend(one.children)
    return None


def _initial(own: Criterion | Area) -> dict[str, str]:
    said = {"title": own.title, "max_points": format_number(own.max_points), "mode": "keep"}
    if isinstance(own, Criterion) and own.rule is not None:
        said |= {"bands": own.counting.replace("; ", "\n"), "yaml": rule_text(own.rule)}
    return said


def _mended(request: HttpRequest, found: RulebookVersion, form: CriterionForm) -> bool:
    try:
        mend_draft(
            version=found,
            change=form.change(),
            kind=form.kind,
            by=user_of(request),
            now=timezone.now(),
        )
    except CatalogueError as error:
        _complain(form, error)
        return False
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _complain(form: CriterionForm | HeadForm, error: CatalogueError) -> None:
    for complaint in error.complaints:
        form.add_error(None, complaint)


@page(writes=("POST",))
def head(request: HttpRequest, number: int) -> HttpResponse:
    """Show and change a draft's head."""
    found = version_or_404(request, number)
    index_set, _, _ = read_texts(found.texts)
    form = HeadForm(request.POST) if request.method == "POST" else HeadForm.of(index_set)
    if request.method == "POST" and form.is_valid():
        try:
            mend_draft_head(
                version=found, change=form.change(), by=user_of(request), now=timezone.now()
            )
        except CatalogueError as error:
            _complain(form, error)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã sửa phần đầu của bộ.")
            return redirect("rulebooks:draft", number=number)
    return render(
        request,
        "rulebooks/head.html",
        {"version": found, "form": form, "crumbs": _crumbs(found, "Phần đầu")},
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
    )


def _crumbs(found: RulebookVersion, last: str) -> list[dict[str, str]]:
    return [
        {"title": "Bộ chỉ số", "url": reverse("rulebooks:sets")},
        {"title": found.catalog_id, "url": reverse("rulebooks:draft", args=[found.pk])},
        {"title": last, "url": ""},
    ]
