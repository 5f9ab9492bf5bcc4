"""The calendar says why a day is off; the calculator answers in a sentence and explains itself."""

import re

import pytest
import time_machine

from tests.web.pages.test_sheet import text

DUE = "/lich/tinh-ngay/"
RECEIPT = {"nhan": "20/11/2019", "luc": "08:37", "so": "25", "loai": "ngay-lam-viec"}


def test_a_day_says_why_it_is_off_and_by_which_notice(an):
    said = text(an.get("/lich/", {"nam": "2024"}))
    assert "Năm 2024 có 251 ngày làm việc" in said
    assert (
        "Thứ Hai 29/04/2024 Nghỉ hoán đổi, làm bù thứ Bảy 04/05/2024 văn bản 1570/TB-LĐTBXH" in said
    )
    assert "Thứ Bảy 04/05/2024 Làm bù cho thứ Hai 29/04/2024 văn bản 1570/TB-LĐTBXH" in said
    assert "Ngày Chiến thắng Bộ luật Lao động 45/2019/QH14, Điều 112 khoản 1" in said
    assert "5015/TB-LĐTBXH Nghỉ Tết Nguyên đán và Quốc khánh năm 2024" in said
    assert "chưa có thông báo" not in said


def test_every_day_of_the_year_stands_in_its_month(an):
    page = an.get("/lich/", {"nam": "2024"}).content.decode()
    assert len(re.findall(r"<td [^>]*class=\"day-|<td class=\"day-", page)) == 366
    assert page.count("<table") == 12


def test_a_year_without_its_notice_is_marked(an):
    said = text(an.get("/lich/", {"nam": "2027"}))
    assert re.search(r"Năm 2027 có \d+ ngày làm việc \(dự kiến\)", said)
    assert "chưa có thông báo ngày nghỉ năm 2027" in said
    assert "Tết Nguyên đán (mùng 1 tháng Giêng)" in said


@time_machine.travel("2024-04-26 03:00Z", tick=False)
def test_today_is_told_with_the_next_day_that_differs(an):
    response = an.get("/lich/")
    assert (
        "Hôm nay, thứ Sáu 26/04/2024: ngày làm việc. Sắp tới, thứ Hai 29/04/2024: Nghỉ hoán đổi"
        in text(response)
    )
    assert response.content.decode().count('aria-current="date"') == 1


@pytest.mark.parametrize("year", ["1800", "nope", "9" * 5000])
def test_an_unknown_year_is_said_calmly(an, year):
    assert "Lịch chỉ có các năm 2019–" in text(an.get("/lich/", {"nam": year}))


def test_the_receipt_of_the_law_is_due_when_it_says(an):
    said = text(an.get(DUE, RECEIPT))
    assert "Hẹn trả lúc 08:37, thứ Tư 25/12/2019" in said
    assert "25 ngày làm việc, không tính 10 ngày thứ Bảy, Chủ nhật." in said
    assert "Thứ Năm 21/11/2019 Ngày làm việc thứ 1" in said
    assert "Thứ Bảy 23/11/2019 Nghỉ hằng tuần, không tính" in said


def test_what_was_asked_stays_in_the_form(an):
    page = an.get(
        DUE, RECEIPT | {"cach": "restart", "dung1": "y-kien", "tu1": "x"}
    ).content.decode()
    assert 'name="nhan" value="20/11/2019"' in page
    assert '<option value="restart" selected>' in page
    assert '<option value="y-kien" selected>' in page
    assert 'name="tu2"' in page


@time_machine.travel("2024-04-26 03:04Z", tick=False)
def test_an_empty_calculator_offers_now(an):
    page = an.get(DUE)
    assert 'value="26/04/2024"' in page.content.decode()
    assert 'value="10:04"' in page.content.decode()
    assert "hiện ở đây" in text(page)


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ({"so": "8", "loai": "gio"}, "08:37, thứ Năm 21/11/2019"),
        ({"so": "3", "loai": "buoi"}, "14:37, thứ Năm 21/11/2019"),
        ({"so": "0,5"}, "14:37, thứ Tư 20/11/2019"),
        ({"so": "3", "loai": "ngay"}, "08:37, thứ Hai 25/11/2019"),
        ({"so": "1", "loai": "thang"}, "08:37, thứ Sáu 20/12/2019"),
        ({"so": "", "loai": "trong-ngay"}, "17:30, thứ Tư 20/11/2019"),
        ({"luc": "15:01", "so": "", "cach": "same-day"}, "17:30, thứ Năm 21/11/2019"),
        ({"so": "1", "cach": "next-working-day", "noi": "till-five"}, "17:00, thứ Năm 21/11/2019"),
        ({"tu1": "21/11/2019 08:37", "den1": "25/11/2019 08:37"}, "08:37, thứ Sáu 27/12/2019"),
        ({"so": "25", "nhan": "2019-11-20", "luc": "8h37"}, "08:37, thứ Tư 25/12/2019"),
    ],
)
def test_allowances_and_stops(an, changes, due):
    assert f"Hẹn trả lúc {due}" in text(an.get(DUE, RECEIPT | changes))


def test_a_short_address_means_working_days(an):
    said = text(an.get(DUE, {"nhan": "20/11/2019", "luc": "08:37", "so": "25"}))
    assert "Hẹn trả lúc 08:37, thứ Tư 25/12/2019" in said


def test_a_stop_that_still_lasts_is_told(an):
    said = text(an.get(DUE, RECEIPT | {"tu1": "21/11/2019 08:00", "dung1": "y-kien"}))
    assert "Đồng hồ đang dừng" in said


def test_a_count_into_an_open_year_is_provisional(an):
    said = text(an.get(DUE, RECEIPT | {"nhan": "01/02/2027", "so": "5"}))
    assert re.search(r"Hẹn trả lúc 08:37, thứ \w+ \d\d/02/2027 \(dự kiến\)", said)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"nhan": ""}, "Chưa ghi ngày tiếp nhận."),
        ({"nhan": "hôm qua", "luc": ""}, "«hôm qua» không phải là ngày."),
        ({"nhan": "31/02/2024"}, "«31/02/2024» không phải là ngày."),
        ({"luc": "sáng"}, "«sáng» không phải là giờ."),
        ({"luc": "00:00"}, "«00:00» không phải là giờ."),
        ({"so": ""}, "Chưa ghi thời hạn là bao nhiêu."),
        ({"so": "vài"}, "«vài» không phải là số"),
        ({"so": "0"}, "Thời hạn phải lớn hơn 0"),
        ({"so": "0,3"}, "phần lẻ quá nhỏ"),
        ({"so": "9999999999"}, "Lịch làm việc chỉ có các năm 2019–"),
        ({"so": "9999999999", "loai": "thang"}, "Lịch làm việc chỉ có các năm 2019–"),
        ({"so": "9999999999", "loai": "ngay"}, "Lịch làm việc chỉ có các năm 2019–"),
        ({"so": "9999999999", "loai": "gio"}, "Lịch làm việc chỉ có các năm 2019–"),
        ({"nhan": "01/01/1995"}, "áp dụng từ 01/01/2019"),
        ({"loai": "x"}, "Không có cách đếm «x»."),
        ({"cach": "x"}, "Không có cách tính «x»."),
        ({"noi": "x"}, "Không có giờ làm việc «x»."),
        ({"cach": "real-time-index"}, "áp dụng từ 23/06/2022"),
        ({"tu1": "hôm qua"}, "«hôm qua» không phải là ngày giờ."),
        ({"den1": "21/11/2019 08:00"}, "Chưa ghi dừng từ lúc nào."),
        ({"tu1": "22/11/2019 08:00", "den1": "21/11/2019 08:00"}, "kết thúc trước khi bắt đầu"),
        ({"tu1": "22/11/2019 08:00", "dung1": "x"}, "Không có lý do dừng «x»."),
        ({"nhan": "\x00"}, "Chưa tính được"),
    ],
)
def test_what_cannot_be_counted_is_said(an, changes, said):
    response = an.get(DUE, RECEIPT | changes)
    assert response.status_code == 200
    assert said in text(response)
    assert "Chưa tính được" in text(response)


def test_what_is_only_not_yet_written_is_no_error(an):
    waiting = an.get(DUE, RECEIPT | {"so": ""}, headers={"HX-Request": "true"})
    assert "notice-error" not in waiting.content.decode()
    wrong = an.get(DUE, RECEIPT | {"so": "", "luc": "x"}, headers={"HX-Request": "true"})
    assert "notice-error" in wrong.content.decode()


def test_htmx_gets_the_answer_alone(an):
    fragment = an.get(DUE, RECEIPT, headers={"HX-Request": "true"})
    assert fragment["Vary"].find("HX-Request") >= 0
    assert "<form" not in fragment.content.decode()
    assert "25/12/2019" in text(fragment)


def test_the_navigation_leads_there(an):
    page = an.get(DUE).content.decode()
    marked = re.search(r'aria-current="page">.*?<span>(.*?)</span>', page, re.S)
    assert marked
    assert 'href="/lich/"' in page


@pytest.mark.parametrize("url", ["/lich/", DUE])
def test_strangers_are_sent_to_sign_in_and_pages_cost_few_queries(
    client, office, url, django_assert_max_num_queries
):
    assert client.get(url).status_code == 302
    client.force_login(office.an)
    client.get(url)
    with django_assert_max_num_queries(4):  # session, person, agency, bell
        client.get(url)
