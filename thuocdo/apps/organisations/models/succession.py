"""Who took over from whom, and mergers as operations that can be undone until confirmed."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.apps.organisations.models.agency import Agency, Decided
from thuocdo.apps.organisations.models.user import User


class SuccessionKind(models.TextChoices):
    """How an agency took over from another."""

    RENAMED = "RENAMED", _("lập lại dưới tên khác")
    MERGED = "MERGED", _("hợp nhất, sáp nhập")
    SPLIT = "SPLIT", _("chia, tách")
    FUNCTION_MOVED = "FUNCTION_MOVED", _("chuyển một phần nhiệm vụ")


class MergerState(models.TextChoices):
    """How far a merger has come."""

    CARRIED_OUT = "CARRIED_OUT", _("đã thực hiện, chưa xác nhận")
    CONFIRMED = "CONFIRMED", _("đã xác nhận")
    UNDONE = "UNDONE", _("đã hoàn tác")


class Merger(models.Model):
    """One merger carried out here. `moved` says what moved, so that an undo moves just that."""

    successor = models.ForeignKey(
        Agency, models.PROTECT, verbose_name=_("cơ quan mới"), related_name="mergers"
    )
    effective_on = models.DateField(_("hoạt động từ"))
    state = models.CharField(
        _("trạng thái"),
        max_length=12,
        choices=MergerState.choices,
        default=MergerState.CARRIED_OUT,
    )
    carried_out_at = models.DateTimeField(_("thực hiện lúc"))
    carried_out_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("người thực hiện"), related_name="+"
    )
    settled_at = models.DateTimeField(_("xác nhận hoặc hoàn tác lúc"), null=True)
    settled_by = models.ForeignKey(
        User,
        models.PROTECT,
        verbose_name=_("người xác nhận hoặc hoàn tác"),
        related_name="+",
        null=True,
    )
    moved = models.JSONField(_("đã chuyển"), default=dict)

    class Meta:
        verbose_name = _("sáp nhập")
        verbose_name_plural = _("sáp nhập")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="settled_merger_says_when_and_by_whom",
                condition=models.Q(
                    state="CARRIED_OUT", settled_at__isnull=True, settled_by__isnull=True
                )
                | ~models.Q(state="CARRIED_OUT")
                & models.Q(settled_at__isnull=False, settled_by__isnull=False),
                violation_error_message=_("Sáp nhập đã xong phải ghi ai xong và lúc nào."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.successor} ({self.get_state_display()})"


class Succession(Decided):
    """One agency took over from another, wholly or in part."""

    predecessor = models.ForeignKey(
        Agency, models.PROTECT, verbose_name=_("cơ quan trước"), related_name="successions"
    )
    successor = models.ForeignKey(
        Agency, models.PROTECT, verbose_name=_("cơ quan kế thừa"), related_name="precessions"
    )
    kind = models.CharField(_("cách kế thừa"), max_length=20, choices=SuccessionKind.choices)
    effective_on = models.DateField(_("hoạt động từ"))
    moved = models.CharField(_("nội dung chuyển"), max_length=300, blank=True)
    merger = models.ForeignKey(
        Merger,
        models.PROTECT,
        verbose_name=_("sáp nhập"),
        related_name="successions",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = _("quan hệ kế thừa")
        verbose_name_plural = _("quan hệ kế thừa")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="succession_is_to_another_agency",
                condition=~models.Q(predecessor=models.F("successor")),
                violation_error_message=_("Cơ quan không thể kế thừa chính nó."),
            ),
            models.CheckConstraint(
                name="moved_function_says_what_moved",
                condition=~models.Q(kind="FUNCTION_MOVED") | ~models.Q(moved=""),
                violation_error_message=_("Chuyển một phần nhiệm vụ thì phải ghi việc gì."),
            ),
            models.UniqueConstraint(
                name="succession_is_told_once",
                fields=["predecessor", "successor", "kind", "effective_on"],
                condition=models.Q(withdrawn_at__isnull=True),
                violation_error_message=_("Quan hệ kế thừa này đã được ghi."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
