"""A person's notices."""

from django.db.models import QuerySet

from thuocdo.apps.organisations.models import Notice, User

__all__ = ["notices_of", "unread_of"]


def notices_of(user: User) -> QuerySet[Notice]:
    """Return a person's own notices, the newest first."""
    return Notice.objects.filter(recipient=user).order_by("-at", "-pk")


def unread_of(user: User) -> int:
    """Return how many of them are unread."""
    return Notice.objects.filter(recipient=user, read_at__isnull=True).count()
