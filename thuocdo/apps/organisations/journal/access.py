"""Who may see the journal: auditors and administrators what is below them, others their own agency's."""

from collections.abc import Callable

from django.db.models import Q, QuerySet

from thuocdo.apps.organisations.models import AuditEntry, Role, User
from thuocdo.apps.organisations.queries import agencies_within
from thuocdo.apps.organisations.reach import reach_of
from thuocdo.kit.refusals import NotAllowed, can

__all__ = [
    "can_see_personal",
    "check_sees_journal",
    "check_sees_personal",
    "entries_seen_by",
    "personal_seen_by",
]

_OVERSEERS = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})


def check_sees_journal(user: User) -> None:
    """Whoever holds a role sees entries; those of the own agency at least."""
    reach = reach_of(user)
    if not reach.posts and not reach.covers_all(_OVERSEERS):
        raise NotAllowed(
            "Tài khoản này chưa giữ vai trò nào ở cơ quan nào nên không có nhật ký để xem. "
            "Hãy nhờ người quản trị phân công."
        )


def check_sees_personal(user: User) -> None:
    """Personal data in the journal are for those who answer for it."""
    if not reach_of(user).has(_OVERSEERS):
        raise NotAllowed(
            "Phần dữ liệu cá nhân trong nhật ký chỉ người quản trị và người kiểm tra được xem."
        )


can_see_personal = can(check_sees_personal)


def entries_seen_by(user: User) -> QuerySet[AuditEntry]:
    """Return the entries that somebody may see; lists and exports begin here.

    Entries without an agency are the installation's: for those who oversee a whole tree.
    """
    check_sees_journal(user)
    reach, entries = reach_of(user), AuditEntry.objects.all()
    if reach.covers_all(_OVERSEERS):
        return entries
    seen = Q(agency__code__in={post.agency for post in reach.posts})
    if reach.has(_OVERSEERS):
        seen |= Q(agency__in=agencies_within(user, _OVERSEERS).values("pk"))
    if reach.is_at_a_root(_OVERSEERS):
        seen |= Q(agency__isnull=True)
    return entries.filter(seen)


def personal_seen_by(user: User) -> Callable[[AuditEntry], bool]:
    """Return which of the entries that somebody sees may be shown with their personal data."""
    reach = reach_of(user)
    if reach.covers_all(_OVERSEERS):
        return lambda _: True
    overseen: set[int | None] = set(agencies_within(user, _OVERSEERS).values_list("pk", flat=True))
    if reach.is_at_a_root(_OVERSEERS):
        overseen.add(None)
    return lambda entry: entry.agency_id in overseen
