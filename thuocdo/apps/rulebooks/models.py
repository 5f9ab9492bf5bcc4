"""Versions of catalogue documents that were drafted and published here."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class RulebookKind(models.TextChoices):
    """What sort of document a version is of."""

    INDEX_SET = "INDEX_SET", _("bộ chỉ số")
    PROCEDURE = "PROCEDURE", _("thủ tục hành chính")


class RulebookState(models.TextChoices):
    """Whether a version is still worked on."""

    DRAFT = "DRAFT", _("bản thảo")
    PUBLISHED = "PUBLISHED", _("đã công bố")


class RulebookVersion(models.Model):
    """One version of a document: YAML as in the catalogue, and how it came about.

    A published version never changes, but for the day it ends when another one follows it.
    """

    kind = models.CharField(_("loại"), max_length=20, choices=RulebookKind.choices)
    catalog_id = models.CharField(_("mã"), max_length=60)
    title = models.CharField(_("tên"), max_length=300)
    texts = models.JSONField(_("nội dung các tệp"))
    sha256 = models.CharField(_("mã băm nội dung"), max_length=64, db_index=True)
    decision = models.CharField(_("văn bản ban hành"), max_length=200)
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_to = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)
    state = models.CharField(_("tình trạng"), max_length=10, choices=RulebookState.choices)
    readings = models.JSONField(_("kết quả đọc từng tiêu chí"), default=list)
    findings = models.JSONField(_("phát hiện"), default=list)
    stated_total = models.DecimalField(
        _("tổng điểm ghi trong văn bản"), max_digits=9, decimal_places=3, null=True, blank=True
    )
    compared_with = models.CharField(_("bộ để so sánh"), max_length=60, blank=True)
    file_name = models.CharField(_("tên tệp"), max_length=255, blank=True)
    file_sha256 = models.CharField(_("mã băm của tệp"), max_length=64, blank=True)
    created_at = models.DateTimeField(_("lập lúc"))
    created_by = models.ForeignKey(
        "organisations.User", models.PROTECT, verbose_name=_("người lập"), related_name="+"
    )
    mended_at = models.DateTimeField(_("sửa lúc"), null=True, blank=True)
    mended_by = models.ForeignKey(
        "organisations.User",
        models.PROTECT,
        verbose_name=_("người sửa"),
        related_name="+",
        null=True,
        blank=True,
    )
    published_at = models.DateTimeField(_("công bố lúc"), null=True, blank=True)
    published_by = models.ForeignKey(
        "organisations.User",
        models.PROTECT,
        verbose_name=_("người công bố"),
        related_name="+",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = _("phiên bản quy tắc")
        verbose_name_plural = _("phiên bản quy tắc")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="rulebook_version_is_published_once",
                fields=["kind", "catalog_id"],
                condition=models.Q(state="PUBLISHED"),
                violation_error_message=_("Đã công bố một phiên bản mang mã này."),
            ),
            models.CheckConstraint(
                name="rulebook_version_ends_after_it_starts",
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gt=models.F("valid_from")),
                violation_error_message=_("Ngày hết hiệu lực phải sau ngày có hiệu lực."),
            ),
            models.CheckConstraint(
                name="rulebook_version_published_by_somebody",
                condition=models.Q(
                    state="DRAFT", published_at__isnull=True, published_by__isnull=True
                )
                | models.Q(
                    state="PUBLISHED", published_at__isnull=False, published_by__isnull=False
                ),
                violation_error_message=_("Phiên bản công bố phải ghi ai công bố và lúc nào."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.catalog_id} ({self.get_state_display()})"
