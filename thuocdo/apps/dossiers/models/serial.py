"""The day's last serial number of an agency."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class DossierSerial(models.Model):
    """How many codes an agency has given on a day; the row is the queue of those who want one."""

    agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, verbose_name=_("cơ quan"), related_name="+"
    )
    day = models.DateField(_("ngày"))
    last = models.PositiveIntegerField(_("số cuối cùng"), default=0)

    class Meta:
        verbose_name = _("số thứ tự trong ngày")
        verbose_name_plural = _("số thứ tự trong ngày")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="serial_of_an_agency_and_day_is_one_row",
                fields=["agency", "day"],
                violation_error_message=_("Ngày này đã có sổ số thứ tự."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.last}"
