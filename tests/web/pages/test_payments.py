"""Where the bank's side tells of money, and the page of a dossier's payments."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from tests.apps.dossiers.test_paying import asked, hours, ordered, row
from tests.counter import Counter, make_counter
from tests.web.office import Office
from thuocdo.adapters.payment.vietqr import signature_of
from thuocdo.apps.dossiers.models import (
    Dossier,
    DossierEvent,
    EventKind,
    PaymentNotice,
    PaymentOrder,
)
from thuocdo.core.payments import transfer_in
from thuocdo.core.rows import PortalState

SECRET = "chung-voi-ngan-hang"
ADDRESS = "/api/thanh-toan/"
NOW = hours(4)


@pytest.fixture(autouse=True)
def _account(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PAYMENT_ACCOUNT = "970436/0881000458086/SO XAY DUNG"
    settings.PAYMENT_SECRET = SECRET
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def counter(office: Office) -> Counter:
    return make_counter(office)


@pytest.fixture
def dossier(counter: Counter) -> Dossier:
    return asked(counter)


def body(order: PaymentOrder, **changed: str) -> bytes:
    told = {
        "id": "FT24064000001",
        "reference": order.reference,
        "amount": f"{order.money}",
        "currency": "VND",
        "paid_at": hours(3).isoformat(),
        "bank_reference": "FT24064000001",
    }
    return json.dumps(told | changed).encode()


def tell(data: bytes, signature: str | None = None):
    """Ask as a bank would: no cookie, no token of a form."""
    if signature is None:
        signature = signature_of(data, secret=SECRET, at=NOW)
    return Client(enforce_csrf_checks=True).post(
        ADDRESS, data, content_type="application/json", headers={"X-Thuocdo-Signature": signature}
    )


def paid(dossier: Dossier) -> int:
    return DossierEvent.objects.filter(dossier=dossier, kind=EventKind.PAID).count()


def test_a_signed_notice_moves_the_dossier_on_once(counter: Counter, dossier: Dossier) -> None:
    data = body(ordered(counter, dossier))
    assert [tell(data).status_code for _ in range(2)] == [200, 200]
    assert paid(dossier) == 1
    assert row(dossier).state == PortalState.IN_PROGRESS


def test_what_is_not_to_be_believed_changes_nothing(counter: Counter, dossier: Dossier) -> None:
    order = ordered(counter, dossier)
    data = body(order)
    good = signature_of(data, secret=SECRET, at=NOW)
    forged = signature_of(data, secret="đoán", at=NOW)
    old = signature_of(data, secret=SECRET, at=NOW - timedelta(minutes=6))
    for sent, signature, reason in (
        (data, "", "chữ ký"),
        (data, forged, "Chữ ký"),
        (data, old, "đã cũ"),
        (body(order, amount="1"), good, "Chữ ký"),
        (body(order, amount="-1"), None, "amount"),
        (body(order, currency="USD"), None, "currency"),
        (b"\xff", None, "mẫu"),
        (b" " * (64 * 1024 + 1), None, "dài quá"),
    ):
        answered = tell(sent, signature)
        assert answered.status_code == 400, reason
        assert reason in answered.json()["error"]
    assert not PaymentNotice.objects.exists()
    assert not paid(dossier)


def test_what_cannot_be_checked_now_is_told_again(
    counter: Counter, dossier: Dossier, settings
) -> None:
    data = body(ordered(counter, dossier))
    settings.PAYMENT_SECRET = ""
    assert tell(data).status_code == 503
    settings.PAYMENT_ACCOUNT = ""
    assert tell(data).status_code == 503
    assert not PaymentNotice.objects.exists()


def test_a_key_with_another_amount_is_refused(counter: Counter, dossier: Dossier) -> None:
    order = ordered(counter, dossier)
    assert tell(body(order, amount="1000")).status_code == 200
    assert tell(body(order)).status_code == 400
    assert not paid(dossier)


def test_the_counter_shows_the_code_and_sees_the_money_come(
    counter: Counter, dossier: Dossier, client: Client, django_assert_max_num_queries
) -> None:
    client.force_login(counter.dung)
    address = f"/ho-so/{dossier.code}/thanh-toan/"
    assert "Còn phải nộp 200.000 đồng" in client.get(address).text
    assert client.post(address).status_code == 302
    order = PaymentOrder.objects.get()
    assert transfer_in(order.payload).amount == 200000
    with django_assert_max_num_queries(15):
        page = client.get(address).text
    assert 'src="data:image/svg+xml' in page
    assert order.reference in page
    assert "chưa nhận được tiền" in page
    assert "every 3s" in page
    assert "Trả thử" not in page
    tell(body(order, amount="50000", id="a"))
    assert "Còn thiếu 150.000 đồng" in client.get(address).text
    tell(body(order, amount="160000", id="b"))
    part = client.get(address, headers={"HX-Request": "true"}).text
    assert part.lstrip().startswith("<div")
    assert "đã nhận đủ lúc" in part
    assert "thừa 10.000 đồng" in part
    assert "every 3s" not in part
    assert "data:image" not in part


def test_others_see_why_they_may_not_order(
    counter: Counter, dossier: Dossier, an: Client, office: Office, client: Client
) -> None:
    address = f"/ho-so/{dossier.code}/thanh-toan/"
    page = an.get(address).text
    assert "disabled" in page
    assert "cán bộ bộ phận một cửa" in page
    assert an.post(address).status_code == 403
    client.force_login(office.cuong)
    assert client.get(address).status_code == 404
    assert client.get("/ho-so/a%00b/thanh-toan/").status_code == 404
    assert not PaymentOrder.objects.exists()


def test_without_an_account_the_page_says_so(
    counter: Counter, dossier: Dossier, client: Client, settings
) -> None:
    settings.PAYMENT_ACCOUNT = ""
    client.force_login(counter.dung)
    address = f"/ho-so/{dossier.code}/thanh-toan/"
    assert "chưa khai tài khoản" in client.get(address).text
    answered = client.post(address)
    assert answered.status_code == 422
    assert 'role="alert"' in answered.text


def test_the_demos_payer_pays(counter: Counter, dossier: Dossier, client: Client, settings) -> None:
    client.force_login(counter.dung)
    address = f"/ho-so/{dossier.code}/thanh-toan/"
    client.post(address)
    reference = PaymentOrder.objects.get().reference
    assert client.post(address, {"tra-thu": reference}).status_code == 422, "money is real here"
    settings.PAYMENT_ACCOUNT = "demo"
    assert "Trả thử" in client.get(address).text
    assert client.post(address, {"tra-thu": "KHONG-CO\x00"}).status_code == 422
    for _ in range(2):
        assert client.post(address, {"tra-thu": reference}).status_code == 302
    assert paid(dossier) == 1
    assert "đã nhận đủ" in client.get(address).text


def test_the_dossiers_page_leads_here(dossier: Dossier, an: Client) -> None:
    page = an.get(f"/ho-so/{dossier.code}/").text
    assert f'href="/ho-so/{dossier.code}/thanh-toan/"' in page
    assert f'href="/ho-so/{dossier.code}/buu-chinh/"' in page
