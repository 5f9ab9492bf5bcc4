"""Where the bank's side tells of money that has arrived: signed, at most 64 KiB, told twice or not."""

import logging
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from thuocdo.apps.dossiers.services import take_notice
from thuocdo.core.ports.payment import PaymentFailed
from thuocdo.kit.guards import page
from thuocdo.web.wiring import payments

__all__ = ["LARGEST", "SIGNATURE", "told"]

LARGEST = 64 * 1024
SIGNATURE = "X-Thuocdo-Signature"

log = logging.getLogger(__name__)


@csrf_exempt  # it is believed by its signature, never by a cookie
@page(public=True, reads=(), writes=("POST",))
def told(request: HttpRequest) -> HttpResponse:
    """Answer 200 when it is kept, 400 when telling it again is in vain, 503 when it may be told again."""
    gate = payments()
    if gate is None:
        return _answer("Nơi này chưa nhận chuyển khoản (THUOCDO_PAYMENT_ACCOUNT).", retry=True)
    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        return _answer(f"Thông báo thanh toán dài quá {LARGEST} byte.", retry=False)
    now = timezone.now()
    try:
        notice = gate.read(body, request.headers.get(SIGNATURE, ""), now=now)
        take_notice(notice=notice, now=now)
    except PaymentFailed as failure:
        log.warning("web.api.payment_refused retry=%s", failure.retry)
        return _answer(str(failure), retry=failure.retry)
    return JsonResponse({"kept": True})


def _answer(error: str, *, retry: bool) -> HttpResponse:
    return JsonResponse(
        {"error": error},
        status=HTTPStatus.SERVICE_UNAVAILABLE if retry else HTTPStatus.BAD_REQUEST,
        json_dumps_params={"ensure_ascii": False},
    )
