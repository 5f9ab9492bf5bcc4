"""The fuse box: papers, payments and the post as the settings name them."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.adapters.papers.reading import text
from tests.adapters.papers.samples import receipt
from thuocdo.core.ports.papers import PaperNotPrinted
from thuocdo.core.ports.payment import PaymentFailed
from thuocdo.core.ports.postal import PostalAddress, PostalJob, PostalRequest
from thuocdo.web.wiring import demo_payer, papers, payments, postal

NOW = datetime(2026, 3, 5, 1, 37, tzinfo=UTC)


def test_papers_are_printed_with_the_fonts_of_the_set_up_in_the_offices_time():
    assert "08 giờ 37 phút, ngày 05 tháng 3 năm 2026" in text(papers().pdf(receipt()))


def test_without_fonts_papers_say_so(settings, tmp_path):
    settings.PAPER_FONTS = tmp_path
    with pytest.raises(PaperNotPrinted, match="thiếu phông chữ"):
        papers().pdf(receipt())


def test_there_are_no_transfers_and_no_post_unless_named():
    assert payments() is None
    assert demo_payer() is None
    assert postal() is None


def test_the_demo_pays_itself(settings):
    settings.PAYMENT_ACCOUNT = "demo"
    gate, payer = payments(), demo_payer()
    order = gate.order("TD1L1", Decimal(135000))
    notice = payments().read(*payer.pay(order.payload, now=NOW), now=NOW)
    assert (notice.reference, notice.amount) == ("TD1L1", 135000)
    settings.SECRET_KEY = "another installation"
    body, signature = demo_payer().pay(order.payload, now=NOW)
    with pytest.raises(PaymentFailed, match="Chữ ký"):
        gate.read(body, signature, now=NOW)


def test_an_account_is_ordered_to_by_its_bank(settings):
    settings.PAYMENT_ACCOUNT = "970436/0881000458086/SO XAY DUNG"
    order = payments().order("TD1L1", Decimal(1))
    assert (order.bank, order.account, order.holder) == (
        "Vietcombank",
        "0881000458086",
        "SO XAY DUNG",
    )
    assert demo_payer() is None


@pytest.mark.parametrize("account", ["x", "970436", "970436/1", "970436//X", "123456/1/X"])
def test_an_account_that_cannot_be_is_refused_loudly(settings, account):
    settings.PAYMENT_ACCOUNT = account
    with pytest.raises(ImproperlyConfigured, match="THUOCDO_PAYMENT_ACCOUNT"):
        payments()


def test_the_demos_post_keeps_its_items_beside_the_data(settings, tmp_path):
    settings.POSTAL, settings.DATA_DIR = "demo", tmp_path
    person = PostalAddress(name="Lê Văn Đức", address="1 Trần Phú", phone="0912 345 678")
    request = PostalRequest(
        reference="A/1",
        job=PostalJob.DELIVERY,
        sender=replace(person, name="Sở Xây dựng"),
        recipient=person,
        contents="A",
    )
    number = postal().order(request, now=NOW).number
    assert len(postal().track(number, now=NOW)) == 1
    assert [path.name for path in tmp_path.rglob("*.json")] == [f"{number}.json"]
