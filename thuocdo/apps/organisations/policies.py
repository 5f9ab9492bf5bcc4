"""Who may do what, and when: the role says who, the state says when, each in a check of its own.

A role reaches the agency (or the unit) it is held in and everything below it, as of today. Reading
goes as far as the role reaches; an agency's own numbers are written only by roles held in it.
"""

from collections.abc import Iterable

from thuocdo.apps.organisations.models import Agency, Merger, MergerState, Role, User
from thuocdo.apps.organisations.reach import EVERY_ROLE, reach_of
from thuocdo.kit.refusals import NotAllowed, can

__all__ = [
    "DECIDERS",
    "DECLARERS",
    "IMPORTERS",
    "MERGERS",
    "PLANNERS",
    "STRONG_SIGN_IN",
    "WRITERS",
    "can_assign",
    "can_issue_tokens",
    "can_merge",
    "can_prepare_merger",
    "can_see",
    "can_see_operation",
    "can_see_roles",
    "can_work_for",
    "check_assigns",
    "check_declares",
    "check_imports",
    "check_is_open",
    "check_issues_tokens",
    "check_merges",
    "check_plans",
    "check_prepares_merger",
    "check_sees",
    "check_sees_merger",
    "check_sees_operation",
    "check_sees_roles",
    "check_sees_tokens",
    "check_works_for",
    "check_writes",
    "needs_second_factor",
]

DECLARERS = frozenset({Role.REFORM_OFFICER, Role.HEAD_OF_UNIT, Role.DIRECTOR})
PLANNERS = frozenset({Role.REFORM_OFFICER, Role.DIRECTOR})
IMPORTERS = frozenset(
    {Role.REFORM_OFFICER, Role.HEAD_OF_UNIT, Role.COUNTER_CLERK, Role.HANDLING_OFFICIAL}
)
WRITERS = DECLARERS | PLANNERS | IMPORTERS
# The office that appraises (Nội vụ) is also the one that prepares how agencies are arranged.
MERGERS = frozenset({Role.ADMINISTRATOR, Role.APPRAISER, Role.DIRECTOR})
DECIDERS = frozenset({Role.ADMINISTRATOR, Role.APPRAISER})  # on the sets all are scored by
STRONG_SIGN_IN = frozenset({Role.ADMINISTRATOR, Role.APPRAISER})
_READS_EVERYTHING = frozenset({Role.AUDITOR})
_ASSIGNERS = frozenset({Role.ADMINISTRATOR})
_ISSUERS = frozenset({Role.DIRECTOR})


def check_works_for(user: User, agency: Agency) -> None:
    """Only an agency's own people, in a role that writes, write for it."""
    check_writes(user, agency, WRITERS, "sửa số liệu")


def check_declares(user: User, agency: Agency) -> None:
    """Reform officer, head of unit and director declare their agency's numbers."""
    check_writes(user, agency, DECLARERS, "khai số liệu")


def check_plans(user: User, agency: Agency) -> None:
    """Reform officer and director hand in their agency's plan."""
    check_writes(user, agency, PLANNERS, "nhập kế hoạch")


def check_imports(user: User, agency: Agency) -> None:
    """Those who work with dossiers hand in their agency's lists of them."""
    check_writes(user, agency, IMPORTERS, "nhập hồ sơ")


def check_writes(user: User, agency: Agency, roles: frozenset[Role], what: str) -> None:
    """Only somebody who holds one of the roles right in the agency may do `what` for it."""
    reach = reach_of(user)
    if reach.is_at(roles, agency):
        return
    if not reach.is_at(EVERY_ROLE, agency):
        raise NotAllowed(
            f"Bạn đang làm việc cho cơ quan khác nên không sửa được số liệu của {agency.name}."
        )
    named = ", ".join(str(role.label) for role in Role if role in roles)
    raise NotAllowed(f"Vai trò của bạn ở {agency.name} không {what}; việc này dành cho: {named}.")


def check_sees(user: User, agency: Agency) -> None:
    """An agency's people see it, those of the agencies above it, and those of its successor."""
    reach = reach_of(user)
    if reach.is_over(EVERY_ROLE, agency):
        return
    links = agency.successions.filter(withdrawn_at__isnull=True).select_related("successor")
    if reach.posts and any(reach.is_over(EVERY_ROLE, link.successor) for link in links):
        return
    raise NotAllowed(f"Bạn không thuộc {agency.name} nên không xem được số liệu của cơ quan này.")


def check_merges(user: User, agencies: Iterable[Agency]) -> None:
    """Administrator, appraiser and director merge what is below the agency they are of."""
    reach = reach_of(user)
    foreign = [one.name for one in agencies if not reach.is_above(MERGERS, one)]
    if foreign:
        raise NotAllowed(
            f"Chỉ người quản trị hoặc cơ quan cấp trên được sáp nhập {', '.join(foreign)}."
        )


def check_sees_merger(user: User, agencies: Iterable[Agency]) -> None:
    """Whoever merges sees a merger; so does the auditor of an agency above."""
    reach = reach_of(user)
    if all(reach.is_above(_READS_EVERYTHING, one) for one in agencies):
        return
    check_merges(user, agencies)


def check_prepares_merger(user: User) -> None:
    """Whoever merges, and has agencies under the own one, may look at what a merger would do."""
    reach = reach_of(user)
    if reach.covers_all(MERGERS):
        return
    places = [post for post in reach.posts_of(MERGERS) if post.unit is None]
    if any(reach.tree.children(post.agency) for post in places):
        return
    raise NotAllowed(
        "Chỉ người quản trị, người thẩm định hoặc thủ trưởng của cơ quan cấp trên (có cơ quan trực "
        "thuộc) được sáp nhập cơ quan."
    )


def check_is_open(merger: Merger) -> None:
    """What is confirmed or undone stays so."""
    if merger.state != MergerState.CARRIED_OUT:
        raise NotAllowed(f"Lần sáp nhập này {merger.get_state_display()} nên không đổi được nữa.")


def check_assigns(user: User, agency: Agency) -> None:
    """An administrator gives and ends roles in the own agency and below it."""
    if not reach_of(user).is_over(_ASSIGNERS, agency):
        raise NotAllowed(f"Chỉ người quản trị được phân công vai trò ở {agency.name}.")


def check_sees_roles(user: User, agency: Agency) -> None:
    """Whoever gives roles sees who holds them, and so do auditors."""
    if not reach_of(user).is_over(_READS_EVERYTHING, agency):
        check_assigns(user, agency)


def check_issues_tokens(user: User, agency: Agency) -> None:
    """An agency's director, and administrators over it, give its numbers to other programs."""
    reach = reach_of(user)
    if not reach.is_at(_ISSUERS, agency) and not reach.is_over(_ASSIGNERS, agency):
        raise NotAllowed(
            f"Chỉ thủ trưởng của {agency.name} hoặc người quản trị được tạo, thu hồi khóa tích hợp."
        )


def check_sees_tokens(user: User, agency: Agency) -> None:
    """Whoever makes keys sees them, and so do auditors."""
    if not reach_of(user).is_over(_READS_EVERYTHING, agency):
        check_issues_tokens(user, agency)


def check_sees_operation(user: User) -> None:
    """An administrator over a whole tree is told how the machine fares."""
    if not reach_of(user).is_at_a_root(_ASSIGNERS):
        raise NotAllowed("Chỉ người quản trị của cơ quan đứng đầu được xem tình trạng của máy chủ.")


def needs_second_factor(user: User) -> bool:
    """Tell whether a password alone is too little for this person."""
    return reach_of(user).has(STRONG_SIGN_IN)


can_prepare_merger = can(check_prepares_merger)
can_merge = can(check_merges)
can_assign = can(check_assigns)
can_see_roles = can(check_sees_roles)
can_issue_tokens = can(check_issues_tokens)
can_work_for = can(check_works_for)
can_see = can(check_sees)
can_see_operation = can(check_sees_operation)
