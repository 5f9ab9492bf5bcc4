"""Who may draft and publish the sets that everybody is scored by."""

from thuocdo.apps.organisations.models import AgencyLevel, User
from thuocdo.kit.refusals import NotAllowed, can

__all__ = ["can_manage", "check_manages"]


def check_manages(user: User) -> None:
    """Only the province's own appraisers, and administrators, decide on what all are scored by."""
    if user.is_superuser:
        return
    agency = user.agency
    if agency is None or agency.level != AgencyLevel.PROVINCE or agency.parent_id is not None:
        raise NotAllowed(
            "Chỉ người thẩm định của tỉnh hoặc người quản trị được lập và công bố bộ chỉ số."
        )


can_manage = can(check_manages)
