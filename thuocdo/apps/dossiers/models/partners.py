"""Money by transfer and items with the post: what was asked of partners, and what they told."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.core.ports.postal import PostalJob, PostalState

POSTAL_STATES = {
    PostalState.ORDERED: _("đã đặt"),
    PostalState.COLLECTED: _("đã lấy"),
    PostalState.UNDERWAY: _("đang chuyển"),
    PostalState.DELIVERED: _("đã phát"),
    PostalState.UNDELIVERABLE: _("không phát được"),
    PostalState.SENT_BACK: _("đã chuyển hoàn"),
    PostalState.CANCELLED: _("đã hủy"),
}
_POSTAL_JOBS = {
    PostalJob.PICKUP: _("nhận hồ sơ tại nhà"),
    PostalJob.DELIVERY: _("trả kết quả tận nơi"),
}


class PaymentOrder(models.Model):
    """An amount to be transferred for a dossier, as the applicant was shown it.

    `asked` is the request (nghĩa vụ tài chính) that it answers; None for fees and charges.
    `settled_by` is the event that the money became, once it was all there.
    """

    dossier = models.ForeignKey(
        "dossiers.Dossier", models.PROTECT, verbose_name=_("hồ sơ"), related_name="payment_orders"
    )
    asked = models.ForeignKey(
        "dossiers.DossierEvent",
        models.PROTECT,
        verbose_name=_("theo yêu cầu"),
        related_name="+",
        null=True,
    )
    reference = models.CharField(_("mã tham chiếu"), max_length=25, unique=True)
    money = models.DecimalField(_("số tiền"), max_digits=15, decimal_places=0)
    payload = models.TextField(_("nội dung mã QR"))
    bank = models.CharField(_("ngân hàng"), max_length=100)
    account = models.CharField(_("số tài khoản"), max_length=19)
    holder = models.CharField(_("chủ tài khoản"), max_length=100)
    made_at = models.DateTimeField(_("lập lúc"))
    settled_by = models.OneToOneField(
        "dossiers.DossierEvent",
        models.PROTECT,
        verbose_name=_("đã ghi thành"),
        related_name="+",
        null=True,
    )

    class Meta:
        verbose_name = _("lệnh thanh toán")
        verbose_name_plural = _("lệnh thanh toán")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="payment_order_asks_for_money",
                condition=models.Q(money__gt=0),
                violation_error_message=_("Lệnh thanh toán phải có số tiền lớn hơn 0."),
            )
        ]

    def __str__(self) -> str:
        return self.reference


class PaymentNotice(models.Model):
    """A transfer that the bank's side told of, kept once by its key.

    `order` is None when nobody ordered under that reference: a person compares the statement.
    """

    key = models.CharField(_("khóa"), max_length=120, unique=True)
    order = models.ForeignKey(
        PaymentOrder,
        models.PROTECT,
        verbose_name=_("lệnh thanh toán"),
        related_name="notices",
        null=True,
    )
    reference = models.CharField(_("mã tham chiếu"), max_length=100)
    money = models.DecimalField(_("số tiền"), max_digits=15, decimal_places=0)
    paid_at = models.DateTimeField(_("chuyển lúc"))
    bank_reference = models.CharField(_("số giao dịch"), max_length=100, blank=True)
    told_at = models.DateTimeField(_("báo lúc"))

    class Meta:
        verbose_name = _("thông báo tiền về")
        verbose_name_plural = _("thông báo tiền về")

    def __str__(self) -> str:
        return self.key


class PostalOrder(models.Model):
    """An item that the post carries for a dossier. Who gets it, and where, is the post's to know.

    `told` holds what the post said last: state, time and note of each thing that happened.
    """

    dossier = models.ForeignKey(
        "dossiers.Dossier", models.PROTECT, verbose_name=_("hồ sơ"), related_name="postal_orders"
    )
    job = models.CharField(_("việc gửi"), max_length=10, choices=list(_POSTAL_JOBS.items()))
    reference = models.CharField(_("mã của cơ quan"), max_length=80, unique=True)
    number = models.CharField(_("số hiệu bưu gửi"), max_length=20, unique=True)
    sender_address = models.CharField(_("địa chỉ nơi gửi"), max_length=300)
    sender_phone = models.CharField(_("điện thoại nơi gửi"), max_length=20)
    ordered_at = models.DateTimeField(_("đặt lúc"))
    state = models.CharField(_("trạng thái"), max_length=15, choices=list(POSTAL_STATES.items()))
    told = models.JSONField(_("bưu chính báo"), default=list)

    class Meta:
        verbose_name = _("bưu gửi")
        verbose_name_plural = _("bưu gửi")

    def __str__(self) -> str:
        return self.number
