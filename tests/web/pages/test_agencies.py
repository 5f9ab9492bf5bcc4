"""The directory's pages: the tree of a day, an agency's history, the workbook; for all signed in."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import NOW
from tests.web.pages.test_sheet import text
from thuocdo.adapters.tables.sheets import read_sheets
from thuocdo.apps.organisations.models import User
from thuocdo.apps.organisations.queries import whole_directory
from thuocdo.apps.organisations.services import import_directory, rename_agency
from thuocdo.apps.rulebooks.queries import agency_directory
from thuocdo.core.tables.agencies import read_workbook


@pytest.fixture
def shipped(office):
    import_directory(added=agency_directory(), place=str, source="catalog", now=NOW)
    return office


def test_the_tree_of_a_day(client, shipped):
    client.force_login(shipped.cuong)  # whose own agency is another: the directory is for all
    before = text(client.get("/co-quan/", {"ngay": "2025-02-28", "duoi": "TAM.LAMDONG"}))
    assert "Ủy ban nhân dân tỉnh Lâm Đồng và các cơ quan bên dưới" in before
    assert "Sở Giao thông vận tải" in before
    after = text(client.get("/co-quan/", {"ngay": "01/03/2025", "duoi": "TAM.LAMDONG"}))
    assert "Sở Giao thông vận tải" not in after
    assert "TAM.LAMDONG.XD.2025" in after
    assert "40 cơ quan" not in after
    whole = client.get("/co-quan/", {"ngay": "2025-07-01"})
    assert "43 cơ quan đang hoạt động" in text(whole)  # 34 + 6 and the three of the office


def test_search_without_marks_and_nothing_found(an, shipped):
    found = text(an.get("/co-quan/", {"ngay": "2025-03-01", "tim": "so xay dung"}))
    assert "2 cơ quan khớp với «so xay dung»" in found
    none = text(an.get("/co-quan/", {"tim": "không có đâu"}))
    assert "Không có cơ quan nào khớp với «không có đâu»" in none
    assert "Danh bạ chưa có cơ quan nào" in text(an.get("/co-quan/", {"ngay": "1990-01-01"}))


@pytest.mark.parametrize(
    ("day", "said"), [("hôm qua", "không phải là ngày"), ("1100-01-01", "không phải là ngày")]
)
def test_a_day_that_is_none_is_said_and_today_is_shown(an, day, said):
    page = text(an.get("/co-quan/", {"ngay": day}))
    assert said in page
    assert "(hôm nay)" in page


def test_an_agencys_history(an, shipped):
    rename_agency(
        agency=shipped.transport,
        name="Sở Giao thông",
        short_name="SGT",
        valid_from=date(2020, 1, 1),
        now=NOW,
    )
    own = text(an.get("/co-quan/H99.15/"))
    assert "01/01/2016 Bắt đầu hoạt động" in own
    assert "01/01/2020 Đổi tên thành Sở Giao thông" in own
    assert "Sở Giao thông vận tải 01/01/2016 01/01/2020" in own
    old = text(an.get("/co-quan/TAM.LAMDONG.NV/"))
    assert "Đã hết hiệu lực từ 01/03/2025. Kế thừa:" in old
    assert "Sở Dân tộc và Tôn giáo (quản lý nhà nước về tôn giáo)" in old
    new = text(an.get("/co-quan/TAM.LAMDONG.XD.2025/"))
    assert "01/03/2025 Hợp nhất từ Sở Giao thông vận tải theo 393/NQ-HĐND ngày 18/02/2025" in new
    assert "mã tạm" in new
    assert "01/07/2025 Trực thuộc Ủy ban nhân dân tỉnh Lâm Đồng" in new
    assert an.get("/co-quan/KHONG.CO/").status_code == 404


def test_the_workbook_is_the_whole_directory(an, shipped):
    response = an.get("/co-quan/xuat/")
    assert response["Content-Disposition"].startswith('attachment; filename="danh-ba-co-quan-')
    data = io.BytesIO(response.content).getvalue()
    read = read_workbook(read_sheets("x.xlsx", data))
    assert read.complaints == ()
    assert read.directory == whole_directory()


def test_one_signs_in_first(client, shipped):
    for url in ("/co-quan/", "/co-quan/H99/", "/co-quan/xuat/"):
        assert client.get(url).status_code == 302
    client.force_login(User.objects.create_user("quan-tri"))
    assert client.get("/co-quan/").status_code == 200


@pytest.mark.parametrize("url", ["/co-quan/?ngay=2025-03-01", "/co-quan/TAM.LAMDONG.XD.2025/"])
def test_the_pages_take_few_queries_however_many_agencies(an, shipped, url):
    an.get(url)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        an.get(url)
    assert len(asked) <= 12  # the roles of whoever asks are one of them
