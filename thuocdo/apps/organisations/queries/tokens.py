"""Finding keys of other programs."""

from datetime import datetime

from django.db.models import QuerySet

from thuocdo.apps.organisations.models import Agency, ApiToken

__all__ = ["token_in_force", "token_of", "tokens_of"]


def tokens_of(agency: Agency) -> QuerySet[ApiToken]:
    """Return an agency's keys, newest first, those that are no more among them."""
    return ApiToken.objects.filter(agency=agency).select_related("created_by").order_by("-pk")


def token_of(agency: Agency, pk: int) -> ApiToken | None:
    """Return one key of an agency."""
    return ApiToken.objects.filter(agency=agency, pk=pk).select_related("agency").first()


def token_in_force(digest: str, now: datetime) -> ApiToken | None:
    """Return the key with this digest, unless it has expired or was revoked."""
    found = ApiToken.objects.filter(digest=digest, expires_at__gt=now, revoked_at__isnull=True)
    return found.select_related("agency").first()
