"""The word that ties a transfer to a dossier: short, plain, and found again in what banks make of it."""

import re
from base64 import b32encode
from collections.abc import Collection
from hashlib import sha256

__all__ = ["reference_in", "reference_of"]

_MARK, _TIME = "TD", "L"  # Thước Đo; lần
_LONGEST = 25  # what a code's note may hold
_HASHED = 16
_OTHER = re.compile(r"[^0-9A-Z]+")


def reference_of(code: str, number: int) -> str:
    """Return the reference of the `number`-th payment of a dossier.

    The code's letters and digits where they fit, so that a clerk reads them in a statement; else a
    hash of both. Banks drop points and hyphens, so there are none. Codes that differ only in such
    signs have one reference: whoever keeps orders keeps it unique.

    >>> reference_of("000.00.10.H36-260305-0001", 1)
    'TD0000010H362603050001L1'
    """
    if number < 1:
        raise ValueError(f"payments are counted from 1, not {number}")
    plain = f"{_MARK}{_OTHER.sub('', code.upper())}{_TIME}{number}"
    if len(plain) <= _LONGEST:
        return plain
    digest = sha256(f"{code}/{number}".encode()).digest()
    return f"{_MARK}{b32encode(digest).decode()[:_HASHED]}"


def reference_in(text: str, known: Collection[str]) -> str:
    """Return which of the known references a transfer's text holds; empty for none or for several.

    Banks change case and put words around it. A reference that is glued to other letters or digits
    is not guessed at: a person looks.
    """
    found = {word for word in _OTHER.split(text.upper()) if word in known}
    return found.pop() if len(found) == 1 else ""
