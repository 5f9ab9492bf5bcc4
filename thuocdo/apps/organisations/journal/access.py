"""Who may see the journal. The one place that asks flags of accounts; roles will take its place."""

from django.db.models import QuerySet

from thuocdo.apps.organisations.models import AuditEntry, User
from thuocdo.kit.refusals import NotAllowed, can

__all__ = [
    "can_see_personal",
    "check_sees_journal",
    "check_sees_personal",
    "entries_seen_by",
    "sees_whole_journal",
]


def sees_whole_journal(user: User) -> bool:
    """An administrator (`is_superuser`) and an auditor (`is_staff`) see every agency's entries."""
    return user.is_active and (user.is_superuser or user.is_staff)


def check_sees_journal(user: User) -> None:
    """Others see the entries of their own agency, without personal data; without agency, nothing."""
    if not sees_whole_journal(user) and user.agency_id is None:
        raise NotAllowed(
            "Tài khoản này chưa gắn với cơ quan nào nên không có nhật ký để xem. "
            "Hãy nhờ người quản trị gắn tài khoản với cơ quan."
        )


def check_sees_personal(user: User) -> None:
    """Personal data in the journal are for those who answer for it."""
    if not sees_whole_journal(user):
        raise NotAllowed(
            "Phần dữ liệu cá nhân trong nhật ký chỉ người quản trị và người kiểm tra được xem."
        )


can_see_personal = can(check_sees_personal)


def entries_seen_by(user: User) -> QuerySet[AuditEntry]:
    """Return the entries that somebody may see; lists and exports begin here."""
    check_sees_journal(user)
    entries = AuditEntry.objects.all()
    return entries if sees_whole_journal(user) else entries.filter(agency=user.agency)
