"""People who sign in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.apps.organisations.models.agency import Agency


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
