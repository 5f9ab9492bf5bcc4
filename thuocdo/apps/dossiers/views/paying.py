"""The page of a dossier's payments: the code to scan, and what has arrived."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.vary import vary_on_headers

from thuocdo.apps.dossiers.counter_queries import dossier_by_code
from thuocdo.apps.dossiers.due import due_of
from thuocdo.apps.dossiers.models import Dossier, DossierEvent, PaymentOrder
from thuocdo.apps.dossiers.partners import payments_of
from thuocdo.apps.dossiers.policies import check_acts
from thuocdo.apps.dossiers.services import order_payment, take_notice
from thuocdo.apps.organisations.front import agency_of, user_of
from thuocdo.core.ports.payment import PaymentFailed
from thuocdo.core.workflows.dossier import DossierAction
from thuocdo.kit.formats import dong
from thuocdo.kit.guards import page
from thuocdo.kit.htmx import wants_fragment
from thuocdo.kit.ports import port
from thuocdo.kit.refusals import NotAllowed, reason

__all__ = ["payment"]


@page(writes=("POST",))
@vary_on_headers("HX-Request")
def payment(request: HttpRequest, code: str) -> HttpResponse:
    """Show a dossier's payments; make an order, or, in the demo, let the demo's payer pay it."""
    dossier = dossier_by_code(agency_of(request), code)
    if dossier is None:
        raise Http404(f"Cơ quan này không có hồ sơ mang mã «{code}».")
    failed = ""
    if request.method == "POST":
        check_acts(user_of(request), dossier, DossierAction.FEE_COLLECTED)
        try:
            _pay_demo(request, dossier) if "tra-thu" in request.POST else _order(request, dossier)
            return redirect(request.get_full_path())
        except (NotAllowed, PaymentFailed) as refusal:
            failed = str(refusal)
    return render(
        request,
        "dossiers/_payment.html" if wants_fragment(request) else "dossiers/payment.html",
        _shown(request, dossier) | {"failed": failed},
        status=HTTPStatus.UNPROCESSABLE_ENTITY if failed else HTTPStatus.OK,
    )


def _shown(request: HttpRequest, dossier: Dossier) -> dict[str, object]:
    events = list(DossierEvent.objects.filter(dossier=dossier).order_by("pk"))
    due = due_of(dossier.code, events)
    orders = payments_of(dossier, due)
    refused = reason(check_acts, user_of(request), dossier, DossierAction.FEE_COLLECTED)
    gate = port("payments")()
    if gate is None:
        refused = "Nơi này chưa khai tài khoản nhận chuyển khoản; hãy thu tại quầy."
    return {
        "agency": dossier.agency,
        "code": dossier.code,
        "due": dong(due.amount) if due else "",
        "asked": bool(due and due.asked),
        "orders": orders,
        "waiting": any(order.waits for order in orders),
        "refused": refused,
        "demo": not refused and port("demo_payer")() is not None,
    }


def _order(request: HttpRequest, dossier: Dossier) -> None:
    gate = port("payments")()
    if gate is None:
        raise NotAllowed("Nơi này chưa khai tài khoản nhận chuyển khoản; hãy thu tại quầy.")
    order_payment(dossier=dossier, gate=gate, by=user_of(request), now=timezone.now())


def _pay_demo(request: HttpRequest, dossier: Dossier) -> None:
    """The demo's payer pays and signs, and its notice is read as any other."""
    payer, now = port("demo_payer")(), timezone.now()
    order = PaymentOrder.objects.filter(
        dossier=dossier, reference=request.POST["tra-thu"][:25].replace("\x00", "")
    ).first()
    if payer is None or order is None:
        raise NotAllowed("Không có lệnh thanh toán này để trả thử.")
    body, signature = payer.pay(order.payload, now=now)
    take_notice(notice=port("payments")().read(body, signature, now=now), now=now)
