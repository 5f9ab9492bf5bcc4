"""The form that declares a missing number: its field follows the number's unit."""

from decimal import Decimal
from typing import Any

from django import forms

from thuocdo.core.declaring import UnableToDeclare, read_declaration
from thuocdo.core.facts import FactDefinition, Unit
from thuocdo.kit.formats import points

__all__ = ["DeclarationForm"]

_MOST = Decimal(10) ** 12
_LABELS = {
    Unit.PERCENT: "Tỷ lệ (%)",
    Unit.COUNT: "Số lượng",
    Unit.POINTS: "Số điểm",
    Unit.BOOLEAN: "Có hay không",
}
_PERCENT_HINT = "Ghi tỷ lệ từ 0 đến 100, ví dụ 96,5; hoặc ghi số đếm, ví dụ 45/50."


class DeclarationForm(forms.Form):
    """One number with its evidence; `value` is clean as its numerator and denominator."""

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
        if definition.unit is Unit.PERCENT:
            field.help_text = _PERCENT_HINT
        if definition.unit is Unit.COUNT:
            field.label = f"Số lượng ({definition.counts})" if definition.counts else "Số lượng"
            field.help_text = "Số nguyên, ví dụ 12." if definition.whole else "Ví dụ 12 hoặc 1,5."
        if definition.unit is Unit.POINTS:
            field.help_text = f"Từ 0 đến {points(maximum)}, ví dụ 0,5."
        if definition.unit is Unit.BOOLEAN:
            field.widget = forms.RadioSelect(choices=[("1", "Có"), ("0", "Không")])
        else:
            # A phone's keypad for decimals has no stroke for 45/50.
            keys = "text" if definition.unit is Unit.PERCENT else "decimal"
            field.widget = forms.TextInput(
                attrs={"class": "form-control short", "inputmode": keys, "autocomplete": "off"}
            )

    @property
    def yes_or_no(self) -> bool:
        return self.definition.unit is Unit.BOOLEAN

    def clean_value(self) -> tuple[Decimal, Decimal]:
        try:
            numerator, denominator = read_declaration(self.definition, self.cleaned_data["value"])
        except UnableToDeclare as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        most = self.maximum if self.definition.unit is Unit.POINTS else _MOST
        if numerator > most or denominator > _MOST:
            raise forms.ValidationError(f"Phải từ 0 đến {points(most)}.")
        return numerator, denominator
