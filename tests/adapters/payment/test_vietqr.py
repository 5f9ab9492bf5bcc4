"""Orders, and notices that are believed only with a good signature of now."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.adapters.payment.fake import FakeBank
from thuocdo.adapters.payment.vietqr import VietQr, signature_of
from thuocdo.core.payments import Bank, arrived, transfer_in
from thuocdo.core.ports.payment import PaymentFailed

NOW = datetime(2026, 3, 5, 1, 37, tzinfo=UTC)
SECRET = "khóa của cổng"
BANK = Bank(
    bin="970436", short="Vietcombank", name="Ngân hàng Ngoại thương", valid_from=date(2021, 6, 24)
)
GATE = VietQr(bank=BANK, account="0881000458086", holder="SO XAY DUNG", secret=SECRET)
PAYER = FakeBank(secret=SECRET)
ORDER = GATE.order("TD0000010H362603050001L1", Decimal(335000))


def told(**changes):
    content = {
        "id": "FT1",
        "reference": ORDER.reference,
        "amount": "335000",
        "currency": "VND",
        "paid_at": "2026-03-05T08:37:00+07:00",
    }
    body = json.dumps({k: v for k, v in (content | changes).items() if v is not None}).encode()
    return body, signature_of(body, secret=SECRET, at=NOW)


def refusal(body, signature, *, now=NOW, gate=GATE):
    with pytest.raises(PaymentFailed) as caught:
        gate.read(body, signature, now=now)
    assert str(caught.value).endswith(".")
    return str(caught.value), caught.value.retry


def test_an_order_is_a_code_for_the_amount_to_the_account():
    assert (ORDER.bank, ORDER.account, ORDER.holder) == (
        "Vietcombank",
        "0881000458086",
        "SO XAY DUNG",
    )
    transfer = transfer_in(ORDER.payload)
    assert (transfer.bank, transfer.account) == ("970436", "0881000458086")
    assert transfer.amount == Decimal(335000)
    assert transfer.bill == transfer.purpose == ORDER.reference
    assert GATE.order(ORDER.reference, Decimal(335000)) == ORDER


@pytest.mark.parametrize(
    ("reference", "amount", "said"),
    [
        ("", 1, "thiếu mã tham chiếu"),
        ("x" * 26, 1, "dài quá"),
        ("TD1", 0, "lớn hơn 0"),
        ("TD1", "1.5", "số đồng nguyên"),
    ],
)
def test_an_order_that_no_code_can_hold_is_refused_for_good(reference, amount, said):
    with pytest.raises(PaymentFailed, match=said) as caught:
        GATE.order(reference, Decimal(amount))
    assert not caught.value.retry


def test_money_that_arrived_is_told_with_its_order():
    notice = GATE.read(*PAYER.pay(ORDER.payload, now=NOW), now=NOW)
    assert (notice.reference, notice.amount, notice.paid_at) == (ORDER.reference, 335000, NOW)
    assert notice.key.startswith("vietqr:FT")
    assert arrived(ORDER.amount, [notice]).missing == 0


def test_the_same_money_told_twice_has_one_key_and_other_money_another():
    first = GATE.read(*PAYER.pay(ORDER.payload, now=NOW), now=NOW)
    body, _ = PAYER.pay(ORDER.payload, now=NOW)
    later = NOW + timedelta(hours=1)
    again = GATE.read(body, signature_of(body, secret=SECRET, at=later), now=later)
    other = GATE.read(*PAYER.pay(ORDER.payload, now=NOW, nth=2), now=NOW)
    assert first == again
    assert first.key != other.key
    assert arrived(ORDER.amount, [first, again]).excess == 0
    assert arrived(ORDER.amount, [first, again, other]).excess == ORDER.amount


def test_a_payer_may_pay_less():
    notice = GATE.read(*PAYER.pay(ORDER.payload, now=NOW, amount=Decimal(1000)), now=NOW)
    assert arrived(ORDER.amount, [notice]).missing == 334000


@pytest.mark.parametrize("minutes", [-5, 5])
def test_a_signature_is_good_within_the_window(minutes):
    assert GATE.read(*told(), now=NOW + timedelta(minutes=minutes)).key == "vietqr:FT1"


@pytest.mark.parametrize("seconds", [-301, 301, 86400])
def test_an_old_or_early_signature_is_refused(seconds):
    said, retry = refusal(*told(), now=NOW + timedelta(seconds=seconds))
    assert "cũ hoặc sai giờ" in said
    assert not retry


def test_another_body_another_time_or_another_secret_is_refused():
    body, signature = told()
    seconds, _, rest = signature.partition(",")
    moved = f"t={int(seconds[2:]) + 1},{rest}"
    foreign = signature_of(body, secret="khác", at=NOW)
    for given_body, header in ((body + b" ", signature), (body, moved), (body, foreign)):
        said, retry = refusal(given_body, header)
        assert "không đúng" in said
        assert not retry


@given(st.binary(max_size=200), st.text(max_size=120))
def test_what_nobody_signed_is_refused(body, header):
    _, retry = refusal(body, header)
    assert not retry


def test_one_of_several_signatures_is_enough_while_the_secret_changes():
    body, signature = told()
    seconds, good = signature.split(",")
    assert GATE.read(body, f"{seconds},v1={'0' * 64},{good}", now=NOW).key == "vietqr:FT1"
    refusal(body, f"{seconds},v1={'0' * 64},v1={'1' * 64}")
    refusal(body, f"{seconds},{good},{good},{good},{good}")


def test_a_body_that_is_too_large_is_not_looked_into():
    body = b" " * 70_000
    said, _ = refusal(body, signature_of(body, secret=SECRET, at=NOW))
    assert "đúng mẫu" in said


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"amount": "0"}, "amount"),
        ({"amount": "-5"}, "amount"),
        ({"amount": "1.5"}, "amount"),
        ({"amount": "NaN"}, "amount"),
        ({"currency": "USD"}, "currency"),
        ({"paid_at": "2026-03-05T08:37:00"}, "paid_at"),
        ({"id": ""}, "id"),
        ({"id": None, "reference": None}, "id, reference"),
    ],
)
def test_a_signed_body_of_another_form_is_refused_with_the_field(changes, where):
    said, retry = refusal(*told(**changes))
    assert f"({where})" in said
    assert not retry


@pytest.mark.parametrize("body", [b"", b"[]", b"not JSON", b"\xff\xfe"])
def test_a_signed_body_that_is_no_object_is_refused(body):
    said, _ = refusal(body, signature_of(body, secret=SECRET, at=NOW))
    assert "không đúng mẫu" in said


def test_what_a_newer_sender_adds_is_passed_over():
    assert GATE.read(*told(channel="app"), now=NOW).amount == 335000


def test_without_a_secret_nothing_is_believed_and_the_sender_may_try_again():
    body, _ = told()
    gate = VietQr(bank=BANK, account="1", holder="", secret="")
    said, retry = refusal(body, signature_of(body, secret="", at=NOW), gate=gate)
    assert "THUOCDO_PAYMENT_SECRET" in said
    assert retry


def test_the_secret_is_not_shown():
    assert SECRET not in repr(GATE)
    assert SECRET not in repr(PAYER)
