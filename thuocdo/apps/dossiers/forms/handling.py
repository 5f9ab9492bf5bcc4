"""Small forms of the page of a dossier: one for each thing that can be done with it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from thuocdo.apps.dossiers.forms.fields import ChoiceOf, DongField, Lines, Text

__all__ = [
    "AnswerForm",
    "ApologyForm",
    "BareForm",
    "FeeForm",
    "HandOverForm",
    "NoteForm",
    "OpinionForm",
    "PaidForm",
    "PaymentForm",
    "ReasonForm",
    "ResultForm",
    "ReturnForm",
    "SupplementForm",
]

_SAY_WHY = {"required": "Chưa ghi lý do."}


class BareForm(forms.Form):
    """Nothing but the button."""


class NoteForm(forms.Form):
    """A remark."""

    note = Lines("Ghi chú", required=False)


class AnswerForm(forms.Form):
    """What came back."""

    answer = Lines("Nội dung trả lời", error_messages={"required": "Chưa ghi nội dung trả lời."})


class HandOverForm(forms.Form):
    """To whom, and at which step."""

    to = ChoiceOf("Giao cho", error_messages={"required": "Chưa chọn nơi nhận."})
    step = ChoiceOf("Bước")
    note = Text("Ghi chú", required=False, longest=200)

    def __init__(
        self,
        *args: Any,
        receivers: Sequence[tuple[str, Any]] = (),
        steps: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("to", receivers), ("step", steps)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
            field.choices = list(choices)


class SupplementForm(forms.Form):
    """What is asked for, one a line, and why."""

    parts = Lines(
        "Nội dung cần bổ sung, mỗi dòng một mục",
        rows=3,
        error_messages={"required": "Chưa ghi nội dung cần bổ sung."},
    )
    reason = Lines("Lý do, căn cứ", error_messages=_SAY_WHY)

    def lines(self) -> list[str]:
        """Return what is asked for."""
        return [line for line in self.cleaned_data["parts"].splitlines() if line.strip()]


class OpinionForm(forms.Form):
    """Who is asked what."""

    agency_name = Text(
        "Cơ quan được hỏi",
        longest=200,
        error_messages={"required": "Chưa ghi cơ quan được hỏi."},
    )
    question = Lines("Nội dung hỏi", error_messages={"required": "Chưa ghi nội dung hỏi."})


class PaymentForm(forms.Form):
    """What the applicant is to pay."""

    amount = DongField("Số tiền (đồng)")
    reason = Text("Nộp cho khoản nào", required=False, longest=200)


class PaidForm(forms.Form):
    """What was paid."""

    amount = DongField("Số tiền (đồng)")
    online = forms.BooleanField(label="Thanh toán trực tuyến", required=False)


class FeeForm(forms.Form):
    """What was paid of the fees over the counter."""

    amount = DongField("Số tiền thu (đồng)")


class ApologyForm(forms.Form):
    """Until when, and why."""

    until = forms.DateTimeField(
        label="Hẹn lại (ngày, giờ)",
        input_formats=["%d/%m/%Y %H:%M"],
        help_text="Ví dụ 31/12/2025 08:30.",
        widget=forms.DateTimeInput(format="%d/%m/%Y %H:%M", attrs={"class": "form-control"}),
        error_messages={
            "required": "Chưa ghi ngày hẹn lại.",
            "invalid": "Hãy ghi ngày và giờ, ví dụ 31/12/2025 08:30.",
        },
    )
    reason = Lines("Lý do", error_messages=_SAY_WHY)

    def moment(self) -> datetime:
        """Return the new appointment, aware."""
        until: datetime = self.cleaned_data["until"]
        return until if timezone.is_aware(until) else timezone.make_aware(until)


class ReasonForm(forms.Form):
    """Why, and that it is meant: what ends a dossier is not undone."""

    reason = Lines("Lý do, căn cứ", error_messages=_SAY_WHY)
    sure = forms.BooleanField(
        label="Tôi chắc chắn: hồ sơ sẽ kết thúc và không mở lại được",
        error_messages={"required": "Hãy đánh dấu xác nhận; việc này không hoàn tác được."},
    )


class ResultForm(forms.Form):
    """What the result is."""

    number = Text("Số, ký hiệu kết quả", required=False, longest=100)
    digital = forms.BooleanField(label="Kết quả điện tử có chữ ký số", required=False)


class ReturnForm(forms.Form):
    """Who took it."""

    taken_by = Text("Người nhận kết quả", required=False, longest=200)
    by_post = forms.BooleanField(label="Gửi qua bưu chính công ích", required=False)
