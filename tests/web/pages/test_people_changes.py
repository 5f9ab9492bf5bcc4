"""Entering one thing of an officer or a job position on a page, and who may."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.people import NOW
from tests.staffing import read_rows
from tests.web.pages.test_sheet import text
from thuocdo.apps.organisations.models import (
    AuditEntry,
    Delegation,
    Discipline,
    JobPositionReview,
    Officer,
)
from thuocdo.apps.organisations.services import import_people
from thuocdo.apps.rulebooks.shipped import people_rules

OFFICER = "/can-bo/CB.001/"
LEAVE = f"{OFFICER}uy-quyen/"
CASE = f"{OFFICER}ky-luat/"
ACCOUNT = f"{OFFICER}tai-khoan/"
REVIEW = "/can-bo/ra-soat/VT.02/"
FORMS = [LEAVE, CASE, ACCOUNT, REVIEW]
OURS = "?co-quan=H99.15"


@pytest.fixture
def staffed(office):
    import_people(
        agency=office.transport, read=read_rows(), source="f", rules=people_rules(), now=NOW
    )
    return office


def said(days: int = 0) -> str:
    """Return a day from today on as people write it."""
    return f"{timezone.localdate() + timedelta(days=days):%d/%m/%Y}"


def told() -> tuple[str, dict[str, object]]:
    """Return the newest entry of the journal."""
    entry = AuditEntry.objects.latest("pk")
    return entry.action, entry.after


def leave(**changed: str) -> dict[str, str]:
    return {"stand_in": "cb.002", "valid_from": said(), "valid_to": said(7)} | changed


def test_a_stand_in_is_entered_shown_to_both_and_taken_back(an, staffed):
    done = text(an.post(LEAVE, leave(), follow=True))
    assert "Đã ghi người làm thay CB.001." in done
    assert f"Đang vắng, Mai Văn Khuê (CB.002) làm thay đến trước ngày {said(7)}." in done
    assert "Đang làm thay Đinh Thị Thạch (CB.001)" in text(an.get("/can-bo/CB.002/"))
    assert told()[0] == "organisations.officer.delegated"
    pk = Delegation.objects.get().pk
    done = text(an.post(f"{LEAVE}{pk}/thoi/", follow=True))
    assert "CB.002 thôi làm thay CB.001." in done
    assert "Đang vắng" not in done
    assert told() == ("organisations.officer.delegation_taken_back", {"delegation": pk})
    assert an.post(f"{LEAVE}{pk}/thoi/").status_code == 404


def test_one_who_will_be_away_can_be_taken_back_already(an, staffed):
    shown = text(an.post(LEAVE, leave(valid_from=said(3)), follow=True))
    assert f"CB.002, từ {said(3)} đến trước {said(7)}" in shown
    assert "Đang vắng" not in shown


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"stand_in": "CB.999"}, "Cơ quan này không có cán bộ mang mã «CB.999»."),
        ({"stand_in": "CB.001"}, "Người làm thay phải là một cán bộ khác của cùng cơ quan."),
        ({"valid_to": "32/01/2025"}, "Ghi ngày dạng 01/03/2025."),
        ({"valid_to": "01/01/2020"}, "Ngày này phải sau ngày bắt đầu vắng."),
        ({"valid_from": "01/01/2017"}, "CB.002 không làm việc suốt thời gian này."),
        ({"stand_in": ""}, "Ghi mã của người làm thay."),
    ],
)
def test_what_cannot_stand_in_is_said_and_kept(an, staffed, changed, why):
    response = an.post(LEAVE, leave(**changed))
    assert response.status_code == 422
    assert why in text(response)
    assert f'value="{leave(**changed)["valid_from"]}"' in response.content.decode()
    assert not Delegation.objects.exists()


def test_two_cannot_stand_in_at_once(an, staffed):
    an.post(LEAVE, leave())
    again = an.post(LEAVE, leave(stand_in="CB.003"))
    assert "CB.001 đã có người làm thay trong thời gian này." in text(again)
    assert Delegation.objects.count() == 1


def test_a_discipline_case_is_entered_and_the_journal_keeps_its_form_out(an, staffed):
    sent = {"form": "WARNING", "decided_on": "05/06/2024", "decision_number": "9/QĐ-SGTVT"}
    done = text(an.post(CASE, sent, follow=True))
    assert "Kỷ luật: cảnh cáo, ngày 05/06/2024, quyết định 9/QĐ-SGTVT" in done
    assert told() == ("organisations.officer.disciplined", {"on": "2024-06-05"})
    assert "Quyết định kỷ luật này đã được ghi." in text(an.post(CASE, sent))
    assert "Ngày này chưa đến" in text(an.post(CASE, sent | {"decided_on": said(1)}))
    assert "Chọn một trong danh sách." in text(an.post(CASE, sent | {"form": "FINE"}))
    assert Discipline.objects.count() == 1


def test_an_account_is_linked_with_its_roles_and_unlinked(an, staffed):
    an.post(ACCOUNT, {"user": "an"})
    officer = Officer.objects.get(code="CB.001")
    assert officer.user == staffed.an
    assert told() == ("organisations.officer.linked", {"user": staffed.an.pk})
    assert "Tài khoản an ở đây: cán bộ cải cách hành chính." in text(an.get(ACCOUNT))
    assert "Trần Thị An (an)" not in text(an.get("/can-bo/CB.002/tai-khoan/")), "it is taken"
    assert an.post(ACCOUNT, {}).status_code == 422, "nothing sent must not cut the link"
    an.post(ACCOUNT, {"user": "-"})
    officer.refresh_from_db()
    assert officer.user is None


def test_no_account_of_another_agency_is_offered_or_taken(an, staffed):
    assert "cuong" not in text(an.get(ACCOUNT))
    assert an.post(ACCOUNT, {"user": "cuong"}).status_code == 422
    assert Officer.objects.get(code="CB.001").user is None


def test_a_job_position_is_reviewed_once_a_year(an, staffed):
    sent = {"reviewed_on": said(), "outcome": "KEPT"}
    done = text(an.post(REVIEW, sent, follow=True))
    year = timezone.localdate().year
    assert f"năm {year}" in done
    assert told() == (
        "organisations.job_position.reviewed",
        {"code": "VT.02", "year": year, "outcome": "KEPT"},
    )
    assert f"Vị trí VT.02 đã được rà soát năm {year}." in text(an.post(REVIEW, sent))
    assert "Ngày này chưa đến" in text(an.post(REVIEW, sent | {"reviewed_on": said(1)}))
    early = an.post(REVIEW, sent | {"reviewed_on": "31/12/2019"})
    assert "Vị trí này có hiệu lực từ 01/01/2020." in text(early)
    assert JobPositionReview.objects.count() == 1
    assert an.get("/can-bo/ra-soat/KHONG/").status_code == 404


@pytest.mark.parametrize("url", FORMS)
def test_only_those_who_keep_the_people_come_in(client, staffed, url):
    for person in (staffed.binh, staffed.cuong):
        client.force_login(person)
        assert client.get(f"{url}{OURS}").status_code == 403
        assert client.post(f"{url}{OURS}", {}).status_code == 403


@pytest.mark.parametrize("page", [OFFICER, "/can-bo/don-vi/"])
def test_who_may_not_is_told_why_at_the_button(client, staffed, page):
    client.force_login(staffed.binh)
    shown = client.get(f"{page}{OURS}").content.decode()
    assert 'disabled title="Bạn đang làm việc cho cơ quan khác nên không sửa' in shown
    for url in FORMS:
        assert url not in shown


@pytest.mark.parametrize("url", [OFFICER, *FORMS])
def test_few_queries(an, staffed, url):
    an.post(LEAVE, leave())
    an.post(ACCOUNT, {"user": "an"})
    with CaptureQueriesContext(connection) as asked:
        assert an.get(url).status_code == 200
    assert len(asked) <= 15
