"""The second step: who owes it, how it is set up, what it asks, and how one gets in without a phone."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from tests.people import NOW, PASSWORD, World
from tests.web.pages.test_sheet import text
from thuocdo.apps.organisations.models import Role
from thuocdo.apps.organisations.services import assign_role
from thuocdo.web.demo.loading import ACCOUNTS
from thuocdo.web.demo.second_step import code_at, code_of

SIGN_IN = "/tai-khoan/dang-nhap/"
STEP = "/tai-khoan/hai-buoc/ma/"
HOME = "/tai-khoan/hai-buoc/"


def sign_in(client: Client, name: str):
    return client.post(SIGN_IN, {"login": name, "password": PASSWORD}, follow=True)


def confirm(client: Client) -> None:
    """Prove anew who one is, as allauth asks before the second step is changed."""
    client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD})


@pytest.fixture
def bare(world: World) -> World:
    """Bình has not set his second step up yet."""
    Authenticator.objects.all().delete()
    return world


def test_a_code_is_the_one_of_rfc_6238() -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # the RFC's own, of appendix B
    at = timezone.datetime(1970, 1, 1, tzinfo=timezone.get_fixed_timezone(0))  # type: ignore[attr-defined]
    said = {59: "287082", 1111111109: "081804", 1234567890: "005924", 2000000000: "279037"}
    for seconds, code in said.items():
        assert code_at(secret, at + timedelta(seconds=seconds)) == code


def test_an_needs_only_her_password(client: Client, world: World) -> None:
    assert sign_in(client, "an").redirect_chain[-1][0] == "/diem/"


@pytest.mark.parametrize(
    "page", ["/diem/", "/xep-hang/", "/bo-chi-so/", "/tai-khoan/hai-buoc/du-phong/"]
)
def test_who_appraises_sets_it_up_before_anything_else(client: Client, bare: World, page) -> None:
    client.force_login(bare.binh)
    led = client.get(page, follow=True)
    assert led.redirect_chain == [(HOME, 302)]
    assert "Vai trò của bạn cần xác thực hai bước" in text(led)
    assert client.post("/bo-chi-so/").status_code == 302
    assert client.get(page, headers={"HX-Request": "true"})["HX-Redirect"] == HOME
    assert client.get("/khong-co/").status_code == 302


def test_an_administrator_owes_it_too_and_others_do_not(client: Client, bare: World) -> None:
    client.force_login(bare.an)
    assert client.get("/diem/").status_code == 200
    assign_role(
        user=bare.an,
        role=Role.ADMINISTRATOR,
        agency=bare.transport,
        valid_from=timezone.localdate(),
        now=NOW,
    )
    assert client.get("/diem/")["Location"] == HOME


def test_it_is_set_up_with_an_app_and_recovery_codes_are_given(client: Client, bare: World) -> None:
    sign_in(client, "binh")
    confirm(client)
    shown = client.get(f"{HOME}ung-dung/bat/")
    found = re.search(r'class="secret">(\w+)<', shown.content.decode())
    assert found
    wrong = client.post(f"{HOME}ung-dung/bat/", {"code": "000000"})
    assert "Mã chưa đúng hoặc đã hết hạn" in text(wrong)
    assert client.get("/diem/").status_code == 302
    done = client.post(
        f"{HOME}ung-dung/bat/", {"code": code_at(found[1], timezone.now())}, follow=True
    )
    assert "Còn 10 trong 10 mã" in text(done)
    assert client.get("/diem/").status_code == 200
    codes = re.findall(r"<code>(\d+)</code>", done.content.decode())
    assert len(set(codes)) == 10
    saved = client.get(f"{HOME}du-phong/tai/")
    assert saved.content.decode().split() == codes


def test_binh_signs_in_with_the_code_and_not_without(client: Client, world: World) -> None:
    asked = sign_in(client, "binh")
    assert asked.redirect_chain[-1][0] == STEP
    assert client.get("/diem/").status_code == 302
    assert "Mã chưa đúng" in text(client.post(STEP, {"code": "000000"}))
    assert client.get("/diem/").status_code == 302
    in_ = client.post(STEP, {"code": code_of("binh", timezone.now())}, follow=True)
    assert in_.redirect_chain[-1][0] == "/diem/"


def test_a_code_serves_once(client: Client, world: World) -> None:
    code = code_of("binh", timezone.now())
    sign_in(client, "binh")
    client.post(STEP, {"code": code})
    again = Client()
    sign_in(again, "binh")
    again.post(STEP, {"code": code})
    assert again.get("/diem/").status_code == 302


def test_a_recovery_code_lets_in_once(world: World) -> None:
    found = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES, user=world.binh)
    code = found.wrap().get_unused_codes()[0]
    for let_in in (True, False):
        client = Client()
        sign_in(client, "binh")
        client.post(STEP, {"code": code})
        assert (client.get("/diem/").status_code == 200) is let_in


def test_who_turns_it_off_owes_it_again(client: Client, world: World) -> None:
    sign_in(client, "binh")
    client.post(STEP, {"code": code_of("binh", timezone.now())})
    assert "Xác nhận đúng là bạn" in text(client.post(f"{HOME}ung-dung/tat/", follow=True))
    confirm(client)
    off = client.post(f"{HOME}ung-dung/tat/", follow=True)
    assert "Đã tắt mã từ ứng dụng" in text(off)
    assert client.get("/diem/")["Location"] == HOME


def test_only_the_demos_appraiser_is_asked_for_a_code() -> None:
    assert [one.username for one in ACCOUNTS if one.second_step] == ["binh"]


def test_the_demos_sign_in_page_says_where_the_code_is(client: Client, world, settings) -> None:
    settings.DEMO = True
    said = text(client.get(SIGN_IN))
    assert said.count("sau đó nhập mã 6 số in ở cửa sổ lệnh") == 1
    assert "in mã này ở cửa sổ lệnh" in text(sign_in(client, "binh"))
