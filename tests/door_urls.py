"""Addresses of the bare door: `/cua/nhan/` takes a dossier in, `/cua/hai-dong/` writes two rows."""

import secrets

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from tests.counter import LICENCE, every_part, party
from thuocdo.apps.dossiers.models import Dossier, DossierEvent
from thuocdo.apps.dossiers.services import Intake, receive_dossier
from thuocdo.apps.organisations.front import user_of
from thuocdo.apps.rulebooks.queries import clock, procedure_in_force
from thuocdo.web.urls import urlpatterns as pages


@csrf_exempt
def take_in(request: HttpRequest) -> HttpResponse:
    """Take one dossier in for whoever is signed in; the answer is its code."""
    clerk, now = user_of(request), timezone.now()
    assert clerk.agency is not None
    procedure = procedure_in_force(LICENCE, clock().day_of(now))
    intake = Intake(
        procedure=procedure,
        party=party(request.POST["ten"], request.POST["so"]),
        parts=every_part(procedure),
    )
    dossier = receive_dossier(agency=clerk.agency, intake=intake, by=clerk, now=now)
    return HttpResponse(dossier.code, status=201)


@csrf_exempt
def two_rows(request: HttpRequest) -> HttpResponse:
    """Write the two rows that any way of keeping dossiers writes at the least."""
    code = secrets.token_hex(12)
    with transaction.atomic():
        dossier = Dossier.objects.create(agency_id=int(request.POST["co-quan"]), code=code)
        DossierEvent.objects.create(
            dossier=dossier, kind="RECEIVED", at=timezone.now(), source="COUNTER", payload={}
        )
    return HttpResponse(code, status=201)


urlpatterns = [
    path("cua/nhan/", take_in),
    path("cua/hai-dong/", two_rows),
    *pages,
]
handler400 = "thuocdo.web.errors.bad_request"
handler403 = "thuocdo.web.errors.permission_denied"
handler404 = "thuocdo.web.errors.page_not_found"
handler500 = "thuocdo.web.errors.server_error"
