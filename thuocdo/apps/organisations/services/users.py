"""Making accounts."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from thuocdo.apps.organisations.models import Agency, Role, User
from thuocdo.apps.organisations.services.journal import record
from thuocdo.apps.organisations.services.roles import assign_role

__all__ = ["change_email", "create_user"]


@transaction.atomic
def create_user(  # noqa: PLR0913 - a person has this many properties
    *,
    username: str,
    password: str,
    family_name: str,
    given_name: str,
    job_title: str,
    agency: Agency,
    now: datetime,
    email: str = "",
    role: Role | None = None,
    since: date | None = None,
) -> User:
    """Make an account for a person of an agency, with a role in it from a day on.

    Args:
        role: without one the person sees nothing yet.
        since: today when it is not told.
    """
    user = User.objects.create_user(
        username=username,
        password=password,
        last_name=family_name,
        first_name=given_name,
        job_title=job_title,
        agency=agency,
        email=email,
    )
    record(
        now=now,
        by=None,
        agency=agency,
        action="organisations.user.created",
        subject=user,
        personal={"username": username, "name": str(user), "job_title": job_title},
        about=user,
    )
    if role is not None:
        assign_role(
            user=user,
            role=role,
            agency=agency,
            title=job_title,
            valid_from=since or timezone.localdate(now),
            now=now,
        )
    return user


@transaction.atomic
def change_email(*, user: User, email: str, now: datetime) -> None:
    """Say where a person's letters go; the journal tells that it changed, not to what."""
    user.email = email
    user.save(update_fields=["email"])
    record(
        now=now,
        by=None,
        agency=user.agency,
        action="organisations.user.email_changed",
        subject=user,
        after={"has_email": bool(email)},
    )
