"""Who may do what to a dossier: the role says who, the step says whose turn it is.

In which state it may happen is the state table's question (`core.workflows.dossier`).
"""

from thuocdo.apps.dossiers.models import Dossier
from thuocdo.apps.organisations.models import Agency, Role, User
from thuocdo.apps.organisations.reach import reach_of
from thuocdo.core.workflows.dossier import DOSSIER, DossierAction
from thuocdo.kit.refusals import NotAllowed, can

__all__ = [
    "can_handle",
    "can_receive",
    "can_see_applicants",
    "check_acts",
    "check_handles",
    "check_leads",
    "check_receives",
    "check_sees_applicants",
]

LEADERS = frozenset({Role.HEAD_OF_UNIT, Role.DIRECTOR})
_CLERKS = frozenset({Role.COUNTER_CLERK})
_SEE_APPLICANTS = LEADERS | _CLERKS | {Role.HANDLING_OFFICIAL, Role.AUDITOR}
# What the counter does for whoever holds the dossier at that moment.
_AT_THE_COUNTER = frozenset(
    {
        DossierAction.SUPPLEMENTED,
        DossierAction.WITHDRAWN,
        DossierAction.RESULT_RETURNED,
        DossierAction.PAID,
        DossierAction.FEE_COLLECTED,
        DossierAction.DIGITISED,
        DossierAction.PAPER_ISSUED,
        DossierAction.TAKEN_UP,
        DossierAction.RATED,
    }
)


def check_receives(user: User, agency: Agency) -> None:
    """The agency's counter clerks take dossiers in."""
    _check_role(user, agency, _roles(DossierAction.RECEIVED), "tiếp nhận hồ sơ")


def check_acts(user: User, dossier: Dossier, action: DossierAction) -> None:
    """The people of the row act; handling is for whoever holds the dossier, or a leader."""
    row = DOSSIER.row(action)
    _check_role(user, dossier.agency, _roles(action), row.words.lower())
    if action in _AT_THE_COUNTER or dossier.holder_id in {None, user.pk}:
        return
    if not reach_of(user).is_at(LEADERS, dossier.agency):
        raise NotAllowed(
            f"Hồ sơ đang do {dossier.holder} giữ; người đó hoặc lãnh đạo mới "
            f"{row.words.lower()} được."
        )


def check_handles(user: User, agency: Agency) -> None:
    """Somebody who does one of the steps of the agency's dossiers."""
    _check_role(user, agency, LEADERS | _CLERKS | {Role.HANDLING_OFFICIAL}, "xử lý hồ sơ")


def check_leads(user: User, agency: Agency, what: str) -> None:
    """Heads of unit and the director decide what is out of the ordinary."""
    _check_role(user, agency, LEADERS, what)


def check_sees_applicants(user: User, agency: Agency) -> None:
    """Only those who work on an agency's dossiers, and its auditors, see who handed them in."""
    if not reach_of(user).is_at(_SEE_APPLICANTS, agency):
        raise NotAllowed(
            "Thông tin người nộp chỉ hiện với người làm việc trên hồ sơ của cơ quan này."
        )


def _roles(action: DossierAction) -> frozenset[Role]:
    return frozenset(Role[role.name] for role in DOSSIER.row(action).who)


def _check_role(user: User, agency: Agency, roles: frozenset[Role], what: str) -> None:
    if reach_of(user).is_at(roles, agency):
        return
    named = ", ".join(str(role.label) for role in Role if role in roles)
    raise NotAllowed(f"Vai trò của bạn ở {agency.name} không {what}; việc này dành cho: {named}.")


can_handle = can(check_handles)
can_see_applicants = can(check_sees_applicants)
can_receive = can(check_receives)
