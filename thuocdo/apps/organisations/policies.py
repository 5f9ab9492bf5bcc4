"""Who may act for whom."""

from collections.abc import Iterable

from thuocdo.apps.organisations.models import Agency, Merger, MergerState, User
from thuocdo.kit.refusals import NotAllowed, can

__all__ = [
    "can_merge",
    "can_prepare_merger",
    "can_see",
    "can_work_for",
    "check_is_open",
    "check_merges",
    "check_prepares_merger",
    "check_sees",
    "check_works_for",
]


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


def check_merges(user: User, agencies: Iterable[Agency]) -> None:
    """An administrator merges any agencies, the agency above them those right under it."""
    if user.is_superuser:
        return
    foreign = [one.name for one in agencies if one.parent_id != (user.agency_id or -1)]
    if foreign:
        raise NotAllowed(
            f"Chỉ người quản trị hoặc cơ quan cấp trên được sáp nhập {', '.join(foreign)}."
        )


def check_prepares_merger(user: User) -> None:
    """Whoever has agencies under the own one, or administers, may look at a merger."""
    if user.is_superuser or (user.agency and user.agency.children.standing().exists()):
        return
    raise NotAllowed(
        "Chỉ người quản trị hoặc người của cơ quan cấp trên (có cơ quan trực thuộc) được sáp nhập "
        "cơ quan."
    )


def check_is_open(merger: Merger) -> None:
    """What is confirmed or undone stays so."""
    if merger.state != MergerState.CARRIED_OUT:
        raise NotAllowed(f"Lần sáp nhập này {merger.get_state_display()} nên không đổi được nữa.")


can_prepare_merger = can(check_prepares_merger)
can_merge = can(check_merges)
can_work_for = can(check_works_for)
can_see = can(check_sees)
