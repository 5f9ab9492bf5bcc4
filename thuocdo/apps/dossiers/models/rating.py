"""Asking applicants how their dossier was handled, and what they say."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class RatingInvitation(models.Model):
    """One chance to rate one dossier; whoever has the token may, once."""

    dossier = models.OneToOneField(
        "dossiers.Dossier", models.CASCADE, verbose_name=_("hồ sơ"), related_name="invitation"
    )
    token = models.CharField(_("mã mời"), max_length=32, unique=True)
    contact = models.CharField(_("địa chỉ liên hệ"), max_length=254, blank=True)
    made_at = models.DateTimeField(_("lập lúc"))
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True)

    class Meta:
        verbose_name = _("lời mời đánh giá")
        verbose_name_plural = _("lời mời đánh giá")

    def __str__(self) -> str:
        return self.dossier.code


class DossierRating(models.Model):
    """How one dossier was handled, folded from its RATED events: codes and points, no names.

    `points` holds the points by number of criterion; `official` is who handled it.
    """

    dossier = models.OneToOneField(
        "dossiers.Dossier",
        models.CASCADE,
        verbose_name=_("hồ sơ"),
        related_name="rating",
        primary_key=True,
    )
    agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, verbose_name=_("cơ quan"), related_name="+"
    )
    official = models.ForeignKey(
        "organisations.User",
        models.PROTECT,
        verbose_name=_("người thụ lý"),
        related_name="+",
        null=True,
    )
    rated_at = models.DateTimeField(_("đánh giá lúc"))
    satisfaction = models.PositiveSmallIntegerField(_("điểm hài lòng"), null=True)
    points = models.JSONField(_("điểm từng chỉ số"), default=dict)

    class Meta:
        verbose_name = _("đánh giá hồ sơ")
        verbose_name_plural = _("đánh giá hồ sơ")
        indexes: ClassVar = [models.Index(fields=["agency", "rated_at"], name="rating_by_agency")]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.satisfaction}"
