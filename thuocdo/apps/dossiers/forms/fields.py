"""Fields that several forms of the counter share."""

from decimal import Decimal
from typing import Any

from django import forms

from thuocdo.core.vietnamese import parse_number

__all__ = ["ChoiceOf", "DongField", "Lines", "Text"]

_MOST_DIGITS = 12


class Text(forms.CharField):
    """One line of text as pages draw it."""

    def __init__(self, label: str, *, longest: int = 300, **kwargs: Any) -> None:
        attrs = {"class": "form-control"} | kwargs.pop("attrs", {})
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(label=label, max_length=longest, **kwargs)


class Lines(forms.CharField):
    """Some lines of text."""

    def __init__(self, label: str, *, rows: int = 2, longest: int = 2000, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"class": "form-control", "rows": rows})
        super().__init__(label=label, max_length=longest, widget=widget, **kwargs)


class ChoiceOf(forms.ChoiceField):
    """A list to choose from."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label=label, widget=forms.Select(attrs={"class": "form-select"}), **kwargs)


class DongField(forms.CharField):
    """An amount of đồng as people write it: `115.000`, `115000 đ`, nothing for none."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        attrs = {"class": "form-control", "inputmode": "numeric", "autocomplete": "off"}
        widget = forms.TextInput(attrs=attrs)
        super().__init__(label=label, max_length=30, widget=widget, required=False, **kwargs)

    def clean(self, value: Any) -> Decimal:
        text = str(super().clean(value) or "").casefold()
        text = text.removesuffix("đồng").removesuffix("đ").strip()
        if not text:
            return Decimal(0)
        try:
            amount = parse_number(text)
        except ValueError as error:
            raise forms.ValidationError("Hãy ghi số tiền bằng số, ví dụ 115.000.") from error
        if amount < 0 or amount != amount.to_integral_value() or len(text) > _MOST_DIGITS:
            raise forms.ValidationError("Số tiền phải là số đồng chẵn, không nhỏ hơn 0.")
        return amount
