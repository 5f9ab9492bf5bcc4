"""Roles, and who holds which through which position, each with its days."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.apps.organisations.models.agency import Decided, PeriodQuerySet
from thuocdo.apps.organisations.models.unit import Position
from thuocdo.apps.organisations.models.user import User


class Role(models.TextChoices):
    """What kind of work a person does here; what each may do stands in the policies."""

    REFORM_OFFICER = "REFORM_OFFICER", _("cán bộ cải cách hành chính")
    HEAD_OF_UNIT = "HEAD_OF_UNIT", _("trưởng đơn vị")
    COUNTER_CLERK = "COUNTER_CLERK", _("cán bộ bộ phận một cửa")
    HANDLING_OFFICIAL = "HANDLING_OFFICIAL", _("người giải quyết hồ sơ")
    DIRECTOR = "DIRECTOR", _("thủ trưởng cơ quan")
    APPRAISER = "APPRAISER", _("người thẩm định")
    PANEL_MEMBER = "PANEL_MEMBER", _("thành viên tổ thẩm định")
    SURVEY_OFFICER = "SURVEY_OFFICER", _("cán bộ khảo sát")
    AUDITOR = "AUDITOR", _("người kiểm tra")
    ADMINISTRATOR = "ADMINISTRATOR", _("người quản trị")


class Assignment(Decided):
    """A person holds a position, and through it a role, from a day up to but without another.

    The position says where: a role through a position of the agency itself reaches the agency and
    everything below it, one through a position in a unit only that agency.
    """

    user = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("người giữ"), related_name="assignments"
    )
    position = models.ForeignKey(
        Position, models.PROTECT, verbose_name=_("chức vụ"), related_name="assignments"
    )
    role = models.CharField(_("vai trò"), max_length=20, choices=Role.choices)
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_to = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = PeriodQuerySet["Assignment"].as_manager()

    class Meta:
        verbose_name = _("phân công")
        verbose_name_plural = _("phân công")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="assignment_ends_after_it_starts",
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gt=models.F("valid_from")),
                violation_error_message=_("Ngày hết hiệu lực phải sau ngày có hiệu lực."),
            ),
            models.CheckConstraint(
                name="assignment_has_a_known_role",
                condition=models.Q(role__in=Role.values),
                violation_error_message=_("Vai trò này không có trong danh mục vai trò."),
            ),
            models.UniqueConstraint(
                name="assignment_is_open_once",
                fields=["user", "position", "role"],
                condition=models.Q(withdrawn_at__isnull=True, valid_to__isnull=True),
                violation_error_message=_("Người này đang giữ vai trò này ở chức vụ này."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"
