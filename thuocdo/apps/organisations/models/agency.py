"""Agencies, their names and their places in the tree, each with the days for which they held."""

from datetime import date
from typing import ClassVar, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

M = TypeVar("M", bound=models.Model)


class AgencyLevel(models.TextChoices):
    """Where in the state an agency stands."""

    CENTRAL = "CENTRAL", _("trung ương")
    PROVINCE = "PROVINCE", _("cấp tỉnh")
    COMMUNE = "COMMUNE", _("cấp xã")


class AgencyKind(models.TextChoices):
    """What sort of body an agency is; empty when nobody has said."""

    MINISTRY = "MINISTRY", _("bộ, cơ quan ngang bộ")
    PEOPLES_COMMITTEE = "PEOPLES_COMMITTEE", _("ủy ban nhân dân")
    DEPARTMENT = "DEPARTMENT", _("cơ quan chuyên môn")
    PUBLIC_UNIT = "PUBLIC_UNIT", _("đơn vị sự nghiệp công lập")
    OTHER = "OTHER", _("cơ quan, tổ chức khác")


class PeriodQuerySet(models.QuerySet[M]):
    """Filters on what held from `valid_from` up to but without `valid_to`."""

    def in_force_on(self, day: date) -> "PeriodQuerySet[M]":
        """Keep what held on `day`."""
        open_ended = models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=day)
        return self.filter(open_ended, valid_from__lte=day, withdrawn_at__isnull=True)

    def standing(self) -> "PeriodQuerySet[M]":
        """Keep what was not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Decided(models.Model):
    """What a decision brought about: the decision's day and the day it works from differ."""

    decision_number = models.CharField(_("số quyết định"), max_length=60, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("rút lại lúc"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class AgencyQuerySet(models.QuerySet["Agency"]):
    """Filters on agencies."""

    def existing_on(self, day: date) -> "AgencyQuerySet":
        """Keep those in being on `day`."""
        ended = models.Q(valid_to__isnull=False, valid_to__lte=day)
        return self.filter(valid_from__lte=day, withdrawn_at__isnull=True).exclude(ended)

    def standing(self) -> "AgencyQuerySet":
        """Keep those whose founding was not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Agency(Decided):
    """A body of the state, in being from `valid_from` up to but without `valid_to`.

    The same name can be two agencies (before and after a merger); the identification code
    (QĐ 20/2020/QĐ-TTg) is never given twice. `name`, `short_name` and `parent` are the newest
    ones, kept by services for everybody who does not ask about another day; what held when
    stands in `AgencyName` and `AgencyParent`.
    """

    code = models.CharField(_("mã định danh"), max_length=35, unique=True)
    code_is_provisional = models.BooleanField(_("mã tạm"), default=False)
    name = models.CharField(_("tên cơ quan"), max_length=200)
    short_name = models.CharField(_("tên viết tắt"), max_length=60)
    level = models.CharField(_("cấp"), max_length=10, choices=AgencyLevel.choices)
    kind = models.CharField(_("loại"), max_length=20, choices=AgencyKind.choices, blank=True)
    ranking_group = models.CharField(_("nhóm xếp hạng"), max_length=40, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("cơ quan cấp trên"),
        related_name="children",
        null=True,
        blank=True,
    )
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_to = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("cơ quan")
        verbose_name_plural = _("cơ quan")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="agency_ends_after_it_starts",
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gt=models.F("valid_from")),
                violation_error_message=_("Ngày hết hiệu lực phải sau ngày có hiệu lực."),
            ),
            models.CheckConstraint(
                name="agency_is_not_its_own_parent",
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                violation_error_message=_("Cơ quan không thể là cấp trên của chính nó."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


def _period_constraints(name: str, what: str) -> list[models.BaseConstraint]:
    """One start and one open end an agency, and ends after starts.

    With these, services need only keep each end at the next start for nothing to overlap.
    """
    standing = models.Q(withdrawn_at__isnull=True)
    return [
        models.CheckConstraint(
            name=f"agency_{name}_ends_after_it_starts",
            condition=models.Q(valid_to__isnull=True)
            | models.Q(valid_to__gt=models.F("valid_from")),
            violation_error_message=_("Ngày hết hiệu lực phải sau ngày có hiệu lực."),
        ),
        models.UniqueConstraint(
            name=f"agency_has_one_{name}_from_a_day",
            fields=["agency", "valid_from"],
            condition=standing,
            violation_error_message=f"Cơ quan đã có {what} từ ngày này.",
        ),
        models.UniqueConstraint(
            name=f"agency_has_one_{name}_without_end",
            fields=["agency"],
            condition=standing & models.Q(valid_to__isnull=True),
            violation_error_message=f"Cơ quan đã có {what} chưa ghi ngày hết hiệu lực.",
        ),
    ]


class AgencyName(Decided):
    """What an agency was called for a time; a rename keeps the agency."""

    agency = models.ForeignKey(
        Agency, models.PROTECT, verbose_name=_("cơ quan"), related_name="names"
    )
    name = models.CharField(_("tên cơ quan"), max_length=200)
    short_name = models.CharField(_("tên viết tắt"), max_length=60)
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_to = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = PeriodQuerySet["AgencyName"].as_manager()

    class Meta:
        verbose_name = _("tên cơ quan")
        verbose_name_plural = _("tên cơ quan")
        constraints: ClassVar = _period_constraints("name", "tên")

    def __str__(self) -> str:
        return self.name


class AgencyParent(Decided):
    """Under whom an agency stood for a time; none is the top of the tree."""

    agency = models.ForeignKey(
        Agency, models.PROTECT, verbose_name=_("cơ quan"), related_name="parents"
    )
    parent = models.ForeignKey(
        Agency,
        models.PROTECT,
        verbose_name=_("cơ quan cấp trên"),
        related_name="child_links",
        null=True,
        blank=True,
    )
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_to = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)

    objects = PeriodQuerySet["AgencyParent"].as_manager()

    class Meta:
        verbose_name = _("quan hệ trực thuộc")
        verbose_name_plural = _("quan hệ trực thuộc")
        constraints: ClassVar = [
            *_period_constraints("parent", "cấp trên"),
            models.CheckConstraint(
                name="agency_parent_is_another_agency",
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("agency")),
                violation_error_message=_("Cơ quan không thể là cấp trên của chính nó."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} – {self.parent or ''}"


class DirectoryVersion(models.Model):
    """One row whose edition is new after every change to the directory.

    Writers hold it, so that two changes never make a loop together; readers ask whether what
    they keep in memory still holds.
    """

    edition = models.CharField(_("dấu phiên bản"), max_length=32)

    class Meta:
        verbose_name = _("phiên bản danh bạ")
        verbose_name_plural = _("phiên bản danh bạ")

    def __str__(self) -> str:
        return self.edition
