"""The score sheet says the answer first, and every point can be asked."""

import json
import re

from django.urls import reverse

from tests.web.office import DANGER


def text(response) -> str:
    """Return what people read, in one line."""
    body = re.sub(r"<(script|style|svg).*?</\1>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).strip()


def test_strangers_are_sent_to_sign_in(client):
    for name in ("sheet", "plans:plan", "dossiers:list", "dossiers:imports", "ranking"):
        response = client.get(reverse(name))
        assert response.status_code == 302
        assert response["Location"].startswith("/tai-khoan/dang-nhap/?next=/")
    assert client.get("/")["Location"] == "/tai-khoan/dang-nhap/"


def test_htmx_of_a_stranger_goes_to_the_sign_in_as_a_whole_page(client):
    response = client.get(
        "/diem/3.3.2/vi-sao/",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/diem/"},
    )
    assert response.status_code == 204
    assert response["HX-Redirect"].startswith("/tai-khoan/dang-nhap/?next=")


def test_home_leads_to_the_sheet(an):
    assert an.get("/")["Location"] == "/diem/"


def test_the_sentence_with_the_total_comes_first(an):
    said = text(an.get("/diem/"))
    assert re.search(r"Sở Giao thông vận tải đang có [\d,]+/95 điểm \([\d,]+ %\)", said)
    assert "năm 2022: 80,36/95 điểm (84,59 %), hạng 1/2" in said
    assert "Bộ chỉ số cải cách hành chính cấp sở 2024 · số liệu đến" in said


def test_a_lost_criterion_says_so_with_its_fact_and_lead(an):
    said = text(an.get("/diem/"))
    assert "Hồ sơ yêu cầu bổ sung trên 1 lần: 7" in said
    assert "đã mất 0,5" in said
    assert "Phòng Vận tải" in said


def test_no_data_is_not_nought(an):
    page = an.get("/diem/").content.decode()
    row = page[page.index('id="tc-3.4.2"') :].split("</tr>")[0]
    assert "–/1" in row
    assert "chưa" in row


def test_cells_of_a_file_are_never_markup(an):
    page = an.get("/diem/").content.decode()
    assert DANGER not in page
    assert "&lt;script&gt;" in page
    plan = an.get("/ke-hoach/?nam=2023").content.decode()
    assert DANGER not in plan


def test_the_day_can_be_chosen_in_the_national_form(an):
    said = text(an.get("/diem/", {"den": "30/06/2023"}))
    assert "số liệu đến 30/06/2023" in said
    assert "Năm 2023 (đến " in said
    assert "không phải là ngày" in text(an.get("/diem/", {"den": "hôm qua"}))


def test_one_state_can_be_looked_at_alone(an):
    page = an.get("/diem/", {"loc": "mat"}).content.decode()
    assert 'id="tc-3.3.2"' in page
    assert 'id="tc-3.4.2"' not in page


def test_chart_is_drawn_here_and_not_twice(an):
    response = an.get("/diem/bieu-do.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert b"<svg" in response.content
    again = an.get("/diem/bieu-do.svg", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    spec = json.loads(an.get("/diem/bieu-do.json").content)
    assert spec["config"]["font"] == "Be Vietnam Pro"


def test_policy_of_content_forbids_inline_code(an):
    response = an.get("/diem/")
    policy = response["Content-Security-Policy"]
    assert "'unsafe" not in policy
    page = response.content.decode()
    assert " style=" not in page
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"\son[a-z]+=", page)


def test_the_sheet_costs_few_queries(an, django_assert_max_num_queries):
    an.get("/diem/")
    with django_assert_max_num_queries(16):
        an.get("/diem/")


def test_another_department_sees_nothing_of_it(client, office):
    client.force_login(office.cuong)
    assert "Sở Xây dựng đang có" in text(client.get("/diem/"))
    refused = client.get("/diem/", {"co-quan": office.transport.code})
    assert refused.status_code == 403
    assert "chỉ xem được cơ quan của mình" in text(refused)
    assert client.get("/ho-so/H99.15-23-0001/").status_code == 404


def test_the_province_sees_its_departments_and_writes_nothing(client, office):
    client.force_login(office.binh)
    query = {"co-quan": office.transport.code}
    assert "Sở Giao thông vận tải đang có" in text(client.get("/diem/", query))
    why = client.get("/diem/3.4.2/vi-sao/", query)
    assert "disabled" in why.content.decode()
    posted = client.post(
        f"/diem/3.4.2/vi-sao/?co-quan={office.transport.code}",
        {
            "fact": "dossiers.apology_notes",
            "dossiers-apology_notes-value": "1",
            "dossiers-apology_notes-note": "x",
        },
    )
    assert posted.status_code == 403
