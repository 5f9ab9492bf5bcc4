"""Who may draft and publish the sets that everybody is scored by, and who may look at it."""

from thuocdo.apps.organisations.models import AgencyLevel, Role, User
from thuocdo.apps.organisations.policies import DECIDERS
from thuocdo.apps.organisations.reach import Reach, reach_of
from thuocdo.kit.refusals import NotAllowed, can

__all__ = ["can_look", "can_manage", "check_looks", "check_manages"]

_LOOKERS = frozenset({Role.AUDITOR})


def check_manages(user: User) -> None:
    """Only the province's own appraisers, and administrators, decide on what all are scored by."""
    if not _is_at_the_province(reach_of(user), DECIDERS):
        raise NotAllowed(
            "Chỉ người thẩm định của tỉnh hoặc người quản trị được lập và công bố bộ chỉ số."
        )


def check_looks(user: User) -> None:
    """The province's auditors may look at all that; they change nothing."""
    if not _is_at_the_province(reach_of(user), _LOOKERS):
        check_manages(user)


def _is_at_the_province(reach: Reach, roles: frozenset[Role]) -> bool:
    """Tell whether one of the roles is held at a province's head: no agency stands above it."""
    if reach.covers_all(roles):
        return True
    places = reach.places(roles)
    return any(one.level == AgencyLevel.PROVINCE and not one.parent for one in places)


can_manage = can(check_manages)
can_look = can(check_looks)
