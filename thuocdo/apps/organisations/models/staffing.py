"""Job positions: what an agency needs done, by how many people, with which competences."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.apps.organisations.models.agency import Agency, Decided, PeriodQuerySet
from thuocdo.apps.organisations.models.unit import Unit


class JobPosition(Decided):
    """A job position (vị trí việc làm) of the approved scheme, with the headcount given to it."""

    agency = models.ForeignKey(
        Agency, models.PROTECT, verbose_name=_("cơ quan"), related_name="job_positions"
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("đơn vị"),
        related_name="job_positions",
        null=True,
        blank=True,
    )
    code = models.CharField(_("mã vị trí"), max_length=35)
    title = models.CharField(_("tên vị trí việc làm"), max_length=200)
    competences = models.TextField(_("khung năng lực"), blank=True)
    headcount_given = models.PositiveSmallIntegerField(_("biên chế được giao"))
    must_rotate = models.BooleanField(_("phải định kỳ chuyển đổi"), default=False)
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_to = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = PeriodQuerySet["JobPosition"].as_manager()

    class Meta:
        verbose_name = _("vị trí việc làm")
        verbose_name_plural = _("vị trí việc làm")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="job_position_code_is_unique_in_an_agency",
                fields=["agency", "code"],
                violation_error_message=_("Mã vị trí việc làm đã có ở cơ quan này."),
            ),
            models.CheckConstraint(
                name="job_position_ends_after_it_starts",
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gt=models.F("valid_from")),
                violation_error_message=_("Ngày hết hiệu lực phải sau ngày có hiệu lực."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ReviewOutcome(models.TextChoices):
    """What a yearly review decided about a job position."""

    KEPT = "KEPT", _("giữ nguyên")
    ADJUSTED = "ADJUSTED", _("điều chỉnh")
    DROPPED = "DROPPED", _("bãi bỏ")


class JobPositionReview(models.Model):
    """A job position was looked at in a year."""

    job_position = models.ForeignKey(
        JobPosition, models.PROTECT, verbose_name=_("vị trí việc làm"), related_name="reviews"
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    reviewed_on = models.DateField(_("ngày rà soát"))
    outcome = models.CharField(_("kết luận"), max_length=10, choices=ReviewOutcome.choices)

    class Meta:
        verbose_name = _("rà soát vị trí việc làm")
        verbose_name_plural = _("rà soát vị trí việc làm")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="job_position_is_reviewed_once_a_year",
                fields=["job_position", "year"],
                violation_error_message=_("Vị trí việc làm đã được rà soát trong năm này."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.job_position} {self.year}"
