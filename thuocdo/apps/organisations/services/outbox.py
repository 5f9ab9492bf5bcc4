"""Sending what stands in the outbox: tried again, later and later, until the server takes it.

A letter leaves the outbox only when the server has taken it, or has said for good that there is no
such mailbox. A worker that is cut off between the server's yes and the note of it sends the letter
again; it carries the same Message-ID, by which mail programs know it.
"""

import logging
import smtplib
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F

from thuocdo.apps.organisations.models import MailState, NoticeMail
from thuocdo.apps.organisations.services.notices import SEND
from thuocdo.kit.queue import enqueue

__all__ = ["send_mail", "take_up_unsent_mail"]

log = logging.getLogger(__name__)

WAITS = [timedelta(seconds=s) for s in (10, 60, 5 * 60, 15 * 60, 3_600, 3 * 3_600, 6 * 3_600)]
CUT_OFF = timedelta(minutes=10)  # no letter takes that long: its worker is gone
FOR_GOOD = 500  # SMTP: replies from here on are final, below it the client should try again


def send_mail(*, mail_id: int, now: datetime) -> None:
    """Try to send one letter, if it is its turn; what fails is put into the queue for later."""
    claimed = NoticeMail.objects.filter(
        pk=mail_id, state=MailState.QUEUED, next_at__lte=now
    ).update(state=MailState.SENDING, attempts=F("attempts") + 1, next_at=now + CUT_OFF)
    if not claimed:
        return
    mail = NoticeMail.objects.select_related("notice").get(pk=mail_id)
    try:
        _letter(mail).send()
    except smtplib.SMTPRecipientsRefused as refusal:
        codes = [code for code, _ in refusal.recipients.values()]
        if min(codes) >= FOR_GOOD:
            _give_up(mail, f"máy chủ thư không nhận địa chỉ này ({min(codes)})")
        else:
            _try_later(mail, refusal, now)
    except (smtplib.SMTPException, OSError) as fault:
        _try_later(mail, fault, now)
    else:
        NoticeMail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent_at=now, fault="")


def take_up_unsent_mail(*, now: datetime) -> int:
    """Queue again what a worker that was cut off left behind; return how many."""
    left = NoticeMail.objects.filter(
        state__in=[MailState.QUEUED, MailState.SENDING], next_at__lte=now - CUT_OFF
    ) | NoticeMail.objects.filter(state=MailState.SENDING, next_at__lte=now)
    taken = 0
    for pk in left.values_list("pk", flat=True):
        with transaction.atomic():
            taken += left.filter(pk=pk).update(state=MailState.QUEUED, next_at=now)
            enqueue(SEND, pk)
    return taken


def _letter(mail: NoticeMail) -> EmailMessage:
    notice = mail.notice
    there = f"{settings.PUBLIC_URL}{notice.url}" if settings.PUBLIC_URL and notice.url else ""
    parts = [f"{notice.title}.", notice.text, there, "Thư tự động của Thước Đo, không cần trả lời."]
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return EmailMessage(
        subject=f"Thước Đo: {notice.title}",
        body="\n\n".join(part for part in parts if part),
        to=[mail.address],
        headers={
            "Message-ID": f"<notice-{notice.pk}@{domain}>",
            "Auto-Submitted": "auto-generated",
        },
    )


@transaction.atomic
def _try_later(mail: NoticeMail, fault: Exception, now: datetime) -> None:
    next_at = now + WAITS[min(mail.attempts, len(WAITS)) - 1]
    NoticeMail.objects.filter(pk=mail.pk).update(
        state=MailState.QUEUED, next_at=next_at, fault=type(fault).__name__
    )
    enqueue(SEND, mail.pk, run_after=next_at)
    facts = {"mail": mail.pk, "attempts": mail.attempts, "fault": type(fault).__name__}
    log.warning("organisations.mail.failed", extra={"facts": facts})


def _give_up(mail: NoticeMail, why: str) -> None:
    NoticeMail.objects.filter(pk=mail.pk).update(state=MailState.GIVEN_UP, fault=why)
    log.error("organisations.mail.given_up", extra={"facts": {"mail": mail.pk}})
