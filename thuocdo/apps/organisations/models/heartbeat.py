"""What the running service notes of itself."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

WORKER = "worker"  # the program that runs tasks and seals the journal


class Heartbeat(models.Model):
    """The last sign of life of a program that runs beside the pages: one row, written over."""

    name = models.CharField(_("chương trình"), max_length=40)
    at = models.DateTimeField(_("thời điểm"))

    class Meta:
        verbose_name = _("dấu hiệu hoạt động")
        verbose_name_plural = _("dấu hiệu hoạt động")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name"],
                name="heartbeat_is_one_row_a_program",
                violation_error_message=_("Mỗi chương trình chỉ có một dấu hiệu hoạt động."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.at:%d/%m/%Y %H:%M:%S}"
