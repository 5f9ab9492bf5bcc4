"""Files by their content."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


def storage_path(file: "File", _name: str) -> str:
    """Spread files over folders by the first two digits of their hash."""
    return f"{file.sha256[:2]}/{file.sha256}"


class File(models.Model):
    """A file's bytes, kept once however often they are handed in; never changed, never served raw.

    `content` holds the key under which the file store keeps the bytes; `kind` what the content was
    found to be when it came in as evidence, and nothing for files that only a reader looks at.
    """

    sha256 = models.CharField(_("mã băm SHA-256"), max_length=64, unique=True)
    size = models.PositiveBigIntegerField(_("dung lượng"))
    content = models.FileField(_("nội dung"), upload_to=storage_path)
    kind = models.CharField(_("loại tệp"), max_length=10, blank=True)

    class Meta:
        verbose_name = _("tệp")
        verbose_name_plural = _("tệp")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="file_is_not_empty",
                condition=models.Q(size__gt=0),
                violation_error_message=_("Tệp rỗng thì không lưu."),
            )
        ]

    def __str__(self) -> str:
        return self.sha256[:12]
