"""Telling people, in the transaction of the work that is told of."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from thuocdo.apps.organisations.models import Notice, NoticeMail, User
from thuocdo.kit.queue import enqueue

__all__ = ["mark_all_read", "mark_notice", "notify"]

SEND = "thuocdo.apps.organisations.tasks.send_notice_mail"


def notify(  # noqa: PLR0913 - a notice has this many parts
    *,
    to: User,
    kind: str,
    subject: object,
    title: str,
    now: datetime,
    text: str = "",
    url: str = "",
) -> Notice:
    """Tell a person on their page, and by mail where there is a server and an address.

    Both are rows of the caller's transaction: told if and only if the work is done. Telling the
    same person of the same event of the same subject again does nothing.

    Args:
        to: who is told.
        kind: a dotted event name, as in the journal: `dossiers.import.completed`.
        subject: a saved model object, or a string.
        title: one sentence.
        now: the request's one time.
        text: what one needs to know to decide whether to look.
        url: the page to look at, without host.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a notice belongs into the transaction of the work it tells of")
    notice, new = Notice.objects.get_or_create(
        recipient=to,
        kind=kind,
        subject=_named(subject),
        defaults={"title": " ".join(title.split())[:300], "text": text, "url": url, "at": now},
    )
    if new and settings.MAIL_HOST and to.email and to.is_active:
        mail = NoticeMail.objects.create(notice=notice, address=to.email, next_at=now)
        enqueue(SEND, mail.pk)
    return notice


def _named(subject: object) -> str:
    meta, key = getattr(subject, "_meta", None), getattr(subject, "pk", None)
    return f"{meta.label_lower}:{key}" if meta else str(subject)


def mark_notice(*, of: User, notice_id: int, read: bool, now: datetime) -> Notice | None:
    """Mark one of a person's own notices; None when it is not theirs."""
    notice = Notice.objects.filter(pk=notice_id, recipient=of).first()
    if notice is not None and read != (notice.read_at is not None):
        notice.read_at = now if read else None
        notice.save(update_fields=["read_at"])
    return notice


def mark_all_read(*, of: User, now: datetime) -> int:
    """Mark all of a person's notices as read; return how many were not."""
    return Notice.objects.filter(recipient=of, read_at__isnull=True).update(read_at=now)
