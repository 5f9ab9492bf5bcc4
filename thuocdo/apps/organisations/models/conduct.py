"""What is kept of an officer's years: training, evaluation, discipline."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.apps.organisations.models.people import Officer
from thuocdo.core.people import QUALITIES

QUALITY_CHOICES = [(one.value, words) for one, words in QUALITIES.items()]


class DisciplineForm(models.TextChoices):
    """The forms of discipline."""

    REPRIMAND = "REPRIMAND", _("khiển trách")
    WARNING = "WARNING", _("cảnh cáo")
    PAY_CUT = "PAY_CUT", _("hạ bậc lương")
    DEMOTION = "DEMOTION", _("giáng chức")
    REMOVAL = "REMOVAL", _("cách chức")
    DISMISSAL = "DISMISSAL", _("buộc thôi việc")


class Training(models.Model):
    """One officer's course in a year's training plan; done when it has a day of completion."""

    officer = models.ForeignKey(
        Officer, models.PROTECT, verbose_name=_("cán bộ"), related_name="trainings"
    )
    year = models.PositiveSmallIntegerField(_("năm kế hoạch"))
    course = models.CharField(_("khóa đào tạo, bồi dưỡng"), max_length=200)
    completed_on = models.DateField(_("hoàn thành ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("lượt đào tạo, bồi dưỡng")
        verbose_name_plural = _("lượt đào tạo, bồi dưỡng")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="training_is_planned_once_a_year",
                fields=["officer", "year", "course"],
                violation_error_message=_("Khóa này đã có trong kế hoạch năm của cán bộ."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.officer} {self.year}"


class Evaluation(models.Model):
    """The evaluation of an officer for a year: points by quantified criteria, and the class."""

    officer = models.ForeignKey(
        Officer, models.PROTECT, verbose_name=_("cán bộ"), related_name="evaluations"
    )
    year = models.PositiveSmallIntegerField(_("năm đánh giá"))
    evaluated_on = models.DateField(_("ngày đánh giá"))
    points = models.DecimalField(_("điểm"), max_digits=5, decimal_places=2, null=True, blank=True)
    quality = models.CharField(_("xếp loại"), max_length=15, choices=QUALITY_CHOICES)

    class Meta:
        verbose_name = _("đánh giá hằng năm")
        verbose_name_plural = _("đánh giá hằng năm")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="officer_is_evaluated_once_a_year",
                fields=["officer", "year"],
                violation_error_message=_("Cán bộ đã được đánh giá cho năm này."),
            ),
            models.CheckConstraint(
                name="evaluation_points_are_not_below_zero",
                condition=models.Q(points__isnull=True) | models.Q(points__gte=0),
                violation_error_message=_("Điểm đánh giá không được âm."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} {self.year}"


class EvaluationItem(models.Model):
    """The points of one quantified criterion of an evaluation."""

    evaluation = models.ForeignKey(
        Evaluation, models.CASCADE, verbose_name=_("đánh giá"), related_name="items"
    )
    title = models.CharField(_("nội dung"), max_length=200)
    max_points = models.DecimalField(_("điểm tối đa"), max_digits=5, decimal_places=2)
    points = models.DecimalField(_("điểm"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("nội dung đánh giá")
        verbose_name_plural = _("nội dung đánh giá")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="evaluation_item_stays_within_its_maximum",
                condition=models.Q(points__gte=0, points__lte=models.F("max_points")),
                violation_error_message=_("Điểm phải từ 0 đến điểm tối đa của nội dung."),
            ),
            models.UniqueConstraint(
                name="evaluation_item_stands_once",
                fields=["evaluation", "title"],
                violation_error_message=_("Nội dung này đã có điểm trong lần đánh giá."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Discipline(models.Model):
    """One decision to discipline an officer."""

    officer = models.ForeignKey(
        Officer, models.PROTECT, verbose_name=_("cán bộ"), related_name="disciplines"
    )
    form = models.CharField(_("hình thức"), max_length=10, choices=DisciplineForm.choices)
    decided_on = models.DateField(_("ngày quyết định"))
    decision_number = models.CharField(_("số quyết định"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("vụ việc kỷ luật")
        verbose_name_plural = _("vụ việc kỷ luật")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="discipline_is_decided_once_a_day",
                fields=["officer", "decided_on", "form"],
                violation_error_message=_("Quyết định kỷ luật này đã được ghi."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.officer} {self.decided_on:%d/%m/%Y}"
