"""One file of dossiers handed in."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    """How far an import has come."""

    QUEUED = "QUEUED", _("đang chờ")
    RUNNING = "RUNNING", _("đang đọc")
    COMPLETED = "COMPLETED", _("đã nhập xong")
    REFUSED = "REFUSED", _("không nhập được")


class DossierImport(models.Model):
    """A file on its way into the dossiers: all of it or nothing."""

    agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, verbose_name=_("cơ quan"), related_name="+"
    )
    file = models.ForeignKey(
        "documents.File", models.PROTECT, verbose_name=_("tệp"), related_name="+"
    )
    file_name = models.CharField(_("tên tệp"), max_length=255)
    requested_by = models.ForeignKey(
        "organisations.User", models.PROTECT, verbose_name=_("người nhập"), related_name="+"
    )
    requested_at = models.DateTimeField(_("gửi lúc"))
    completed_at = models.DateTimeField(_("xong lúc"), null=True)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=ImportState.choices, default=ImportState.QUEUED
    )
    done = models.PositiveIntegerField(_("số dòng đã xử lý"), default=0)
    total = models.PositiveIntegerField(_("tổng số dòng"), default=0)
    as_of = models.DateField(_("số liệu đến ngày"), null=True)
    counts = models.JSONField(_("số đếm"), default=dict)
    findings = models.JSONField(_("phát hiện"), default=list)
    refusal = models.TextField(_("lý do không nhập được"), blank=True)

    class Meta:
        verbose_name = _("lần nhập hồ sơ")
        verbose_name_plural = _("lần nhập hồ sơ")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="refused_import_says_why",
                condition=~models.Q(state="REFUSED") | ~models.Q(refusal=""),
                violation_error_message=_("Lần nhập bị từ chối phải nêu lý do."),
            ),
            models.CheckConstraint(
                name="completed_import_has_its_day",
                condition=~models.Q(state="COMPLETED") | models.Q(as_of__isnull=False),
                violation_error_message=_("Lần nhập đã xong phải có ngày của số liệu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_state_display()})"
