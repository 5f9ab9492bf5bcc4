"""Papers of a dossier and the register: filled in from what happened, read again as PDF."""

import io
import itertools
from datetime import timedelta

import pytest
from pypdf import PdfReader

from tests.counter import Counter, party, receive
from tests.web.pages.counter import MONDAY, pdf_text, signed_in, text_of
from thuocdo.adapters.tables.sheets import read_sheets
from thuocdo.apps.dossiers.models import (
    Dossier,
    DossierEvent,
    EventKind,
    PublishedDossier,
)
from thuocdo.apps.dossiers.services import (
    Receiver,
    apologise,
    finish,
    hand_over,
    issue_paper,
    request_supplement,
    take_supplement,
)


def whole_way(counter: Counter) -> Dossier:
    """A dossier with every paper but those of an early end."""
    dossier = receive(counter, MONDAY)
    people = [counter.dung, counter.em, counter.giang, counter.hai]
    issue_paper(dossier=dossier, form="receipt", by=counter.dung, now=MONDAY)
    for hour, (giver, taker) in enumerate(itertools.pairwise(people), start=1):
        at = MONDAY + timedelta(minutes=5 * hour)
        hand_over(dossier=dossier, to=Receiver(person=taker), by=giver, now=at)
    request_supplement(
        dossier=dossier,
        parts=["Giấy khám sức khỏe còn hạn", "Ảnh chân dung"],
        reason="Giấy cũ đã hết hạn",
        by=counter.hai,
        now=MONDAY + timedelta(minutes=30),
    )
    take_supplement(dossier=dossier, note="", by=counter.dung, now=MONDAY + timedelta(minutes=60))
    due = PublishedDossier.objects.get(pk=dossier.pk).due_at
    assert due is not None
    apologise(
        dossier=dossier,
        until=due + timedelta(days=1),
        reason="Máy in phôi hỏng",
        by=counter.hai,
        now=MONDAY + timedelta(minutes=90),
    )
    return dossier


def test_issuing_is_noted_and_looking_is_not(clerk, dossier):
    address = f"/ho-so/{dossier.code}/giay-to/giay-tiep-nhan/"
    clerk.get(address)
    clerk.get(f"{address}pdf/")
    issued = DossierEvent.objects.filter(dossier=dossier, kind=EventKind.PAPER_ISSUED)
    assert not issued.exists()
    assert clerk.post(address).url == address
    assert issued.get().payload == {"form": "receipt"}


def test_papers_tell_what_happened(clerk, counter):
    dossier = whole_way(counter)
    finish(dossier=dossier, by=counter.hai, now=MONDAY + timedelta(hours=2), digital=True)

    def printed(slug: str) -> str:
        return pdf_text(clerk.get(f"/ho-so/{dossier.code}/giay-to/{slug}/pdf/").content)

    asked = printed("phieu-bo-sung")
    assert "Giấy khám sức khỏe còn hạn" in asked
    assert "Giấy cũ đã hết hạn" in asked
    sorry = printed("thu-xin-loi")
    assert "Máy in phôi hỏng" in sorry
    assert "Đỗ Minh Hải" in sorry
    assert "12/03/2024" in sorry or "12 tháng 3 năm 2024" in sorry
    slip = printed("phieu-kiem-soat")
    for words in ("Vũ Thị Dung", "Đặng Văn Em", "Hồ Thị Giang", "Đỗ Minh Hải", "08 giờ 35 phút"):
        assert words in slip, words
    assert "rước hạn" in slip or "úng hạn" in slip


def test_a_step_given_on_late_is_overdue_on_the_slip(clerk, counter):
    dossier = receive(counter, MONDAY - timedelta(days=14))
    start = MONDAY - timedelta(days=14)
    hand_over(dossier=dossier, to=Receiver(person=counter.em), by=counter.dung, now=start)
    hand_over(dossier=dossier, to=Receiver(person=counter.giang), by=counter.em, now=MONDAY)
    slip = clerk.get(f"/ho-so/{dossier.code}/giay-to/phieu-kiem-soat/pdf/")
    assert "uá hạn" in pdf_text(slip.content)


def test_all_papers_that_were_issued_come_as_one(clerk, counter):
    dossier = whole_way(counter)
    issue_paper(dossier=dossier, form="control_slip", by=counter.dung, now=MONDAY)
    given = clerk.get(f"/ho-so/{dossier.code}/giay-to/tron-bo/pdf/")
    titles = [one.title for one in PdfReader(io.BytesIO(given.content)).outline]
    assert titles == ["Giấy tiếp nhận và hẹn trả", "Phiếu kiểm soát"]


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("thu-xin-loi", "chưa có việc «xin lỗi và hẹn lại»"),
        ("phieu-kiem-soat", "chưa có việc «chuyển bước»"),
        ("tron-bo", "Chưa có giấy tờ nào"),
    ],
)
def test_a_paper_of_what_did_not_happen_says_so(clerk, dossier, slug, said):
    address = f"/ho-so/{dossier.code}/giay-to/{slug}/"
    assert said in text_of(clerk.get(address))
    assert clerk.get(f"{address}pdf/").status_code == 404
    if slug != "tron-bo":
        assert clerk.post(address).status_code == 403
    assert not DossierEvent.objects.filter(dossier=dossier, kind=EventKind.PAPER_ISSUED).exists()


def test_a_stop_before_there_was_a_form_for_it_says_since_when(counter, clerk, dossier):
    hai = signed_in(counter.hai)
    hai.post(f"/ho-so/{dossier.code}/viec/dung/", {"dung-reason": "theo đơn", "dung-sure": "on"})
    said = text_of(clerk.get(f"/ho-so/{dossier.code}/giay-to/thong-bao-dung/"))
    assert "mẫu này dùng từ ngày 15/09/2025" in said


def test_a_dossier_from_a_file_has_no_papers_here(clerk):
    answered = clerk.get("/ho-so/H99.15-23-0001/giay-to/giay-tiep-nhan/")
    assert answered.status_code == 403
    assert "nhập từ phần mềm khác" in text_of(answered)


# The register


def test_the_register_comes_as_page_pdf_and_workbook(clerk, counter, dossier):
    receive(counter, MONDAY - timedelta(days=3), of=party("Người Tuần Trước", "1"))
    days = "tu=2024-03-04&den=2024-03-04"
    said = text_of(clerk.get(f"/ho-so/so-theo-doi/?{days}"))
    assert "1 hồ sơ từ 04/03/2024" in said
    assert "Nguyễn Văn Đức" in said
    assert "Người Tuần Trước" not in said
    pdf = pdf_text(clerk.get(f"/ho-so/so-theo-doi/tep/?{days}").content)
    assert "Nguyễn Văn Đức" in pdf
    book = clerk.get(f"/ho-so/so-theo-doi/tep/?{days}&kieu=xlsx").content
    cells = [
        cell for grid in read_sheets("so.xlsx", book).grids for row in grid.rows for cell in row
    ]
    assert dossier.code in cells
    assert "Nguyễn Văn Đức" in cells


def test_days_that_cannot_be_are_refused(clerk):
    assert "Ngày đầu phải trước" in text_of(
        clerk.get("/ho-so/so-theo-doi/?tu=2024-03-05&den=2024-03-04")
    )
    assert clerk.get("/ho-so/so-theo-doi/tep/?tu=x").status_code == 403


def test_the_register_is_for_those_who_work_on_the_dossiers(office, counter):
    assert signed_in(office.an).get("/ho-so/so-theo-doi/").status_code == 403
    assert signed_in(counter.giang).get("/ho-so/so-theo-doi/").status_code == 200
