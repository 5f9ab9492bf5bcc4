"""The guard of every page: who may come in, which methods there are, and which of them may write.

After les-emplois' `readonly`: a page that is only read must not write, so that it may be fetched
twice, ahead of time or by a crawler without harm. A service opens its own transaction; the guard
opens none, because a read needs none and a write must not hold one while the page is drawn.

One door is left: a page that shows what is sensitive may, when it is only read, add a line to the
one table that it names, so that the reading is noted. Nothing else gets through it.
"""

import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Protocol

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from thuocdo.kit.refusals import NotAllowed

__all__ = ["UnexpectedWrite", "page"]

log = logging.getLogger(__name__)

_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "TRUNCATE", "CREATE", "ALTER", "DROP")


class View(Protocol):
    """A function view."""

    def __call__(self, request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponse: ...


class UnexpectedWrite(RuntimeError):
    """A page that said it only reads wrote to the database."""


def page(
    *,
    reads: tuple[str, ...] = ("GET",),
    writes: tuple[str, ...] = (),
    public: bool = False,
    notes_in: str = "",
) -> Callable[[Callable[..., HttpResponse]], View]:
    """Declare a page: `@page()` only reads, `@page(writes=("POST",))` also takes a form.

    Args:
        reads: methods that must not write; HEAD goes with GET.
        writes: methods that may.
        public: whether one may look without signing in.
        notes_in: the table that a reading may add lines to; empty for none.
    """
    readers = {*reads, "HEAD"} if "GET" in reads else set(reads)

    def guard(view: Callable[..., HttpResponse]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in readers and request.method not in writes:
                return HttpResponseNotAllowed(sorted({*readers, *writes}))
            if not public and not request.user.is_authenticated:
                return _to_sign_in(request)
            try:
                if request.method in writes:
                    return view(request, *args, **kwargs)
                return _without_writes(view, notes_in, request, *args, **kwargs)
            except NotAllowed as refusal:
                raise PermissionDenied(str(refusal)) from refusal  # the 403 page gives the reason

        guarded.guard = (readers, set(writes), public)  # type: ignore[attr-defined]  # read by the architecture tests
        guarded.notes_in = notes_in  # type: ignore[attr-defined]  # the same
        return guarded

    return guard


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    response = redirect_to_login(request.get_full_path())
    if request.headers.get("HX-Request") != "true":
        return response
    # Answered with a redirect, HTMX would swap the sign-in page into a corner of this one.
    there = redirect_to_login(request.headers.get("HX-Current-URL", "/")).headers["Location"]
    return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": there})


def _without_writes(
    view: Callable[..., HttpResponse],
    notes_in: str,
    request: HttpRequest,
    /,
    *args: Any,
    **kwargs: Any,
) -> HttpResponse:
    def refuse(execute: Callable[..., Any], sql: str, params: Any, many: Any, context: Any) -> Any:
        noting = bool(notes_in) and sql.startswith(f'INSERT INTO "{notes_in}" (')
        if not noting and sql.lstrip(" (\n").upper().startswith(_WRITES):
            _complain(request, sql)
        return execute(sql, params, many, context)

    with connections["default"].execute_wrapper(refuse):
        return view(request, *args, **kwargs)


def _complain(request: HttpRequest, sql: str) -> None:
    if settings.TESTING:
        raise UnexpectedWrite(f"{request.method} {request.path} wrote: {sql[:200]}")
    log.error("kit.guards.unexpected_write %s %s: %s", request.method, request.path, sql[:200])
