"""What agencies do with procedures: handle them, make them public, review them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

CODE_LENGTH = 40


class AgencyProcedure(models.Model):
    """An agency handles a procedure from one day until another; what it says is in its versions."""

    agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, verbose_name=_("cơ quan"), related_name="+"
    )
    code = models.CharField(_("mã thủ tục"), max_length=CODE_LENGTH)
    since = models.DateField(_("giải quyết từ ngày"))
    until = models.DateField(_("thôi giải quyết từ ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("thủ tục của cơ quan")
        verbose_name_plural = _("thủ tục của cơ quan")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="agency_takes_a_procedure_up_once_a_day",
                fields=["agency", "code", "since"],
                violation_error_message=_("Cơ quan đã ghi giải quyết thủ tục này từ ngày đó."),
            ),
            models.UniqueConstraint(
                name="agency_handles_a_procedure_once_at_a_time",
                fields=["agency", "code"],
                condition=models.Q(until__isnull=True),
                violation_error_message=_("Cơ quan đang giải quyết thủ tục này."),
            ),
            models.CheckConstraint(
                name="agency_procedure_ends_after_it_starts",
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")),
                violation_error_message=_("Ngày thôi giải quyết phải sau ngày bắt đầu."),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ProcedurePublication(models.Model):
    """A procedure was made public in one place, with what proves it."""

    agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, verbose_name=_("cơ quan"), related_name="+"
    )
    code = models.CharField(_("mã thủ tục"), max_length=CODE_LENGTH)
    place = models.CharField(_("nơi công khai"), max_length=40)
    published_on = models.DateField(_("công khai ngày"))
    link = models.URLField(_("đường dẫn"), max_length=500, blank=True)
    evidence = models.ForeignKey(
        "documents.Evidence",
        models.PROTECT,
        verbose_name=_("tài liệu kiểm chứng"),
        related_name="+",
        null=True,
        blank=True,
    )
    recorded_by = models.ForeignKey(
        "organisations.User", models.PROTECT, verbose_name=_("người ghi"), related_name="+"
    )
    recorded_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("lần công khai thủ tục")
        verbose_name_plural = _("lần công khai thủ tục")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="procedure_is_published_once_in_a_place",
                fields=["agency", "code", "place"],
                violation_error_message=_("Nơi này đã được ghi; hãy sửa ngày hoặc minh chứng."),
            ),
            models.CheckConstraint(
                name="procedure_publication_has_a_proof",
                condition=~models.Q(link="") | models.Q(evidence__isnull=False),
                violation_error_message=_("Ghi đường dẫn hoặc gửi tệp làm minh chứng."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.place})"


class ProcedureReview(models.Model):
    """A review of a procedure for simplification: what it asks now, and what it would ask."""

    agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, verbose_name=_("cơ quan"), related_name="+"
    )
    code = models.CharField(_("mã thủ tục"), max_length=CODE_LENGTH)
    version = models.CharField(_("phiên bản được rà soát"), max_length=60)
    reviewed_on = models.DateField(_("rà soát ngày"))
    document = models.CharField(_("văn bản"), max_length=200)
    proposal = models.TextField(_("phương án đơn giản hóa"), max_length=4000)
    days_before = models.DecimalField(_("thời hạn trước (ngày)"), max_digits=7, decimal_places=2)
    days_after = models.DecimalField(_("thời hạn sau (ngày)"), max_digits=7, decimal_places=2)
    parts_before = models.PositiveSmallIntegerField(_("số thành phần trước"))
    parts_after = models.PositiveSmallIntegerField(_("số thành phần sau"))
    hours_before = models.DecimalField(_("số giờ trước"), max_digits=8, decimal_places=2)
    hours_after = models.DecimalField(_("số giờ sau"), max_digits=8, decimal_places=2)
    money_before = models.DecimalField(_("chi phí trước (đồng)"), max_digits=14, decimal_places=0)
    money_after = models.DecimalField(_("chi phí sau (đồng)"), max_digits=14, decimal_places=0)
    dossiers_a_year = models.PositiveIntegerField(_("số hồ sơ một năm"))
    recorded_by = models.ForeignKey(
        "organisations.User", models.PROTECT, verbose_name=_("người ghi"), related_name="+"
    )
    recorded_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("lần rà soát thủ tục")
        verbose_name_plural = _("lần rà soát thủ tục")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="procedure_is_reviewed_once_a_day",
                fields=["agency", "code", "reviewed_on"],
                violation_error_message=_("Ngày này đã ghi một lần rà soát thủ tục này."),
            ),
            models.CheckConstraint(
                name="procedure_review_counts_nothing_below_zero",
                condition=models.Q(
                    days_before__gte=0,
                    days_after__gte=0,
                    hours_before__gte=0,
                    hours_after__gte=0,
                    money_before__gte=0,
                    money_after__gte=0,
                ),
                violation_error_message=_("Thời gian và chi phí không được nhỏ hơn 0."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.reviewed_on:%d/%m/%Y})"
