"""Every page of signing in, in every state one can meet it in: ours, and in Vietnamese."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from tests.architecture.test_templates import (
    ALSO_VIETNAMESE,
    ENGLISH,
    NAMES_OF_THINGS,
    visible,
    words_in,
)
from tests.people import PASSWORD, World
from thuocdo.web.demo.second_step import code_of
from thuocdo.web.sign_in_urls import urlpatterns

KEYS = {"pk": "999", "provider_id": "sso"}
ADDRESSES = [
    "/tai-khoan/" + re.sub(r"<\w+:(\w+)>", lambda found: KEYS[found[1]], str(one.pattern))
    for one in urlpatterns
]
OF_A_KEY = [one for one in ADDRESSES if "/999/" in one or one.endswith("/khoa/")]
FOREIGN = ENGLISH - ALSO_VIETNAMESE - NAMES_OF_THINGS
CONFIRM = "/tai-khoan/xac-nhan/"
SIGN_IN = "/tai-khoan/dang-nhap/"


def stranger(world: World) -> Client:
    return Client()


def halfway(world: World) -> Client:
    """Bình after his password, before his code."""
    client = Client()
    client.post(SIGN_IN, {"login": "binh", "password": PASSWORD})
    return client


def within(world: World) -> Client:
    client = halfway(world)
    client.post("/tai-khoan/hai-buoc/ma/", {"code": code_of("binh", timezone.now())})
    client.post(CONFIRM, {"password": PASSWORD})
    return client


def long_ago(world: World) -> Client:
    """Bình, who has to prove anew who he is before he changes anything."""
    client = Client()
    client.force_login(world.binh)
    return client


def with_a_key(world: World) -> Client:
    data = {"name": "Máy ở phòng", "credential": {}}
    Authenticator.objects.create(pk=999, user=world.cuong, type="webauthn", data=data)
    client = Client()
    client.force_login(world.cuong)
    client.post(CONFIRM, {"password": PASSWORD})
    return client


def owing(world: World) -> Client:
    Authenticator.objects.all().delete()
    client = Client()
    client.post(SIGN_IN, {"login": "binh", "password": PASSWORD})
    client.post(CONFIRM, {"password": PASSWORD})
    return client


def ordinary(world: World) -> Client:
    client = Client()
    client.post(SIGN_IN, {"login": "an", "password": PASSWORD})
    return client


STATES = (stranger, halfway, within, long_ago, with_a_key, owing, ordinary)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_no_page_is_english_and_each_is_in_our_frame(world: World, state) -> None:
    client = state(world)
    seen = 0
    for method in (client.get, client.post):  # a form sent may end the state
        for address in ADDRESSES if state is not with_a_key else OF_A_KEY:
            if "dang-xuat" in address and method == client.post:
                continue
            answer = method(address, {"code": "x", "credential": "x"})
            page = answer.content.decode()
            if not page or not answer.headers["Content-Type"].startswith("text/html"):
                continue
            seen += 1
            assert "· Thước Đo</title>" in page, address
            assert not words_in(visible(page)) & FOREIGN, (address, answer.status_code)
            assert not re.search(r"<script(?![^>]*\b(src=|type=\"application/json\"))", page)
    assert seen > 3


def test_every_view_of_allauth_that_is_reached_is_one_of_these() -> None:
    from django.urls import get_resolver

    from tests.web.pages.test_access import routes

    ours = {route for route in routes(get_resolver()) if route.startswith("tai-khoan/")}
    assert ours == {f"tai-khoan/{one.pattern}" for one in urlpatterns}
