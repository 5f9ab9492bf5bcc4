"""VietQR codes: published ones read and written again, laws for all others."""

from binascii import crc_hqx
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from thuocdo.core.payments import NotVietQr, Transfer, payload_of, transfer_in
from thuocdo.core.payments.emv import NotEmv, fields_in, joined, sealed, unsealed

# From NAPAS' format of QR codes (1.5.2) and the example of the VietQR service.
PUBLISHED = {
    "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F": (
        Transfer(bank="970403", account="0011012345678")
    ),
    "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN"
    "62340107NPS68690819thanh toan don hang63042E2E": Transfer(
        bank="970403",
        account="0011012345678",
        amount=Decimal(180000),
        bill="NPS6869",
        purpose="thanh toan don hang",
    ),
    "00020101021238560010A0000007270126000697041501121133666688880208QRIBFTTA53037045405790005802VN"
    "62220818Ung Ho Quy Vac Xin63043ACF": Transfer(
        bank="970415", account="113366668888", amount=Decimal(79000), purpose="Ung Ho Quy Vac Xin"
    ),
}
WITH_AMOUNT = list(PUBLISHED)[1]


@pytest.mark.parametrize(("text", "transfer"), PUBLISHED.items())
def test_published_codes_are_written_and_read(text, transfer):
    assert payload_of(transfer) == text
    assert transfer_in(text) == transfer


def test_the_checksum_has_the_published_check_value():
    assert f"{crc_hqx(b'123456789', 0xFFFF):04X}" == "29B1"
    assert unsealed(sealed("123456789")) == "123456789"
    assert (
        sealed(
            "00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA53037045802VN"
        )[-4:]
        == "F4E5"
    )


NOTES = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=25)
TRANSFERS = st.builds(
    Transfer,
    bank=st.from_regex(r"[0-9]{6}", fullmatch=True),
    account=st.from_regex(r"[0-9A-Za-z]{1,19}", fullmatch=True),
    amount=st.none() | st.integers(1, 10**13 - 1).map(Decimal),
    bill=NOTES,
    purpose=NOTES,
)


@given(TRANSFERS)
def test_what_is_written_is_read_again(transfer):
    text = payload_of(transfer)
    assert transfer_in(text) == transfer
    assert text.isascii()


@given(TRANSFERS, st.data())
def test_any_one_changed_character_is_noticed(transfer, data):
    text = payload_of(transfer)
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(min_codepoint=32, max_codepoint=126))
    assume(other.upper() != text[at].upper())
    with pytest.raises(NotVietQr):
        transfer_in(text[:at] + other + text[at + 1 :])


@given(st.text(max_size=120))
def test_any_other_text_is_refused_and_nothing_else(text):
    with pytest.raises(NotVietQr):
        transfer_in(text)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=150))
def test_no_text_with_a_good_checksum_breaks_the_reader(text):
    with suppress(NotVietQr):
        assert transfer_in(sealed(text)).bank.isdigit()


@given(
    st.dictionaries(
        st.from_regex(r"[0-9]{2}", fullmatch=True),
        st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=99),
        max_size=8,
    )
)
def test_fields_are_read_as_written(fields):
    assert dict(fields_in(joined(fields.items()))) == fields


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("5802V", "cắt ngắn"),
        ("58", "không phải là mã trường"),
        ("58xxVN", "không phải là mã trường"),
        ("5800", "cắt ngắn"),
        ("5802VN5802VN", "hai lần"),
        ("\u0665\u066802VN", "không phải là mã trường"),
    ],
)
def test_fields_that_do_not_hold_together_are_refused_with_their_place(text, said):
    with pytest.raises(NotEmv, match=said):
        fields_in(text)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"bank": "97040"}, "6 chữ số"),
        ({"bank": "\u0669\u0667\u0660\u0664\u0660\u0663"}, "6 chữ số"),
        ({"account": ""}, "Số tài khoản"),
        ({"account": "12 34"}, "Số tài khoản"),
        ({"account": "1" * 20}, "Số tài khoản"),
        ({"amount": Decimal(0)}, "lớn hơn 0"),
        ({"amount": Decimal(-1)}, "lớn hơn 0"),
        ({"amount": Decimal("1000.5")}, "số đồng nguyên"),
        ({"amount": Decimal("NaN")}, "số đồng nguyên"),
        ({"amount": Decimal(10) ** 13}, "13 chữ số"),
        ({"bill": "x" * 26}, "Số hóa đơn dài quá"),
        ({"purpose": "x" * 26}, "Nội dung dài quá"),
        ({"purpose": "lệ phí"}, "ngoài bảng chữ ASCII"),
        ({"purpose": "a\nb"}, "ngoài bảng chữ ASCII"),
    ],
)
def test_what_a_code_cannot_hold_is_refused_with_a_reason(changes, said):
    with pytest.raises(NotVietQr, match=said):
        payload_of(replace(PUBLISHED[WITH_AMOUNT], **changes))


def test_an_amount_is_written_without_decimals_or_exponent():
    assert "5406180000" in payload_of(replace(PUBLISHED[WITH_AMOUNT], amount=Decimal("1.8E+5")))
    assert "5406180000" in payload_of(replace(PUBLISHED[WITH_AMOUNT], amount=Decimal("180000.00")))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("A000000727", "A000000728", "mã NAPAS"),
        ("QRIBFTTA", "QRIBFTTC", "dịch vụ"),
        ("5303704", "5303840", "loại tiền"),
        ("5802VN", "5802TH", "nước"),
        ("000201", "000202", "phiên bản"),
        ("5406180000", "5406-80000", "số tiền sai"),
        ("5406180000", "5406123,50", "số tiền sai"),
    ],
)
def test_a_code_for_something_else_is_refused(old, new, said):
    with pytest.raises(NotVietQr, match=said):
        transfer_in(sealed(WITH_AMOUNT[:-8].replace(old, new)))


def test_fields_that_are_not_known_are_passed_over():
    text = sealed(WITH_AMOUNT[:-8].replace("5303704", "520400005303704"))
    assert transfer_in(text) == PUBLISHED[WITH_AMOUNT]
