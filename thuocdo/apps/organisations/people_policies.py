"""Who may see and keep the people of an agency: the one place that roles by position replace."""

from thuocdo.apps.organisations.models import Agency, User
from thuocdo.apps.organisations.policies import check_sees, check_works_for
from thuocdo.kit.refusals import NotAllowed, can

__all__ = [
    "can_keep_people",
    "can_see_names",
    "check_keeps_people",
    "check_sees_names",
    "check_sees_staffing",
]


def check_sees_staffing(user: User, agency: Agency) -> None:
    """Whoever sees the agency sees counts and codes of its staff."""
    check_sees(user, agency)


def check_sees_names(user: User, agency: Agency) -> None:
    """Names, years of birth, evaluations and discipline are for the agency's own people."""
    if user.agency_id != agency.pk:
        raise NotAllowed(
            f"Họ tên và dữ liệu cá nhân chỉ hiện với người của {agency.name}; nơi khác thấy mã cán bộ."
        )


def check_keeps_people(user: User, agency: Agency) -> None:
    """Only an agency's own people enter and change its officers."""
    check_works_for(user, agency)


can_see_names = can(check_sees_names)
can_keep_people = can(check_keeps_people)
