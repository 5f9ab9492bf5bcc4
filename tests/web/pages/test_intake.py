"""Taking a dossier in at the counter: every Enter fills in what is known; all of it or nothing."""

import io
from decimal import Decimal

import pytest

from tests.counter import LICENCE, every_part, party, receive
from tests.web.office import DANGER
from tests.web.pages.counter import MONDAY, pdf_text, signed_in, text_of
from tests.web.pages.test_documents import word
from thuocdo.apps.dossiers.models import (
    Applicant,
    Dossier,
    DossierEvent,
    DossierFile,
    EventKind,
    PublishedDossier,
)
from thuocdo.apps.dossiers.services import (
    Intake,
    receive_dossier,
)
from thuocdo.apps.organisations.models import AuditEntry
from thuocdo.apps.rulebooks.queries import procedure_in_force

INTAKE = "/ho-so/tiep-nhan/"
PDF = b"%PDF-1.4\n%%EOF\n"


def only_dossier() -> Dossier:
    return Dossier.objects.get(applicant__isnull=False)


def typed(**more: object) -> dict[str, object]:
    """What a clerk sends for a complete dossier of a new applicant."""
    return {
        "act": "receive",
        "procedure": LICENCE,
        "shown": f"{LICENCE}@2023-08-01",
        "id_number": "036 088 001 234",
        "phone": "0912 345 678",
        "kind": "CITIZEN",
        "name": "Nguyễn Văn Đức",
        "address": "Số 5, phố Huế",
        "part": ["1", "2", "3"],
        "channel": "IN_PERSON",
        "content": "Đổi giấy phép hạng B2",
        "paid": "115.000",
        **more,
    }


def test_the_empty_form_asks_for_the_procedure_first(clerk):
    said = text_of(clerk.get(INTAKE))
    assert 'value="1.002809 Đổi giấy phép lái xe"' in said
    assert said.count("autofocus") == 1
    assert (
        "autofocus"
        in said[said.index('name="procedure"') - 200 : said.index('name="procedure"') + 400]
    )
    assert "Tiếp nhận và in giấy hẹn" not in said


@pytest.mark.parametrize("letters", ["2809", "1.002809", "doi giay phep lai", "ĐỔI  giấy PHÉP lái"])
def test_a_few_letters_find_the_procedure(clerk, letters):
    said = text_of(clerk.post(INTAKE, {"act": "look", "procedure": letters}))
    assert 'name="shown" value="1.002809@2023-08-01"' in said
    assert "10:30 ngày 11/03/2024" in said
    assert 'value="115.000"' in said
    needed = said.count("data-needed")
    assert needed == 2
    assert said.count("checked data-needed") == needed, "what is always needed is ticked"
    assert said.count(" checked") == needed, "what is needed only in some case is not"


def test_letters_that_mean_several_offer_a_choice_and_none_says_so(clerk):
    said = text_of(clerk.post(INTAKE, {"procedure": "cap giay phep"}))
    assert said.count('name="choose_procedure"') > 1
    chosen = text_of(clerk.post(INTAKE, {"procedure": "cap", "choose_procedure": LICENCE}))
    assert 'value="1.002809@2023-08-01"' in chosen
    said = text_of(clerk.post(INTAKE, {"procedure": f"xyz {DANGER}"}))
    assert "Không có thủ tục nào khớp với «xyz" in said
    assert DANGER not in said


def test_a_known_applicant_is_filled_in_by_number_or_phone(clerk, counter):
    receive(counter, MONDAY)
    for name, value in (("id_number", "036-088.001 234"), ("phone", "0912.345.678")):
        said = text_of(clerk.post(INTAKE, {"procedure": LICENCE, name: value}))
        assert 'value="Nguyễn Văn Đức"' in said
        assert 'value="Số 5, phố Huế"' in said
        assert "Đã có ở cơ quan" in said
    said = text_of(clerk.post(INTAKE, {"procedure": LICENCE, "id_number": "1"}))
    assert "Chưa có người nộp này" in said
    assert not Applicant.objects.filter(id_number="1").exists()


def test_what_was_mended_by_hand_is_not_filled_over(clerk, counter):
    receive(counter, MONDAY)
    known = Applicant.objects.get()
    sent = {"procedure": LICENCE, "id_number": known.id_number, "known": known.pk, "name": "Sửa"}
    assert 'value="Sửa"' in text_of(clerk.post(INTAKE, sent))


def test_one_phone_of_two_people_offers_both(clerk, counter):
    receive(counter, MONDAY)
    receive(counter, MONDAY, of=party("Trần Thị Sen", "036188005678"))
    said = text_of(clerk.post(INTAKE, {"procedure": LICENCE, "phone": "0912345678"}))
    assert said.count('name="choose_applicant"') == 2
    chosen = Applicant.objects.get(name="Trần Thị Sen")
    sent = {"procedure": LICENCE, "phone": "0912345678", "choose_applicant": chosen.pk}
    assert 'value="Trần Thị Sen"' in text_of(clerk.post(INTAKE, sent))


def test_another_agencys_applicants_are_not_found(clerk, counter, office):
    Applicant.objects.create(
        agency=office.construction, kind="CITIZEN", name="Bí Mật", id_number="42"
    )
    stranger = Applicant.objects.get(name="Bí Mật")
    for sent in ({"id_number": "42"}, {"choose_applicant": stranger.pk, "phone": "1"}):
        assert "Bí Mật" not in text_of(clerk.post(INTAKE, {"procedure": LICENCE, **sent}))


def test_the_content_of_an_earlier_dossier_is_offered_for_reuse(clerk, counter):
    procedure = procedure_in_force(LICENCE, MONDAY.date())
    intake = Intake(
        procedure=procedure, party=party(), parts=every_part(procedure), content="Hạng B2, mất ví"
    )
    receive_dossier(agency=counter.agency, intake=intake, by=counter.dung, now=MONDAY)
    sent = {"procedure": LICENCE, "id_number": "036088001234"}
    offered = text_of(clerk.post(INTAKE, sent))
    assert "«Hạng B2, mất ví»" in offered
    assert 'value="Hạng B2, mất ví"' not in offered
    assert 'value="Hạng B2, mất ví"' in text_of(clerk.post(INTAKE, sent | {"act": "reuse"}))


def test_looking_up_writes_nothing(clerk, counter, django_assert_max_num_queries):
    receive(counter, MONDAY)
    before = AuditEntry.objects.count(), DossierEvent.objects.count(), Applicant.objects.count()
    clerk.get(INTAKE)
    with django_assert_max_num_queries(11):
        clerk.post(INTAKE, {"procedure": LICENCE, "id_number": "036088001234"})
    assert (
        AuditEntry.objects.count(),
        DossierEvent.objects.count(),
        Applicant.objects.count(),
    ) == before


def test_it_is_taken_in_and_leads_to_its_receipt(clerk):
    answered = clerk.post(INTAKE, typed())
    dossier = only_dossier()
    assert answered.url == f"/ho-so/{dossier.code}/giay-to/giay-tiep-nhan/"
    kinds = list(DossierEvent.objects.filter(dossier=dossier).values_list("kind", flat=True))
    assert kinds == [EventKind.RECEIVED, EventKind.PAPER_ISSUED]
    received = DossierEvent.objects.get(dossier=dossier, kind=EventKind.RECEIVED).payload
    assert (received["content"], Decimal(received["paid"])) == ("Đổi giấy phép hạng B2", 115000)
    said = text_of(clerk.get(answered.url))
    assert "data-print-frame" in said
    pdf = clerk.get(f"{answered.url}pdf/")
    assert pdf["Content-Type"] == "application/pdf"
    printed = pdf_text(pdf.content)
    for words in (
        dossier.code,
        "Nguyễn Văn Đức",
        "Số 5, phố Huế",
        "10 giờ 30 phút",
        "115.000 đồng",
    ):
        assert words in printed, words


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"part": ["1"]}, "Hồ sơ còn thiếu: 3. "),
        ({"name": ""}, "Chưa ghi tên người nộp"),
        ({"procedure": ""}, "Chưa chọn thủ tục"),
        ({"paid": "trăm"}, "Hãy ghi số tiền bằng số"),
        ({"paid": "999.000"}, "Số tiền thu phải từ 0 đến 115.000 đồng"),
        ({"id_number": "12#"}, "Số định danh chỉ gồm chữ số"),
        ({"phone": "12"}, "Số điện thoại gồm"),
        ({"email": "không phải"}, "Địa chỉ thư điện tử chưa đúng"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(clerk, wrong, said):
    answered = clerk.post(INTAKE, typed(**wrong))
    assert answered.status_code == 422
    assert said in text_of(answered)
    assert not Applicant.objects.exists()
    if "name" not in wrong:
        assert 'value="Nguyễn Văn Đức"' in text_of(answered), "what was typed is kept"


def test_files_are_kept_by_part_and_complete_once_every_part_has_one(clerk):
    def scan(name: str) -> io.BytesIO:
        file = io.BytesIO(PDF + name.encode())
        file.name = name
        return file

    clerk.post(INTAKE, typed(**{"file-1": [scan("don.pdf"), scan("don-2.pdf")], "signed-1": "on"}))
    dossier = only_dossier()
    files = list(DossierFile.objects.values_list("part_number", "file_name", "signed"))
    assert files == [(1, "don.pdf", True), (1, "don-2.pdf", True)]
    row = PublishedDossier.objects.get(pk=dossier.pk)
    assert row.parts_digitised is False
    more = {f"file-{part}": scan(f"{part}.pdf") for part in (2, 3)}
    assert clerk.post(f"/ho-so/{dossier.code}/tep/", more).status_code == 302
    row.refresh_from_db()
    assert row.parts_digitised is True
    first = DossierFile.objects.earliest("pk")
    given = clerk.get(f"/ho-so/{dossier.code}/tep/{first.pk}/")
    assert given.content == PDF + b"don.pdf"
    assert "default-src 'none'" in given["Content-Security-Policy"]


def test_a_file_of_no_known_kind_lets_nothing_in(clerk):
    bad = io.BytesIO(b"MZ\x90")
    bad.name = "don.exe"
    answered = clerk.post(INTAKE, typed(**{"file-1": bad}))
    assert answered.status_code == 422
    assert "Thành phần 1: «don.exe» là chương trình" in text_of(answered)
    assert not Applicant.objects.exists()


def test_a_file_for_a_part_that_was_not_handed_in_lets_nothing_in(clerk):
    scan = io.BytesIO(PDF)
    scan.name = "x.pdf"
    answered = clerk.post(INTAKE, typed(part=["1", "3"], **{"file-2": scan}))
    assert "không có thành phần số 2" in text_of(answered)
    assert not Applicant.objects.exists()


def test_a_file_too_large_is_refused_with_its_size(clerk, settings):
    settings.EVIDENCE_LIMIT_MIB = 0
    scan = io.BytesIO(PDF)
    scan.name = "to.pdf"
    answered = clerk.post(INTAKE, typed(**{"file-1": scan}))
    assert "quá giới hạn 0 MB" in text_of(answered)
    assert not Applicant.objects.exists()


def test_only_the_counter_opens_the_form(counter, office):
    for person in (counter.em, counter.hai, office.an, office.cuong):
        assert signed_in(person).get(INTAKE).status_code == 403
        assert signed_in(person).post(INTAKE, typed()).status_code == 403
    assert not Applicant.objects.exists()


def test_a_word_document_may_be_a_part(clerk):
    scan = io.BytesIO(word())
    scan.name = "don.docx"
    assert clerk.post(INTAKE, typed(**{"file-1": scan})).status_code == 302
