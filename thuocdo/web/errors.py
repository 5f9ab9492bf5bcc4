"""Pages for what went wrong, in Vietnamese; they need no database, no session and no frame.

Each shows the reference under which the log tells of the same request.
"""

import sys
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string

__all__ = ["bad_request", "csrf_failure", "page_not_found", "permission_denied", "server_error"]


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what cannot be understood; too much data gets its own page."""
    if isinstance(exception, RequestDataTooBig):
        return _page(request, "413.html", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return _page(request, "400.html", HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Refuse, with the reason where the refusal gives one."""
    return _page(request, "403.html", HTTPStatus.FORBIDDEN, reason=str(exception))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's English
    """Say that the form lay open too long; what else may be wrong helps nobody but an attacker."""
    return _page(request, "403_csrf.html", HTTPStatus.FORBIDDEN)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what was not found where the page knows it; never Django's own English."""
    said = exception.args[0] if isinstance(exception, Http404) and exception.args else ""
    reason = said if isinstance(said, str) and not said.startswith("No ") else ""
    return _page(request, "404.html", HTTPStatus.NOT_FOUND, reason=reason)


def server_error(request: HttpRequest) -> HttpResponse:
    """Apologise; the log has the rest. A database that does not answer is named: it may soon."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return _page(request, "503.html", HTTPStatus.SERVICE_UNAVAILABLE)
    return _page(request, "500.html", HTTPStatus.INTERNAL_SERVER_ERROR)


def _page(request: HttpRequest, template: str, status: HTTPStatus, **values: str) -> HttpResponse:
    # Not by the request's context: its processors would ask the database who this is.
    return HttpResponse(render_to_string(template, {"request": request, **values}), status=status)
