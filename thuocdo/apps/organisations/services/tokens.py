"""Making keys for other programs, revoking them, and telling whose key one is."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from thuocdo.apps.organisations.models import Agency, ApiToken, TokenScope, User
from thuocdo.apps.organisations.policies import check_issues_tokens
from thuocdo.apps.organisations.services.journal import record
from thuocdo.kit.refusals import NotAllowed

__all__ = ["MOST_DAYS", "create_token", "digest_of", "revoke_token"]

MOST_DAYS = 366
_MARK = "td_"
_SHOWN = 10


@transaction.atomic
def create_token(
    *, agency: Agency, name: str, scope: TokenScope, days: int, by: User, now: datetime
) -> tuple[ApiToken, str]:
    """Make a key and return it with its text, which nobody can read again.

    Raises:
        NotAllowed: this person may not, or the key would last too long.
    """
    check_issues_tokens(by, agency)
    if not 0 < days <= MOST_DAYS:
        raise NotAllowed(f"Khóa có hiệu lực từ 1 đến {MOST_DAYS} ngày.")
    text = _MARK + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        agency=agency,
        name=name,
        scope=scope,
        prefix=text[:_SHOWN],
        digest=digest_of(text),
        created_at=now,
        created_by=by,
        expires_at=now + timedelta(days=days),
    )
    _tell("created", token, by, now)
    return token, text


@transaction.atomic
def revoke_token(*, token: ApiToken, by: User, now: datetime) -> None:
    """End a key at once; doing so again changes nothing.

    Raises:
        NotAllowed: this person may not.
    """
    check_issues_tokens(by, token.agency)
    if token.revoked_at is not None:
        return
    token.revoked_at = now
    token.save(update_fields=["revoked_at"])
    _tell("revoked", token, by, now)


def digest_of(text: str) -> str:
    """Return what is kept of a key. It is long and random, so one round is enough."""
    return hashlib.sha256(text.encode()).hexdigest()


def _tell(what: str, token: ApiToken, by: User, now: datetime) -> None:
    record(
        now=now,
        by=by,
        agency=token.agency,
        action=f"organisations.token.{what}",
        subject=token,
        after={
            "prefix": token.prefix,
            "scope": token.scope,
            "expires": token.expires_at.date().isoformat(),
        },
    )
