"""The pages about the rest of the year: what if, budgets, the cheapest path, the odds."""

from decimal import Decimal

import pytest
from django.urls import reverse

from tests.web.office import NOW
from tests.web.pages.test_sheet import text
from thuocdo.apps.assessments.services import publish_result
from thuocdo.apps.organisations.models import AgencyLevel
from thuocdo.apps.organisations.services import create_agency

MID_YEAR = {"den": "2023-06-30"}
PAGES = ("what_if", "budget", "path", "odds")


@pytest.fixture
def rivals(office):
    """Five more departments with results of the year before."""
    for number, percent in enumerate((70, 75, 85, 90, 95)):
        agency = create_agency(
            code=f"H99.3{number}",
            name=f"Sở Thử {number}",
            short_name=f"Sở Thử {number}",
            level=AgencyLevel.PROVINCE,
            parent=office.province,
            ranking_group="departments",
            valid_from=office.province.valid_from,
            now=NOW,
        )
        publish_result(
            agency=agency, year=2022, points=Decimal(percent), scale=Decimal(100), now=NOW
        )


def test_strangers_are_sent_to_sign_in(client):
    for name in (*PAGES, "odds_chart"):
        assert client.get(reverse(name))["Location"].startswith("/tai-khoan/dang-nhap/?next=/")


def test_the_tabs_lead_from_the_sheet_and_keep_the_day(an):
    page = an.get("/diem/", MID_YEAR).content.decode()
    for address in ("neu-thi", "con-duoc", "duong-re-nhat", "kha-nang"):
        assert f'href="/diem/{address}/?den=2023-06-30"' in page


def test_the_sheet_tells_rank_cheapest_gain_and_what_is_affordable(an):
    said = text(an.get("/diem/", MID_YEAR))
    assert "Hạng dự kiến 1–2 trong 2 (80 %)" in said
    assert "Rẻ nhất để lấy thêm:" in said
    assert "hồ sơ quá hạn" in said


def test_a_late_dossier_has_its_budget(an):
    said = text(an.get("/diem/con-duoc/", MID_YEAR))
    assert "Đến 31/12/2023, mỗi tiêu chí còn được bao nhiêu" in said
    assert "3.4.1 Giải quyết đúng hạn, trước hạn" in said
    # 30 finished by 30/06, 3 of them late; 32 more are to come by the pace so far.
    assert "Còn 32 hồ sơ, dự kiến 3 quá hạn 1,8/2 điểm 1,81 điểm (+0,01) từ 0,87 đến 1,9" in said
    assert "còn được 3 hồ sơ quá hạn" in said
    assert "theo nhịp từ đầu năm" in said


def test_another_volume_can_be_expected(an):
    usual = an.get("/diem/con-duoc/", MID_YEAR)
    told = an.get("/diem/con-duoc/", MID_YEAR | {"con-dossiers.finished": "1.000"})
    assert "Còn 1.000 hồ sơ" in text(told)
    assert "Còn 1.000 hồ sơ" not in text(usual)
    assert "số do người dùng ước tính" in text(told)
    assert "Về số dự kiến" in text(told)


@pytest.mark.parametrize("typed", ["-5", "nhiều", "9.999.999"])
def test_a_volume_that_cannot_be_is_refused_kindly(an, typed):
    response = an.get("/diem/con-duoc/", MID_YEAR | {"con-dossiers.finished": typed})
    assert response.status_code == 200
    assert f"«{typed}»: số dự kiến còn lại phải là số nguyên từ 0 đến 200.000." in text(response)


def test_a_year_that_is_over_says_so_and_offers_a_day(an):
    response = an.get("/diem/con-duoc/", {"den": "2023-12-31"})
    assert "Năm 2023 đã hết" in text(response)
    assert "?den=2023-09-30" in response.content.decode()


def test_without_dossiers_there_is_nothing_to_keep_yet(client, office):
    client.force_login(office.cuong)
    said = text(client.get("/diem/con-duoc/", MID_YEAR))
    assert "Chưa tiêu chí nào đủ số liệu để tính" in said
    assert "Nhập tệp hồ sơ" in said


def test_fewer_late_dossiers_bring_points(an):
    usual = text(an.get("/diem/neu-thi/", MID_YEAR))
    assert "Cứ như hiện nay, cuối kỳ được" in usual
    assert "tiêu chí đổi điểm" not in usual
    better = text(an.get("/diem/neu-thi/", MID_YEAR | {"x-on_time": "0"}))
    # 27 of 30 so far and 32 to come: 56 of 62 as expected, 59 of 62 without a late one more.
    assert "1 tiêu chí đổi điểm" in better
    assert "(+0,09 so với cứ như hiện nay)" in better
    assert "3.4.1 Giải quyết đúng hạn, trước hạn 1,81 1,9 ▲ +0,09" in better


def test_what_nobody_knows_can_be_supposed(an):
    said = text(an.get("/diem/neu-thi/", MID_YEAR | {"s-reform.plan": "1,5"}))
    assert "1 tiêu chí đổi điểm" in said
    assert "1.1 Kế hoạch CCHC năm – 1,5 ▲ +1,5" in said
    assert "(+1,5 so với cứ như hiện nay)" in said


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"x-on_time": "abc"}, "Ghi số nguyên từ 0 đến"),
        ({"x-on_time": "99999"}, "Ghi số nguyên từ 0 đến"),
        ({"s-reform.plan": "9"}, "Phải từ 0 đến 2."),
        ({"s-reform.plan": "hai"}, "«hai» không phải là số"),
        ({"s-digital.signed_documents_share": "120"}, "tỷ lệ không được quá 100 %"),
    ],
)
def test_what_cannot_be_supposed_stays_in_its_field(an, asked, why):
    response = an.get("/diem/neu-thi/", MID_YEAR | asked)
    assert response.status_code == 200
    assert why in text(response)
    ((_, typed),) = asked.items()
    assert f'value="{typed}"' in response.content.decode()
    assert "Cứ như hiện nay" in text(response), "nothing else was supposed"


def test_htmx_gets_the_answer_alone(an):
    for name in ("what_if", "path"):
        response = an.get(reverse(name), MID_YEAR, headers={"HX-Request": "true"})
        assert b"<html" not in response.content
        assert b"<h1" in response.content


def test_nothing_that_is_played_with_is_kept(an):
    before = text(an.get("/diem/", MID_YEAR))
    an.get("/diem/neu-thi/", MID_YEAR | {"x-on_time": "0", "s-reform.plan": "2"})
    assert text(an.get("/diem/", MID_YEAR)) == before


@pytest.mark.usefixtures("rivals")
def test_the_cheapest_path_to_a_rank(an):
    said = text(an.get("/diem/duong-re-nhat/", MID_YEAR | {"theo": "hang", "dat": "4"}))
    assert "Rẻ nhất để đạt hạng 4/7:" in said
    assert "Cần 80,36 điểm (nếu" in said, "as good as the fourth, 84,59 % of 95"
    assert "nếu các cơ quan khác giữ kết quả năm trước" in said


def test_the_cheapest_path_to_a_total(an):
    said = text(an.get("/diem/duong-re-nhat/", MID_YEAR | {"theo": "diem", "dat": "84"}))
    assert "Rẻ nhất để đạt 84 điểm:" in said
    assert "Vì sao có trong danh sách" in said
    assert "Phương án khác" in said


def test_other_efforts_are_taken(an):
    asked = MID_YEAR | {"theo": "diem", "dat": "84"}
    response = an.get("/diem/duong-re-nhat/", asked | {"cong-1.1": "0,07"})
    assert "0,07 công" in text(response)
    wrong = an.get("/diem/duong-re-nhat/", asked | {"cong-1.1": "nhiều"})
    assert "Ghi số công từ 0 đến 10.000" in text(wrong)
    assert 'value="nhiều"' in wrong.content.decode()


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"theo": "diem", "dat": "200"}, "Hãy ghi số điểm từ 0 đến 95."),
        ({"theo": "hang", "dat": "0"}, "Hãy ghi hạng từ 1 đến 2."),
        ({"theo": "hang", "dat": "1,5"}, "Hãy ghi hạng từ 1 đến 2."),
        ({"theo": "gi", "dat": "1"}, "Chọn thứ hạng hoặc số điểm."),
        ({"theo": "diem", "dat": "84", "tinh": "200"}, "tỷ lệ phải là số từ 0 đến 100"),
    ],
)
def test_a_goal_that_cannot_be_is_refused_kindly(an, asked, why):
    response = an.get("/diem/duong-re-nhat/", MID_YEAR | asked)
    assert response.status_code == 200
    assert why in text(response)


def test_a_goal_out_of_reach_says_how_far_one_gets(an):
    said = text(an.get("/diem/duong-re-nhat/", MID_YEAR | {"theo": "diem", "dat": "95"}))
    assert "Không còn cách nào đạt 95 điểm trong kỳ này" in said
    assert "làm hết mọi việc còn làm được thì" in said


@pytest.mark.usefixtures("rivals")
def test_the_odds_say_how_often_the_band_held(an):
    said = text(an.get("/diem/kha-nang/", MID_YEAR))
    assert "trong 7 (80 %)" in said
    assert "Vào tốp 6:" in said
    assert "Kiểm lại trên 100 năm giả lập" in said
    assert "mỗi năm lên xuống chừng 3 điểm phần trăm" in said
    assert text(an.get("/diem/kha-nang/", MID_YEAR)) == said, "the same question, the same answer"


def test_the_chart_of_odds_is_drawn_here_and_not_twice(an):
    response = an.get("/diem/kha-nang/bieu-do.svg", MID_YEAR)
    assert response["Content-Type"] == "image/svg+xml"
    again = an.get(
        "/diem/kha-nang/bieu-do.svg", MID_YEAR, headers={"If-None-Match": response["ETag"]}
    )
    assert again.status_code == 304
    other = an.get("/diem/kha-nang/bieu-do.svg", MID_YEAR | {"tinh": "50"})
    assert other["ETag"] != response["ETag"]


def test_the_drawer_tells_what_a_criterion_can_bear(an):
    said = text(an.get("/diem/3.4.1/vi-sao/", MID_YEAR))
    assert "Từ nay đến hết kỳ" in said
    assert "Thêm một hồ sơ quá hạn lúc này:" in said


def test_another_department_sees_nothing_of_it(client, office):
    client.force_login(office.cuong)
    for name in (*PAGES, "odds_chart"):
        refused = client.get(reverse(name), {"co-quan": office.transport.code})
        assert refused.status_code == 403


def test_the_province_may_look_at_its_departments(client, office):
    client.force_login(office.binh)
    query = MID_YEAR | {"co-quan": office.transport.code}
    for name in PAGES:
        assert "Sở Giao thông vận tải" in text(client.get(reverse(name), query))


@pytest.mark.usefixtures("rivals")
@pytest.mark.parametrize("name", PAGES)
def test_they_cost_few_queries(an, django_assert_max_num_queries, name):
    an.get(reverse(name), MID_YEAR)
    with django_assert_max_num_queries(12):
        an.get(reverse(name), MID_YEAR)
