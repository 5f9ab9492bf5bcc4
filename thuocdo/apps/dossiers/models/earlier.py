"""Results that were given before dossiers were electronic, and are still in force."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class EarlierResult(models.Model):
    """One earlier result of the stock that is to be digitised; its number, never a name."""

    agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, verbose_name=_("cơ quan"), related_name="+"
    )
    procedure = models.CharField(_("mã thủ tục"), max_length=40)
    number = models.CharField(_("số kết quả"), max_length=80)
    issued_on = models.DateField(_("ngày cấp"))
    expires_on = models.DateField(_("hết hiệu lực từ"), null=True)
    digitised_on = models.DateField(_("số hóa ngày"), null=True)
    signed = models.BooleanField(_("ký số"), default=False)

    class Meta:
        verbose_name = _("kết quả đã cấp")
        verbose_name_plural = _("kết quả đã cấp")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="earlier_result_is_kept_once",
                fields=["agency", "procedure", "number"],
                violation_error_message=_("Kết quả này đã có trong sổ."),
            ),
            models.CheckConstraint(
                name="earlier_result_expires_after_its_issue",
                condition=models.Q(expires_on__isnull=True)
                | models.Q(expires_on__gt=models.F("issued_on")),
                violation_error_message=_("Ngày hết hiệu lực phải sau ngày cấp."),
            ),
            models.CheckConstraint(
                name="earlier_result_is_signed_when_digitised",
                condition=models.Q(signed=False) | models.Q(digitised_on__isnull=False),
                violation_error_message=_("Kết quả đã ký số phải có ngày số hóa."),
            ),
        ]

    def __str__(self) -> str:
        return self.number
