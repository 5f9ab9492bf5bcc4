"""Finding people, and the agencies whose numbers they may see."""

from thuocdo.apps.organisations.models import Agency, User

__all__ = ["agencies_seen_by", "has_user"]


def has_user(username: str) -> bool:
    """Whether somebody signs in by this name."""
    return User.objects.filter(username__iexact=username).exists()


def agencies_seen_by(user: User) -> list[Agency]:
    """Return the agencies whose numbers a person may see, their own first.

    Those that the own agency took over from come last: whoever took over answers for their past.
    """
    if user.agency is None:
        return []
    children = user.agency.children.standing().filter(ranking_group__gt="").order_by("name")
    before = Agency.objects.standing().filter(
        successions__successor=user.agency, successions__withdrawn_at__isnull=True
    )
    found = [user.agency, *children, *before.distinct().order_by("name")]
    return list({agency.pk: agency for agency in found}.values())
