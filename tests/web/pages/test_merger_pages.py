"""The pages of a merger: form, preview, carrying out, confirming, undoing; who is told what."""

from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import NOW
from tests.web.merging import AT, OPEN, carry_out, open_csv
from tests.web.pages.test_sheet import text
from thuocdo.apps.assessments.services import publish_result
from thuocdo.apps.dossiers.queries import dossiers_of
from thuocdo.apps.dossiers.services import request_import, run_import
from thuocdo.apps.organisations.models import Agency, Merger, User

FORM = {
    "predecessors": ["H99.15", "H99.19"],
    "name": "Sở Xây dựng",
    "short_name": "",
    "code": "H99.33",
    "effective_on": "2024-03-01",
    "decision_number": "12/NQ-HĐND",
    "decided_on": "2024-02-18",
    "xem": "1",
}


@pytest.fixture
def binh(client, merging):
    client.force_login(merging.binh)
    with time_machine.travel(AT, tick=False):
        yield client


def test_form_preview_carry_out_confirm(binh, merging):
    assert "Sáp nhập cơ quan" in text(binh.get("/co-quan/"))
    blank = text(binh.get("/co-quan/sap-nhap/"))
    assert "Sở Giao thông vận tải (H99.15)" in blank
    shown = binh.get("/co-quan/sap-nhap/", FORM)
    assert "Xem trước: Sở Xây dựng từ 01/03/2024" in text(shown)
    assert "Hồ sơ thủ tục hành chính 5 60" in text(shown)
    assert Merger.objects.count() == 0
    done = binh.post("/co-quan/sap-nhap/", FORM, follow=True)
    said = text(done)
    assert "Đã sáp nhập thành Sở Xây dựng." in said
    assert "Hồ sơ thủ tục hành chính 5" in said
    url = done.redirect_chain[-1][0]
    assert "đã xác nhận" in text(binh.post(url, {"xac-nhan": "1"}, follow=True))
    refused = binh.post(url, {"hoan-tac": "1"})
    assert refused.status_code == 403
    assert "không đổi được nữa" in text(refused)
    history = text(binh.get("/co-quan/H99.33/"))
    assert "Hợp nhất từ Sở Giao thông vận tải theo 12/NQ-HĐND ngày 18/02/2024" in history


def test_undo_on_the_page(binh, merging):
    url = binh.post("/co-quan/sap-nhap/", FORM, follow=True).redirect_chain[-1][0]
    assert "đã hoàn tác" in text(binh.post(url, {"hoan-tac": "1"}, follow=True))
    assert "việc thành lập đã được hoàn tác" in text(binh.get("/co-quan/H99.33/"))
    assert dossiers_of(merging.transport).count() == 60 + OPEN


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"predecessors": []}, "Chọn các cơ quan sáp nhập."),
        ({"predecessors": ["H99.15", "H00"]}, "Cơ quan H00 không có trong danh sách"),
        ({"code": "h-1"}, "chỉ được gồm chữ số"),
        ({"name": ""}, "Ghi tên cơ quan mới."),
        ({"effective_on": "mai"}, "Ghi ngày dạng 01/03/2025."),
        ({"effective_on": "2024-12-01"}, "chưa tới"),
    ],
)
def test_a_wrong_form_is_refused_and_kept(binh, changes, said):
    response = binh.post("/co-quan/sap-nhap/", FORM | changes)
    assert response.status_code == 422
    assert said in text(response)
    assert "12/NQ-HĐND" in response.content.decode()
    assert Merger.objects.count() == 0


def test_a_refused_undo_says_why(binh, merging):
    url = binh.post("/co-quan/sap-nhap/", FORM, follow=True).redirect_chain[-1][0]
    new = Agency.objects.get(code="H99.33")
    publish_result(agency=new, year=2024, points=Decimal(90), scale=Decimal(100), now=NOW)
    response = binh.post(url, {"hoan-tac": "1"})
    assert response.status_code == 409
    assert "Không hoàn tác được: đã công bố kết quả của cơ quan mới." in text(response)


def test_others_are_told_who_may(client, merging):
    carry = carry_out(merging)
    client.force_login(merging.an)
    assert "disabled" in client.get("/co-quan/").content.decode()
    for url in ("/co-quan/sap-nhap/", f"/co-quan/sap-nhap/{carry.pk}/"):
        response = client.get(url)
        assert response.status_code == 403
        assert "Chỉ người quản trị" in text(response)
    client.force_login(merging.binh)
    assert client.get("/co-quan/sap-nhap/99999/").status_code == 404


def test_the_preview_takes_few_queries(binh):
    binh.get("/co-quan/sap-nhap/", FORM)
    with CaptureQueriesContext(connection) as asked:
        binh.get("/co-quan/sap-nhap/", FORM)
    assert len(asked) <= 24


def test_the_history_page_restates_last_years_numbers_beside_those_that_were(binh, merging):
    requested = request_import(
        agency=merging.construction,
        file_name="xd.csv",
        data=open_csv("H99.19-24"),
        by=merging.cuong,
        now=AT,
    )
    run_import(import_id=requested.pk, now=AT)
    carry_out(merging)
    shown = binh.get("/co-quan/H99.33/")
    rows = {(row.title, row.year): row for row in shown.context["restated"]}
    received = rows["Hồ sơ tiếp nhận trong kỳ", 2024]
    assert received.as_was == ("10", "5", "5")
    assert received.restated == "10"  # handed-on dossiers once, not twice
    still_open = rows["Hồ sơ đang giải quyết", 2024]
    assert still_open.as_was == ("–", "5", "–")  # no file of the new agency tells results yet
    assert still_open.restated == "5"  # so the dossiers that it has now are not lost
    assert "chưa đủ" in text(shown)
    assert rows["Hồ sơ tiếp nhận trong kỳ", 2023].as_was == ("–", "60", "–")
    on_time = next(
        row for (title, year), row in rows.items() if "đúng hạn" in title and year == 2023
    )
    assert on_time.restated == "95,00 % (57/60)"
    assert on_time.remark == "Chưa có số liệu của Sở Xây dựng (H99.19)."
    assert "Số liệu như đã có và số liệu quy đổi" in text(shown)


def test_the_numbers_are_shown_to_whoever_may_see_the_agency(client, merging):
    carry_out(merging)
    stranger = User.objects.create_user("khach")
    client.force_login(stranger)
    assert client.get("/co-quan/H99.33/").context["restated"] == ()
