"""Numbers of postal items (UPU standard S10): two letters, eight digits, a check digit, the country."""

import re

__all__ = ["WrongItemNumber", "item_number", "item_number_in"]

_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_MODULUS = 11
_ODD_ENDS = {10: 0, 11: 5}
_NUMBER = re.compile(r"([A-Z]{2})([0-9]{8})([0-9])([A-Z]{2})")


class WrongItemNumber(ValueError):
    """It is no number of a postal item; the message says what is wrong."""


def item_number(service: str, serial: int, country: str = "VN") -> str:
    """Return the number of an item.

    >>> item_number("RA", 47312482, "US")
    'RA473124829US'
    """
    digits = f"{serial:08}"
    return f"{service}{digits}{_check_digit(digits)}{country}"


def item_number_in(text: str) -> str:
    """Return a number as a person typed it, without spaces and in capitals.

    Raises:
        WrongItemNumber: its form or its check digit is wrong.
    """
    bare = re.sub(r"[\s.-]", "", text).upper()
    found = _NUMBER.fullmatch(bare)
    if found is None:
        raise WrongItemNumber(
            f"«{text}» không phải là số hiệu bưu gửi; số hiệu có 2 chữ, 9 chữ số, 2 chữ, như EA123456785VN."
        )
    if int(found[3]) != _check_digit(found[2]):
        raise WrongItemNumber(
            f"Số hiệu bưu gửi «{text}» sai một chữ số (số kiểm tra không khớp); xem lại trên phiếu gửi."
        )
    return bare


def _check_digit(digits: str) -> int:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    rest = _MODULUS - total % _MODULUS
    return _ODD_ENDS.get(rest, rest)
