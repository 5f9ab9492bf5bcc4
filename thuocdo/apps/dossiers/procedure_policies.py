"""Who may say which procedures an agency handles, and record what is done with them."""

from thuocdo.apps.organisations.models import Agency, User
from thuocdo.apps.organisations.policies import PLANNERS
from thuocdo.apps.organisations.reach import reach_of
from thuocdo.kit.refusals import NotAllowed, can

__all__ = ["can_keep_procedures", "check_keeps_procedures"]


def check_keeps_procedures(user: User, agency: Agency) -> None:
    """An agency's own reform officer and director keep its procedures."""
    if not reach_of(user).is_at(PLANNERS, agency):
        raise NotAllowed(
            f"Chỉ cán bộ cải cách hành chính hoặc thủ trưởng của {agency.name} được ghi thủ tục mà "
            "cơ quan giải quyết, nơi công khai và lần rà soát."
        )


can_keep_procedures = can(check_keeps_procedures)
