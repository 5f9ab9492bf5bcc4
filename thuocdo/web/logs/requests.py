"""One line for each request: route, status, duration, who; and the reference that error pages show."""

import logging
import time
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from thuocdo.web.logs.context import current, new_reference

__all__ = ["RequestLog"]

log = logging.getLogger(__name__)


class RequestLog:
    """The outermost middleware: what is inside may fail, its line is written all the same."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        request.reference = new_reference()  # type: ignore[attr-defined]  # what error pages show
        token = current.set(request)
        try:
            response = self.get_response(request)
            facts = {
                "method": request.method,
                "route": _route(request),
                "status": response.status_code,
                "ms": round((time.perf_counter() - started) * 1000, 1),
            }
            log.log(_level(response.status_code), "web.request.answered", extra={"facts": facts})
        finally:
            current.reset(token)
        response["X-Request-ID"] = request.reference  # type: ignore[attr-defined]
        return response


def _route(request: HttpRequest) -> str:
    """The pattern, not the address: codes and what was typed stay out."""
    match = request.resolver_match
    return f"/{match.route}" if match else ""


def _level(status: int) -> int:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return logging.ERROR
    if status < HTTPStatus.BAD_REQUEST or status == HTTPStatus.UNPROCESSABLE_ENTITY:
        return logging.INFO  # a form with a mistake in it is everyday life
    return logging.WARNING
