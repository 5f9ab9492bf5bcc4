"""Passwords, limits, sessions, and the settings that production is checked with."""

import os
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.people import PASSWORD, World
from tests.web.pages.test_sheet import text
from thuocdo.kit.browsers import browser

SIGN_IN = "/tai-khoan/dang-nhap/"
SESSIONS = "/tai-khoan/phien/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def signed_in(agent: str) -> Client:
    client = Client(headers={"user-agent": agent})
    client.post(SIGN_IN, {"login": "an", "password": PASSWORD})
    return client


def test_the_sessions_are_listed_and_the_others_ended(world: World) -> None:
    here, there = signed_in(FIREFOX), signed_in("Mozilla/5.0 (iPhone) Version/18 Safari/604.1")
    said = text(here.get(SESSIONS))
    assert "đang mở ở 2 nơi" in said
    assert "Firefox trên Linux phiên này" in said
    assert "Safari trên iPhone" in said
    assert there.get("/diem/").status_code == 200
    assert "Đã đăng xuất khỏi các máy khác" in text(here.post(SESSIONS, follow=True))
    assert there.get("/diem/").status_code == 302
    assert here.get("/diem/").status_code == 200
    assert "disabled" in here.get(SESSIONS).content.decode()


def test_nobody_sees_or_ends_the_sessions_of_another(world: World) -> None:
    an, other = signed_in(FIREFOX), Client()
    other.post(SIGN_IN, {"login": "cuong", "password": PASSWORD})
    assert "đang mở ở 1 nơi" in text(other.get(SESSIONS))
    other.post(SESSIONS)
    assert an.get("/diem/").status_code == 200


def test_a_new_password_is_asked_for_elsewhere(world: World) -> None:
    here, there = signed_in(FIREFOX), signed_in(FIREFOX)
    new = "mot-cau-khac-de-nho"
    said = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert "Đã đổi mật khẩu" in text(here.post("/tai-khoan/mat-khau/", said, follow=True))
    assert there.get("/diem/").status_code == 302


def test_guessing_is_slowed_down_by_address_and_does_not_lock_the_account(world: World) -> None:
    guesser = Client(REMOTE_ADDR="203.0.113.9")
    for _ in range(10):
        guesser.post(SIGN_IN, {"login": "an", "password": "sai"})
    said = guesser.post(SIGN_IN, {"login": "an", "password": PASSWORD})
    assert "Đã nhập sai quá nhiều lần" in text(said)
    assert guesser.get("/diem/").status_code == 302
    assert signed_in(FIREFOX).get("/diem/").status_code == 200  # An, from her own place


def test_an_account_is_locked_to_passwords_after_many_wrong_ones_from_anywhere(
    world: World,
) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for number in range(20):
            one = Client(REMOTE_ADDR=f"203.0.113.{number}")
            one.post(SIGN_IN, {"login": "an", "password": "sai"})
        owner = Client()
        said = text(owner.post(SIGN_IN, {"login": "AN", "password": PASSWORD}))
        assert "Hãy chờ 15 phút rồi thử lại, hoặc dùng khóa truy cập." in said
        assert owner.get("/diem/").status_code == 302
        owner.post(SIGN_IN, {"login": "cuong", "password": PASSWORD})
        assert owner.get("/diem/").status_code == 200  # another account is open
        clock.shift(timedelta(minutes=15, seconds=1))
        later = Client()
        later.post(SIGN_IN, {"login": "an", "password": PASSWORD})
        assert later.get("/diem/").status_code == 200


def test_guessing_the_code_is_slowed_down_too(world: World) -> None:
    client = Client()
    client.post(SIGN_IN, {"login": "binh", "password": PASSWORD})
    said = [text(client.post("/tai-khoan/hai-buoc/ma/", {"code": "000000"})) for _ in range(12)]
    assert "Mã chưa đúng" in said[0]
    assert "quá nhiều lần" in said[-1]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge trên Windows"),
        (
            "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36",
            "Chrome trên Android",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/18 Safari/605.1",
            "Safari trên macOS",
        ),
        ("curl/8.5", "Trình duyệt khác"),
    ],
)
def test_a_browser_is_named_for_people(said, shown) -> None:
    assert browser(said) == shown


@pytest.fixture
def production(tmp_path: Path) -> dict[str, str]:
    """Return the environment of an installation behind a proxy that speaks TLS."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("THUOCDO_")}
    said = {
        "THUOCDO_DATA_DIR": str(tmp_path),
        "THUOCDO_HTTPS": "1",
        "THUOCDO_ALLOWED_HOSTS": "thuocdo.example.gov.vn",
        "DJANGO_SETTINGS_MODULE": "thuocdo.web.settings",
    }
    return kept | said


def run(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *words], env=environment, capture_output=True, text=True
    )


def test_production_passes_djangos_own_check(production) -> None:
    command = ("thuocdo.web.manage", "check", "--deploy", "--fail-level", "INFO")
    done = run(production, *command)
    assert done.returncode == 0, done.stderr
    assert "W008" in run(production | {"THUOCDO_HTTPS": "0"}, *command).stderr


def test_passwords_are_kept_by_argon2(production, tmp_path: Path) -> None:
    assert run(production, "thuocdo", "agency", "add", "H99", "UBND").returncode == 0
    words = ("--agency", "H99", "--family-name", "Trần", "--given-name", "An")
    added = run(
        production, "thuocdo", "user", "add", "an", *words, "--password", "mot-cau-dai-de-nho"
    )
    assert added.returncode == 0, added.stderr
    with sqlite3.connect(tmp_path / "thuocdo.sqlite3") as database:
        ((kept,),) = database.execute("SELECT password FROM organisations_user")
    database.close()
    assert kept.startswith("argon2$argon2id$")


def test_the_sign_in_service_is_set_by_the_environment(production) -> None:
    code = (
        "from thuocdo.web import settings as s;"
        "print(s.SOCIALACCOUNT_PROVIDERS['openid_connect']['APPS'][0]['settings']['server_url'],"
        "s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'], s.OIDC_USERNAME_CLAIM)"
    )
    said = {"THUOCDO_OIDC_ISSUER": "https://sso.example.gov.vn/realms/so/"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=production | said, capture_output=True, text=True
    )
    assert done.stdout == (
        "https://sso.example.gov.vn/realms/so "
        "[\"'self'\", 'https://sso.example.gov.vn'] preferred_username\n"
    )
