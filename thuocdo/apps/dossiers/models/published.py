"""The rows that this app publishes for analytics."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class DossierColumns(models.Model):
    """The columns of one `core.rows.DossierRow`; `is_open` follows from its state, for the queues."""

    code = models.CharField(_("mã hồ sơ"), max_length=60)
    procedure = models.CharField(_("mã thủ tục"), max_length=40)
    channel = models.CharField(_("hình thức nộp"), max_length=10, null=True)  # noqa: DJ001 - None is "not said"
    state = models.PositiveSmallIntegerField(_("trạng thái"))
    is_open = models.BooleanField(_("đang giải quyết"), default=False)
    received_at = models.DateTimeField(_("tiếp nhận lúc"))
    due_at = models.DateTimeField(_("hẹn trả lúc"), null=True)
    result_at = models.DateTimeField(_("có kết quả lúc"), null=True)
    returned_at = models.DateTimeField(_("trả kết quả lúc"), null=True)
    supplement_requests = models.PositiveSmallIntegerField(_("số lần yêu cầu bổ sung"), null=True)
    parts_digitised = models.BooleanField(_("số hóa thành phần"), null=True)
    result_digital = models.BooleanField(_("kết quả điện tử"), null=True)
    paid_online = models.BooleanField(_("thanh toán trực tuyến"), null=True)

    class Meta:
        abstract = True


class PublishedDossier(DossierColumns):
    """One `core.rows.DossierRow`, folded from a dossier's events; codes and times only."""

    dossier = models.OneToOneField(
        "dossiers.Dossier", models.CASCADE, verbose_name=_("hồ sơ"), primary_key=True
    )
    agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, verbose_name=_("cơ quan"), related_name="+"
    )

    class Meta:
        verbose_name = _("dòng hồ sơ công bố")
        verbose_name_plural = _("dòng hồ sơ công bố")
        indexes: ClassVar = [
            models.Index(fields=["agency", "received_at"], name="published_dossier_by_agency"),
            models.Index(
                fields=["agency", "is_open", "due_at"], name="published_dossier_open_by_due"
            ),
            models.Index(
                fields=["agency", "procedure", "received_at"], name="published_dossier_by_procedure"
            ),
            models.Index(fields=["agency", "state", "due_at"], name="published_dossier_by_state"),
        ]

    def __str__(self) -> str:
        return self.code


class TransferredDossier(DossierColumns):
    """A dossier as an agency left it to another: still open, for the numbers of those days.

    Folded from the events up to the transfer, and made anew from them like the row above.
    """

    dossier = models.ForeignKey(
        "dossiers.Dossier",
        models.CASCADE,
        verbose_name=_("hồ sơ"),
        related_name="transferred",
    )
    agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, verbose_name=_("cơ quan"), related_name="+"
    )

    class Meta:
        verbose_name = _("dòng hồ sơ đã chuyển đi")
        verbose_name_plural = _("dòng hồ sơ đã chuyển đi")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="dossier_is_left_once_by_an_agency",
                fields=["dossier", "agency"],
                violation_error_message=_("Hồ sơ đã được ghi là chuyển đi từ cơ quan này."),
            )
        ]

    def __str__(self) -> str:
        return self.code
