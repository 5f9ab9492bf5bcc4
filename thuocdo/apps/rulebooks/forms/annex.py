"""Handing in the annex of a decision."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from thuocdo.core.index_sets.drafting import SetHead
from thuocdo.kit.uploads import UploadForm

__all__ = ["SET_ID", "AnnexForm"]

SET_ID = re.compile(r"[a-z][a-z0-9_]{0,40}/(?P<year>(?:19|20|21)\d{2})[a-z]?")


class AnnexForm(UploadForm):
    """The annex's file, the id of the new set, and the set to compare with."""

    field_order = ("set_id", "before", "file")
    set_id = forms.CharField(
        label="Mã của bộ mới",
        max_length=60,
        help_text="Họ và năm, ví dụ department/2027; bộ thay giữa năm ghi thêm một chữ: department/2027b.",
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={"required": "Chưa ghi mã của bộ mới, ví dụ department/2027."},
    )
    before = forms.ChoiceField(
        label="So với bộ",
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, *args: Any, sets: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, accept=".docx,.xlsx,.xls,.txt", **kwargs)
        before: Any = self.fields["before"]
        before.choices = [("", "không so sánh"), *sets]
        self.fields["file"].label = "Tệp phụ lục (.docx, .xlsx, .xls, .txt)"
        self.fields[
            "file"
        ].help_text = "Bảng có tiêu chí, điểm tối đa và cách tính điểm; bản thảo chưa có hiệu lực cho tới khi công bố."

    def clean_set_id(self) -> str:
        said: str = self.cleaned_data["set_id"]
        if not SET_ID.fullmatch(said):
            raise forms.ValidationError(
                f"«{said}» không phải mã của bộ chỉ số; ghi họ bằng chữ thường không dấu và năm, ví dụ "
                "department/2027."
            )
        return said

    def head(self) -> SetHead:
        """Return what the valid form says about the set."""
        set_id: str = self.cleaned_data["set_id"]
        found = SET_ID.fullmatch(set_id)
        assert found is not None  # noqa: S101 - cleaned above
        return SetHead(set_id, date(int(found["year"]), 1, 1))
