"""Who may draft and publish sets and procedures, and who may look at it."""

from collections.abc import Collection

from thuocdo.apps.organisations.models import Agency, AgencyLevel, Role, User
from thuocdo.apps.organisations.policies import DECIDERS, PLANNERS
from thuocdo.apps.organisations.reach import Reach, reach_of
from thuocdo.kit.refusals import NotAllowed, can

__all__ = [
    "PROCEDURE_DRAFTERS",
    "can_look",
    "can_manage",
    "check_drafts_procedures",
    "check_looks",
    "check_manages",
    "check_mends_procedure",
    "check_publishes_procedure",
]

# A department writes its procedures down; who answers for it, or stands above it, puts them in force.
PROCEDURE_DRAFTERS = PLANNERS | DECIDERS
_PROCEDURE_PUBLISHERS = DECIDERS | {Role.DIRECTOR}
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


def check_drafts_procedures(user: User) -> None:
    """Reform officers and directors write procedures down, and so does the province."""
    if not reach_of(user).has(PROCEDURE_DRAFTERS):
        raise NotAllowed(
            "Chỉ cán bộ cải cách hành chính, thủ trưởng cơ quan, người thẩm định hoặc người quản trị "
            "được soạn thủ tục."
        )


def check_mends_procedure(user: User, drafted_by: User) -> None:
    """A draft is mended where it was begun, or above."""
    check_drafts_procedures(user)
    if drafted_by.pk != user.pk and not _reaches(user, PROCEDURE_DRAFTERS, drafted_by.agency):
        raise NotAllowed("Bản thảo này của cơ quan khác; chỉ cơ quan ấy hoặc cấp trên được sửa.")


def check_publishes_procedure(user: User, drafted_by: User, handled_by: Collection[Agency]) -> None:
    """Whoever answers for all agencies that the version would become binding for."""
    if not _reaches(user, _PROCEDURE_PUBLISHERS, drafted_by.agency):
        raise NotAllowed(
            "Chỉ thủ trưởng của cơ quan soạn, người thẩm định hoặc người quản trị cấp trên được công "
            "bố phiên bản của thủ tục."
        )
    reach = reach_of(user)
    others = [one.name for one in handled_by if not reach.is_over(_PROCEDURE_PUBLISHERS, one)]
    if others:
        raise NotAllowed(
            f"Thủ tục này còn do {', '.join(others[:3])} giải quyết; việc công bố phải do người của "
            "cơ quan cấp trên chung."
        )


def _reaches(user: User, roles: frozenset[Role], agency: Agency | None) -> bool:
    reach = reach_of(user)
    return reach.covers_all(roles) or (agency is not None and reach.is_over(roles, agency))


def _is_at_the_province(reach: Reach, roles: frozenset[Role]) -> bool:
    """Tell whether one of the roles is held at a province's head: no agency stands above it."""
    if reach.covers_all(roles):
        return True
    places = reach.places(roles)
    return any(one.level == AgencyLevel.PROVINCE and not one.parent for one in places)


can_manage = can(check_manages)
can_look = can(check_looks)
