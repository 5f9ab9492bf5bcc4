"""Opening a PDF again: what it says, how large it is, what it is set in."""

import re
import unicodedata
from io import BytesIO
from pathlib import Path
from typing import cast

import pypdfium2
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

FONTS = Path(__file__).resolve().parents[3] / "thuocdo" / "web" / "static" / "vendor" / "tinos"
A4 = (210, 297)
_POINTS_A_MILLIMETRE = 72 / 25.4


def pages(data: bytes) -> list[str]:
    """Return what each page says, in one Unicode form, with single spaces."""
    return [
        re.sub(r"\s+", " ", unicodedata.normalize("NFC", page.extract_text())).strip()
        for page in PdfReader(BytesIO(data)).pages
    ]


def text(data: bytes) -> str:
    return " ".join(pages(data))


def sizes(data: bytes) -> set[tuple[int, int]]:
    """Return the pages' sizes in millimetres."""
    return {
        (
            round(float(page.mediabox.width) / _POINTS_A_MILLIMETRE),
            round(float(page.mediabox.height) / _POINTS_A_MILLIMETRE),
        )
        for page in PdfReader(BytesIO(data)).pages
    }


def fonts(data: bytes) -> dict[str, bool]:
    """Return the fonts by name without the subset's letters, and whether each is embedded."""
    found: dict[str, bool] = {}
    for page in PdfReader(BytesIO(data)).pages:
        listed = cast("DictionaryObject", page["/Resources"]).get("/Font", DictionaryObject())
        for one in cast("DictionaryObject", listed).values():
            font = cast("DictionaryObject", one.get_object())
            inner = cast("ArrayObject", font["/DescendantFonts"])[0].get_object()
            descriptor = cast("DictionaryObject", inner)["/FontDescriptor"]
            embedded = {"/FontFile2", "/FontFile3"} & set(cast("DictionaryObject", descriptor))
            found[str(font["/BaseFont"]).partition("+")[2]] = bool(embedded)
    return found


def ink(data: bytes) -> list[tuple[float, tuple[float, float, float, float]]]:
    """Return of each page the share of dark dots, and the margins in millimetres without any.

    The margins are left, top, right, bottom.
    """
    found = []
    for page in pypdfium2.PdfDocument(data):
        dots = page.render(scale=2, grayscale=True).to_numpy()
        dark = dots.reshape(dots.shape[0], dots.shape[1]) < 128
        rows, columns = dark.any(axis=1).nonzero()[0], dark.any(axis=0).nonzero()[0]
        a_dot = 1 / (2 * _POINTS_A_MILLIMETRE)
        margins = (
            columns[0] * a_dot,
            rows[0] * a_dot,
            (dark.shape[1] - 1 - columns[-1]) * a_dot,
            (dark.shape[0] - 1 - rows[-1]) * a_dot,
        )
        found.append((float(dark.mean()), margins))
    return found
