"""Handing in a plan."""

from typing import Any

from django import forms

from thuocdo.kit.uploads import UploadForm

__all__ = ["PlanForm"]


class PlanForm(UploadForm):
    """The plan's file and the year it is for."""

    field_order = ("year", "file")
    year = forms.IntegerField(
        label="Năm",
        min_value=2016,
        max_value=2100,
        localize=False,
        widget=forms.TextInput(
            attrs={"class": "form-control", "inputmode": "numeric", "autocomplete": "off"}
        ),
        error_messages={
            "required": "Chưa ghi năm của kế hoạch, ví dụ 2024.",
            "invalid": "Năm phải là số, ví dụ 2024.",
            "min_value": "Năm phải từ 2016 đến 2100.",
            "max_value": "Năm phải từ 2016 đến 2100.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, accept=".docx,.xlsx,.xls,.txt", **kwargs)
        self.fields["file"].label = "Tệp kế hoạch (.docx, .xlsx, .xls, .txt)"
        self.fields[
            "file"
        ].help_text = "Văn bản có bảng phân công nhiệm vụ; nhập lại thì bản mới thay bản cũ, bản cũ vẫn được lưu."
