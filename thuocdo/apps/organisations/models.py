"""Agencies, users and the journal."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class AgencyLevel(models.TextChoices):
    """Where in the state an agency stands."""

    CENTRAL = "CENTRAL", _("trung ương")
    PROVINCE = "PROVINCE", _("cấp tỉnh")
    COMMUNE = "COMMUNE", _("cấp xã")


class AgencyQuerySet(models.QuerySet["Agency"]):
    """Filters on agencies."""

    def existing_on(self, day: date) -> "AgencyQuerySet":
        """Keep those in being on `day`."""
        ended = models.Q(valid_to__isnull=False, valid_to__lte=day)
        return self.filter(valid_from__lte=day).exclude(ended)


class Agency(models.Model):
    """A body of the state, in being from `valid_from` up to but without `valid_to`.

    The same name can be two agencies (before and after a merger); the identification code
    (QĐ 20/2020/QĐ-TTg) is never given twice.
    """

    code = models.CharField(_("mã định danh"), max_length=35, unique=True)
    name = models.CharField(_("tên cơ quan"), max_length=200)
    short_name = models.CharField(_("tên viết tắt"), max_length=60)
    level = models.CharField(_("cấp"), max_length=10, choices=AgencyLevel.choices)
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
            )
        ]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A person who signs in, always on behalf of an agency; only administrators have none."""

    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        verbose_name=_("cơ quan"),
        related_name="users",
        null=True,
        blank=True,
    )
    job_title = models.CharField(_("chức vụ"), max_length=100, blank=True)

    class Meta(AbstractUser.Meta):
        verbose_name = _("người dùng")  # type: ignore[assignment]  # AbstractUser.Meta's type
        verbose_name_plural = _("người dùng")  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def get_full_name(self) -> str:
        """Family name first, as Vietnamese names go."""
        return f"{self.last_name} {self.first_name}".strip()


class AuditEntry(models.Model):
    """One line of the journal: who did what, in which position, to what.

    Written by services inside their own transaction and never changed, except that the sealing
    job later gives it its number and chains its hash. Entries hold codes and counts, no personal
    data, so that nothing need ever be erased from the chain.
    """

    at = models.DateTimeField(_("thời điểm"))
    actor = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("người thực hiện"), null=True, related_name="+"
    )
    position = models.CharField(_("với chức vụ"), max_length=100, blank=True)
    agency = models.ForeignKey(
        Agency, models.PROTECT, verbose_name=_("cơ quan"), null=True, related_name="+"
    )
    action = models.CharField(_("việc"), max_length=80)
    subject = models.CharField(_("đối tượng"), max_length=120)
    before = models.JSONField(_("trước"), default=dict)
    after = models.JSONField(_("sau"), default=dict)
    number = models.PositiveBigIntegerField(_("số thứ tự"), null=True, unique=True)
    seal = models.CharField(_("mã băm nối tiếp"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("nhật ký")
        verbose_name_plural = _("nhật ký")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="audit_entry_number_and_seal_go_together",
                condition=models.Q(number__isnull=True, seal="")
                | models.Q(number__isnull=False) & ~models.Q(seal=""),
                violation_error_message=_("Dòng nhật ký có số thì phải có mã băm."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.action} {self.subject}"
