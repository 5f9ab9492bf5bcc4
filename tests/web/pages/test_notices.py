"""The bell and the page of notices: one's own, once, with what to do next."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.people import NOW
from tests.web.office import DANGER
from tests.web.pages.test_sheet import text
from thuocdo.apps.dossiers.models import DossierImport
from thuocdo.apps.dossiers.services import run_import
from thuocdo.apps.organisations.models import Notice
from thuocdo.apps.organisations.queries import unread_of
from thuocdo.apps.organisations.services import notify

PAGE = "/thong-bao/"


def test_an_import_that_finished_is_told_to_who_asked(an, office):
    said = text(an.get(PAGE))
    assert "Còn 1 thông báo chưa đọc." in said
    assert "Đã nhập xong «ho-so.csv»" in said
    assert "Dùng được 60/60 hồ sơ, số liệu đến ngày" in said
    assert unread_of(office.binh) == unread_of(office.cuong) == 0


def test_an_import_that_failed_is_told_with_its_reason(an, office):
    an.post("/ho-so/nhap/", {"file": SimpleUploadedFile("x.csv", b"a;b\n1;2\n")})
    asked = DossierImport.objects.latest("pk")
    run_import(import_id=asked.pk, now=timezone.now())
    run_import(import_id=asked.pk, now=timezone.now())
    said = text(an.get(PAGE))
    asked.refresh_from_db()
    assert "Còn 2 thông báo chưa đọc." in said
    assert "Không nhập được «x.csv»" in said
    assert asked.refusal in said


def test_opening_one_marks_it_and_leads_to_its_page(an, office):
    notice = Notice.objects.get()
    opened = an.post(PAGE, {"do": "open", "notice": notice.pk}, follow=True)
    assert opened.redirect_chain[0][0] == notice.url
    assert "ho-so.csv" in text(opened)
    assert "Đã đọc hết thông báo." in text(an.get(PAGE))
    an.post(PAGE, {"do": "unread", "notice": notice.pk})
    assert unread_of(office.an) == 1
    an.post(PAGE, {"do": "read", "notice": notice.pk})
    assert unread_of(office.an) == 0


def test_all_are_marked_at_once(an, office):
    tell(office.an, 40)
    marked = an.post(PAGE, {"do": "all"}, follow=True)
    assert "Đã đánh dấu 41 thông báo là đã đọc." in text(marked)
    assert "Đánh dấu tất cả" not in text(marked)


def test_nobody_sees_or_marks_anothers(client, office):
    notice = Notice.objects.get()
    for person in (office.binh, office.cuong):
        client.force_login(person)
        assert "Chưa có thông báo nào." in text(client.get(PAGE))
        for what in ("open", "read", "unread"):
            refused = client.post(PAGE, {"do": what, "notice": notice.pk})
            assert refused.status_code == 404
        client.post(PAGE, {"do": "all"})
    assert unread_of(office.an) == 1


@pytest.mark.parametrize("asked", ["", "x", "-1", "9" * 40, "٣", "\x00"])
def test_nonsense_is_not_found(an, asked):
    assert an.post(PAGE, {"do": "read", "notice": asked}).status_code == 404


def test_strangers_are_sent_to_sign_in(client):
    assert client.get(PAGE).status_code == 302
    assert client.post(PAGE, {"do": "all"}).status_code == 302


def tell(person, count: int) -> None:
    with transaction.atomic():
        for number in range(count):
            notify(
                to=person,
                kind="test.told",
                subject=str(number),
                title=f"Việc {number} {DANGER}",
                url="/diem/",
                now=NOW,
            )


def test_the_bell_counts_and_costs_one_query(an, office):
    assert "Thông báo, 1 chưa đọc" in text(an.get("/lich/"))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        an.get("/lich/")
    asked = [query["sql"] for query in queries if "organisations_notice" in query["sql"]]
    assert len(asked) == 1
    an.post(PAGE, {"do": "all"})
    said = text(an.get("/lich/"))
    assert "Thông báo" in said
    assert "chưa đọc" not in said
    tell(office.an, 120)
    assert "99+" in text(an.get("/lich/"))


def test_a_part_of_a_page_does_not_count(an, office):
    imported = DossierImport.objects.get()
    with CaptureQueriesContext(connection) as queries:
        an.get(f"/ho-so/nhap/{imported.pk}/", HTTP_HX_REQUEST="true")
    assert not [query for query in queries if "organisations_notice" in query["sql"]]


def test_the_page_costs_the_same_for_many(an, office, django_assert_max_num_queries):
    tell(office.an, 100)
    with django_assert_max_num_queries(7):
        page = an.get(PAGE)
    assert "1–30 trong 101" in text(page)
    assert DANGER not in page.content.decode()
