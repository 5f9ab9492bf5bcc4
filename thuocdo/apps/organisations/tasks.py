"""What the worker does for this app. A task is one service call."""

from django.utils import timezone
from django_tasks import task

from thuocdo.apps.organisations.services.outbox import send_mail

__all__ = ["send_notice_mail"]


@task()
def send_notice_mail(mail_id: int) -> None:
    """Try to send one letter of the outbox."""
    send_mail(mail_id=mail_id, now=timezone.now())
