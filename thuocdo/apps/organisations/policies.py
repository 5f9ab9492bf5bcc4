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
    """An agency's people see it, those of the agency above it, and those of its successor."""
    # Somebody without an agency must not match an agency without a parent.
    direct = user.agency_id is not None and user.agency_id in {agency.pk, agency.parent_id}
    if not direct and not _took_over(user, agency):
        raise NotAllowed(
            f"Bạn không thuộc {agency.name} nên không xem được số liệu của cơ quan này."
        )


def _took_over(user: User, agency: Agency) -> bool:
    if user.agency_id is None:
        return False
    links = agency.successions.filter(successor_id=user.agency_id, withdrawn_at__isnull=True)
    return links.exists()


can_work_for = can(check_works_for)
can_see = can(check_sees)
