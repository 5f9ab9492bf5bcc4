"""Units inside an agency and the positions in them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.apps.organisations.models.agency import Agency, Decided, PeriodQuerySet


class Unit(Decided):
    """A division of an agency: a room, an office, a centre."""

    agency = models.ForeignKey(
        Agency, models.PROTECT, verbose_name=_("cơ quan"), related_name="units"
    )
    code = models.CharField(_("mã đơn vị"), max_length=35)
    name = models.CharField(_("tên đơn vị"), max_length=200)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("đơn vị cấp trên"),
        related_name="children",
        null=True,
        blank=True,
    )
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_to = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = PeriodQuerySet["Unit"].as_manager()

    class Meta:
        verbose_name = _("đơn vị")
        verbose_name_plural = _("đơn vị")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="unit_code_is_unique_in_its_agency",
                fields=["agency", "code"],
                violation_error_message=_("Mã đơn vị đã có ở cơ quan này."),
            ),
            models.CheckConstraint(
                name="unit_ends_after_it_starts",
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gt=models.F("valid_from")),
                violation_error_message=_("Ngày hết hiệu lực phải sau ngày có hiệu lực."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Position(Decided):
    """A post that an agency has, in one of its units or at its head; people come and go."""

    agency = models.ForeignKey(
        Agency, models.PROTECT, verbose_name=_("cơ quan"), related_name="positions"
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("đơn vị"),
        related_name="positions",
        null=True,
        blank=True,
    )
    title = models.CharField(_("tên chức vụ"), max_length=100)
    is_head = models.BooleanField(_("là người đứng đầu"), default=False)
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_to = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = PeriodQuerySet["Position"].as_manager()

    class Meta:
        verbose_name = _("chức vụ")
        verbose_name_plural = _("chức vụ")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="position_ends_after_it_starts",
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gt=models.F("valid_from")),
                violation_error_message=_("Ngày hết hiệu lực phải sau ngày có hiệu lực."),
            )
        ]

    def __str__(self) -> str:
        return self.title
