"""The guard of addresses for other programs: a key in the header, for one agency and one purpose."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from thuocdo.apps.organisations.models import ApiToken, TokenScope
from thuocdo.apps.organisations.queries import token_in_force
from thuocdo.apps.organisations.services import digest_of

__all__ = ["needs_token"]

View = Callable[[HttpRequest, ApiToken], HttpResponse]


def needs_token(scope: TokenScope) -> Callable[[View], Callable[[HttpRequest], HttpResponse]]:
    """Let a view answer only to a key that may do `scope`; it gets the key as its second argument.

    Put `@page(public=True)` above it: a program has no session.
    """

    def guard(view: View) -> Callable[[HttpRequest], HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponse:
            kind, _, text = request.headers.get("Authorization", "").partition(" ")
            if kind.lower() != "bearer" or not text:
                return _refuse("Thiếu khóa: gửi kèm «Authorization: Bearer <khóa>».")
            token = token_in_force(digest_of(text.strip()), timezone.now())
            if token is None:
                return _refuse("Khóa không đúng, đã hết hạn hoặc đã bị thu hồi.", "invalid_token")
            if token.scope != scope:
                return JsonResponse(
                    {"error": f"Khóa này không được {TokenScope(scope).label}."},
                    status=HTTPStatus.FORBIDDEN,
                    json_dumps_params={"ensure_ascii": False},
                )
            response = view(request, token)
            response.headers["Cache-Control"] = "private, no-store"
            return response

        return guarded

    return guard


def _refuse(reason: str, error: str = "") -> HttpResponse:
    said = f'Bearer error="{error}"' if error else "Bearer"
    return JsonResponse(
        {"error": reason},
        status=HTTPStatus.UNAUTHORIZED,
        headers={"WWW-Authenticate": said},
        json_dumps_params={"ensure_ascii": False},
    )
