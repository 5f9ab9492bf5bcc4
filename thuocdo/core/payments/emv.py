"""Merchant-presented QR codes by the EMVCo specification: fields of tag, length, value, and a checksum."""

from binascii import crc_hqx
from collections.abc import Iterable, Mapping

__all__ = ["NotEmv", "fields_in", "joined", "sealed", "unsealed"]

_LONGEST = 99
_HEAD = 4  # two digits of tag, two of length
_CRC = "6304"
_CRC_DIGITS = 4


class NotEmv(ValueError):
    """The text is no such code, or was changed; the message says where."""


def joined(fields: Iterable[tuple[str, str]]) -> str:
    """Write fields one after the other.

    >>> joined([("58", "VN"), ("53", "704")])
    '5802VN5303704'

    Raises:
        NotEmv: a value is empty, too long, or not plain ASCII.
    """
    written = []
    for tag, value in fields:
        if not value or len(value) > _LONGEST:
            raise NotEmv(f"trường {tag} phải có từ 1 đến {_LONGEST} ký tự, đang có {len(value)}")
        if not (value.isascii() and value.isprintable()):
            raise NotEmv(f"trường {tag} có ký tự ngoài bảng chữ ASCII: «{value}»")
        written.append(f"{tag}{len(value):02}{value}")
    return "".join(written)


def fields_in(text: str) -> Mapping[str, str]:
    """Read fields; their order is kept.

    Raises:
        NotEmv: a field is cut off, its length is no number, or a tag comes twice.
    """
    found: dict[str, str] = {}
    at = 0
    while at < len(text):
        head = text[at : at + _HEAD]
        if len(head) < _HEAD or not (head.isascii() and head.isdigit()):
            raise NotEmv(f"vị trí {at + 1}: «{head}» không phải là mã trường và độ dài")
        tag, length = head[:2], int(head[2:])
        value = text[at + _HEAD : at + _HEAD + length]
        if len(value) < length or not length:
            raise NotEmv(f"vị trí {at + 1}: trường {tag} bị cắt ngắn")
        if tag in found:
            raise NotEmv(f"vị trí {at + 1}: trường {tag} xuất hiện hai lần")
        found[tag] = value
        at += _HEAD + length
    return found


def sealed(text: str) -> str:
    """Add the checksum (CRC-16 of CCITT, first value FFFF) as the last field.

    >>> f"{crc_hqx(b'123456789', 0xFFFF):04X}"
    '29B1'
    """
    return f"{text}{_CRC}{_checksum(text + _CRC)}"


def unsealed(text: str) -> str:
    """Return what comes before the checksum.

    Raises:
        NotEmv: the text is not ASCII, has no checksum at its end, or another one.
    """
    body, mark, told = text[: -_HEAD - _CRC_DIGITS], text[-8:-4], text[-4:]
    if not text.isascii() or mark != _CRC:
        raise NotEmv("không có mã kiểm tra ở cuối")
    if told.upper() != _checksum(body + _CRC):
        raise NotEmv(f"mã kiểm tra «{told}» không khớp nội dung")
    return body


def _checksum(text: str) -> str:
    return f"{crc_hqx(text.encode('ascii'), 0xFFFF):04X}"
