"""Keys by which other programs of an agency ask for data."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.apps.organisations.models.agency import Agency
from thuocdo.apps.organisations.models.user import User


class TokenScope(models.TextChoices):
    """What a program may ask for."""

    READ_SCORES = "READ_SCORES", _("đọc bảng điểm")


class ApiToken(models.Model):
    """A key of one agency for one purpose, until a day; only its hash is kept.

    `prefix` is shown, so that people tell keys apart; the rest is shown once, when it is made.
    """

    agency = models.ForeignKey(
        Agency, models.PROTECT, verbose_name=_("cơ quan"), related_name="tokens"
    )
    name = models.CharField(_("dùng cho"), max_length=100)
    scope = models.CharField(_("được làm"), max_length=20, choices=TokenScope.choices)
    prefix = models.CharField(_("phần đầu"), max_length=12)
    digest = models.CharField(_("mã băm"), max_length=64, unique=True)
    created_at = models.DateTimeField(_("tạo lúc"))
    created_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("người tạo"), related_name="+"
    )
    expires_at = models.DateTimeField(_("hết hạn lúc"))
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("khóa tích hợp")
        verbose_name_plural = _("khóa tích hợp")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="api_token_expires_after_it_was_made",
                condition=models.Q(expires_at__gt=models.F("created_at")),
                violation_error_message=_("Khóa phải hết hạn sau lúc tạo."),
            ),
            models.CheckConstraint(
                name="api_token_has_a_known_scope",
                condition=models.Q(scope__in=TokenScope.values),
                violation_error_message=_("Phần mềm không có loại quyền này."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}… ({self.name})"
