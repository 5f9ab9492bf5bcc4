"""The rows about staff that this app publishes for analytics: codes, days, counts; no names."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.apps.organisations.models.agency import Agency


class PublishedStaffRow(models.Model):
    """One `core.rows.StaffRow`, made from the record named by `kind` and `source`."""

    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name=_("cơ quan"), related_name="+")
    kind = models.CharField(_("loại"), max_length=12)
    source = models.PositiveBigIntegerField(_("số của bản ghi gốc"))
    code = models.CharField(_("mã cán bộ"), max_length=35, blank=True)
    job = models.CharField(_("mã vị trí việc làm"), max_length=35, blank=True)
    year = models.PositiveSmallIntegerField(_("năm"), null=True)
    starts_on = models.DateField(_("từ ngày"), null=True)
    ends_on = models.DateField(_("đến trước ngày"), null=True)
    count = models.PositiveSmallIntegerField(_("số lượng"), default=1)

    class Meta:
        verbose_name = _("dòng cán bộ công bố")
        verbose_name_plural = _("dòng cán bộ công bố")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="staff_row_stands_once_for_its_record",
                fields=["kind", "source"],
                violation_error_message=_("Bản ghi này đã có dòng công bố."),
            )
        ]
        indexes: ClassVar = [models.Index(fields=["agency", "kind"], name="staff_row_by_agency")]

    def __str__(self) -> str:
        return f"{self.kind} {self.source}"
