"""Who hands in dossiers. Personal data: shown only to those who work on the agency's dossiers."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartyKind(models.TextChoices):
    """What sort of party hands in. The national portal's codes: 0, 1, 2 in this order."""

    CITIZEN = "CITIZEN", _("công dân")
    ENTERPRISE = "ENTERPRISE", _("doanh nghiệp, tổ chức")
    HOUSEHOLD = "HOUSEHOLD", _("hộ kinh doanh")


class Applicant(models.Model):
    """A party as one agency knows it, found again by number or phone.

    `id_number` is the personal or enterprise identification number; digits only, as is `phone`.
    """

    agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, verbose_name=_("cơ quan"), related_name="+"
    )
    kind = models.CharField(_("loại"), max_length=10, choices=PartyKind.choices)
    name = models.CharField(_("họ và tên"), max_length=200)
    id_number = models.CharField(_("số định danh"), max_length=20, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    address = models.CharField(_("địa chỉ"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("người nộp hồ sơ")
        verbose_name_plural = _("người nộp hồ sơ")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="applicant_is_kept_once_by_number",
                fields=["agency", "id_number"],
                condition=~models.Q(id_number=""),
                violation_error_message=_("Cơ quan đã có người nộp mang số định danh này."),
            ),
            models.CheckConstraint(
                name="applicant_has_a_name",
                condition=~models.Q(name=""),
                violation_error_message=_("Người nộp phải có tên."),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "phone"], name="applicant_by_phone"),
            # The constraint's own index leaves out the empty ones, so that a lookup may not use it.
            models.Index(fields=["agency", "id_number"], name="applicant_by_number"),
        ]

    def __str__(self) -> str:
        return self.name


class ApplicantWord(models.Model):
    """One word of an applicant's name, folded: no case, no marks, đ as d; for search only."""

    applicant = models.ForeignKey(
        Applicant, models.CASCADE, verbose_name=_("người nộp hồ sơ"), related_name="words"
    )
    agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, verbose_name=_("cơ quan"), related_name="+"
    )
    word = models.CharField(_("từ"), max_length=40)

    class Meta:
        verbose_name = _("từ để tìm người nộp")
        verbose_name_plural = _("từ để tìm người nộp")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="applicant_has_a_word_once",
                fields=["agency", "word", "applicant"],
                opclasses=["int8_ops", "varchar_pattern_ops", "int8_ops"],  # of prefixes
                violation_error_message=_("Từ này đã ghi cho người nộp."),
            )
        ]

    def __str__(self) -> str:
        return self.word
