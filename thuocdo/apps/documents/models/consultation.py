"""Opinions that one agency owes another."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Opinion(models.TextChoices):
    """What the agency that was asked says."""

    AGREED = "AGREED", _("đồng ý")
    REMARKS = "REMARKS", _("đồng ý, có góp ý")
    DISAGREED = "DISAGREED", _("không đồng ý")


class Consultation(models.Model):
    """One agency asks another for its opinion.

    Due time and silence are not stored: they follow from when it was asked, from the time given,
    and from the working calendar, whenever somebody looks.
    """

    asked_by = models.ForeignKey(
        "organisations.Agency", models.PROTECT, verbose_name=_("cơ quan hỏi"), related_name="+"
    )
    owed_by = models.ForeignKey(
        "organisations.Agency", models.PROTECT, verbose_name=_("cơ quan được hỏi"), related_name="+"
    )
    subject = models.CharField(_("trích yếu"), max_length=300)
    question = models.TextField(_("nội dung xin ý kiến"))
    allowance_days = models.PositiveSmallIntegerField(_("thời hạn (ngày làm việc)"))
    asked_at = models.DateTimeField(_("hỏi lúc"))
    asker = models.ForeignKey(
        "organisations.User", models.PROTECT, verbose_name=_("người hỏi"), related_name="+"
    )
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True)
    answerer = models.ForeignKey(
        "organisations.User",
        models.PROTECT,
        verbose_name=_("người trả lời"),
        null=True,
        related_name="+",
    )
    opinion = models.CharField(_("ý kiến"), max_length=10, choices=Opinion.choices, blank=True)
    answer = models.TextField(_("nội dung trả lời"), blank=True)

    class Meta:
        verbose_name = _("lần xin ý kiến")
        verbose_name_plural = _("lần xin ý kiến")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="consultation_is_between_two_agencies",
                condition=~models.Q(asked_by=models.F("owed_by")),
                violation_error_message=_("Cơ quan không tự xin ý kiến của mình."),
            ),
            models.CheckConstraint(
                name="consultation_gives_time",
                condition=models.Q(allowance_days__gte=1),
                violation_error_message=_("Thời hạn phải từ một ngày làm việc."),
            ),
            models.CheckConstraint(
                name="answered_consultation_says_what_and_by_whom",
                condition=models.Q(answered_at__isnull=True, answerer__isnull=True, opinion="")
                | models.Q(answered_at__isnull=False, answerer__isnull=False)
                & ~models.Q(opinion=""),
                violation_error_message=_("Ý kiến đã trả lời phải ghi ý kiến và người trả lời."),
            ),
        ]

    def __str__(self) -> str:
        return self.subject
