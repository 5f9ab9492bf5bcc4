"""Who may act for whom."""

from thuocdo.apps.organisations.models import Agency, User
from thuocdo.kit.refusals import NotAllowed, can

__all__ = ["can_see", "can_work_for", "check_sees", "check_works_for"]


def check_works_for(user: User, agency: Agency) -> None:
    """Only an agency's own people write for it."""
    if user.agency_id != agency.pk:
        raise NotAllowed(
            f"Bạn đang làm việc cho cơ quan khác nên không sửa được số liệu của {agency.name}."
        )


def check_sees(user: User, agency: Agency) -> None:
    """An agency's people see it, and those of the agency above it."""
    # Somebody without an agency must not match an agency without a parent.
    if user.agency_id is None or user.agency_id not in {agency.pk, agency.parent_id}:
        raise NotAllowed(
            f"Bạn không thuộc {agency.name} nên không xem được số liệu của cơ quan này."
        )


can_work_for = can(check_works_for)
can_see = can(check_sees)
