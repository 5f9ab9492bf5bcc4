"""The register of some days."""

from datetime import date, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from thuocdo.apps.dossiers.policies import check_sees_applicants
from thuocdo.apps.dossiers.printing import pdf_response
from thuocdo.apps.dossiers.register import HEADINGS, register_cells, register_of
from thuocdo.apps.organisations.front import agency_of, user_of
from thuocdo.apps.organisations.models import Agency
from thuocdo.apps.rulebooks.queries import clock
from thuocdo.core.ports.papers import PaperNotPrinted, Papers
from thuocdo.kit.exports import as_xlsx, attachment
from thuocdo.kit.formats import day
from thuocdo.kit.guards import page
from thuocdo.kit.ports import port
from thuocdo.kit.refusals import NotAllowed

__all__ = ["register", "register_file"]

_SHOWN = 50
_DAY = {"class": "form-control", "inputmode": "numeric", "autocomplete": "off"}
_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]


class DaysForm(forms.Form):
    """From which day to which."""

    tu = forms.DateField(
        label="Từ ngày",
        widget=forms.DateInput(format="%d/%m/%Y", attrs=_DAY),
        input_formats=_FORMATS,
        error_messages={"required": "Chưa ghi ngày đầu.", "invalid": "Ngày đầu chưa đúng."},
    )
    den = forms.DateField(
        label="Đến ngày",
        widget=forms.DateInput(format="%d/%m/%Y", attrs=_DAY),
        input_formats=_FORMATS,
        error_messages={"required": "Chưa ghi ngày cuối.", "invalid": "Ngày cuối chưa đúng."},
    )


@page()
def register(request: HttpRequest) -> HttpResponse:
    """Show the beginning of the register, and where to get all of it."""
    agency = _agency(request)
    form = _form(request)
    found, refused = None, ""
    if form.is_valid():
        try:
            found = register_of(agency, *_days(form))
        except NotAllowed as refusal:
            refused = str(refusal)
    context = {
        "agency": agency,
        "asked_agency": request.GET.get("co-quan", ""),
        "form": form,
        "refused": refused,
        "register": found,
        "rows": found.rows[:_SHOWN] if found else (),
        "most": _SHOWN,
    }
    return render(request, "dossiers/register.html", context)


@page()
def register_file(request: HttpRequest) -> HttpResponse:
    """Give the register as PDF, or with `?kieu=xlsx` as a workbook."""
    agency, form = _agency(request), _form(request)
    if not form.is_valid():
        raise NotAllowed("Hãy chọn ngày đầu và ngày cuối của sổ.")
    first, last = _days(form)
    found = register_of(agency, first, last)
    name = f"so-theo-doi-{first:%Y%m%d}-{last:%Y%m%d}"
    if request.GET.get("kieu") == "xlsx":
        now = timezone.now()
        title = f"Sổ theo dõi hồ sơ, {agency.name}, {first:%d/%m/%Y} đến {last:%d/%m/%Y}"
        data = as_xlsx(title, HEADINGS, register_cells(found), now=now)
        return attachment(data, stem=name, kind="xlsx")
    printer: Papers = port("papers")()
    try:
        return pdf_response(printer.pdf(found), f"{name}.pdf", taken=True)
    except PaperNotPrinted as error:
        raise NotAllowed(str(error)) from error


def _agency(request: HttpRequest) -> Agency:
    agency = agency_of(request)
    check_sees_applicants(user_of(request), agency)
    return agency


def _form(request: HttpRequest) -> DaysForm:
    today = clock().day_of(timezone.now())
    usual = {"tu": day(today - timedelta(days=today.weekday())), "den": day(today)}
    return DaysForm({name: request.GET.get(name) or value for name, value in usual.items()})


def _days(form: DaysForm) -> tuple[date, date]:
    return form.cleaned_data["tu"], form.cleaned_data["den"]
