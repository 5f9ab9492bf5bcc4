"""Saying who gets a result by post, and where the post fetches it."""

from django import forms

__all__ = ["PostalForm"]


def _line(label: str, longest: int, **more: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"} | more)
    return forms.CharField(label=label, max_length=longest, widget=widget)


class PostalForm(forms.Form):
    """Who gets the result, and where the post fetches it."""

    name = _line("Họ tên người nhận", 200)
    address = _line("Địa chỉ người nhận", 300)
    phone = _line("Điện thoại người nhận", 20, inputmode="tel")
    sender_address = _line("Bưu chính đến lấy tại", 300)
    sender_phone = _line("Điện thoại nơi gửi", 20, inputmode="tel")
