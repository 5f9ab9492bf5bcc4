"""The page of roles: who holds what in an agency, given and ended by its administrators alone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.people import NOW, SINCE
from tests.web.crew import everybody
from tests.web.pages.test_sheet import text
from thuocdo.apps.organisations.models import Assignment, AuditEntry, Role
from thuocdo.apps.organisations.policies import can_see
from thuocdo.apps.organisations.services import add_unit, assign_role
from thuocdo.web.demo.second_step import set_up

HERE = "/co-quan/vai-tro/"
OURS = f"{HERE}?co-quan=H99.15"


def day(ahead: int = 0) -> str:
    return f"{timezone.localdate() + timedelta(days=ahead):%d/%m/%Y}"


@pytest.fixture
def people(office):
    return everybody(office)


@pytest.fixture
def administrator(people, client: Client) -> Client:
    client.force_login(people["ADMINISTRATOR"])
    return client


def given(**more: str) -> dict[str, str]:
    asked = {"username": "cuong", "role": "COUNTER_CLERK", "unit": "", "title": "", "valid_to": ""}
    return asked | {"valid_from": day()} | more


def test_a_role_is_given_and_taken_back_the_same_day(administrator, office) -> None:
    assert not can_see(office.cuong, office.transport)
    said = text(administrator.post(OURS, given(title="Nhân viên quầy"), follow=True))
    assert "Phạm Quốc Cường: cán bộ bộ phận một cửa, Sở Giao thông vận tải." in said
    assert "Nhân viên quầy Cả cơ quan" in said
    assert can_see(office.cuong, office.transport)
    held = Assignment.objects.get(user=office.cuong, role=Role.COUNTER_CLERK)
    entry = AuditEntry.objects.get(
        action="organisations.role.assigned", subject=f"organisations.assignment:{held.pk}"
    )
    assert entry.actor is not None
    assert entry.actor.username == "administrator"
    said = text(administrator.post(f"{HERE}{held.pk}/ket-thuc/?co-quan=H99.15", follow=True))
    assert "thôi cán bộ bộ phận một cửa" in said
    assert "Nhân viên quầy" not in said
    assert not can_see(office.cuong, office.transport)
    assert AuditEntry.objects.filter(action="organisations.role.withdrawn").count() == 1


def test_a_role_of_before_ends_today(administrator, office) -> None:
    held = Assignment.objects.get(user=office.an)
    administrator.post(f"{HERE}{held.pk}/ket-thuc/?co-quan=H99.15")
    held.refresh_from_db()
    assert (held.valid_to, held.withdrawn_at) == (timezone.localdate(), None)
    assert not can_see(office.an, office.transport)


def test_a_role_in_a_unit_and_one_that_begins_later(administrator, office) -> None:
    add_unit(agency=office.transport, code="MC", name="Một cửa", valid_from=SINCE, now=NOW)
    said = text(administrator.post(OURS, given(unit="MC", valid_from=day(3)), follow=True))
    assert f"Một cửa sẽ từ {day(3)}" in said
    assert not can_see(office.cuong, office.transport)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"username": "ai-do"}, "Không có người dùng tên «ai-do»."),
        ({"username": ""}, "Ghi tên đăng nhập"),
        ({"role": "KING"}, "Chọn một trong danh sách."),
        ({"unit": "XX"}, "Chọn một đơn vị trong danh sách."),
        ({"valid_from": "mai"}, "Ghi ngày dạng 01/03/2025."),
        ({"valid_to": "01/01/2020"}, "Ngày này phải sau ngày bắt đầu."),
        ({"username": "an", "role": "REFORM_OFFICER"}, "đã giữ vai trò cán bộ cải cách hành chính"),
        ({"username": "an", "role": "AUDITOR"}, "không giữ cùng lúc vai trò khác"),
    ],
)
def test_what_cannot_be_given_is_said_and_the_input_kept(administrator, wrong, said) -> None:
    before = Assignment.objects.count()
    answer = administrator.post(OURS, given(title="Giữ lại", **wrong))
    assert answer.status_code == 422
    assert said in text(answer)
    assert 'value="Giữ lại"' in answer.content.decode()
    assert Assignment.objects.count() == before


def test_the_auditor_sees_greyed_buttons_with_their_reason(client, people, office) -> None:
    client.force_login(people["AUDITOR"])
    page = client.get(OURS).content.decode()
    assert "Trần Thị An" in page
    reason = "Chỉ người quản trị được phân công vai trò ở Sở Giao thông vận tải."
    listed = Assignment.objects.filter(position__agency=office.transport).count()
    assert page.count(f'disabled title="{reason}"') == listed + 1


def test_an_administrator_of_another_agency_neither_sees_nor_changes(office, client) -> None:
    assign_role(
        user=office.cuong, role=Role.ADMINISTRATOR, agency=office.construction, valid_from=SINCE,
        now=NOW,
    )  # fmt: skip
    set_up(office.cuong)
    client.force_login(office.cuong)
    held = Assignment.objects.get(user=office.an)
    assert client.get(OURS).status_code == 403
    assert client.post(OURS, given()).status_code == 403
    assert client.post(f"{HERE}{held.pk}/ket-thuc/?co-quan=H99.15").status_code == 403
    own = f"{HERE}{held.pk}/ket-thuc/?co-quan=H99.19"
    assert client.post(own).status_code == 404
    held.refresh_from_db()
    assert held.valid_to is None


def test_few_queries_however_many_hold_roles(administrator, office, people) -> None:
    def asked() -> int:
        administrator.get(OURS)
        with CaptureQueriesContext(connection) as found:
            administrator.get(OURS)
        return len(found)

    few = asked()
    for role in (Role.DIRECTOR, Role.HEAD_OF_UNIT, Role.COUNTER_CLERK, Role.SURVEY_OFFICER):
        assign_role(
            user=office.cuong, role=role, agency=office.transport, valid_from=SINCE, now=NOW
        )
    assert asked() == few <= 15


def test_the_entry_is_for_those_who_see_roles(client, people, office) -> None:
    client.force_login(people["AUDITOR"])
    assert "/co-quan/vai-tro/?co-quan=H99" in client.get("/lich/").content.decode()
    client.force_login(office.an)
    assert "/co-quan/vai-tro/" not in client.get("/lich/").content.decode()
