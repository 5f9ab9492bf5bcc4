"""Finding agencies."""

from thuocdo.apps.organisations.models import Agency, User

__all__ = ["agencies_seen_by", "agency_by_code", "has_user"]


def agency_by_code(code: str) -> Agency | None:
    """Return the agency with this identification code."""
    return Agency.objects.filter(code=code).first()


def has_user(username: str) -> bool:
    """Whether somebody signs in by this name."""
    return User.objects.filter(username__iexact=username).exists()


def agencies_seen_by(user: User) -> list[Agency]:
    """Return the agencies whose numbers a person may see, their own first."""
    if user.agency is None:
        return []
    children = user.agency.children.filter(ranking_group__gt="").order_by("name")
    return [user.agency, *children]
