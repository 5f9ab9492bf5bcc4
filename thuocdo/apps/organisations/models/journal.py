"""The journal: who did what, when and in which position."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.apps.organisations.models.agency import Agency
from thuocdo.apps.organisations.models.user import User


class AuditEntry(models.Model):
    """One line of the journal: who did what, in which position, to what.

    Written by services inside their own transaction and never changed, except that the sealing
    job later gives it its number and chains its hash. Entries hold codes and counts; personal data
    stand apart in a `PersonalPayload`, of which the entry has only the salted hash, so that they
    can be erased while the chain holds. Where retention ends, the content is blanked and
    `expired_by` names the entry that tells so; number and hash stay.
    """

    at = models.DateTimeField(_("thời điểm"))
    actor = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("người thực hiện"), null=True, related_name="+"
    )
    position = models.CharField(_("với chức vụ"), max_length=100, blank=True)
    agency = models.ForeignKey(
        Agency, models.PROTECT, verbose_name=_("cơ quan"), null=True, related_name="+"
    )
    action = models.CharField(_("việc"), max_length=80)
    subject = models.CharField(_("đối tượng"), max_length=120)
    before = models.JSONField(_("trước"), default=dict)
    after = models.JSONField(_("sau"), default=dict)
    number = models.PositiveBigIntegerField(_("số thứ tự"), null=True, unique=True)
    seal = models.CharField(_("mã băm nối tiếp"), max_length=64, blank=True)
    previous = models.CharField(_("mã băm của dòng trước"), max_length=64, blank=True)
    personal_seal = models.CharField(_("mã băm phần cá nhân"), max_length=64, blank=True)
    expired_by = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("hết hạn lưu theo"), null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("nhật ký")
        verbose_name_plural = _("nhật ký")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="audit_entry_number_and_seal_go_together",
                condition=models.Q(number__isnull=True, seal="")
                | models.Q(number__isnull=False) & ~models.Q(seal=""),
                violation_error_message=_("Dòng nhật ký có số thì phải có mã băm."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.action} {self.subject}"
