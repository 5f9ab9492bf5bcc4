"""The very dossiers behind a number: counted the same, filtered, taken away with a hash."""

import hashlib
import io

import pytest
from python_calamine import CalamineWorkbook

from tests.web.pages.test_sheet import text

TWICE = "/so-lieu/dossiers.more_than_one_supplement/"
ON_TIME = "/so-lieu/dossiers.on_time_rate/"


def codes(response) -> list[str]:
    return [row.code for row in response.context["rows"]]


def test_the_title_counts_what_is_listed(an):
    response = an.get(TWICE)
    assert "7 hồ sơ yêu cầu bổ sung trên 1 lần" in text(response)
    assert codes(response) == [f"H99.15-23-000{number}" for number in range(7)]


@pytest.mark.parametrize(
    ("part", "said", "count"),
    [
        ("numerator", "57 hồ sơ giải quyết đúng hạn, trước hạn", 57),
        ("denominator", "60 hồ sơ được xét trong tỷ lệ", 60),
        ("failed", "3 hồ sơ không giải quyết đúng hạn", 3),
    ],
)
def test_parts_of_a_rate(an, part, said, count):
    response = an.get(ON_TIME, {"phan": part})
    assert said in text(response)
    assert response.context["page"].total == count


def test_long_lists_are_paged(an):
    first = an.get(ON_TIME, {"phan": "denominator"})
    assert len(codes(first)) == 50
    assert "1–50 trong 60" in text(first)
    second = an.get(ON_TIME, {"phan": "denominator", "trang": "2"})
    assert len(codes(second)) == 10


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"tim": "TRUC TUYEN"}, 20),
        ({"tim": "trực tuyến"}, 20),
        ({"tim": "23-0007"}, 1),
        ({"hinh-thuc": "ONLINE"}, 20),
        ({"thu-tuc": "1.002809"}, 30),
        ({"thang": "2023-01"}, 5),
        ({"thang": "nope"}, 60),
        ({"tim": "qua han"}, 3),
    ],
)
def test_filters_ignore_accents_and_case(an, wanted, count):
    response = an.get(ON_TIME, {"phan": "denominator"} | wanted)
    assert response.context["page"].total == count


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [
        ("", "0000", "0049"),
        ("-tiep-nhan", "0059", "0010"),
        ("ma", "0000", "0049"),
        ("-ma", "0059", "0010"),
        ("bo-sung", "0007", "0056"),
        ("-bo-sung", "0000", "0049"),
        ("so-voi-hen", "0000", "0049"),
        ("-so-voi-hen", "0003", "0052"),
        ("hinh-thuc", "0020", "0009"),
        ("vo-nghia", "0000", "0049"),
    ],
)
@pytest.mark.parametrize("url", ["/ho-so/", f"{ON_TIME}?phan=denominator"])
def test_lists_are_sorted_by_their_headings(an, url, order, first, last):
    listed = codes(an.get(f"{url}{'&' if '?' in url else '?'}xep={order}"))
    assert (listed[0], listed[-1]) == (f"H99.15-23-{first}", f"H99.15-23-{last}")


def test_the_sorted_heading_says_so_and_filters_keep_it(an):
    page = an.get("/ho-so/", {"xep": "-hen-tra", "thu-tuc": "1.002809"}).content.decode()
    assert page.count("aria-sort=") == 1
    heading = page[page.index('aria-sort="descending"') :].split("</th>")[0]
    assert "Hẹn trả" in heading
    assert 'href="?xep=hen-tra&amp;thu-tuc=1.002809"' in heading
    assert '<input type="hidden" name="xep" value="-hen-tra">' in page


def test_lateness_is_told_in_working_time(an):
    # due Sunday 08/01, 08:00, ready Monday 09:00: an hour and a half of the office's time
    rows = an.get(ON_TIME, {"phan": "failed"}).context["rows"]
    assert [row.outcome for row in rows] == [
        "✕ quá hạn 1 giờ làm việc",
        "✕ quá hạn",
        "✕ quá hạn",
    ]


def test_a_result_after_the_day_does_not_sort(an):
    listed = codes(an.get(ON_TIME, {"phan": "denominator", "xep": "-ket-qua"}))
    assert listed[0] == "H99.15-23-0059"
    before = an.get("/so-lieu/dossiers.open/", {"den": "2023-01-05", "xep": "ket-qua"})
    assert codes(before) == ["H99.15-23-0000"]


def test_what_came_after_the_day_is_not_yet_known(an):
    response = an.get("/so-lieu/dossiers.open/", {"den": "2023-01-05"})
    assert text(response).count("chưa có kết quả") == len(codes(response)) > 0


def test_exports_hold_the_same_rows_and_their_hash(an):
    csv = an.get(f"{TWICE}xuat/", {"kieu": "csv"})
    assert csv["X-Content-SHA256"] == hashlib.sha256(csv.content).hexdigest()
    assert csv["X-Content-SHA256"][:12] in csv["Content-Disposition"]
    assert len(csv.content.decode("utf-8-sig").splitlines()) == 8
    xlsx = an.get(f"{TWICE}xuat/", {"kieu": "xlsx"})
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(xlsx.content)).get_sheet_by_index(0)
    assert [row[0] for row in sheet.to_python()[3:]] == [f"H99.15-23-000{n}" for n in range(7)]
    turned = an.get(f"{TWICE}xuat/", {"kieu": "csv", "xep": "-ma"})
    assert turned.content.decode("utf-8-sig").splitlines()[1].startswith("H99.15-23-0006")
    narrowed = an.get(f"{TWICE}xuat/", {"kieu": "csv", "tim": "0003"})
    assert len(narrowed.content.decode().splitlines()) == 2
    assert an.get(f"{TWICE}xuat/", {"kieu": "exe"}).status_code == 400


def test_a_dossier_tells_its_events_and_their_source(an):
    said = text(an.get("/ho-so/H99.15-23-0001/"))
    assert "Tiếp nhận" in said
    assert "ho-so.csv" in said
    assert "dòng 3" in said


def test_unknown_facts_and_parts_are_not_found(an):
    assert an.get("/so-lieu/reform.plan/").status_code == 404
    assert an.get("/so-lieu/nope.nope/").status_code == 404
    assert an.get(TWICE, {"phan": "nope"}).status_code == 404


@pytest.mark.parametrize("part", ["denominator", "failed"])
def test_a_count_has_no_other_parts(an, part):
    assert an.get(TWICE, {"phan": "numerator"}).status_code == 200
    assert an.get(TWICE, {"phan": part}).status_code == 404
    assert an.get(f"{TWICE}xuat/", {"phan": part, "kieu": "csv"}).status_code == 404


@pytest.mark.parametrize(
    ("url", "most"),
    [
        (TWICE, 14),
        ("/ho-so/", 11),
        ("/ho-so/nhap/", 8),
        ("/ho-so/nhap/{pk}/", 6),
        ("/ho-so/H99.15-23-0001/", 8),
        ("/ke-hoach/", 9),
        ("/xep-hang/", 9),
    ],
)
def test_pages_cost_few_queries(an, url, most, django_assert_max_num_queries):
    address = url.format(pk=an.get("/ho-so/nhap/").context["page"].rows[0].pk)
    an.get(address)
    with django_assert_max_num_queries(most):
        assert an.get(address).status_code == 200
