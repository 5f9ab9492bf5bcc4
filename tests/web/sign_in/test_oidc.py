"""Signing in through the agency's own service, against a real provider that the tests start."""

import re
import subprocess
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import requests
from django.test import Client

from tests.__main__ import free_port
from tests.services import node
from tests.web.pages.test_sheet import text
from thuocdo.apps.organisations.models import User

BACK = "http://testserver/tai-khoan/ngoai/sso/ve/"
START = "/tai-khoan/ngoai/sso/"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """Start the provider; its address."""
    port = free_port()
    script = Path(__file__).with_name("provider.mjs")
    running = subprocess.Popen(
        [node(), str(script), str(port), BACK],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert running.stdout is not None
        until = time.monotonic() + 30
        while "ready" not in running.stdout.readline():
            assert running.poll() is None, "the provider did not start"
            assert time.monotonic() < until
        yield f"http://localhost:{port}"
    finally:
        running.terminate()
        running.wait(10)
        running.stdout.close()


@pytest.fixture
def service(issuer: str, settings, world) -> str:
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "sso",
                    "name": "tài khoản công vụ",
                    "client_id": "thuocdo",
                    "secret": "bi-mat-cua-kiem-thu",
                    "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
                }
            ]
        }
    }
    return issuer


def go_there(client: Client) -> str:
    """Return where the button of the sign-in page leads."""
    answer = client.post(START)
    assert answer.status_code == HTTPStatus.FOUND, answer.content
    return answer["Location"]


def sign_in_there(address: str, name: str) -> str:
    """Do at the provider what a person does; return the address that it sends the browser back to."""
    with requests.Session() as session:
        answer = session.get(address, allow_redirects=False)
        for _ in range(12):
            if "Location" in answer.headers:
                there = urljoin(answer.url, answer.headers["Location"])
                if there.startswith(BACK):
                    return there
                answer = session.get(there, allow_redirects=False)
                continue
            form = re.search(r'<form[^>]*action="([^"]+)"', answer.text)
            prompt = re.search(r'name="prompt" value="(\w+)"', answer.text)
            assert form, answer.text[:2000]
            assert prompt
            said = {"prompt": prompt[1], "login": name, "password": "x"}
            answer = session.post(urljoin(answer.url, form[1]), said, allow_redirects=False)
    raise AssertionError("the provider never sent the browser back")


def come_back(client: Client, address: str):
    parts = urlsplit(address)
    return client.get(f"{parts.path}?{parts.query}", follow=True)


def through(client: Client, name: str):
    return come_back(client, sign_in_there(go_there(client), name))


def test_the_sign_in_page_offers_the_service_only_where_there_is_one(client, service, settings):
    assert "Đăng nhập bằng tài khoản công vụ" in text(client.get("/tai-khoan/dang-nhap/"))
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert "công vụ" not in text(client.get("/tai-khoan/dang-nhap/"))
    assert client.post(START).status_code == 404


def test_an_signs_in_through_the_service(client, service, world):
    there = go_there(client)
    assert "code_challenge_method=S256" in there
    answer = come_back(client, sign_in_there(there, "an"))
    assert answer.redirect_chain[-1][0] == "/diem/"
    assert "Trần Thị An" in text(answer)
    assert world.an.socialaccount_set.get().uid == "an"
    again = Client()
    assert through(again, "an").redirect_chain[-1][0] == "/diem/"


def test_nobody_gets_an_account_by_it(client, service):
    before = User.objects.count()
    answer = through(client, "nguoi-la")
    assert "Chưa có tài khoản nào ở đây mang tên đó" in text(answer)
    assert User.objects.count() == before
    assert client.get("/diem/").status_code == 302


def test_another_subject_of_the_same_name_is_not_an(client, service, world):
    through(client, "an")
    other = Client()
    answer = through(other, "an@khac")
    assert "Chưa có tài khoản nào" in text(answer)
    assert other.get("/diem/").status_code == 302


def test_the_service_does_not_stand_in_for_the_second_step(client, service):
    answer = through(client, "binh")
    assert answer.redirect_chain[-1][0] == "/tai-khoan/hai-buoc/ma/"
    assert "Bước thứ hai" in text(answer)
    assert client.get("/diem/").status_code == 302


def test_an_account_that_is_locked_stays_so(client, service, world):
    world.an.is_active = False
    world.an.save()
    assert "đã khóa" in text(through(client, "an"))
    assert client.get("/diem/").status_code == 302


def test_what_was_not_asked_for_or_was_broken_off_signs_nobody_in(client, service):
    back = sign_in_there(go_there(Client()), "an")  # asked for by another browser
    assert "Chưa đăng nhập được" in text(come_back(client, back))
    state = re.search(r"state=([^&]+)", go_there(client))
    assert state
    broken = client.get(
        f"/tai-khoan/ngoai/sso/ve/?error=access_denied&state={state[1]}", follow=True
    )
    assert "Đã thôi đăng nhập" in text(broken)
    state = re.search(r"state=([^&]+)", go_there(client))
    assert state
    forged = client.get(f"/tai-khoan/ngoai/sso/ve/?code=gia&state={state[1]}", follow=True)
    assert "Chưa đăng nhập được" in text(forged)
    assert client.get("/diem/").status_code == 302


def test_a_service_that_is_down_is_told_kindly(client, service, settings):
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    apps[0]["settings"]["server_url"] = f"http://localhost:{free_port()}"
    assert "Chưa đăng nhập được" in text(client.post(START, follow=True))
