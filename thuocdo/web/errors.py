"""Pages for what went wrong, in Vietnamese; they need no database, no session and no frame."""

from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string

__all__ = ["bad_request", "page_not_found", "permission_denied", "server_error"]


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """Answer what cannot be understood; too much data gets its own page."""
    if isinstance(exception, RequestDataTooBig):
        return _page("413.html", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return _page("400.html", HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Refuse, with the reason where the refusal gives one."""
    return _page("403.html", HTTPStatus.FORBIDDEN, reason=str(exception))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Say what was not found where the page knows it; never Django's own English."""
    said = exception.args[0] if isinstance(exception, Http404) and exception.args else ""
    reason = said if isinstance(said, str) and not said.startswith("No ") else ""
    return _page("404.html", HTTPStatus.NOT_FOUND, reason=reason)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Apologise; the log has the rest."""
    return _page("500.html", HTTPStatus.INTERNAL_SERVER_ERROR)


def _page(template: str, status: HTTPStatus, **values: str) -> HttpResponse:
    return HttpResponse(render_to_string(template, values), status=status)
