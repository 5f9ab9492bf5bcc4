"""Finding people, and the agencies whose numbers they may see."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from thuocdo.apps.organisations.models import Agency, Assignment, Role, Unit, User
from thuocdo.apps.organisations.reach import EVERY_ROLE, reach_of

__all__ = [
    "agencies_seen_by",
    "agencies_within",
    "assignment_of",
    "assignments_of",
    "has_user",
    "holders_of",
    "open_assignments",
    "people_with",
    "unit_of",
    "units_with",
    "user_by_name",
]


def has_user(username: str) -> bool:
    """Whether somebody signs in by this name."""
    return User.objects.filter(username__iexact=username).exists()


def user_by_name(username: str) -> User | None:
    """Return the person who signs in by this name."""
    return User.objects.filter(username__iexact=username).first()


def unit_of(agency: Agency, code: str) -> Unit | None:
    """Return a unit of an agency by its code there."""
    return agency.units.filter(code=code, withdrawn_at__isnull=True).first()


def units_with(keys: Collection[int]) -> list[Unit]:
    """Return the units that events name by key."""
    return list(Unit.objects.filter(pk__in=keys)) if keys else []


def people_with(keys: Collection[int]) -> list[User]:
    """Return the people that events name by key."""
    return list(User.objects.filter(pk__in=keys)) if keys else []


def open_assignments(user: User, agency: Agency, role: Role) -> list[Assignment]:
    """Return what a person holds in an agency in this role without an end."""
    held = Assignment.objects.standing().filter(user=user, role=role, valid_to__isnull=True)
    return list(held.filter(position__agency=agency).select_related("position__agency", "user"))


def assignments_of(agency: Agency, day: date) -> QuerySet[Assignment]:
    """Return who holds a role in an agency on a day or later, by name."""
    held = Assignment.objects.standing().filter(position__agency=agency)
    held = held.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))
    held = held.select_related("user", "position__unit")
    return held.order_by("user__first_name", "user__last_name", "pk")


def assignment_of(agency: Agency, pk: int) -> Assignment | None:
    """Return one assignment of an agency."""
    found = Assignment.objects.standing().filter(pk=pk, position__agency=agency)
    return found.select_related("user", "position__agency").first()


def holders_of(agency: Agency, roles: Collection[Role], day: date) -> list[User]:
    """Return who holds one of the roles in the agency or a unit of it on a day, by name."""
    held = Assignment.objects.in_force_on(day).filter(role__in=roles, position__agency=agency)
    people = User.objects.filter(pk__in=held.values("user"), is_active=True, agency=agency)
    return list(people.order_by("first_name", "last_name", "pk"))


def agencies_within(user: User, roles: frozenset[Role] = EVERY_ROLE) -> QuerySet[Agency]:
    """Return the agencies that a person reaches in one of the roles.

    Those of today, those that ended below them, and those that they took over from.
    """
    reach, standing = reach_of(user), Agency.objects.standing()
    if reach.covers_all(roles):
        return standing
    codes = reach.codes(roles)
    wide = {post.agency for post in reach.posts_of(roles) if post.unit is None}
    within = codes if wide else frozenset()
    return standing.filter(
        Q(code__in=codes)
        | Q(valid_to__isnull=False, parent__code__in=within)
        | Q(pk__in=_taken_over(codes))
    )


def _taken_over(codes: frozenset[str]) -> QuerySet[Agency, int]:
    heirs = Q(successions__successor__code__in=codes, successions__withdrawn_at__isnull=True)
    return Agency.objects.filter(heirs).values_list("pk", flat=True)


def agencies_seen_by(user: User) -> list[Agency]:
    """Return the agencies that pages offer a person to look at, the own ones first.

    Then the ranked ones right below, then those that the own ones took over from: whoever took
    over answers for their past. What lies deeper is reached by its address.
    """
    reach = reach_of(user)
    own = {post.agency for post in reach.posts}
    wide = {post.agency for post in reach.posts if post.unit is None}
    if not own:
        return []
    below = Q(parent__code__in=wide, ranking_group__gt="")
    offered = Q(code__in=own) | below | Q(pk__in=_taken_over(frozenset(own)))
    found = Agency.objects.standing().filter(offered).order_by("name")
    place = {user.agency_id: 0}

    def order(one: Agency) -> int:
        if one.code in own:
            return place.get(one.pk, 1)
        return 2 if one.parent_id in parents else 3

    rows = list(found)
    parents = {one.pk for one in rows if one.code in wide}
    return sorted(rows, key=order)
