"""A dossier and what happened to it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventKind(models.TextChoices):
    """What can happen to a dossier, as far as records tell."""

    RECEIVED = "RECEIVED", _("tiếp nhận")
    SUPPLEMENTS_COUNTED = "SUPPLEMENTS_COUNTED", _("số lần yêu cầu bổ sung")
    RESULT_READY = "RESULT_READY", _("có kết quả")
    RESULT_RETURNED = "RESULT_RETURNED", _("trả kết quả")
    STATE_REPORTED = "STATE_REPORTED", _("trạng thái")
    TRANSFERRED = "TRANSFERRED", _("chuyển cơ quan giữ hồ sơ")
    REGISTERED = "REGISTERED", _("đăng ký trực tuyến")
    REFUSED = "REFUSED", _("từ chối")
    TAKEN_UP = "TAKEN_UP", _("nhận bàn giao")
    HANDED_OVER = "HANDED_OVER", _("chuyển bước")
    SUPPLEMENT_REQUESTED = "SUPPLEMENT_REQUESTED", _("yêu cầu bổ sung")
    SUPPLEMENTED = "SUPPLEMENTED", _("nhận bổ sung")
    OPINION_ASKED = "OPINION_ASKED", _("lấy ý kiến cơ quan khác")
    OPINION_GIVEN = "OPINION_GIVEN", _("có ý kiến trả lời")
    LEG_STARTED = "LEG_STARTED", _("chuyển cơ quan phối hợp")
    LEG_ENDED = "LEG_ENDED", _("cơ quan phối hợp chuyển lại")
    PAYMENT_REQUESTED = "PAYMENT_REQUESTED", _("yêu cầu nộp tiền")
    PAID = "PAID", _("đã nộp tiền")
    FEE_COLLECTED = "FEE_COLLECTED", _("thu phí, lệ phí")
    EXTENDED = "EXTENDED", _("xin lỗi và hẹn lại")
    STOPPED = "STOPPED", _("dừng giải quyết")
    WITHDRAWN = "WITHDRAWN", _("rút hồ sơ")
    DIGITISED = "DIGITISED", _("số hóa")
    PAPER_ISSUED = "PAPER_ISSUED", _("in giấy tờ")
    RATED = "RATED", _("đánh giá")


class EventSource(models.TextChoices):
    """Who told of an event."""

    IMPORT = "IMPORT", _("nhập từ tệp")
    MERGER = "MERGER", _("sáp nhập cơ quan")
    COUNTER = "COUNTER", _("ghi tại cơ quan")
    APPLICANT = "APPLICANT", _("người nộp")
    BANK = "BANK", _("ngân hàng báo")


class Dossier(models.Model):
    """One dossier of an administrative procedure; everything about it follows from its events.

    `step`, `unit` and `holder` say where it lies now, folded from the events like the published
    row. Dossiers from files have none of them, nor an applicant.
    """

    agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, verbose_name=_("cơ quan"), related_name="dossiers"
    )
    code = models.CharField(_("mã hồ sơ"), max_length=60)
    applicant = models.ForeignKey(
        "dossiers.Applicant",
        models.PROTECT,
        verbose_name=_("người nộp hồ sơ"),
        related_name="dossiers",
        null=True,
    )
    step = models.CharField(_("bước"), max_length=40, blank=True)
    unit = models.ForeignKey(
        "organisations.Unit",
        models.PROTECT,
        verbose_name=_("đơn vị đang giữ"),
        related_name="+",
        null=True,
    )
    holder = models.ForeignKey(
        "organisations.User",
        models.PROTECT,
        verbose_name=_("người đang giữ"),
        related_name="+",
        null=True,
    )

    class Meta:
        verbose_name = _("hồ sơ")
        verbose_name_plural = _("hồ sơ")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="dossier_code_is_unique_in_its_agency",
                fields=["agency", "code"],
                opclasses=["int8_ops", "varchar_pattern_ops"],  # codes are sought by how they begin
                violation_error_message=_("Mã hồ sơ đã có ở cơ quan này."),
            )
        ]

    def __str__(self) -> str:
        return self.code


class DossierEvent(models.Model):
    """One thing that happened, or that a source reports. Never changed; corrected by a later one.

    `at` is None when the source does not say when. `payload` holds what the kind needs: RECEIVED
    the procedure, channel and due time; SUPPLEMENTS_COUNTED the count; STATE_REPORTED the state;
    TRANSFERRED the codes of both agencies, and whether it takes an earlier transfer back. What is
    done here names who did it; what each kind holds then stands in `services/happenings.py`.
    """

    dossier = models.ForeignKey(
        Dossier, models.CASCADE, verbose_name=_("hồ sơ"), related_name="events"
    )
    kind = models.CharField(_("việc"), max_length=20, choices=EventKind.choices)
    at = models.DateTimeField(_("lúc"), null=True)
    payload = models.JSONField(_("nội dung"), default=dict)
    source = models.CharField(_("nguồn"), max_length=10, choices=EventSource.choices)
    dossier_import = models.ForeignKey(
        "dossiers.DossierImport",
        models.PROTECT,
        verbose_name=_("lần nhập"),
        related_name="events",
        null=True,
    )
    from_agency = models.ForeignKey(
        "organisations.Agency",
        models.PROTECT,
        verbose_name=_("chuyển từ cơ quan"),
        related_name="+",
        null=True,
    )
    by = models.ForeignKey(
        "organisations.User",
        models.PROTECT,
        verbose_name=_("người làm"),
        related_name="+",
        null=True,
    )
    sheet = models.CharField(_("trang tính"), max_length=60, blank=True)
    row_number = models.PositiveIntegerField(_("dòng"), null=True)

    class Meta:
        verbose_name = _("sự kiện hồ sơ")
        verbose_name_plural = _("sự kiện hồ sơ")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="imported_event_names_its_import_and_row",
                condition=~models.Q(source="IMPORT")
                | models.Q(dossier_import__isnull=False, row_number__isnull=False),
                violation_error_message=_("Sự kiện nhập từ tệp phải nêu lần nhập và dòng."),
            ),
            models.CheckConstraint(
                name="transfer_names_the_agency_it_came_from",
                condition=~models.Q(kind="TRANSFERRED") | models.Q(from_agency__isnull=False),
                violation_error_message=_("Sự kiện chuyển hồ sơ phải nêu cơ quan chuyển."),
            ),
            models.CheckConstraint(
                name="event_of_the_counter_has_its_time",
                condition=~models.Q(source="COUNTER") | models.Q(at__isnull=False),
                violation_error_message=_("Việc ghi tại cơ quan phải có thời điểm."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at or ''}"
