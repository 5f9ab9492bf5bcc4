"""The frame, the sign-in, the pages for errors, the guard."""

import re

import pytest
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import get_resolver

from tests.people import PASSWORD
from tests.web.pages.test_sheet import text
from thuocdo.apps.organisations.models import Agency, User
from thuocdo.kit.guards import UnexpectedWrite, page
from thuocdo.web import errors


def test_sign_in_and_out(client, office):
    response = client.post(
        "/tai-khoan/dang-nhap/", {"login": "an", "password": PASSWORD}, follow=True
    )
    assert response.redirect_chain[-1][0] == "/diem/"
    assert "Trần Thị An" in text(response)
    assert "Đăng xuất" in text(client.get("/tai-khoan/dang-xuat/"))
    client.post("/tai-khoan/dang-xuat/")
    assert client.get("/diem/").status_code == 302


def test_wrong_passwords_are_refused_in_vietnamese(client, office):
    response = client.post("/tai-khoan/dang-nhap/", {"login": "an", "password": "sai"})
    said = text(response)
    assert "Đăng nhập" in said
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in said
    assert 'value="an"' in response.content.decode()


def test_only_the_demo_shows_its_accounts(client):
    assert "Bản dùng thử" not in text(client.get("/tai-khoan/dang-nhap/"))
    with override_settings(DEMO=True):
        assert "Bản dùng thử" in text(client.get("/tai-khoan/dang-nhap/"))


def test_nobody_signs_up(client):
    assert "Không mở đăng ký" in text(client.get("/tai-khoan/dang-ky/"))


def test_a_password_can_be_changed(an):
    assert "Mật khẩu đang dùng" in text(an.get("/tai-khoan/mat-khau/"))
    wrong = an.post(
        "/tai-khoan/mat-khau/",
        {"oldpassword": "x", "password1": "moi", "password2": "khac"},
    )
    said = text(wrong)
    assert "Mật khẩu đang dùng chưa đúng" in said
    assert "password" not in said.lower()


def test_the_current_part_is_marked(an):
    for url, title in (("/diem/", "Điểm"), ("/ke-hoach/", "Kế hoạch"), ("/ho-so/nhap/", "Hồ sơ")):
        page_text = an.get(url).content.decode()
        marked = re.search(r'aria-current="page">.*?<span>(.*?)</span>', page_text, re.S)
        assert marked
        assert marked[1] == title


def test_a_person_without_agency_is_told_so(client):
    client.force_login(User.objects.create_user("quan-tri"))
    response = client.get("/diem/")
    assert response.status_code == 403
    assert "chưa gắn với cơ quan nào" in text(response)


def test_a_form_that_lay_open_too_long_is_refused_in_vietnamese():
    response = Client(enforce_csrf_checks=True).post("/tai-khoan/dang-nhap/", {"login": "an"})
    assert response.status_code == 403
    assert "Hãy tải lại trang rồi gửi lại" in text(response)


@pytest.mark.parametrize(
    "url",
    [
        "/diem/?den=9999-12-31",
        "/diem/?den=0001-01-01",
        "/diem/?loc=x&den=%00",
        "/ho-so/?thang=9999-12&trang=-7",
        "/ho-so/?thang=0001-01&thu-tuc=%00",
        "/ho-so/?tim=%00&hinh-thuc=X",
        "/ke-hoach/?nam=0000",
        f"/xep-hang/?nam={'9' * 5000}",
        "/so-lieu/dossiers.overdue/?den=2100-12-31",
        "/ho-so/?xep=%00",
        f"/xep-hang/?xep=-{'9' * 5000}",
        "/lich/?nam=%00",
        "/lich/tinh-ngay/?tu1=%00&den5=%00&so=%00",
    ],
)
def test_nonsense_in_an_address_never_breaks_a_page(an, url):
    assert an.get(url).status_code == 200


def test_nonsense_in_a_path_is_not_found(an):
    for url in ("/ho-so/%00/", "/ho-so/a/b/", "/so-lieu/%00/", "/diem/%00/vi-sao/"):
        assert an.get(url).status_code == 404


def test_error_pages_are_vietnamese_and_stand_alone(client, rf):
    assert "Không tìm thấy trang" in text(client.get("/khong-co/"))
    request = rf.get("/")
    for response, status, said in (
        (errors.bad_request(request, Exception()), 400, "không hợp lệ"),
        (errors.bad_request(request, RequestDataTooBig()), 413, "quá lớn"),
        (errors.permission_denied(request, Exception("Vì thế.")), 403, "Vì thế."),
        (errors.server_error(request), 500, "Máy chủ gặp lỗi"),
    ):
        assert response.status_code == status
        assert said in text(response)


def test_every_page_of_ours_has_a_guard():
    def views(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                yield from views(pattern.url_patterns)
            else:
                yield pattern.callback

    ours = [view for view in views(get_resolver().url_patterns) if "thuocdo" in view.__module__]
    assert len(ours) > 10
    for view in ours:
        assert hasattr(view, "guard"), view


def agency() -> Agency:
    return Agency(code="X", name="X", short_name="X", level="PROVINCE", valid_from="2020-01-01")


@page(public=True)
def careless(request) -> HttpResponse:
    agency().save()
    return HttpResponse("x")


@page(public=True, writes=("POST",))
def careful(request) -> HttpResponse:
    if request.method == "POST":
        agency().save()
    return HttpResponse(str(Agency.objects.count()))


def test_a_write_inside_a_get_raises(rf: RequestFactory):
    with pytest.raises(UnexpectedWrite, match="GET /x wrote: INSERT"):
        careless(rf.get("/x"))


def test_a_declared_write_is_let_through(rf: RequestFactory):
    assert careful(rf.get("/x")).content == b"0"
    assert careful(rf.post("/x")).content == b"1"


def test_in_production_it_is_logged(rf: RequestFactory, settings, caplog):
    settings.TESTING = False
    assert careless(rf.get("/x")).status_code == 200
    assert "kit.guards.unexpected_write GET /x" in caplog.text


def test_methods_that_were_not_declared_are_refused(rf: RequestFactory):
    response = careless(rf.post("/x"))
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
