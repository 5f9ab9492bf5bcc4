"""What stands apart from the journal's entries: personal data that can be erased, and the head."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class PersonalPayload(models.Model):
    """The personal data of one journal entry, bound to it by a salted hash.

    Erasing it takes content and salt together: the hash that stays in the entry then tells nothing,
    not even to somebody who guesses the content.
    """

    entry = models.OneToOneField(
        "organisations.AuditEntry",
        models.PROTECT,
        verbose_name=_("dòng nhật ký"),
        related_name="personal",
        primary_key=True,
    )
    about = models.CharField(_("về ai"), max_length=120, db_index=True)
    salt = models.CharField(_("muối"), max_length=64, blank=True)
    content = models.JSONField(_("nội dung"), default=dict)
    erased_by = models.ForeignKey(
        "organisations.AuditEntry",
        models.PROTECT,
        verbose_name=_("xóa theo"),
        null=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("phần cá nhân của nhật ký")
        verbose_name_plural = _("phần cá nhân của nhật ký")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="personal_payload_is_whole_or_erased",
                condition=models.Q(erased_by__isnull=True) & ~models.Q(salt="")
                | models.Q(erased_by__isnull=False, salt=""),
                violation_error_message=_("Phần cá nhân đã xóa thì không được giữ muối."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.about} ({self.entry_id})"


class JournalHead(models.Model):
    """How far the journal is sealed; one row. Sealing goes on from here, whatever entries are left.

    So an entry cut off at the end leaves a gap that can never be closed again.
    """

    number = models.PositiveBigIntegerField(_("số thứ tự cuối"), default=0)
    seal = models.CharField(_("mã băm cuối"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("đầu niêm phong của nhật ký")
        verbose_name_plural = _("đầu niêm phong của nhật ký")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="journal_head_is_one_row",
                condition=models.Q(pk=1),
                violation_error_message=_("Nhật ký chỉ có một đầu niêm phong."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}:{self.seal[:12]}"
