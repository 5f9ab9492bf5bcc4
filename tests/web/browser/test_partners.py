"""A fee paid by a code on the screen, and a result sent by the post, at the counter's own pages."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.counter import make_counter, receive
from tests.people import PASSWORD
from tests.web.office import Office
from thuocdo.apps.dossiers.models import Dossier, PaymentOrder
from thuocdo.apps.dossiers.services import (
    Receiver,
    finish,
    hand_over,
    issue_paper,
    take_notice,
)
from thuocdo.web.wiring import demo_payer, payments


@pytest.fixture
def dossier(office: Office, settings, tmp_path: Path) -> Dossier:
    """A dossier whose result is ready and whose fee is owed."""
    settings.PAYMENT_ACCOUNT, settings.POSTAL, settings.DATA_DIR = "demo", "demo", tmp_path
    counter, start = make_counter(office), timezone.now() - timedelta(hours=2)
    dossier = receive(counter, start)
    way = [(counter.dung, counter.em), (counter.em, counter.giang), (counter.giang, counter.hai)]
    for giver, taker in way:
        hand_over(dossier=dossier, to=Receiver(person=taker), by=giver, now=start)
    finish(dossier=dossier, by=counter.hai, now=start, digital=True)
    for form in ("receipt", "control_slip"):
        issue_paper(dossier=dossier, form=form, by=counter.dung, now=start)
    return dossier


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_fee_is_paid_by_its_code_and_the_result_goes_by_post(
    page: Page, dossier: Dossier, tmp_path: Path
) -> None:
    page.goto(f"/ho-so/{dossier.code}/")
    page.get_by_label("Tên đăng nhập").fill("dung")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("link", name="Thanh toán").click()
    page.get_by_role("button", name="Lập mã chuyển khoản").click()
    code = page.get_by_role("img", name="Mã VietQR")
    expect(code).to_be_visible()
    assert code.evaluate("one => one.naturalWidth") > 0, "the policy lets the picture be drawn"
    page.screenshot(path=tmp_path / "pay.png", full_page=True)
    fits(page)
    order, payer, gate, now = PaymentOrder.objects.get(), demo_payer(), payments(), timezone.now()
    assert payer is not None
    assert gate is not None
    take_notice(notice=gate.read(*payer.pay(order.payload, now=now), now=now), now=now)
    expect(page.get_by_text("đã nhận đủ lúc")).to_be_visible(timeout=10_000)  # nobody reloads
    expect(code).to_have_count(0)
    page.screenshot(path=tmp_path / "paid.png", full_page=True)
    page.get_by_role("link", name=dossier.code).click()
    page.get_by_role("link", name="Bưu chính").click()
    page.get_by_label("Bưu chính đến lấy tại").fill("Số 1, phố Thử")
    page.get_by_label("Điện thoại nơi gửi").fill("0243000000")
    page.screenshot(path=tmp_path / "post.png", full_page=True)
    fits(page)
    page.get_by_role("button", name="Đặt bưu gửi").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("đã đặt")
    page.screenshot(path=tmp_path / "sent.png", full_page=True)
    fits(page)
