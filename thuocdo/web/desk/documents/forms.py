"""Handing in evidence, taking it back, asking for an opinion, answering."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from thuocdo.apps.organisations.models import Agency
from thuocdo.core.index_sets import IndexSet
from thuocdo.kit.formats import size
from thuocdo.kit.uploads import UploadForm

__all__ = ["AnswerForm", "AskForm", "EvidenceForm", "VersionForm", "WithdrawForm"]

_MEBI = 1024 * 1024
_ACCEPTED = ".pdf,.png,.jpg,.jpeg,.webp,.gif,.docx,.xlsx"
_LONGEST_ALLOWANCE = 60
_OPINIONS = [
    ("AGREED", "Đồng ý"),
    ("REMARKS", "Đồng ý, có góp ý"),
    ("DISAGREED", "Không đồng ý"),
]


def _text(label: str, *, missing: str, most: int, rows: int = 0, hint: str = "") -> forms.CharField:
    attributes: dict[str, Any] = {"class": "form-control"}
    widget = forms.Textarea(attributes | {"rows": rows}) if rows else forms.TextInput(attributes)
    return forms.CharField(
        label=label,
        max_length=most,
        help_text=hint,
        widget=widget,
        error_messages={
            "required": missing,
            "max_length": f"Phần này dài quá {most} ký tự. Hãy viết ngắn lại.",
        },
    )


class VersionForm(UploadForm):
    """One file of evidence, with a note on what is new."""

    note = forms.CharField(
        label="Ghi chú",
        max_length=500,
        required=False,
        widget=forms.TextInput({"class": "form-control"}),
        error_messages={"max_length": "Ghi chú dài quá 500 ký tự. Hãy viết ngắn lại."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, accept=_ACCEPTED, **kwargs)
        self.fields["file"].label = "Tệp (PDF, ảnh, .docx, .xlsx)"

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        limit = settings.EVIDENCE_LIMIT_MIB
        if file.size is not None and file.size > limit * _MEBI:
            raise forms.ValidationError(
                f"«{file.name}» nặng {size(file.size)}, quá giới hạn {limit} MB của một tài liệu. "
                "Hãy quét lại với độ phân giải thấp hơn, hoặc tách thành nhiều tài liệu.",
                code="too_large",
            )
        return file


class EvidenceForm(VersionForm):
    """A new piece of evidence for one criterion."""

    criterion = forms.ChoiceField(
        label="Tiêu chí",
        widget=forms.Select({"class": "form-select"}),
        error_messages={
            "required": "Chưa chọn tiêu chí. Hãy chọn tiêu chí mà tài liệu chứng minh.",
            "invalid_choice": "Bộ chỉ số của năm này không có tiêu chí ấy. Hãy chọn lại.",
        },
    )
    title = _text(
        "Trích yếu",
        missing="Chưa ghi trích yếu. Hãy ghi số, ngày và nội dung chính của văn bản.",
        most=300,
        hint="Ví dụ: Quyết định 12/QĐ-SGTVT ngày 05/01/2024 về kế hoạch cải cách hành chính.",
    )
    sensitive = forms.BooleanField(
        label="Có dữ liệu cá nhân: mỗi lượt xem được ghi vào nhật ký", required=False
    )
    field_order = ("criterion", "title", "file", "note", "sensitive")

    def __init__(self, index_set: IndexSet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.code, f"{one.code} {one.title}") for one in index_set.leaves()]
        self.fields["criterion"].choices = [("", "Chọn tiêu chí"), *choices]  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    """Why evidence is taken back."""

    reason = _text(
        "Lý do rút",
        missing="Chưa ghi lý do rút; người thẩm định sẽ đọc lý do này.",
        most=1000,
        rows=2,
    )


class AskForm(forms.Form):
    """A question to another agency."""

    owed_by = forms.ChoiceField(
        label="Cơ quan được hỏi",
        widget=forms.Select({"class": "form-select"}),
        error_messages={
            "required": "Chưa chọn cơ quan được hỏi.",
            "invalid_choice": "Không hỏi được cơ quan này. Hãy chọn trong danh sách.",
        },
    )
    subject = _text("Trích yếu", missing="Chưa ghi trích yếu.", most=300)
    question = _text(
        "Nội dung xin ý kiến", missing="Chưa ghi nội dung xin ý kiến.", most=10_000, rows=4
    )
    allowance_days = forms.IntegerField(
        label="Thời hạn (ngày làm việc)",
        min_value=1,
        max_value=_LONGEST_ALLOWANCE,
        help_text="Theo quy chế phối hợp của cơ quan; tính từ lúc gửi, không kể ngày nghỉ.",
        widget=forms.TextInput({"class": "form-control short", "inputmode": "numeric"}),
        error_messages={
            "required": "Chưa ghi thời hạn. Hãy ghi số ngày làm việc, ví dụ 5.",
            "invalid": "Thời hạn phải là số ngày làm việc, ví dụ 5.",
            "min_value": "Thời hạn phải từ 1 ngày làm việc.",
            "max_value": f"Thời hạn dài nhất là {_LONGEST_ALLOWANCE} ngày làm việc.",
        },
    )

    def __init__(self, agencies: list[Agency], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agencies = {agency.code: agency for agency in agencies}
        choices = [(agency.code, agency.name) for agency in agencies]
        self.fields["owed_by"].choices = [("", "Chọn cơ quan"), *choices]  # type: ignore[attr-defined]

    def clean_owed_by(self) -> Agency:
        return self._agencies[self.cleaned_data["owed_by"]]


class AnswerForm(forms.Form):
    """An opinion; anything but plain agreement needs words."""

    opinion = forms.ChoiceField(
        label="Ý kiến",
        choices=_OPINIONS,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Chưa chọn ý kiến.",
            "invalid_choice": "Hãy chọn một trong các ý kiến có sẵn.",
        },
    )
    answer = forms.CharField(
        label="Nội dung trả lời",
        max_length=10_000,
        required=False,
        widget=forms.Textarea({"class": "form-control", "rows": 4}),
        error_messages={"max_length": "Nội dung dài quá 10.000 ký tự. Hãy viết ngắn lại."},
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("opinion") in {"REMARKS", "DISAGREED"} and not cleaned.get("answer"):
            self.add_error("answer", "Góp ý hoặc không đồng ý thì phải ghi nội dung.")
        return cleaned
