"""What the counter types when it takes a dossier in."""

import re
from typing import Any

from django import forms

from thuocdo.apps.dossiers.forms.fields import ChoiceOf, DongField, Text
from thuocdo.apps.dossiers.models import PartyKind
from thuocdo.apps.dossiers.services import Party
from thuocdo.core.rows import Channel
from thuocdo.core.tables.dossiers.words import CHANNELS

__all__ = ["IntakeForm"]

_NUMBER = re.compile(r"[0-9A-Za-z]{0,20}")
_SIGNS = re.compile(r"[\s.\-]")
_OFF = {"autocomplete": "off"}


class IntakeForm(forms.Form):
    """One page: procedure, applicant, what is asked for, fee. Parts are read beside it."""

    procedure = Text(
        "Thủ tục",
        attrs=_OFF
        | {"list": "cac-thu-tuc", "placeholder": "Mã hoặc vài chữ trong tên, không cần dấu"},
        error_messages={"required": "Chưa chọn thủ tục."},
    )
    id_number = Text(
        "Số định danh", longest=30, required=False, attrs=_OFF | {"inputmode": "numeric"}
    )
    phone = Text("Điện thoại", longest=30, required=False, attrs=_OFF | {"inputmode": "tel"})
    kind = ChoiceOf("Người nộp là", choices=PartyKind.choices, initial=PartyKind.CITIZEN)
    name = Text(
        "Họ và tên, hoặc tên tổ chức",
        longest=200,
        attrs=_OFF,
        error_messages={"required": "Chưa ghi tên người nộp hồ sơ."},
    )
    address = Text("Địa chỉ", required=False, attrs=_OFF)
    email = forms.EmailField(
        label="Thư điện tử",
        required=False,
        max_length=200,
        widget=forms.EmailInput(attrs=_OFF | {"class": "form-control"}),
        error_messages={"invalid": "Địa chỉ thư điện tử chưa đúng; bỏ trống nếu không có."},
    )
    content = Text("Nội dung yêu cầu", required=False, attrs=_OFF)
    channel = ChoiceOf("Hình thức nộp")
    return_by_post = forms.BooleanField(label="Trả kết quả qua bưu chính công ích", required=False)
    paid = DongField("Thu ngay (đồng)")

    def __init__(
        self, *args: Any, channels: tuple[Channel, ...] = tuple(Channel), **kwargs: Any
    ) -> None:
        kwargs.setdefault("auto_id", "%s")
        super().__init__(*args, **kwargs)
        field = self.fields["channel"]
        field.choices = [  # type: ignore[attr-defined]  # it is declared so above
            (channel.value, CHANNELS[channel]) for channel in channels
        ]

    def clean_id_number(self) -> str:
        number = _SIGNS.sub("", self.cleaned_data["id_number"])
        if not _NUMBER.fullmatch(number):
            raise forms.ValidationError("Số định danh chỉ gồm chữ số, không quá 20 chữ số.")
        return number

    def clean_phone(self) -> str:
        phone = _SIGNS.sub("", self.cleaned_data["phone"])
        if phone and not re.fullmatch(r"\+?\d{6,15}", phone):
            raise forms.ValidationError("Số điện thoại gồm 6 đến 15 chữ số.")
        return phone

    def party(self) -> Party:
        """Return who hands in, of a valid form."""
        said = self.cleaned_data
        return Party(
            kind=PartyKind(said["kind"]),
            name=said["name"],
            id_number=said["id_number"],
            phone=said["phone"],
            email=said["email"],
            address=said["address"],
        )
