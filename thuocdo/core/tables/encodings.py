"""Old Vietnamese encodings: recognised by whether the words become Vietnamese, and converted.

Before Unicode, offices typed with fonts that draw Vietnamese over Latin-1 codes: TCVN3 (ABC,
fonts `.VnTime`) has one code for each lower-case letter, and draws capitals with a second font
(`.VnTimeH`); VNI-Windows (fonts `VNI-Times`) writes the vowel and then a code for its marks.
Such text still turns up in old lists, in Word files and in exports, seen as `Céng hßa x· héi`
or `Coäng hoøa xaõ hoäi`.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from thuocdo.core.tables.grid import CellValue, Document
from thuocdo.core.tables.syllables import is_syllable

__all__ = [
    "FontEncoding",
    "convert",
    "decode",
    "recognise",
    "repair",
    "repair_document",
    "repair_each",
]

FontEncoding = Literal["tcvn3", "vni-windows"]

_TCVN3_CODES = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
TCVN3 = {
    first + place: letter
    for first, letters in _TCVN3_CODES.items()
    for place, letter in enumerate(letters)
}

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_VNI_MARKS = {
    **dict(zip("øùûõï", (_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT), strict=True)),
    "â": _CIRCUMFLEX,
    **{
        code: _CIRCUMFLEX + tone
        for code, tone in zip("àáåãä", (_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT), strict=True)
    },
    "ê": _BREVE,
    **{
        code: _BREVE + tone
        for code, tone in zip("èéúüë", (_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT), strict=True)
    },
}
_VNI_LETTERS = dict(zip("ôöñíìæóòî", "ơưđíìỉĩịỵ", strict=True))
_VNI_PAIR = re.compile(
    r"[aeouyôö][øùûõï]|[aeo][âàáåãä]|a[êèéúüë]|[ôöñíìæóòî]",
    re.IGNORECASE,
)

_BREAKS = re.compile(r"[\s!-@\[-`{-~]+")
_BEYOND_LATIN_1 = re.compile(r"[^\x00-\xff\u2010-\u2026\u20ac\u2122]")
_SAMPLE = 4000  # words that would change: plenty to decide on, also for a list of 50 000 rows
_FEWEST = 3  # words; one alone may be a foreign name
_ASCII = re.compile(r"[\x00-\x7f]+")
_NEARLY_ALL = 0.95  # of the characters beyond ASCII; legacy encodings hardly ever form UTF-8
_MOSTLY = 0.6  # of the words that would change must become syllables
_FIRST_HIGH = 0x80


def _vni_letter(found: re.Match[str]) -> str:
    pair = found.group()
    letter = pair[0].lower()
    letter = _VNI_LETTERS.get(letter, letter)
    marks = _VNI_MARKS[pair[1].lower()] if len(pair) > 1 else ""
    whole = unicodedata.normalize("NFC", letter + marks)
    return whole.upper() if pair[0].isupper() else whole


def convert(text: str, encoding: FontEncoding) -> str:
    """Return the Vietnamese that `text`, typed in fonts of that encoding, shows on paper.

    `text` holds the fonts' codes as Latin-1 characters. Capitals of TCVN3's capital fonts come
    out in lower case: only the font tells them apart, and a text does not hold it.
    """
    if encoding == "tcvn3":
        return text.translate(TCVN3)
    return _VNI_PAIR.sub(_vni_letter, text)


def _words(text: str) -> Iterable[str]:
    return (word for word in _BREAKS.split(text) if len(word) > 1 and not word.isascii())


def _bare(word: str) -> str:
    """Return the word without the quotation marks and dashes that stick to it."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", word)


def _weigh(words: Iterable[str], encoding: FontEncoding) -> tuple[int, int, int]:
    """Count the words that conversion changes: all, syllables before, syllables after."""
    changed = before = after = 0
    for word in words:
        converted = convert(word, encoding)
        if converted == word:
            continue
        changed += 1
        before += is_syllable(_bare(word))
        after += is_syllable(_bare(converted))
        if changed >= _SAMPLE:
            break
    return changed, before, after


def recognise(texts: Iterable[str]) -> FontEncoding | None:
    """Return the font encoding of a whole document's texts, or None where they are Unicode.

    Decided on all the words together: a single cell (`Sè`) can be read both ways.
    """
    seen: dict[str, None] = {}
    for text in texts:
        if not text.isascii():
            seen.update(dict.fromkeys(_words(unicodedata.normalize("NFC", text))))
        if len(seen) > 2 * _SAMPLE:
            break
    best: FontEncoding | None = None
    most = _FEWEST - 1
    encodings: tuple[FontEncoding, ...] = ("tcvn3", "vni-windows")
    for encoding in encodings:
        changed, before, after = _weigh(seen, encoding)
        if after > max(before, most) and after >= _MOSTLY * changed:
            best, most = encoding, after
    return best


def _is_unicode(text: str, encoding: FontEncoding) -> bool:
    """Return whether a text inside a converted document was typed in Unicode after all."""
    if _BEYOND_LATIN_1.search(text):
        return True
    _, before, after = _weigh(_words(text), encoding)
    return before > after


def repair_each(texts: Iterable[str], encoding: FontEncoding | None) -> list[str]:
    """Convert the texts of a document whose encoding `recognise` told, except those in Unicode.

    Documents are mended over the years, so that one may hold both.
    """
    if encoding is None:
        return list(texts)
    normal = (unicodedata.normalize("NFC", text) for text in texts)
    return [
        text if text.isascii() or _is_unicode(text, encoding) else convert(text, encoding)
        for text in normal
    ]


def repair(text: str) -> str:
    """Return `text` in Unicode if it was typed in TCVN3 or VNI fonts, else `text` itself.

    `text` is a whole document; decided at once, then converted line by line.
    """
    encoding = recognise([text])
    if encoding is None:
        return text
    return "".join(repair_each(text.splitlines(keepends=True), encoding))


def _decode_unicode(data: bytes) -> tuple[str, str] | None:
    for mark, codec in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if data.startswith(mark):
            return data.decode(codec, errors="replace").removeprefix("\ufeff"), codec
    sample = data[:4000]
    half = max(1, len(sample) // 2)
    # Spaces, digits and separators have a zero byte in UTF-16; a text in 8 bits has none.
    for codec, zeros in (
        ("utf-16-le", sample[1::2].count(0)),
        ("utf-16-be", sample[::2].count(0)),
    ):
        if zeros > half // 5:
            return data.decode(codec, errors="replace"), codec
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError:
        return _decode_damaged(data)


def _decode_damaged(data: bytes) -> tuple[str, str] | None:
    """Decode UTF-8 that a few bytes of damage broke; None where it never was UTF-8."""
    text = data.decode(errors="replace")
    high = len(text) - sum(map(len, _ASCII.findall(text)))
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    return (text, "utf-8") if high - broken >= _NEARLY_ALL * high else None


def _decode_bytes(data: bytes) -> tuple[str, str]:
    western = data.decode("cp1252", errors="replace")
    # TCVN3 gives letters to codes that cp1252 leaves to symbols; both agree from A0 up.
    readings = {
        "windows-1258": unicodedata.normalize("NFC", data.decode("cp1258", errors="replace")),
        "tcvn3": convert(western, "tcvn3"),
        "vni-windows": convert(western, "vni-windows"),
    }

    def share(name: str) -> float:
        words = list(dict.fromkeys(_words(readings[name])))[:_SAMPLE]
        return sum(is_syllable(_bare(word)) for word in words) / max(1, len(words))

    best = max(readings, key=share)  # the first of equals: Windows-1258
    return readings[best], best


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of a file, in NFC, and the name of the encoding that was recognised.

    The names: `utf-8`, `utf-8-sig`, `utf-16-le`, `utf-16-be`, `windows-1258`, `tcvn3`,
    `vni-windows`; the last two also when a Unicode file holds text typed in such fonts.
    """
    decoded = _decode_unicode(data) or _decode_bytes(data)
    text, name = unicodedata.normalize("NFC", decoded[0]), decoded[1]
    encoding = recognise(text.splitlines()) if name.startswith("utf") else None
    if encoding is None:
        return text, name
    return "".join(repair_each(text.splitlines(keepends=True), encoding)), encoding


def repair_document(document: Document, *, rows_looked_at: int | None = None) -> Document:
    """Return a document typed in old fonts in Unicode, and say so; others as they are.

    With `rows_looked_at`, only so many rows of each table decide: enough for a long export.
    """
    looked_at = (row for grid in document.grids for row in grid.rows[:rows_looked_at])
    texts = [cell for row in looked_at for cell in row]
    encoding = recognise(
        [*document.paragraphs, *(text for text in texts if isinstance(text, str) and text)]
    )
    if encoding is None:
        return document

    def mended(row: Sequence[CellValue]) -> list[CellValue]:
        return [repair_each([cell], encoding)[0] if isinstance(cell, str) else cell for cell in row]

    grids = [replace(grid, rows=[mended(row) for row in grid.rows]) for grid in document.grids]
    paragraphs = repair_each(document.paragraphs, encoding)
    return replace(document, grids=grids, paragraphs=paragraphs, converted_from=encoding)
