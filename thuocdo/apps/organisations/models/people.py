"""Officers, the positions they hold, and who stands in for them."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.apps.organisations.models.agency import Agency, Decided, PeriodQuerySet
from thuocdo.apps.organisations.models.staffing import JobPosition
from thuocdo.apps.organisations.models.unit import Position
from thuocdo.apps.organisations.models.user import User

# Every personal field there is about officers, and what it is needed for. Nothing of these leaves
# the agency's own pages: not the journal, not the published rows. docs/data-protection.md lists them.
PERSONAL_FIELDS: Mapping[str, str] = {
    "Officer.family_name": "gọi tên trên trang của cơ quan",
    "Officer.given_name": "gọi tên trên trang của cơ quan",
    "Officer.search_text": "tìm theo họ tên không dấu",
    "Officer.birth_year": "kiểm tra điều kiện về tuổi",
    "Officer.user": "nối với tài khoản đăng nhập",
    "Evaluation.points": "đánh giá hằng năm",
    "Evaluation.quality": "đánh giá hằng năm",
    "EvaluationItem.points": "đánh giá hằng năm",
    "Discipline.form": "kiểm tra điều kiện bổ nhiệm",
    "Discipline.decision_number": "dẫn quyết định kỷ luật",
}


class OfficerKind(models.TextChoices):
    """By which law an officer serves."""

    OFFICIAL = "OFFICIAL", _("cán bộ")
    CIVIL_SERVANT = "CIVIL_SERVANT", _("công chức")
    PUBLIC_EMPLOYEE = "PUBLIC_EMPLOYEE", _("viên chức")
    CONTRACT = "CONTRACT", _("người lao động hợp đồng")


class Officer(models.Model):
    """Somebody who serves an agency, with as little personal data as the facts need.

    Not the same as `User`: most officers never sign in. The code is the agency's own and never an
    identity number; it alone is what leaves the agency.
    """

    agency = models.ForeignKey(
        Agency, models.PROTECT, verbose_name=_("cơ quan"), related_name="officers"
    )
    code = models.CharField(_("mã cán bộ"), max_length=35)
    family_name = models.CharField(_("họ và tên đệm"), max_length=80)
    given_name = models.CharField(_("tên"), max_length=40)
    kind = models.CharField(_("loại"), max_length=20, choices=OfficerKind.choices)
    birth_year = models.PositiveSmallIntegerField(_("năm sinh"), null=True, blank=True)
    user = models.OneToOneField(
        User,
        models.PROTECT,
        verbose_name=_("tài khoản"),
        related_name="officer",
        null=True,
        blank=True,
    )
    valid_from = models.DateField(_("làm việc từ"))
    valid_to = models.DateField(_("thôi làm việc từ"), null=True, blank=True)
    search_text = models.CharField(_("chữ để tìm"), max_length=200, editable=False)

    class Meta:
        verbose_name = _("cán bộ, công chức, viên chức")
        verbose_name_plural = _("cán bộ, công chức, viên chức")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="officer_code_is_unique_in_an_agency",
                fields=["agency", "code"],
                violation_error_message=_("Mã cán bộ đã có ở cơ quan này."),
            ),
            models.CheckConstraint(
                name="officer_leaves_after_joining",
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gt=models.F("valid_from")),
                violation_error_message=_("Ngày thôi làm việc phải sau ngày bắt đầu."),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class PositionHolding(Decided):
    """An officer holds a position for a time; one officer may hold several."""

    officer = models.ForeignKey(
        Officer, models.PROTECT, verbose_name=_("cán bộ"), related_name="holdings"
    )
    position = models.ForeignKey(
        Position, models.PROTECT, verbose_name=_("chức vụ"), related_name="holdings"
    )
    job_position = models.ForeignKey(
        JobPosition,
        models.PROTECT,
        verbose_name=_("vị trí việc làm"),
        related_name="holdings",
        null=True,
        blank=True,
    )
    is_deputy = models.BooleanField(_("là cấp phó"), default=False)
    valid_from = models.DateField(_("giữ từ"))
    valid_to = models.DateField(_("thôi giữ từ"), null=True, blank=True)

    objects = PeriodQuerySet["PositionHolding"].as_manager()

    class Meta:
        verbose_name = _("việc giữ chức vụ")
        verbose_name_plural = _("việc giữ chức vụ")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="officer_takes_a_position_once_a_day",
                fields=["officer", "position", "valid_from"],
                condition=models.Q(withdrawn_at__isnull=True),
                violation_error_message=_("Cán bộ đã được ghi giữ chức vụ này từ ngày này."),
            ),
            models.CheckConstraint(
                name="position_holding_ends_after_it_starts",
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gt=models.F("valid_from")),
                violation_error_message=_("Ngày thôi giữ chức vụ phải sau ngày bắt đầu giữ."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} – {self.position}"


class Delegation(models.Model):
    """While an officer is away, another of the same agency stands in."""

    officer = models.ForeignKey(
        Officer, models.PROTECT, verbose_name=_("người vắng"), related_name="delegations"
    )
    stand_in = models.ForeignKey(
        Officer, models.PROTECT, verbose_name=_("người làm thay"), related_name="stood_in"
    )
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến trước ngày"))
    withdrawn_at = models.DateTimeField(_("rút lại lúc"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("ủy quyền")
        verbose_name_plural = _("ủy quyền")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="delegation_is_to_another_officer",
                condition=~models.Q(officer=models.F("stand_in")),
                violation_error_message=_("Không ai ủy quyền cho chính mình."),
            ),
            models.CheckConstraint(
                name="delegation_ends_after_it_starts",
                condition=models.Q(valid_to__gt=models.F("valid_from")),
                violation_error_message=_("Ngày hết ủy quyền phải sau ngày bắt đầu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} → {self.stand_in}"
