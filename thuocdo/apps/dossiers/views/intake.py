"""Taking a dossier in: one page, made for the keyboard."""

from contextlib import suppress
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from thuocdo.apps.dossiers.forms import IntakeForm
from thuocdo.apps.dossiers.intake_page import IntakePage, handed_parts, intake_page
from thuocdo.apps.dossiers.models import Dossier
from thuocdo.apps.dossiers.policies import check_receives
from thuocdo.apps.dossiers.printing import print_on_issue
from thuocdo.apps.dossiers.services import RECEIPT, HandedFile, Intake, take_in
from thuocdo.apps.dossiers.views.asked import handed_files, link_of
from thuocdo.apps.organisations.front import agency_of, user_of
from thuocdo.apps.organisations.models import Agency
from thuocdo.core.rows import Channel
from thuocdo.kit.guards import page
from thuocdo.kit.refusals import NotAllowed

__all__ = ["intake"]


@page(writes=("POST",))
def intake(request: HttpRequest) -> HttpResponse:
    """Fill in what is known with every Enter; take the dossier in when asked to."""
    agency = agency_of(request)
    check_receives(user_of(request), agency)
    shown = intake_page(agency, request.POST, timezone.now())
    if request.POST.get("act") != "receive":
        return _draw(request, shown)
    dossier = _received(request, agency, shown)
    if dossier is None:
        return _draw(request, shown, HTTPStatus.UNPROCESSABLE_ENTITY)
    with suppress(NotAllowed):  # the page that follows says why it could not be printed
        print_on_issue(dossier, RECEIPT, by=user_of(request), now=timezone.now())
    return redirect(link_of(request, "dossiers:paper", dossier.code, "giay-tiep-nhan"))


def _received(request: HttpRequest, agency: Agency, shown: IntakePage) -> Dossier | None:
    """Take it in, or say on the page what stands in the way."""
    channels = shown.procedure.channels if shown.procedure else tuple(Channel)
    form = IntakeForm(request.POST, channels=channels)
    files: list[HandedFile] = handed_files(request, form)
    if not form.is_valid() or shown.procedure is None:
        shown.refuse(form)
        return None
    said = form.cleaned_data
    wanted = Intake(
        procedure=shown.procedure,
        party=form.party(),
        parts=handed_parts(shown.procedure, request.POST),
        channel=Channel(said["channel"]),
        content=said["content"],
        return_by_post=said["return_by_post"],
        paid=said["paid"],
    )
    try:
        return take_in(
            agency=agency, intake=wanted, files=files, by=user_of(request), now=timezone.now()
        )
    except NotAllowed as refusal:
        shown.refuse(form, str(refusal))
        return None


def _draw(
    request: HttpRequest, shown: IntakePage, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    context = {"agency": shown.agency, "shown": shown, "form": shown.form}
    context["list_url"] = reverse("dossiers:list")
    return render(request, "dossiers/intake.html", context, status=status)
