"""The working calendar of a year, and the calculator of due dates for dossiers on paper."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.vary import vary_on_headers

from thuocdo.apps.rulebooks.queries import calendar, clock_data
from thuocdo.kit.guards import page
from thuocdo.kit.htmx import wants_fragment
from thuocdo.web.desk.due import answer_to
from thuocdo.web.desk.due_form import DueForm, stop_forms
from thuocdo.web.desk.year import year_view
from thuocdo.web.frame import Crumb

__all__ = ["due_date", "year"]

_YEARS_AHEAD = 2  # of those that have no notice yet; the others can be asked for by address


@page()
def year(request: HttpRequest) -> HttpResponse:
    """Show what each day of a year is, and by which notice."""
    known, today = calendar(), timezone.localdate()
    asked = request.GET.get("nam", "")
    chosen = next((one for one in known.years if str(one) == asked), None)
    usual = min(max(today.year, known.first.year), known.last.year)
    return render(
        request,
        "desk/year.html",
        {
            "view": year_view(known, chosen or usual, today),
            "unknown": asked if asked and chosen is None else "",
            "first": known.first.year,
            "last": known.last.year,
            "years": [
                (one, one in known.provisional_years)
                for one in known.years
                if one not in known.provisional_years
                or one <= max(today.year, _last_decreed(known.years)) + _YEARS_AHEAD
                or one == chosen
            ],
        },
    )


@page()
@vary_on_headers("HX-Request")
def due_date(request: HttpRequest) -> HttpResponse:
    """Count when something is due, from an address that can be passed on."""
    data, now = clock_data(), timezone.localtime()
    asked = DueForm.is_asked(request.GET)
    form = DueForm(data, request.GET) if asked else DueForm.for_now(data, now)
    stops = stop_forms(request.GET)
    answer = answer_to(data, form, stops) if asked else None
    return render(
        request,
        "desk/_due.html" if wants_fragment(request) else "desk/due.html",
        {
            "form": form,
            "stops": stops,
            "answer": answer,
            "crumbs": [Crumb("Lịch", reverse("calendar")), Crumb("Tính ngày hẹn trả")],
        },
    )


def _last_decreed(years: tuple[int, ...]) -> int:
    open_years = calendar().provisional_years
    return max((one for one in years if one not in open_years), default=date.min.year)
