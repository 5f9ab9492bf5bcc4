"""Plans and their tasks, as read from the agency's own table."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Plan(models.Model):
    """One reading of a yearly plan; the newest of an agency and year is the one in force."""

    agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, verbose_name=_("cơ quan"), related_name="plans"
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    file = models.ForeignKey(
        "documents.File", models.PROTECT, verbose_name=_("tệp"), related_name="+"
    )
    file_name = models.CharField(_("tên tệp"), max_length=255)
    read_at = models.DateTimeField(_("đọc lúc"))
    read_by = models.ForeignKey(
        "organisations.User", models.PROTECT, verbose_name=_("người đọc"), related_name="+"
    )
    findings = models.JSONField(_("phát hiện"), default=list)

    class Meta:
        verbose_name = _("kế hoạch")
        verbose_name_plural = _("kế hoạch")
        indexes: ClassVar = [models.Index(fields=["agency", "year", "-id"], name="plan_in_force")]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.year})"


class Task(models.Model):
    """One row of the plan's table. `parent_code` is empty for an area."""

    plan = models.ForeignKey(Plan, models.CASCADE, verbose_name=_("kế hoạch"), related_name="tasks")
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    code = models.CharField(_("mã"), max_length=30)
    parent_code = models.CharField(_("mã cấp trên"), max_length=30, blank=True)
    is_leaf = models.BooleanField(_("không có mục con"))
    title = models.TextField(_("nội dung"))
    max_points = models.DecimalField(
        _("điểm tối đa"), max_digits=8, decimal_places=3, null=True, blank=True
    )
    lead = models.TextField(_("chủ trì"), blank=True)
    support = models.TextField(_("phối hợp"), blank=True)
    requirement = models.TextField(_("nội dung yêu cầu"), blank=True)
    note = models.TextField(_("ghi chú"), blank=True)

    class Meta:
        verbose_name = _("nhiệm vụ")
        verbose_name_plural = _("nhiệm vụ")
        ordering: ClassVar = ["plan", "order"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="task_order_is_unique_in_its_plan",
                fields=["plan", "order"],
                violation_error_message=_("Hai nhiệm vụ của một kế hoạch trùng thứ tự."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
