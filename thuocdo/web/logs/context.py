"""Which request a line of the log belongs to, and who asked, without asking the database."""

import secrets
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest

__all__ = ["current", "facts_of", "new_reference"]

current: ContextVar[HttpRequest | None] = ContextVar("current request", default=None)

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without those that are misread or misheard
_HALF = 4


def new_reference() -> str:
    """Return a number that can be read out on the telephone: `K7QF-2M9X`."""
    letters = [secrets.choice(_LETTERS) for _ in range(2 * _HALF)]
    return f"{''.join(letters[:_HALF])}-{''.join(letters[_HALF:])}"


def facts_of(request: HttpRequest | None) -> dict[str, Any]:
    """Return reference, user's number and agency's code, as far as the request knows them already."""
    if request is None:
        return {}
    known = {"request": getattr(request, "reference", "")}
    # Asking request.user would load it, and fail where the database is what went wrong.
    user = request.__dict__.get("_cached_user")
    if user is None or not user.is_authenticated:
        return known
    known["user"] = user.pk
    if user.agency_id and user._meta.get_field("agency").is_cached(user):
        known["agency"] = user.agency.code
    return known
