"""The very rows behind a number: paged, filtered, to take away."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thuocdo.apps.dossiers.listing import COLUMNS, DossierFilter, export_cells, shown
from thuocdo.apps.dossiers.ordering import headings_of, listed
from thuocdo.apps.dossiers.queries import dossiers_of
from thuocdo.apps.rulebooks.queries import fact_register
from thuocdo.core.facts import FactDefinition, FactKind, RowPart, Unit
from thuocdo.kit.exports import KINDS, as_csv, as_xlsx, attachment
from thuocdo.kit.formats import day, number
from thuocdo.kit.guards import page
from thuocdo.kit.paging import page_of
from thuocdo.web.desk.standing import Standing, standing_of
from thuocdo.web.frame import Crumb
from thuocdo.web.wiring import fact_book

__all__ = ["export", "facts"]

_PARTS = {
    RowPart.NUMERATOR: "Tử số",
    RowPart.DENOMINATOR: "Mẫu số",
    RowPart.FAILED: "Không đạt",
}


@page()
def facts(request: HttpRequest, name: str) -> HttpResponse:
    """List the dossiers behind a fact, or behind one part of its ratio."""
    standing = standing_of(request)
    definition = _definition(name)
    part = _part(request, definition)
    codes = fact_book().rows(name, standing.scope, part)
    wanted = DossierFilter.read(request.GET)
    everything = dossiers_of(standing.agency, codes=codes)
    found = page_of(request, listed(request, everything, standing.known_before))
    return render(
        request,
        "desk/rows.html",
        {
            "standing": standing,
            "definition": definition,
            "sentence": _sentence(definition, part, len(codes)),
            "part": part,
            "parts": _parts(standing, definition),
            "page": found,
            "rows": [
                shown(row, standing.link("dossiers:dossier", row.code), standing.known_before)
                for row in found.rows
            ],
            "headings": headings_of(request),
            "filter": wanted,
            "choices": wanted.choices(everything),
            "kept": _kept(request, "phan", "den", "co-quan", "xep"),
            "export": reverse("facts_export", args=[name]),
            "crumbs": [Crumb("Điểm", standing.link("sheet")), Crumb(definition.title)],
        },
    )


@page()
def export(request: HttpRequest, name: str) -> HttpResponse:
    """Give the same rows, filtered the same way, as .xlsx or .csv."""
    standing = standing_of(request)
    definition = _definition(name)
    part = _part(request, definition)
    kind = request.GET.get("kieu", "xlsx")
    if kind not in KINDS:
        return HttpResponse(
            f"Không xuất được kiểu «{kind}»; chọn xlsx hoặc csv.",
            status=HTTPStatus.BAD_REQUEST,
            content_type="text/plain; charset=utf-8",
        )
    codes = fact_book().rows(name, standing.scope, part)
    rows = listed(request, dossiers_of(standing.agency, codes=codes), standing.known_before)
    cells = (export_cells(row, standing.known_before) for row in rows)
    stem = f"{name.replace('.', '-')}-{part}-{standing.as_of:%Y%m%d}"
    if kind == "csv":
        return attachment(as_csv(COLUMNS, cells), stem=stem, kind=kind)
    title = (
        f"{_sentence(definition, part, len(codes))} "
        f"({standing.agency.name}, số liệu đến {day(standing.as_of)})"
    )
    return attachment(as_xlsx(title, COLUMNS, cells, now=standing.now), stem=stem, kind=kind)


def _definition(name: str) -> FactDefinition:
    definition = fact_register().get(name)
    if definition is None or definition.kind is not FactKind.MEASURE:
        raise Http404(f"Không có số liệu nào đếm từ hồ sơ mang tên «{name}».")
    return definition


def _part(request: HttpRequest, definition: FactDefinition) -> RowPart:
    asked = request.GET.get("phan", RowPart.NUMERATOR)
    if asked not in set(RowPart):
        raise Http404(f"Không có phần «{asked}» của số liệu.")
    if asked != RowPart.NUMERATOR and definition.unit is not Unit.PERCENT:
        raise Http404(f"«{definition.title}» là số đếm, không có mẫu số.")
    return RowPart(asked)


def _sentence(definition: FactDefinition, part: RowPart, count: int) -> str:
    """`52 hồ sơ yêu cầu bổ sung trên 1 lần`; for a rate, which of its rows these are."""
    counted = f"{number(count)} {definition.counts}"
    title = definition.title[0].lower() + definition.title[1:]
    if part is RowPart.DENOMINATOR and definition.empty_denominator:  # a rate
        return f"{counted} được xét trong {title}"
    kind = title.removeprefix("tỷ lệ ").removeprefix(definition.counts).strip()
    return f"{counted} {'không ' if part is RowPart.FAILED else ''}{kind}"


def _parts(standing: Standing, definition: FactDefinition) -> list[tuple[RowPart, str, str]]:
    if not definition.empty_denominator:
        return []
    return [
        (part, words, standing.link("facts", definition.name, phan=part))
        for part, words in _PARTS.items()
    ]


def _kept(request: HttpRequest, *names: str) -> list[tuple[str, Any]]:
    return [(name, request.GET[name]) for name in names if request.GET.get(name)]
