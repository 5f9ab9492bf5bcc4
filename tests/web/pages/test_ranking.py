"""The page of published results: ranks, places won and lost, classes, groups, the years before."""

from datetime import date
from decimal import Decimal

import pytest

from tests.people import NOW
from tests.web.pages.test_sheet import text
from thuocdo.apps.assessments.services import publish_result
from thuocdo.apps.organisations.models import AgencyLevel
from thuocdo.apps.organisations.services import create_agency

WHY = "Hợp nhất hai sở từ 01/3/2023"


def publish(agency, year: int, points: str, why: str = "") -> None:
    publish_result(
        agency=agency,
        year=year,
        points=Decimal(points),
        scale=Decimal(95),
        not_comparable=why,
        now=NOW,
    )


def another(code: str, group: str, parent):
    return create_agency(
        code=code,
        name=f"Cơ quan {code}",
        short_name=code,
        level=AgencyLevel.COMMUNE if group == "communes" else AgencyLevel.PROVINCE,
        parent=parent,
        ranking_group=group,
        valid_from=date(2016, 1, 1),
        now=NOW,
    )


def test_ranking_marks_the_own_row_and_says_ties(an):
    response = an.get("/xep-hang/")
    said = text(response)
    assert "Năm 2022, Sở Giao thông vận tải đứng hạng 1/2" in said
    assert said.count("1 (đồng hạng)") == 2
    assert response.content.decode().count('class="mine"') == 1


def test_ranking_is_sorted_by_its_headings(an):
    def names(order: str) -> list[str]:
        return [row.name for row in an.get("/xep-hang/", {"xep": order}).context["rows"]]

    assert names("co-quan") == ["Sở Giao thông vận tải", "Sở Xây dựng"]
    assert names("-co-quan") == ["Sở Xây dựng", "Sở Giao thông vận tải"]
    assert 'aria-sort="ascending"' in an.get("/xep-hang/").content.decode()
    assert len(names("-diem")) == len(names("ty-le")) == 2


def test_places_won_are_said_in_the_sentence_and_in_the_table(an, office):
    publish(office.transport, 2023, "80")
    publish(office.construction, 2023, "82")
    publish(office.transport, 2024, "90")
    publish(office.construction, 2024, "85")
    response = an.get("/xep-hang/")
    assert "So với năm trước: +1 hạng" in text(response)
    assert [(row.name, row.change.text) for row in response.context["rows"]] == [
        ("Sở Giao thông vận tải", "+1"),
        ("Sở Xây dựng", "\N{MINUS SIGN}1"),
    ]
    by_change = an.get("/xep-hang/", {"xep": "-thay-doi"}).context["rows"]
    assert [row.change.text for row in by_change] == ["+1", "\N{MINUS SIGN}1"]
    oldest = an.get("/xep-hang/", {"nam": "2022"})
    assert "So với năm trước" not in text(oldest)
    assert {row.change.text for row in oldest.context["rows"]} == {"–"}


def test_keeping_a_place_is_said(an, office):
    publish(office.transport, 2023, "90")
    said = text(an.get("/xep-hang/"))
    assert "So với năm trước: giữ hạng" in said


def test_across_a_merger_nothing_is_compared_and_it_says_why(an, office):
    publish(office.transport, 2023, "70", WHY)
    publish(office.construction, 2023, "80")
    response = an.get("/xep-hang/")
    said = text(response)
    assert f"Không so sánh trực tiếp với năm trước: {WHY}" in said
    assert "không so sánh trực tiếp" in said
    assert "Hạng qua các năm không so sánh trực tiếp được: hạng 1/2 năm 2022, 2/2 năm 2023" in said


def test_the_years_before_are_a_picture_and_a_table(an, office):
    assert an.get("/xep-hang/bieu-do.svg").status_code == 404
    assert "qua-cac-nam" not in an.get("/xep-hang/").content.decode()
    publish(office.transport, 2023, "80")
    publish(office.construction, 2023, "90")
    response = an.get("/xep-hang/")
    assert "Xuống 1 bậc: hạng 1/2 năm 2022, 2/2 năm 2023" in text(response)
    assert [(row.year, row.rank) for row in response.context["history"]] == [
        (2023, "2"),
        (2022, "1 (đồng hạng)"),
    ]
    picture = an.get("/xep-hang/bieu-do.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert "2/2" in picture.content.decode()
    again = an.get("/xep-hang/bieu-do.svg", headers={"If-None-Match": picture["ETag"]})
    assert again.status_code == 304
    publish(office.transport, 2024, "94")
    changed = an.get("/xep-hang/bieu-do.svg", headers={"If-None-Match": picture["ETag"]})
    assert changed.status_code == 200


@pytest.mark.parametrize(("year", "classes"), [(2026, ["Xuất sắc", "Tốt"]), (2025, ["", ""])])
def test_classes_stand_where_the_set_of_the_year_states_them(client, office, year, classes):
    ward, island = (another(code, "communes", office.province) for code in ("H99.70", "H99.71"))
    publish(ward, year, "85.5")
    publish(island, year, "85.49")
    client.force_login(office.binh)
    response = client.get("/xep-hang/", {"co-quan": "H99.70"})
    assert [row.class_title for row in response.context["rows"]] == classes
    said = text(response)
    assert ("Xếp loại" in said) is bool(classes[0])
    assert ("xếp loại Xuất sắc" in said) is bool(classes[0])


def test_groups_stand_apart_for_those_who_see_several(client, an, office):
    assert an.get("/xep-hang/").context["groups"] == [("Sở, ban, ngành", "?co-quan=H99.15", True)]
    publish(another("H99.70", "communes", office.province), 2022, "95")
    client.force_login(office.binh)
    response = client.get("/xep-hang/", {"co-quan": "H99.15"})
    assert [(title, chosen) for title, _, chosen in response.context["groups"]] == [
        ("Xã, phường, đặc khu", False),
        ("Sở, ban, ngành", True),
    ]
    assert len(response.context["rows"]) == 2
    communes = client.get("/xep-hang/" + response.context["groups"][0][1])
    assert [row.name for row in communes.context["rows"]] == ["Cơ quan H99.70"]


def test_cuong_sees_his_own_department_marked(client, office):
    publish(office.construction, 2023, "90")
    client.force_login(office.cuong)
    response = client.get("/xep-hang/")
    assert [row.name for row in response.context["rows"] if row.mine] == ["Sở Xây dựng"]
    assert client.get("/xep-hang/bieu-do.svg", {"co-quan": "H99.15"}).status_code == 403


def test_two_hundred_agencies_and_five_years_cost_no_more_queries(
    an, office, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        an.get("/xep-hang/")
    for number in range(200):
        agency = another(f"H99.2.{number:03}", "departments", office.province)
        for year in range(2020, 2025):
            publish(agency, year, f"{50 + number % 40}")
    with django_assert_num_queries(len(few)):
        response = an.get("/xep-hang/", {"nam": "2022"})
    assert len(response.context["rows"]) == 202
