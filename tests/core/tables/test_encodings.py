"""Old encodings: every accented letter comes back, and correct text is never harmed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.core.tables.encodings import (
    convert,
    decode,
    recognise,
    repair,
    repair_document,
    repair_each,
)
from thuocdo.core.tables.grid import Document, Grid
from thuocdo.core.tables.syllables import is_syllable

TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
VOWELS = "aăâeêioôơuưy"
ACCENTED = sorted(
    {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES}
    - set("aeiouy")
    | {"đ"}
)
LETTERS = [*ACCENTED, *(letter.upper() for letter in ACCENTED)]
SENTENCE = (
    "Cộng hòa xã hội chủ nghĩa Việt Nam, độc lập, tự do, hạnh phúc; kế hoạch sửa đèn đường "
    "ở các phường, xã trước ngày mười lăm, giao đội bóng đèn chủ trì và văn phòng phối hợp"
)
# As such texts look when a program takes them for Latin-1: from real signs and letterheads.
TCVN3_SEEN = "Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc"
VNI_SEEN = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc"
MEANT = "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc"

# The standards, written a second time and the other way round: letter to code.
TCVN3_BYTES = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        bytes.fromhex(
            "A1A2A3A4A5A6A7A8A9AAABACADAEB5B6B7B8B9BBBCBDBEC6C7C8C9CACBCCCECFD0D1D2D3D4D5D6D7D8"
            "DCDDDEDFE1E2E3E4E5E6E7E8E9EAEBECEDEEEFF1F2F3F4F5F6F7F8F9FAFBFCFDFE"
        ),
        strict=True,
    )
)
VNI_LETTERS = """
à á ả ã ạ â ầ ấ ẩ ẫ ậ ă ằ ắ ẳ ẵ ặ è é ẻ ẽ ẹ ê ề ế ể ễ ệ ì í ỉ ĩ ị ò ó ỏ õ ọ ô ồ ố ổ ỗ ộ ơ ờ ớ ở
ỡ ợ ù ú ủ ũ ụ ư ừ ứ ử ữ ự ỳ ý ỷ ỹ ỵ đ
"""
VNI_CODES = """
aø aù aû aõ aï aâ aà aá aå aã aä aê aè aé aú aü aë eø eù eû eõ eï eâ eà eá eå eã eä ì í æ ó ò oø
où oû oõ oï oâ oà oá oå oã oä ô ôø ôù ôû ôõ ôï uø uù uû uõ uï ö öø öù öû öõ öï yø yù yû yõ î ñ
"""
VNI_PAIRS = dict(zip(VNI_LETTERS.split(), VNI_CODES.split(), strict=True))


def as_tcvn3(text):
    return "".join(chr(TCVN3_BYTES.get(letter, ord(letter))) for letter in text)


def as_vni(text):
    return "".join(
        VNI_PAIRS.get(letter, VNI_PAIRS.get(letter.lower(), letter).upper())
        if not letter.isascii()
        else letter
        for letter in text
    )


def as_1258(text):
    """Encode as Windows does: tone marks of their own after letters that lack a code."""
    out = b""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(part for part in parts if part in TONES and part)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        out += (base + tones).encode("cp1258")
    return out


def test_there_are_134_accented_letters():
    assert len(LETTERS) == 134


@pytest.mark.parametrize("letter", [x for x in LETTERS if x in TCVN3_BYTES])
def test_every_tcvn3_letter_comes_back(letter):
    assert convert(as_tcvn3(letter), "tcvn3") == letter


@pytest.mark.parametrize("letter", LETTERS)
def test_every_vni_letter_comes_back(letter):
    assert convert(as_vni(letter), "vni-windows") == letter


def test_tcvn3_codes_cover_all_small_letters_and_the_seven_capitals():
    assert {x for x in LETTERS if x in TCVN3_BYTES} == {*ACCENTED, *"ĂÂÊÔƠƯĐ"}


@pytest.mark.parametrize(
    ("seen", "encoding"), [(TCVN3_SEEN, "tcvn3"), (VNI_SEEN, "vni-windows")], ids=["tcvn3", "vni"]
)
def test_a_text_seen_as_latin_1_is_recognised_and_repaired(seen, encoding):
    assert recognise([seen]) == encoding
    assert repair(seen) == MEANT
    assert decode(seen.encode("cp1252")) == (MEANT, encoding)
    assert decode(seen.encode("utf-8")) == (MEANT, encoding)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (SENTENCE.encode(), "utf-8"),
        (unicodedata.normalize("NFD", SENTENCE).encode(), "utf-8"),
        (SENTENCE.encode("utf-8-sig"), "utf-8-sig"),
        (SENTENCE.encode("utf-16"), "utf-16-le"),
        (SENTENCE.encode("utf-16-le"), "utf-16-le"),
        (SENTENCE.encode("utf-16-be"), "utf-16-be"),
        (b"\xfe\xff" + SENTENCE.encode("utf-16-be"), "utf-16-be"),
        (as_1258(SENTENCE), "windows-1258"),
        (as_tcvn3(SENTENCE).encode("latin-1"), "tcvn3"),
        (as_vni(SENTENCE).encode("cp1252"), "vni-windows"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_files_of_every_encoding_are_read(data, name):
    assert decode(data) == (SENTENCE, name)


def test_damaged_bytes_do_not_raise():
    assert decode(b"\xff\xfe\x41")[1] == "utf-16-le"
    assert isinstance(decode(bytes(range(256)))[0], str)
    assert decode(b"") == ("", "utf-8")


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        unicodedata.normalize("NFD", SENTENCE),
        "Công tác văn thư",
        "Sô",
        "été forêt hôtel élève château être côté près très même déjà là où Noël maïs naïf",
        "Müller và Søren đến từ São Paulo",
        "Price: 5 £ · 10 °C ± 2 \u00b5m",
        "",
    ],
)
def test_correct_text_is_left_alone(text):
    assert recognise([text]) is None
    assert repair(text) == text


@given(st.lists(st.sampled_from(SENTENCE.replace(",", "").split()), min_size=1, max_size=30))
def test_no_choice_of_vietnamese_words_is_taken_for_old_fonts(words):
    assert repair(" ".join(words)) == " ".join(words)


@given(st.text())
def test_decoding_utf_8_never_fails(text):
    assert isinstance(decode(text.encode("utf-8", errors="replace"))[0], str)


def test_a_damaged_byte_does_not_make_another_encoding_of_utf_8():
    data = SENTENCE.encode().replace("đội".encode(), b"\xff" + "đội".encode())
    assert decode(data) == (SENTENCE.replace("đội", "\ufffdđội"), "utf-8")


def test_text_that_mostly_fails_as_utf_8_is_none():
    assert decode(as_tcvn3(SENTENCE.lower()).encode("latin-1"))[1] == "tcvn3"


def test_a_document_of_both_is_mended_only_where_it_is_old():
    unicode_cells = ["Văn phòng chủ trì", "Có kế hoạch", "Hà Nam", "2026"]
    cells = [TCVN3_SEEN, *unicode_cells]
    assert recognise(cells) == "tcvn3"
    assert repair_each(cells, "tcvn3") == [MEANT, *unicode_cells]


def test_a_document_is_repaired_whole_and_says_so():
    document = Document("a", [Grid("", [[TCVN3_SEEN, 1.5, None]])], ["Sè 5"])
    repaired = repair_document(document)
    assert repaired.grids[0].rows[0] == [MEANT, 1.5, None]
    assert list(repaired.paragraphs) == ["Số 5"]
    assert repaired.converted_from == "tcvn3"
    untouched = Document("b", [Grid("", [[SENTENCE]])])
    assert repair_document(untouched) is untouched


@pytest.mark.parametrize("word", ["nghiêng", "QUYẾT", "đường", "gì", "khuỷu", "kết", "y", "xoong"])
def test_syllables(word):
    assert is_syllable(word) == (word != "xoong")  # a loan word: the rhymes leave it out


@pytest.mark.parametrize("word", ["kêc", "céng", "kap", "ngiêng", "xyz", "", "áà"])
def test_not_syllables(word):
    assert not is_syllable(word)
