"""What is digitised of a dossier: the files of its parts."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class DossierFile(models.Model):
    """A file of one part of a dossier, as it was scanned, photographed or handed in.

    `part_number` is the place in the procedure's list of parts, from 1. Personal data, like the
    applicant's: shown only to those who work on the agency's dossiers.
    """

    dossier = models.ForeignKey(
        "dossiers.Dossier", models.CASCADE, verbose_name=_("hồ sơ"), related_name="files"
    )
    part_number = models.PositiveSmallIntegerField(_("thành phần số"))
    file = models.ForeignKey(
        "documents.File", models.PROTECT, verbose_name=_("tệp"), related_name="+"
    )
    file_name = models.CharField(_("tên tệp"), max_length=255)
    signed = models.BooleanField(_("có chữ ký số"), default=False)
    added_by = models.ForeignKey(
        "organisations.User", models.PROTECT, verbose_name=_("người số hóa"), related_name="+"
    )
    added_at = models.DateTimeField(_("số hóa lúc"))

    class Meta:
        verbose_name = _("tệp hồ sơ")
        verbose_name_plural = _("tệp hồ sơ")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="part_of_a_dossier_holds_a_file_once",
                fields=["dossier", "part_number", "file"],
                violation_error_message=_("Thành phần này đã có tệp ấy."),
            ),
            models.CheckConstraint(
                name="dossier_file_names_its_part",
                condition=models.Q(part_number__gte=1),
                violation_error_message=_("Tệp phải thuộc một thành phần hồ sơ."),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
