"""Evidence and opinions on pages, as An, Bình and Cường."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from tests.web.pages.test_sheet import text
from thuocdo.apps.documents.models import Consultation, Evidence
from thuocdo.apps.organisations.models import AuditEntry, User
from thuocdo.web.desk.documents.consultations import shown

PDF = b"%PDF-1.7 mot"
CODE = "3.3.1"


def word() -> bytes:
    document = Document()
    document.add_heading("Báo cáo tháng 6", 1)
    document.add_paragraph("<script>alert(1)</script> đoạn văn")
    document.add_table(rows=1, cols=1).cell(0, 0).text = "ô bảng"
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def send(client, *, name: str = "kh.pdf", data: bytes = PDF, **more):
    form = {"criterion": CODE, "title": "Kế hoạch 2023", "file": SimpleUploadedFile(name, data)}
    return client.post("/tai-lieu/", form | more, follow=True)


@pytest.fixture
def piece(an) -> Evidence:
    assert send(an).status_code == 200
    return Evidence.objects.get()


def test_an_adds_evidence_and_finds_it_under_its_criterion(an) -> None:
    assert "Chưa có tài liệu nào" in text(an.get("/tai-lieu/"))
    said = text(send(an))
    assert "Đã thêm tài liệu «Kế hoạch 2023»" in said
    assert f"1 tài liệu cho tiêu chí {CODE}" in said
    assert "kh.pdf" in said
    assert Evidence.objects.get().period_start.year == 2023
    assert "0 tài liệu cho tiêu chí 3.3.2" in text(an.get("/tai-lieu/?tieu-chi=3.3.2"))


def test_why_leads_to_the_evidence_with_its_count(an) -> None:
    assert "Chưa có tài liệu kiểm chứng" in text(an.get(f"/diem/{CODE}/vi-sao/"))
    send(an)
    page = an.get(f"/diem/{CODE}/vi-sao/")
    assert "1 tài liệu kiểm chứng" in text(page)
    assert f'href="/tai-lieu/?tieu-chi={CODE}"' in page.content.decode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "kh.png"}, "nội dung là PDF nhưng tên lại là .png"),
        ({"data": b"MZ\x90\0"}, "là chương trình"),
        ({"title": ""}, "Chưa ghi trích yếu"),
        ({"criterion": "99.9"}, "không có tiêu chí ấy"),
        ({"criterion": ""}, "Chưa chọn tiêu chí"),
        ({"file": ""}, "Chưa chọn tệp nào"),
    ],
)
def test_what_cannot_be_taken_is_refused_kindly(an, change, said) -> None:
    response = send(an, **change)
    assert response.status_code == 422
    assert said in text(response)
    assert not Evidence.objects.exists()


def test_too_large_a_piece_is_refused_kindly(an, settings) -> None:
    settings.EVIDENCE_LIMIT_MIB = 0
    assert "quá giới hạn 0 MB của một tài liệu" in text(send(an))


def test_a_criterion_that_is_none_is_not_found(an) -> None:
    assert an.get("/tai-lieu/?tieu-chi=99").status_code == 404


def test_versions_stay_and_each_can_be_opened(an, piece) -> None:
    form = {"viec": "ban-moi", "note": "sửa", "file": SimpleUploadedFile("kh2.pdf", PDF + b"2")}
    said = text(an.post(f"/tai-lieu/{piece.pk}/", form, follow=True))
    assert "Đã thêm bản 2; các bản trước vẫn giữ nguyên." in said
    assert "Bản 2: kh2.pdf" in said
    assert "Bản 1: kh.pdf" in text(an.get(f"/tai-lieu/{piece.pk}/?ban=1"))
    assert an.get(f"/tai-lieu/{piece.pk}/ban/1/").content == PDF
    assert an.get(f"/tai-lieu/{piece.pk}/ban/2/").content == PDF + b"2"
    assert an.get(f"/tai-lieu/{piece.pk}/ban/3/").status_code == 404
    wrong = an.post(f"/tai-lieu/{piece.pk}/", {"file": SimpleUploadedFile("a.png", PDF)})
    assert wrong.status_code == 422
    assert "nhưng tên lại là .png" in text(wrong)


def test_withdrawing_asks_for_a_reason_and_shows_it(an, piece) -> None:
    url = f"/tai-lieu/{piece.pk}/"
    assert an.post(url, {"viec": "rut", "reason": ""}).status_code == 422
    said = text(an.post(url, {"viec": "rut", "reason": "Nhầm tệp"}, follow=True))
    assert "Lý do: Nhầm tệp" in said
    assert "Thêm bản mới" not in said
    assert "đã rút" in text(an.get("/tai-lieu/"))
    assert an.post(url, {"viec": "rut", "reason": "lại"}).status_code == 403


def test_a_pdf_is_framed_by_our_page_only(an, piece) -> None:
    page = an.get(f"/tai-lieu/{piece.pk}/")
    assert (
        f'<iframe class="document-frame" src="/tai-lieu/{piece.pk}/ban/1/"' in page.content.decode()
    )
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert "frame-src" not in an.get("/tai-lieu/")["Content-Security-Policy"]
    file = an.get(f"/tai-lieu/{piece.pk}/ban/1/")
    assert file["Content-Security-Policy"].startswith("default-src 'none'")
    assert "frame-ancestors 'self'" in file["Content-Security-Policy"]
    assert "script-src" not in file["Content-Security-Policy"]
    assert file["X-Frame-Options"] == "SAMEORIGIN"
    assert file["X-Content-Type-Options"] == "nosniff"
    assert file["Content-Type"] == "application/pdf"
    assert file["Content-Disposition"].startswith("inline")
    taken = an.get(f"/tai-lieu/{piece.pk}/ban/1/?tai=1")
    assert taken["Content-Disposition"] == "attachment; filename*=UTF-8''kh.pdf"


def test_a_word_document_is_shown_as_text_and_never_inline(an) -> None:
    send(an, name="bao-cao.docx", data=word())
    pk = Evidence.objects.get().pk
    page = an.get(f"/tai-lieu/{pk}/").content.decode()
    assert "<h2>Báo cáo tháng 6</h2>" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; đoạn văn" in page
    assert "<td>ô bảng</td>" in page
    assert an.get(f"/tai-lieu/{pk}/ban/1/")["Content-Disposition"].startswith("attachment")


def test_a_file_that_the_store_lost_is_said(an, settings, tmp_path) -> None:
    send(an, name="bao-cao.docx", data=word())
    pk = Evidence.objects.get().pk
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    assert "Kho tệp không còn tệp này" in text(an.get(f"/tai-lieu/{pk}/"))
    assert an.get(f"/tai-lieu/{pk}/ban/1/").status_code == 404
    settings.FILE_STORE = "s3+http://127.0.0.1:9/kho"
    assert "không trả lời" in text(an.get(f"/tai-lieu/{pk}/"))
    assert an.get(f"/tai-lieu/{pk}/ban/1/").status_code == 503


def test_looking_at_personal_data_is_noted_once_for_each_look(an, office) -> None:
    send(an, sensitive="on")
    pk = Evidence.objects.get().pk

    def noted() -> int:
        return AuditEntry.objects.filter(action="documents.evidence.read", actor=office.an).count()

    an.get("/tai-lieu/")
    an.get(f"/tai-lieu/{pk}/")
    assert noted() == 0  # the frame fetches the content on its own
    an.get(f"/tai-lieu/{pk}/ban/1/")
    assert noted() == 1
    form = {"viec": "ban-moi", "file": SimpleUploadedFile("b.docx", word())}
    an.post(f"/tai-lieu/{pk}/", form)
    an.get(f"/tai-lieu/{pk}/")
    assert noted() == 2


def test_other_evidence_is_not_noted(an, piece) -> None:
    an.get(f"/tai-lieu/{piece.pk}/ban/1/")
    assert not AuditEntry.objects.filter(action="documents.evidence.read").exists()


def test_binh_reads_and_may_not_change(client, office, piece) -> None:
    client.force_login(office.binh)
    query = f"?co-quan={office.transport.code}"
    assert "Kế hoạch 2023" in text(client.get(f"/tai-lieu/{query}"))
    page = client.get(f"/tai-lieu/{piece.pk}/{query}")
    assert page.status_code == 200
    assert "Rút tài liệu" not in text(page)
    assert client.get(f"/tai-lieu/{piece.pk}/ban/1/").content == PDF
    assert client.post(f"/tai-lieu/{piece.pk}/", {"viec": "rut", "reason": "x"}).status_code == 403
    listed = client.get(f"/tai-lieu/{query}").content.decode()
    assert "disabled" in listed
    assert "không sửa được" in listed


def test_cuong_sees_nothing_of_it(client, office, piece) -> None:
    client.force_login(office.cuong)
    assert "Kế hoạch 2023" not in text(client.get("/tai-lieu/"))
    for url in (f"/tai-lieu/{piece.pk}/", f"/tai-lieu/{piece.pk}/ban/1/"):
        assert client.get(url).status_code == 403
    assert client.get("/tai-lieu/999/").status_code == 404


@pytest.mark.parametrize("pieces", [1, 12])
def test_pages_cost_few_queries(an, pieces, django_assert_max_num_queries) -> None:
    for number in range(pieces):
        send(an, data=PDF + bytes([number]))
    with django_assert_max_num_queries(11):
        an.get("/tai-lieu/")
    with django_assert_max_num_queries(11):
        an.get(f"/tai-lieu/{Evidence.objects.first().pk}/")


# Opinions

ASKED = {
    "owed_by": "H99.19",
    "subject": "Dự thảo quy chế",
    "question": "Xin ý kiến về Điều 2.",
    "allowance_days": "5",
}
MONDAY = datetime(2024, 1, 15, 2, 0, tzinfo=UTC)  # 09:00 in Viet Nam


@pytest.fixture
def asked(an) -> Consultation:
    with time_machine.travel(MONDAY, tick=False):
        assert an.post("/y-kien/", ASKED, follow=True).status_code == 200
    return Consultation.objects.get()


def test_a_question_is_due_by_the_working_calendar(an, asked) -> None:
    with time_machine.travel(MONDAY, tick=False):
        an.logout()
        an.force_login(User.objects.get(username="an"))
        said = text(an.get("/y-kien/"))
    assert "Dự thảo quy chế Sở Xây dựng 15/01/2024 09:00 09:00 22/01/2024" in said
    assert "đang chờ" in said
    assert "Không nợ ý kiến nào" in said


def test_silence_follows_from_the_time_when_one_looks(asked) -> None:
    in_time = datetime(2024, 1, 22, 2, 0, tzinfo=UTC)
    late = datetime(2024, 1, 22, 2, 1, tzinfo=UTC)
    assert shown(asked, in_time).state == "đang chờ"
    silent = shown(asked, late)
    assert (silent.state, silent.state_key) == ("im lặng quá hạn", "lost")
    asked.answered_at, asked.opinion = in_time, "AGREED"
    assert shown(asked, late).state == "đồng ý"
    asked.answered_at = late
    assert shown(asked, late).state == "đồng ý (trả lời muộn)"


def test_beyond_the_calendar_the_due_time_is_said_to_be_unknown(asked) -> None:
    asked.asked_at = datetime(2190, 1, 1, tzinfo=UTC)
    said = shown(asked, datetime(2190, 1, 2, tzinfo=UTC))
    assert said.due == "chưa tính được"
    assert said.standing


def test_cuong_answers_and_an_reads_it(client, office, asked) -> None:
    client.force_login(office.cuong)
    url = f"/y-kien/{asked.pk}/"
    assert "Dự thảo quy chế" in text(client.get("/y-kien/"))
    assert "Xin ý kiến về Điều 2." in text(client.get(url))
    bare = client.post(url, {"opinion": "DISAGREED", "answer": ""})
    assert bare.status_code == 422
    assert "phải ghi nội dung" in text(bare)
    assert "Chưa chọn ý kiến" in text(client.post(url, {"answer": "x"}))
    said = text(client.post(url, {"opinion": "REMARKS", "answer": "Sửa Điều 2"}, follow=True))
    assert "Trả lời: đồng ý, có góp ý" in said
    assert client.post(url, {"opinion": "AGREED"}).status_code == 403
    client.force_login(office.an)
    assert "Sửa Điều 2" in text(client.get(url))


def test_an_does_not_answer_her_own_question(an, asked) -> None:
    page = an.get(f"/y-kien/{asked.pk}/")
    assert "Gửi trả lời" not in text(page)
    assert an.post(f"/y-kien/{asked.pk}/", {"opinion": "AGREED"}).status_code == 403


def test_binh_has_no_part_in_it_and_asks_for_his_own_agency(client, office, asked) -> None:
    client.force_login(office.binh)
    assert client.get(f"/y-kien/{asked.pk}/").status_code == 404
    assert "Dự thảo quy chế" not in text(client.get("/y-kien/"))
    client.post("/y-kien/", ASKED)
    assert Consultation.objects.latest("pk").asked_by == office.province


def test_without_agency_there_are_no_opinions(client, office) -> None:
    client.force_login(User.objects.create_user("la"))
    assert client.get("/y-kien/").status_code == 403


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"owed_by": "H99.15"}, "Không hỏi được cơ quan này"),
        ({"owed_by": ""}, "Chưa chọn cơ quan"),
        ({"subject": ""}, "Chưa ghi trích yếu"),
        ({"question": ""}, "Chưa ghi nội dung"),
        ({"allowance_days": "năm"}, "phải là số ngày làm việc"),
        ({"allowance_days": "0"}, "từ 1 ngày làm việc"),
        ({"allowance_days": "999"}, "dài nhất là 60"),
    ],
)
def test_a_question_that_lacks_something_is_refused_kindly(an, change, said) -> None:
    response = an.post("/y-kien/", ASKED | change)
    assert response.status_code == 422
    assert said in text(response)
    assert not Consultation.objects.exists()


def test_opinions_cost_few_queries(an, django_assert_max_num_queries) -> None:
    for _ in range(12):
        an.post("/y-kien/", ASKED)
    with django_assert_max_num_queries(7):
        an.get("/y-kien/")
    with django_assert_max_num_queries(6):
        an.get(f"/y-kien/{Consultation.objects.first().pk}/")
