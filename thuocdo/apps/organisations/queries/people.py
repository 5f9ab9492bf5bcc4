"""Finding people, and the agencies whose numbers they may see."""

from django.db.models import Q

from thuocdo.apps.organisations.models import Agency, User

__all__ = ["agencies_seen_by", "has_user", "user_by_name"]


def has_user(username: str) -> bool:
    """Whether somebody signs in by this name."""
    return User.objects.filter(username__iexact=username).exists()


def user_by_name(username: str) -> User | None:
    """Return who signs in by this name."""
    return User.objects.filter(username__iexact=username).first()


def agencies_seen_by(user: User) -> list[Agency]:
    """Return the agencies whose numbers a person may see, their own first.

    Those that the own agency took over from come last: whoever took over answers for their past.
    """
    if user.agency is None:
        return []
    below = Q(parent=user.agency, ranking_group__gt="")
    before = Q(successions__successor=user.agency, successions__withdrawn_at__isnull=True)
    found = Agency.objects.standing().filter(below | before).distinct().order_by("name")
    return [user.agency, *sorted(found, key=lambda one: one.parent_id != user.agency_id)]
