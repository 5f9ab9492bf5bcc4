"""What the program tells a person, and the letters about it that are still to be sent."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.apps.organisations.models.user import User


class Notice(models.Model):
    """One thing told to one person, once; read when they have opened it."""

    recipient = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("người nhận"), related_name="notices"
    )
    kind = models.CharField(_("việc"), max_length=80)
    subject = models.CharField(_("đối tượng"), max_length=120)
    title = models.CharField(_("tiêu đề"), max_length=300)
    text = models.TextField(_("nội dung"), blank=True)
    url = models.CharField(_("địa chỉ trang"), max_length=300, blank=True)
    at = models.DateTimeField(_("lúc"))
    read_at = models.DateTimeField(_("đọc lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("thông báo")
        verbose_name_plural = _("thông báo")
        indexes: ClassVar = [
            models.Index(fields=["recipient", "read_at"], name="notice_unread_of_a_person"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "subject"],
                name="notice_is_told_once",
                violation_error_message=_("Mỗi việc chỉ báo cho một người một lần."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class MailState(models.TextChoices):
    """How far a letter has come."""

    QUEUED = "QUEUED", _("chờ gửi")
    SENDING = "SENDING", _("đang gửi")
    SENT = "SENT", _("đã gửi")
    GIVEN_UP = "GIVEN_UP", _("không gửi được")


class NoticeMail(models.Model):
    """The letter about a notice, in the outbox: written with the notice, sent by the worker."""

    notice = models.OneToOneField(
        Notice, models.PROTECT, verbose_name=_("thông báo"), related_name="mail"
    )
    address = models.EmailField(_("địa chỉ thư"))
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=MailState.choices, default=MailState.QUEUED
    )
    attempts = models.PositiveIntegerField(_("số lần thử"), default=0)
    next_at = models.DateTimeField(_("thử lại lúc"))
    sent_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)
    fault = models.CharField(_("lỗi lần gần nhất"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("thư báo")
        verbose_name_plural = _("thư báo")
        indexes: ClassVar = [models.Index(fields=["state", "next_at"], name="notice_mail_due")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="sent_notice_mail_has_its_time",
                condition=models.Q(state="SENT", sent_at__isnull=False)
                | ~models.Q(state="SENT") & models.Q(sent_at__isnull=True),
                violation_error_message=_("Thư đã gửi phải có thời điểm gửi."),
            ),
            models.CheckConstraint(
                name="given_up_notice_mail_says_why",
                condition=~models.Q(state="GIVEN_UP") | ~models.Q(fault=""),
                violation_error_message=_("Thư không gửi được phải nêu lý do."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} ({self.get_state_display()})"
