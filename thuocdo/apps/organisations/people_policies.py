"""Who may see and keep the people of an agency: names for those who manage them, codes for the rest."""

from thuocdo.apps.organisations.models import Agency, Role, User
from thuocdo.apps.organisations.policies import DECLARERS, check_sees, check_writes
from thuocdo.apps.organisations.reach import reach_of
from thuocdo.kit.refusals import NotAllowed, can

__all__ = [
    "can_keep_people",
    "can_see_names",
    "check_keeps_people",
    "check_sees_names",
    "check_sees_staffing",
]

_MANAGERS = DECLARERS  # they answer for what is told about the staff
_OVERSEERS = frozenset({Role.AUDITOR})


def check_sees_staffing(user: User, agency: Agency) -> None:
    """Whoever sees the agency sees counts and codes of its staff."""
    check_sees(user, agency)


def check_sees_names(user: User, agency: Agency) -> None:
    """Names, years of birth, evaluations and discipline are for managers and for who audits."""
    reach = reach_of(user)
    if reach.is_at(_MANAGERS, agency) or reach.is_over(_OVERSEERS, agency):
        return
    raise NotAllowed(
        f"Họ tên và dữ liệu cá nhân chỉ hiện với người quản lý của {agency.name} và người kiểm tra; "
        "người khác thấy mã cán bộ."
    )


def check_keeps_people(user: User, agency: Agency) -> None:
    """Reform officer, head of unit and director enter and change their agency's officers."""
    check_writes(user, agency, _MANAGERS, "nhập dữ liệu cán bộ")


can_see_names = can(check_sees_names)
can_keep_people = can(check_keeps_people)
