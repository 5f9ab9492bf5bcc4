"""The register of earlier results: how much of it is digitised, and taking a workbook in."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from thuocdo.apps.dossiers.queries import earlier_results_of
from thuocdo.apps.dossiers.services import EarlierRefused, import_earlier_results
from thuocdo.apps.organisations.front import agency_of, user_of
from thuocdo.apps.organisations.models import Agency
from thuocdo.apps.organisations.policies import check_imports
from thuocdo.apps.rulebooks.queries import one_stop_rules, procedures_in_force
from thuocdo.core.procedures.earlier import SHEETS, EarlierStock, stock_on, template
from thuocdo.core.tables.grid import UnreadableFile
from thuocdo.core.tables.sheets import read_named_sheets
from thuocdo.kit.exports import attachment
from thuocdo.kit.formats import number, percent
from thuocdo.kit.guards import page
from thuocdo.kit.ports import port
from thuocdo.kit.refusals import NotAllowed
from thuocdo.kit.uploads import UploadForm

__all__ = ["earlier_results", "earlier_template"]

_MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class ShownStock:
    """One line of the table, every cell as text."""

    code: str
    title: str
    in_force: str
    digitised: str
    signed: str
    share: str
    state: str
    standing: str


@page(writes=("POST",))
def earlier_results(request: HttpRequest) -> HttpResponse:
    """Show the stock by procedure against the year's target; take a workbook in, all or nothing."""
    agency, today = agency_of(request), timezone.localdate()
    form = _form(request)
    complaints: tuple[str, ...] = ()
    if request.method == "POST":
        check_imports(user_of(request), agency)
        if form.is_valid():
            complaints = _take_in(request, agency, *form.name_and_data())
            if not complaints:
                return redirect(request.get_full_path())
    rules = one_stop_rules().stock_digitisation
    target = rules.target(today.year)
    stock = stock_on(today, earlier_results_of(agency))
    titles = {one.code: one.title for one in procedures_in_force(today)}
    return render(
        request,
        "dossiers/earlier.html",
        {
            "agency": agency,
            "year": today.year,
            "target": number(target),
            "rules": rules,
            "rows": [_row(one, titles.get(one.procedure, ""), target) for one in stock],
            "whole": _row(_whole(stock), "Cả cơ quan", target),
            "form": form,
            "refused": _refused(request, agency),
            "complaints": complaints[:_MOST_SHOWN],
            "more": max(len(complaints) - _MOST_SHOWN, 0),
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors or complaints else HTTPStatus.OK,
    )


@page()
def earlier_template(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """Give the empty workbook away."""
    data: bytes = port("write_workbook")(template())
    return attachment(data, stem="mau-ket-qua-da-cap", kind="xlsx")


def _form(request: HttpRequest) -> UploadForm:
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES, accept=".xlsx,.xls")
    else:
        form = UploadForm(accept=".xlsx,.xls")
    form.fields["file"].label = "Sổ kết quả còn hiệu lực (.xlsx)"
    form.fields[
        "file"
    ].help_text = "Theo sổ mẫu; nhập lại sổ đã sửa thì chỉ các dòng khác thay đổi."
    return form


def _take_in(request: HttpRequest, agency: Agency, name: str, data: bytes) -> tuple[str, ...]:
    """Return what is wrong with a workbook; when nothing is, it has been taken in."""
    try:
        done = import_earlier_results(
            agency=agency,
            read=read_named_sheets(port("open_sheets")(name, data), SHEETS),
            source=hashlib.sha256(data).hexdigest(),
            by=user_of(request),
            now=timezone.now(),
        )
    except UnreadableFile as error:
        return (str(error),)
    except EarlierRefused as refusal:
        return refusal.complaints
    messages.success(
        request,
        f"Đã nhập: {number(done.new)} kết quả mới, {number(done.changed)} thay đổi, "
        f"{number(done.unchanged)} giữ nguyên.",
    )
    return ()


def _refused(request: HttpRequest, agency: Agency) -> str:
    try:
        check_imports(user_of(request), agency)
    except NotAllowed as refusal:
        return str(refusal)
    return ""


def _whole(stock: Iterable[EarlierStock]) -> EarlierStock:
    known = list(stock)
    return EarlierStock(
        "",
        sum(one.in_force for one in known),
        sum(one.digitised for one in known),
        sum(one.signed for one in known),
    )


def _row(one: EarlierStock, title: str, target: Decimal) -> ShownStock:
    share = Fraction(one.digitised * 100, one.in_force) if one.in_force else None
    missing = one.missing(target)
    return ShownStock(
        code=one.procedure,
        title=title,
        in_force=number(one.in_force),
        digitised=number(one.digitised),
        signed=number(one.signed),
        share=percent(share),
        state="lost" if missing else "won",
        standing=f"✕ còn thiếu {number(missing)}" if missing else "✓ đạt",
    )
