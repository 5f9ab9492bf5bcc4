"""The page of a dossier: how it stands, what can be done with it, by whom, and who sees whose name."""

from datetime import timedelta

from tests.counter import receive
from tests.web.pages.counter import MONDAY, signed_in, text_of
from thuocdo.apps.dossiers.models import (
    DossierEvent,
    PublishedDossier,
)
from thuocdo.apps.dossiers.services import (
    Receiver,
    hand_over,
    issue_paper,
    request_supplement,
    start_leg,
    take_supplement,
)
from thuocdo.apps.rulebooks.queries import procedure_in_force
from thuocdo.core.rows import PortalState


def test_the_page_says_how_it_stands_where_it_lies_and_what_can_be_done(clerk, dossier):
    said = text_of(clerk.get(f"/ho-so/{dossier.code}/"))
    assert "Còn 4 ngày 6 giờ làm việc." in said
    assert "Bước «Tiếp nhận», Vũ Thị Dung đang giữ" in said
    assert "036088001234" in said
    assert "chưa in Phiếu kiểm soát" in said
    assert f'action="/ho-so/{dossier.code}/viec/chuyen-buoc/"' in said
    assert f'action="/ho-so/{dossier.code}/viec/dung/"' not in said
    assert "việc này dành cho: trưởng đơn vị" in said, "a button that cannot be used says why"


def test_names_and_words_are_for_those_who_work_on_the_dossiers(clerk, counter, office, dossier):
    request_supplement(
        dossier=dossier, parts=["Giấy của ông Đức"], reason="mờ", by=counter.dung, now=MONDAY
    )
    page = f"/ho-so/{dossier.code}/"
    for secret in ("036088001234", "Nguyễn Văn Đức", "ông Đức", "Vũ Thị Dung"):
        assert secret in text_of(clerk.get(page)), secret
        for person in (office.an, office.binh):
            said = signed_in(person).get(f"{page}?co-quan=H99.15")
            assert said.status_code == 200
            assert secret not in text_of(said), secret
    assert signed_in(office.cuong).get(f"{page}?co-quan=H99.15").status_code == 403
    for address in ("giay-to/giay-tiep-nhan/", "giay-to/giay-tiep-nhan/pdf/", "giay-to/tron-bo/"):
        assert signed_in(office.an).get(f"{page}{address}").status_code == 403


def test_it_is_handed_over_in_place_and_without_javascript(clerk, counter, dossier):
    address = f"/ho-so/{dossier.code}/viec/chuyen-buoc/"
    sent = {"chuyen-buoc-to": f"p{counter.em.pk}", "chuyen-buoc-step": "thu-ly"}
    fragment = clerk.post(address, sent, headers={"HX-Request": "true"})
    assert fragment.status_code == 200
    assert text_of(fragment).lstrip().startswith('<div id="ho-so">')
    assert "Đặng Văn Em đang giữ" in text_of(fragment)
    em = signed_in(counter.em)
    sent = {"chuyen-buoc-to": f"p{counter.giang.pk}", "chuyen-buoc-step": "tham-dinh"}
    assert em.post(address, sent)["Location"] == f"/ho-so/{dossier.code}/"
    dossier.refresh_from_db()
    assert (dossier.step, dossier.holder) == ("tham-dinh", counter.giang)


def test_a_form_that_is_wrong_comes_back_open_with_what_was_typed(clerk, dossier):
    address = f"/ho-so/{dossier.code}/viec/yeu-cau-bo-sung/"
    answered = clerk.post(address, {"yeu-cau-bo-sung-parts": "Ảnh 3x4"})
    assert answered.status_code == 422
    said = text_of(answered)
    assert "Chưa ghi lý do." in said
    assert "Ảnh 3x4" in said
    assert said.count('name="viec" open') == 1


def test_what_is_not_allowed_is_refused_whoever_sends_it(counter, office, dossier):
    em, an = signed_in(counter.em), signed_in(office.an)
    address = f"/ho-so/{dossier.code}/viec"
    reason = {"dung-reason": "x", "dung-sure": "on"}
    assert em.post(f"{address}/dung/", reason).status_code == 403
    assert an.post(f"{address}/dung/", reason).status_code == 403
    assert em.post(f"{address}/khong-co/").status_code == 404
    assert DossierEvent.objects.filter(dossier=dossier).count() == 1


def test_ending_a_dossier_wants_to_be_confirmed(counter, dossier):
    hai = signed_in(counter.hai)
    address = f"/ho-so/{dossier.code}/viec/dung/"
    assert hai.post(address, {"dung-reason": "theo đơn"}).status_code == 422
    assert "Hãy đánh dấu xác nhận" in text_of(hai.post(address, {"dung-reason": "theo đơn"}))
    assert hai.post(address, {"dung-reason": "theo đơn", "dung-sure": "on"}).status_code == 302
    assert PublishedDossier.objects.get(pk=dossier.pk).state == PortalState.STOPPED


def test_the_second_supplement_warns_and_is_for_leaders(clerk, counter, dossier):
    request_supplement(dossier=dossier, parts=["Ảnh"], reason="mờ", by=counter.dung, now=MONDAY)
    take_supplement(dossier=dossier, note="", by=counter.dung, now=MONDAY)
    page = f"/ho-so/{dossier.code}/"
    assert "yêu cầu quá một lần thì hồ sơ bị tính là quá hạn" in text_of(
        signed_in(counter.giang).get(page)
    )
    said = text_of(clerk.get(page))
    assert "viec/yeu-cau-bo-sung/" not in said
    assert "yêu cầu bổ sung thêm lần nữa" in said


def test_a_leg_shows_its_own_lateness(counter, clerk):
    dossier = receive(counter, MONDAY - timedelta(days=60), code="1.000660")
    start = MONDAY - timedelta(days=60)
    hand_over(dossier=dossier, to=Receiver(person=counter.em), by=counter.dung, now=start)
    start_leg(dossier=dossier, by=counter.em, now=start)
    said = text_of(clerk.get(f"/ho-so/{dossier.code}/"))
    leg = procedure_in_force("1.000660", start.date()).legs[0].agency
    table = said[said.index('id="chang"') :]
    assert leg in table
    assert "Quá hạn" in table[table.index(leg) :]


def test_the_page_costs_the_same_however_much_happened(
    clerk, counter, dossier, django_assert_max_num_queries
):
    address = f"/ho-so/{dossier.code}/"
    clerk.get(address)
    with django_assert_max_num_queries(15):
        clerk.get(address)
    for _ in range(20):
        issue_paper(dossier=dossier, form="receipt", by=counter.dung, now=MONDAY)
    with django_assert_max_num_queries(15):
        clerk.get(address)


def test_a_dossier_from_a_file_is_shown_as_before(clerk):
    said = text_of(clerk.get("/ho-so/H99.15-23-0001/"))
    assert "Theo tệp" in said
    assert "viec/" not in said
