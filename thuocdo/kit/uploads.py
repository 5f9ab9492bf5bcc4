"""Taking files in: one field, a limit on the size, refusals that say what to do."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from thuocdo.kit.formats import size

__all__ = ["UploadForm"]

_MEBI = 1024 * 1024


class UploadForm(forms.Form):
    """A form with one file. Its kind is told by its content, later, by whoever reads it."""

    file = forms.FileField(
        label="Tệp",
        max_length=255,
        error_messages={
            "required": "Chưa chọn tệp nào. Hãy chọn tệp rồi bấm nút gửi.",
            "missing": "Chưa chọn tệp nào. Hãy chọn tệp rồi bấm nút gửi.",
            "empty": "Tệp này rỗng, không có nội dung nào để đọc. Hãy chọn tệp khác.",
            "invalid": "Tệp chưa gửi được. Hãy chọn lại tệp rồi bấm nút gửi.",
            "max_length": "Tên tệp dài quá 255 ký tự. Hãy đặt lại tên ngắn hơn rồi gửi lại.",
        },
    )

    def __init__(self, *args: Any, accept: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs.update({"accept": accept, "class": "form-control"})

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if file.size is not None and file.size > settings.UPLOAD_LIMIT_MIB * _MEBI:
            raise forms.ValidationError(
                f"«{file.name}» nặng {size(file.size)}, quá giới hạn {settings.UPLOAD_LIMIT_MIB} MB. "
                "Hãy bỏ bớt ảnh và trang tính không cần, hoặc chia tệp theo quý rồi gửi từng phần.",
                code="too_large",
            )
        return file

    def name_and_data(self) -> tuple[str, bytes]:
        """Return the valid file's name and bytes."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        return file.name or "tep", file.read()
