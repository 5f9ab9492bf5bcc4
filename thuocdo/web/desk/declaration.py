"""The form that declares a missing number: its field follows the number's unit."""

from decimal import Decimal
from typing import Any

from django import forms

from thuocdo.core.facts import FactDefinition, Unit
from thuocdo.core.vietnamese import parse_number
from thuocdo.kit.formats import points

__all__ = ["DeclarationForm"]

_HUNDRED = Decimal(100)
_MOST = Decimal(10) ** 12
_LABELS = {
    Unit.PERCENT: "Tỷ lệ (%)",
    Unit.COUNT: "Số lượng",
    Unit.POINTS: "Số điểm",
    Unit.BOOLEAN: "Có hay không",
}
_HINTS = {
    Unit.PERCENT: "Từ 0 đến 100, ví dụ 96,5.",
    Unit.COUNT: "Ví dụ 12 hoặc 1,5.",
    Unit.POINTS: "Ví dụ 1,5.",
    Unit.BOOLEAN: "",
}


class DeclarationForm(forms.Form):
    """One number with its evidence, as typed; `value` is clean as a Decimal."""

    value = forms.CharField(
        max_length=40,
        error_messages={"required": "Chưa nhập số liệu.", "max_length": "Số này dài quá 40 ký tự."},
    )
    note = forms.CharField(
        label="Nguồn, tài liệu kiểm chứng",
        max_length=1000,
        help_text="Số, ngày văn bản hoặc nơi lấy số liệu, để người thẩm định kiểm tra được.",
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        error_messages={
            "required": "Chưa ghi nguồn. Hãy ghi số, ngày văn bản hoặc nơi lấy số liệu.",
            "max_length": "Phần nguồn dài quá 1.000 ký tự.",
        },
    )

    def __init__(self, definition: FactDefinition, maximum: Decimal, *args: Any, **kwargs: Any):
        kwargs.setdefault("prefix", definition.name.replace(".", "-"))
        super().__init__(*args, **kwargs)
        self.definition, self.maximum = definition, maximum
        field = self.fields["value"]
        field.label = _LABELS[definition.unit]
        field.help_text = _HINTS[definition.unit]
        if definition.unit is Unit.COUNT and definition.counts:
            field.label = f"Số lượng ({definition.counts})"
        if definition.unit is Unit.POINTS:
            field.help_text = f"Từ 0 đến {points(maximum)}, ví dụ 0,5."
        if definition.unit is Unit.BOOLEAN:
            field.widget = forms.RadioSelect(choices=[("1", "Có"), ("0", "Không")])
        else:
            field.widget = forms.TextInput(
                attrs={"class": "form-control short", "inputmode": "decimal", "autocomplete": "off"}
            )

    @property
    def yes_or_no(self) -> bool:
        return self.definition.unit is Unit.BOOLEAN

    def clean_value(self) -> Decimal:
        typed = self.cleaned_data["value"]
        try:
            number = parse_number(typed.removesuffix("%"))
        except ValueError as error:
            raise forms.ValidationError(
                f"«{typed}» không phải là số. Hãy nhập chữ số, dấu phẩy cho phần lẻ, ví dụ 1,5."
            ) from error
        most = {Unit.PERCENT: _HUNDRED, Unit.POINTS: self.maximum, Unit.BOOLEAN: Decimal(1)}.get(
            self.definition.unit, _MOST
        )
        if not 0 <= number <= most:
            raise forms.ValidationError(
                f"Phải từ 0 đến {points(most)}; anh/chị đã nhập {points(number)}."
            )
        return number

    @property
    def denominator(self) -> Decimal:
        """A percent without its counts stands over 100; every other value over 1."""
        return _HUNDRED if self.definition.unit is Unit.PERCENT else Decimal(1)
