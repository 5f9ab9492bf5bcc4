"""Declared facts: numbers that no record here can tell."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeclaredFact(models.Model):
    """One declaration. It is never changed: a later one for the same fact and period replaces it."""

    agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, verbose_name=_("cơ quan"), related_name="+"
    )
    name = models.CharField(_("tên số liệu"), max_length=100)
    period_start = models.DateField(_("kỳ từ ngày"))
    period_end = models.DateField(_("kỳ đến trước ngày"))
    known_on = models.DateField(_("số liệu đến ngày"))
    numerator = models.DecimalField(_("tử số"), max_digits=18, decimal_places=4)
    denominator = models.DecimalField(_("mẫu số"), max_digits=18, decimal_places=4)
    note = models.TextField(_("nguồn, tài liệu kiểm chứng"), blank=True)
    declared_at = models.DateTimeField(_("khai lúc"))
    declared_by = models.ForeignKey(
        "organisations.User", models.PROTECT, verbose_name=_("người khai"), related_name="+"
    )

    class Meta:
        verbose_name = _("số liệu khai")
        verbose_name_plural = _("số liệu khai")
        indexes: ClassVar = [
            models.Index(fields=["agency", "name", "period_start"], name="declared_fact_lookup")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="declared_fact_is_not_negative",
                condition=models.Q(numerator__gte=0, denominator__gte=0),
                violation_error_message=_("Số liệu không được âm."),
            ),
            models.CheckConstraint(
                name="declared_fact_period_ends_after_it_starts",
                condition=models.Q(period_end__gt=models.F("period_start")),
                violation_error_message=_("Kỳ số liệu phải kết thúc sau khi bắt đầu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.numerator}/{self.denominator}"
