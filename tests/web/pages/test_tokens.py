"""Keys for other programs: who makes them, what is kept, what they open, when they stop."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from tests.people import NOW, SINCE
from tests.web.pages.test_sheet import text
from thuocdo.apps.organisations.models import ApiToken, AuditEntry, Role, TokenScope
from thuocdo.apps.organisations.services import assign_role, create_token
from thuocdo.kit.refusals import NotAllowed

HERE, SCORES = "/co-quan/khoa/", "/api/diem/"
GIVEN = {"name": "Kho dữ liệu tỉnh", "scope": "READ_SCORES", "days": "30"}


@pytest.fixture
def director(office, client: Client) -> Client:
    assign_role(
        user=office.an, role=Role.DIRECTOR, agency=office.transport, valid_from=SINCE, now=NOW
    )
    client.force_login(office.an)
    return client


def make(client: Client) -> str:
    said = client.post(HERE, GIVEN).content.decode()
    found = re.search(r'class="secret">(td_[\w-]+)<', said)
    assert found
    return found[1]


def ask(key: str, **query: str):
    return Client().get(SCORES, query, headers={"Authorization": f"Bearer {key}"})


def test_a_key_is_shown_once_and_only_its_hash_is_kept(director) -> None:
    key = make(director)
    listed = director.get(HERE).content.decode()
    assert key not in listed
    assert key[:10] in listed
    assert key not in repr(ApiToken.objects.values().get())
    entry = AuditEntry.objects.get(action="organisations.token.created")
    assert entry.after["prefix"] == key[:10]
    assert key not in repr(entry.after)


def test_it_opens_the_sheet_of_its_agency_as_the_page_has_it(director, office) -> None:
    answer = ask(make(director), den="2023-12-29")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    sheet = json.loads(answer.content)
    assert sheet["as_of"] == "2023-12-29"
    facts = {one["name"]: one for row in sheet["criteria"] for one in row["facts"]}
    assert any(one["denominator"] == "60" for one in facts.values())


def test_without_a_key_or_with_a_wrong_one_nothing_is_told(director) -> None:
    key = make(director)
    assert Client().get(SCORES).status_code == 401
    assert director.get(SCORES).status_code == 401  # a session is no key
    for wrong in (key[:-1], "", "x"):
        refused = ask(wrong)
        assert refused.status_code == 401
        assert "WWW-Authenticate" in refused
    assert ask(key, den="mai").status_code == 400


def test_it_ends_when_it_expires_or_is_revoked(director, office) -> None:
    key = make(director)
    with time_machine.travel(timezone.now() + timedelta(days=30, seconds=1)):
        assert ask(key).status_code == 401
    assert ask(key).status_code == 200
    token = ApiToken.objects.get()
    answer = director.post(f"{HERE}{token.pk}/thu-hoi/", follow=True)
    assert "Đã thu hồi khóa" in text(answer)
    assert ask(key).status_code == 401
    director.post(f"{HERE}{token.pk}/thu-hoi/")
    assert AuditEntry.objects.filter(action="organisations.token.revoked").count() == 1


def test_another_agency_neither_sees_nor_ends_it(director, office) -> None:
    make(director)
    other = Client()
    other.force_login(office.cuong)
    assert other.get(HERE).status_code == 403
    assert other.post(f"{HERE}{ApiToken.objects.get().pk}/thu-hoi/").status_code == 403
    assert ApiToken.objects.get().revoked_at is None


def test_a_key_has_a_purpose_and_an_end(director, office) -> None:
    said = text(director.post(HERE, GIVEN | {"days": "400", "name": "", "scope": "ALL"}))
    for reason in ("Nhiều nhất 366 ngày", "Ghi khóa dùng cho", "Chọn một trong danh sách"):
        assert reason in said
    asked: dict[str, Any] = {
        "agency": office.transport,
        "name": "x",
        "scope": TokenScope.READ_SCORES,
        "now": NOW,
    }
    with pytest.raises(NotAllowed, match="từ 1 đến 366 ngày"):
        create_token(**asked, days=367, by=office.an)
    with pytest.raises(NotAllowed, match="Chỉ thủ trưởng"):
        create_token(**asked, days=1, by=office.cuong)
    token, _ = create_token(**asked, days=1, by=office.an)
    token.expires_at = token.created_at
    with pytest.raises(ValidationError, match="hết hạn sau lúc tạo"):
        token.validate_constraints()


def test_the_entry_is_only_for_those_who_make_keys(director, office) -> None:
    assert "Khóa tích hợp" in text(director.get("/lich/"))
    other = Client()
    other.force_login(office.cuong)
    assert "Khóa tích hợp" not in text(other.get("/lich/"))
