"""Evidence: what proves a number or a claim, for one criterion of one agency in one period."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Evidence(models.Model):
    """One document that proves something. Its versions stay; it is withdrawn, never deleted."""

    agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, verbose_name=_("cơ quan"), related_name="+"
    )
    criterion = models.CharField(_("mã tiêu chí"), max_length=40)
    period_start = models.DateField(_("kỳ từ ngày"))
    period_end = models.DateField(_("kỳ đến trước ngày"))
    title = models.CharField(_("trích yếu"), max_length=300)
    sensitive = models.BooleanField(_("có dữ liệu cá nhân"), default=False)
    withdrawn_at = models.DateTimeField(_("rút lúc"), null=True)
    withdrawn_by = models.ForeignKey(
        "organisations.User",
        models.PROTECT,
        verbose_name=_("người rút"),
        null=True,
        related_name="+",
    )
    withdrawal_reason = models.TextField(_("lý do rút"), blank=True)

    class Meta:
        verbose_name = _("tài liệu kiểm chứng")
        verbose_name_plural = _("tài liệu kiểm chứng")
        indexes: ClassVar = [
            models.Index(fields=["agency", "period_start", "criterion"], name="evidence_lookup")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="evidence_period_ends_after_it_starts",
                condition=models.Q(period_end__gt=models.F("period_start")),
                violation_error_message=_("Kỳ của tài liệu phải kết thúc sau khi bắt đầu."),
            ),
            models.CheckConstraint(
                name="withdrawn_evidence_says_by_whom_and_why",
                condition=models.Q(
                    withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawal_reason=""
                )
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~models.Q(withdrawal_reason=""),
                violation_error_message=_("Tài liệu đã rút phải ghi người rút và lý do."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.title}"


class EvidenceVersion(models.Model):
    """One version of a piece of evidence; a new one never overwrites an older."""

    evidence = models.ForeignKey(
        Evidence, models.PROTECT, verbose_name=_("tài liệu"), related_name="versions"
    )
    number = models.PositiveIntegerField(_("bản số"))
    file = models.ForeignKey(
        "documents.File", models.PROTECT, verbose_name=_("tệp"), related_name="+"
    )
    file_name = models.CharField(_("tên tệp"), max_length=255)
    note = models.CharField(_("ghi chú"), max_length=500, blank=True)
    added_by = models.ForeignKey(
        "organisations.User", models.PROTECT, verbose_name=_("người thêm"), related_name="+"
    )
    added_at = models.DateTimeField(_("thêm lúc"))

    class Meta:
        verbose_name = _("bản của tài liệu kiểm chứng")
        verbose_name_plural = _("bản của tài liệu kiểm chứng")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="evidence_version_number_is_given_once",
                fields=["evidence", "number"],
                violation_error_message=_("Bản mang số này đã có; hãy tải lại trang rồi gửi lại."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.number})"
