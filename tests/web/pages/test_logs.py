"""The log tells what happened and never who was spoken of; error pages show where to look in it."""

import io
import json
import logging
import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from tests.web.asking import ask
from tests.web.office import PLAN
from tests.web.pages.test_sheet import text
from thuocdo.kit.guards import page
from thuocdo.web import urls
from thuocdo.web.logs.lines import JsonLines, PlainLines

NAME = "Nguyễn Thị Bí Mật"
TYPED = ("Nguyễn", "Bí Mật", "Nguy%E1", "Tran-Bi-Mat", "mat-khau-rieng")


@page(public=True, writes=("POST",))
def failing(request) -> HttpResponse:
    """Fail as code fails: with what was typed in the message of the exception."""
    typed = request.POST.get("name", "")
    if request.POST.get("twice"):
        Group.objects.create(name=typed)
        Group.objects.create(name=typed)
    try:
        int(typed)
    except ValueError as error:
        raise KeyError(typed) from error
    return HttpResponse()


handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
urlpatterns = [*urls.urlpatterns, path("hong/", failing)]


class Log:
    """Everything that is logged, in one of the two forms."""

    def __init__(self, formatter: logging.Formatter) -> None:
        self.stream = io.StringIO()
        self.handler = logging.StreamHandler(self.stream)
        self.handler.setFormatter(formatter)

    @property
    def said(self) -> str:
        return self.stream.getvalue()

    @property
    def lines(self) -> list[dict]:
        return [json.loads(line) for line in self.said.splitlines()]

    @property
    def last(self) -> dict:
        return [line for line in self.lines if line["event"] == "web.request.answered"][-1]


def listening(formatter: logging.Formatter):
    log, root = Log(formatter), logging.getLogger()
    level = root.level
    root.addHandler(log.handler)
    root.setLevel(logging.DEBUG)
    yield log
    root.removeHandler(log.handler)
    root.setLevel(level)


@pytest.fixture
def log():
    yield from listening(JsonLines())


@pytest.fixture
def plain():
    yield from listening(PlainLines())


@pytest.fixture
def office_with_a_fault(settings, office):
    settings.ROOT_URLCONF = __name__
    return office


@pytest.fixture
def officer(office_with_a_fault) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(office_with_a_fault.an)
    return client


def test_a_request_is_one_line_with_who_and_how_long(officer, office_with_a_fault, log):
    answer = officer.get("/diem/?den=2023-12-29")
    assert log.last | {"ms": 0, "at": ""} == {
        "at": "",
        "level": "INFO",
        "event": "web.request.answered",
        "request": answer["X-Request-ID"],
        "user": office_with_a_fault.an.pk,
        "agency": "H99.15",
        "method": "GET",
        "route": "/diem/",
        "status": 200,
        "ms": 0,
    }
    assert log.last["ms"] > 0
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT[\d:.]+\+00:00", log.last["at"])


def test_a_stranger_has_no_number_and_costs_no_query(client, log, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/tai-khoan/dang-nhap/")
        client.get("/khong-co/")
    assert "user" not in log.last
    assert log.last["route"] == ""


def hand_in_names(client: Client) -> None:
    """Type a name wherever something can be typed, also where code then fails."""
    client.post("/tai-khoan/dang-nhap/", {"login": NAME, "password": "mat-khau-rieng"})
    client.get("/ho-so/", {"tim": NAME})
    client.get(f"/ho-so/{NAME}/")
    client.get("/khong-co/Tran-Bi-Mat/")
    client.get("/diem/", HTTP_HOST="tran-bi-mat")
    client.get("/", HTTP_REFERER=f"http://localhost/{NAME}")
    file = SimpleUploadedFile(f"{NAME}.txt", PLAN + f"1.1\t{NAME}\t1\t{NAME}\t\t\t\n".encode())
    client.post("/ke-hoach/", {"year": "2025", "file": file})
    client.post("/ke-hoach/", {"year": NAME, "file": SimpleUploadedFile(NAME, NAME.encode())})
    client.post("/hong/", {"name": NAME})
    client.post("/hong/", {"name": NAME, "twice": "1"})
    strict = Client(enforce_csrf_checks=True)
    strict.post("/tai-khoan/dang-nhap/", {"login": NAME, "password": "mat-khau-rieng"})


@pytest.mark.parametrize("form", ["log", "plain"])
def test_nothing_typed_reaches_the_log(form, officer, request):
    log = request.getfixturevalue(form)
    hand_in_names(officer)
    assert log.said.count("web.request.answered") >= 10
    assert "KeyError" in log.said
    assert "IntegrityError" in log.said
    assert not [typed for typed in TYPED if typed.casefold() in log.said.casefold()]


def test_an_error_is_told_by_its_kind_causes_and_places(officer, log):
    officer.post("/hong/", {"name": NAME})
    (told,) = [line for line in log.lines if "error" in line]
    assert told["event"] == "django.request"
    assert told["error"] == "KeyError <- ValueError"
    assert any(place.endswith(" failing") for place in told["trace"])
    assert told["request"] == log.last["request"]


def test_the_plain_form_is_one_line_and_the_places_below(officer, plain):
    officer.post("/hong/", {"name": NAME})
    lines = plain.said.splitlines()
    assert re.search(
        r"^\S+ ERROR web\.request\.answered request=\S+ user=\d+ agency=H99\.15 method=POST "
        r"route=/hong/",
        plain.said,
        re.M,
    )
    assert all(re.match(r"\d{4}-|  \S+:\d+ ", line) for line in lines)


def ask_for(what, client, settings):
    match what:
        case "404":
            return client.get("/khong-co/")
        case "403":
            return client.get("/diem/?co-quan=H00")
        case "400":
            return client.get("/diem/", HTTP_HOST="khong-biet")
        case "413":
            settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
            return client.post("/tai-khoan/dang-nhap/", {"login": "a" * 100})
        case "csrf":
            strict = Client(enforce_csrf_checks=True)
            return strict.post("/tai-khoan/dang-nhap/", {"login": "an"})
    return client.post("/hong/", {"name": "x"})


@pytest.mark.parametrize(
    ("what", "status", "title"),
    [
        ("404", 404, "Không tìm thấy trang"),
        ("403", 403, "Không được làm việc này"),
        ("400", 400, "Yêu cầu không hợp lệ"),
        ("413", 413, "Dữ liệu gửi lên quá lớn"),
        ("csrf", 403, "Biểu mẫu hết hiệu lực"),
        ("500", 500, "Máy chủ gặp lỗi"),
    ],
)
def test_an_error_page_shows_the_reference_of_the_log(what, status, title, officer, settings, log):
    answer = ask_for(what, officer, settings)
    assert answer.status_code == status
    said = text(answer)
    assert title in said
    (reference,) = re.findall(r"Mã tra cứu: (\w{4}-\w{4}) ?\.", said)
    assert answer["X-Request-ID"] == reference
    assert (log.last["request"], log.last["status"]) == (reference, status)
    assert log.last["level"] == ("ERROR" if what == "500" else "WARNING")
    assert "thuocdo/app.css" in answer.content.decode()


def test_references_are_not_given_twice(client):
    given = {client.get("/suc-khoe/")["X-Request-ID"] for _ in range(50)}
    assert len(given) == 50


def test_without_a_database_the_page_still_looks_like_us(tmp_path):
    nowhere = "postgresql://thuocdo@127.0.0.1:9/thuocdo"
    (answer,) = ask(nowhere, tmp_path, "/diem/", THUOCDO_LOG_FORMAT="json")
    assert answer.status_code == 503
    assert "Cơ sở dữ liệu chưa trả lời" in answer.text
    assert "thuocdo/app.css" in answer.text
    assert '<a class="brand"' in answer.text
    (reference,) = re.findall(r"Mã tra cứu: <strong>(\S+)</strong>", answer.text)
    lines = [json.loads(line) for line in answer.log.splitlines()]
    (failed,) = [line for line in lines if "error" in line]
    assert failed["request"] == reference
    assert "OperationalError: connection failed" in failed["error"], "an administrator must know"
    (told,) = [line for line in lines if line["event"] == "web.request.answered"]
    assert (told["request"], told["status"]) == (reference, 503)


def test_a_form_of_log_that_is_not_known_stops_the_start(tmp_path):
    with pytest.raises(AssertionError, match="THUOCDO_LOG_FORMAT must be plain or json"):
        ask("sqlite:///x", tmp_path, "/suc-khoe/", THUOCDO_LOG_FORMAT="xml")
