"""How far a person reaches: the roles held today, and the agencies over which each is held.

Read once a request, then asked in memory: no question about one more row costs a query.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from thuocdo.apps.organisations.drawing import tree_as_of
from thuocdo.apps.organisations.models import (
    Agency,
    Assignment,
    Role,
    Succession,
    SuccessionKind,
    User,
)
from thuocdo.core.agencies import AgencyTree, TreeNode

__all__ = ["EVERY_ROLE", "Post", "Reach", "forget_reach", "keep_reach", "reach_of"]

EVERY_ROLE = frozenset(Role)
_PARTLY = (SuccessionKind.FUNCTION_MOVED, SuccessionKind.SPLIT)


@dataclass(frozen=True, slots=True)
class Post:
    """A role held today.

    Attributes:
        agency: the code of the agency; of its successor, where it was wholly taken over.
        unit: the unit inside it; None for a role over the agency and everything below it.
    """

    role: Role
    agency: str
    unit: int | None = None


@dataclass(frozen=True)
class Reach:
    """The roles of a person on a day.

    Attributes:
        everywhere: an administrator of the whole installation.
    """

    day: date
    posts: tuple[Post, ...]
    everywhere: bool = False

    @cached_property
    def tree(self) -> AgencyTree:
        """The agencies of the day."""
        return tree_as_of(self.day)

    def posts_of(self, roles: Collection[Role]) -> Iterator[Post]:
        """Yield the posts with one of the roles."""
        return (post for post in self.posts if post.role in roles)

    def has(self, roles: Collection[Role]) -> bool:
        """Tell whether one of the roles is held anywhere."""
        return self._is_everywhere(roles) or any(self.posts_of(roles))

    def is_at(self, roles: Collection[Role], agency: Agency) -> bool:
        """Tell whether one of the roles is held right in the agency or in a unit of it."""
        return any(post.agency == agency.code for post in self.posts_of(roles))

    def is_over(self, roles: Collection[Role], agency: Agency) -> bool:
        """Tell whether one of the roles reaches the agency: it is the own one or below it."""
        if self._is_everywhere(roles) or self.is_at(roles, agency):
            return True
        return self.is_above(roles, agency)

    def is_above(self, roles: Collection[Role], agency: Agency) -> bool:
        """Tell whether one of the roles is held over an agency above this one."""
        if self._is_everywhere(roles):
            return True
        wide = {post.agency for post in self.posts_of(roles) if post.unit is None}
        return bool(wide) and not wide.isdisjoint(self._above(agency))

    def codes(self, roles: Collection[Role]) -> frozenset[str]:
        """Return every agency of today within reach of one of the roles."""
        found = set()
        for post in self.posts_of(roles):
            found.add(post.agency)
            if post.unit is None and post.agency in self.tree:
                found |= {node.code for node in self.tree.descendants(post.agency)}
        return frozenset(found)

    def places(self, roles: Collection[Role]) -> list[TreeNode]:
        """Return the agencies in being in which one of the roles is held."""
        codes = dict.fromkeys(post.agency for post in self.posts_of(roles))
        return [self.tree.nodes[code] for code in codes if code in self.tree]

    def is_at_a_root(self, roles: Collection[Role]) -> bool:
        """Tell whether one of the roles reaches a whole tree, from an agency with none above it."""
        if self._is_everywhere(roles):
            return True
        codes = {post.agency for post in self.posts_of(roles) if post.unit is None}
        return any(code in self.tree and not self.tree.nodes[code].parent for code in codes)

    def covers_all(self, roles: Collection[Role]) -> bool:
        """Tell whether no agency is out of reach, so that nothing need be filtered."""
        return self._is_everywhere(roles)

    def _is_everywhere(self, roles: Collection[Role]) -> bool:
        return self.everywhere and Role.ADMINISTRATOR in roles

    def _above(self, agency: Agency) -> Iterator[str]:
        nodes = self.tree.nodes
        if agency.code in nodes:
            at = nodes[agency.code].parent
        else:  # it has ended, or has not begun: the newest agency above it counts
            at = agency.parent.code if agency.parent else ""
        while at:
            yield at
            at = nodes[at].parent if at in nodes else ""


def reach_of(user: User) -> Reach:
    """Return how far a person reaches today; one query, and one more for the tree when asked."""
    kept: dict[str, Reach] | None = getattr(user, "kept_reach", None)
    if kept is None:
        return _read(user, timezone.localdate())
    if "reach" not in kept:
        kept["reach"] = _read(user, timezone.localdate())
    return kept["reach"]


def keep_reach(user: User) -> User:
    """Let the person's reach be read once for as long as this object lives: one request."""
    if getattr(user, "kept_reach", None) is None:
        user.kept_reach = {}  # type: ignore[attr-defined]  # no column: gone with the request
    return user


def forget_reach(user: User) -> None:
    """Read the person's reach anew when next asked."""
    if hasattr(user, "kept_reach"):
        user.kept_reach = {}


def _read(user: User, day: date) -> Reach:
    if not user.is_active or user.pk is None:
        return Reach(day, ())
    held = Assignment.objects.in_force_on(day).filter(
        user=user, position__valid_from__lte=day, position__withdrawn_at__isnull=True
    )
    rows = [
        one
        for one in held.select_related("position__agency", "position__unit").order_by("pk")
        if _still(one, day)
    ]
    agencies = {one.position.agency_id: one.position.agency for one in rows}
    if user.agency_id in agencies:
        user.agency = agencies[user.agency_id]  # the frame asks for it
    heirs = _heirs([one for one in agencies.values() if one.valid_to and one.valid_to <= day])
    posts = (
        Post(
            Role(one.role),
            heirs.get(one.position.agency_id, one.position.agency.code),
            one.position.unit_id,
        )
        for one in rows
    )
    return Reach(day, tuple(dict.fromkeys(posts)), everywhere=user.is_superuser)


def _still(one: Assignment, day: date) -> bool:
    """Tell whether the position, and its unit, are still there."""
    position, unit = one.position, one.position.unit
    ends = [position.valid_to, unit.valid_to if unit else None]
    return all(end is None or day < end for end in ends)


def _heirs(ended: list[Agency]) -> dict[int, str]:
    """Return, for each agency that is no more, the code of the one that wholly took over."""
    heirs: dict[int, str] = {}
    at = {agency.pk: {agency.pk} for agency in ended}  # successor met: those it speaks for
    while at:
        links = Succession.objects.filter(predecessor__in=at, withdrawn_at__isnull=True)
        links = links.exclude(kind__in=_PARTLY).select_related("successor")
        further: dict[int, set[int]] = {}
        for link in links:
            for first in at[link.predecessor_id]:
                heirs[first] = link.successor.code
                further.setdefault(link.successor_id, set()).add(first)
        at = further
    return heirs
