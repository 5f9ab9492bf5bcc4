"""Results of past years, as published."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Result(models.Model):
    """What a province published about one agency for one year. The rank follows from the points.

    `not_comparable` says why the year before was another agency's, such as after a merger; it is
    empty where the two years may be compared.
    """

    agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, verbose_name=_("cơ quan"), related_name="results"
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    points = models.DecimalField(_("điểm đạt"), max_digits=8, decimal_places=3)
    scale = models.DecimalField(_("thang điểm"), max_digits=8, decimal_places=3)
    not_comparable = models.CharField(
        _("vì sao không so sánh trực tiếp với năm trước"), max_length=200, blank=True, default=""
    )

    class Meta:
        verbose_name = _("kết quả công bố")
        verbose_name_plural = _("kết quả công bố")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="result_is_unique_per_agency_and_year",
                fields=["agency", "year"],
                violation_error_message=_("Cơ quan này đã có kết quả của năm đó."),
            ),
            models.CheckConstraint(
                name="result_is_within_its_scale",
                condition=models.Q(points__lte=models.F("scale"), scale__gt=0),
                violation_error_message=_("Điểm đạt không được lớn hơn thang điểm."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.year}: {self.points}/{self.scale}"
