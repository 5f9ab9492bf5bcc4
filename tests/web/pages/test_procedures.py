"""Procedures on pages: the list, one of them, versions, drafts, places, reviews, quiet ones."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import NOW, SINCE
from tests.procedure_book import ROWS, changed, read_rows, workbook
from tests.web.pages.test_sheet import text
from thuocdo.apps.dossiers.models import (
    AgencyProcedure,
    ProcedurePublication,
    ProcedureReview,
    PublishedDossier,
)
from thuocdo.apps.dossiers.services import Book, import_procedures, offer_procedure
from thuocdo.apps.organisations.models import Role
from thuocdo.apps.organisations.services import assign_role
from thuocdo.apps.rulebooks import shipped
from thuocdo.apps.rulebooks.models import RulebookState, RulebookVersion
from thuocdo.apps.rulebooks.queries import procedure_in_force

LICENCE = "1.002809"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def director(office):
    """An, who is the director too."""
    assign_role(
        user=office.an, role=Role.DIRECTOR, agency=office.transport, valid_from=SINCE, now=NOW
    )
    return office.an


def offered(office, *codes):
    for code in codes:
        offer_procedure(
            agency=office.transport, code=code, since=date(2024, 1, 1), by=office.an, now=NOW
        )


def test_the_list_is_of_what_the_agency_handles_and_of_all(an, office):
    whole = text(an.get("/thu-tuc/"))
    assert "12 thủ tục hành chính có hiệu lực" in whole
    assert "Chưa ghi cơ quan giải quyết thủ tục nào" in whole
    offered(office, LICENCE, "1.002877")
    ours = text(an.get("/thu-tuc/"))
    assert "đang giải quyết 2 thủ tục hành chính" in ours
    assert "Công bố đưa bến xe khách" not in ours
    every = text(an.get("/thu-tuc/", {"pham-vi": "tat-ca"}))
    assert "12 thủ tục hành chính có hiệu lực, cơ quan giải quyết 2" in every
    assert "Công bố đưa bến xe khách" in every


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        ({"tim": "doi giay phep LAI xe"}, "Đổi giấy phép lái xe", "Cấp giấy phép liên vận"),
        ({"tim": "1.002861"}, "Cấp giấy phép liên vận", "Đổi giấy phép lái xe"),
        ({"linh-vuc": "Đường thủy"}, "Đăng ký phương tiện thủy", "Đổi giấy phép lái xe"),
        ({"truc-tuyen": "FULLY"}, "Đổi giấy phép lái xe", "Cấp lại giấy phép lái xe"),
        ({"truc-tuyen": "nonsense", "cap": "PROVINCE"}, "Cấp lại giấy phép lái xe", "không có gì"),
    ],
)
def test_the_list_is_narrowed(an, asked, there, not_there):
    found = text(an.get("/thu-tuc/", asked))
    assert there in found
    assert not_there not in found


def test_nothing_found_says_what_to_do(an):
    assert "Không có thủ tục nào như vậy" in text(an.get("/thu-tuc/", {"tim": "nuôi cá"}))


def test_one_procedure_with_all_that_it_has(an):
    shown = text(an.get("/thu-tuc/1.009465/"))
    for said in (
        "Giải quyết trong 8 ngày làm việc (luật định 11 ngày làm việc)",
        "Bình đồ vị trí đấu nối",
        "2. Thụ lý",
        "45 %",
        "Công an tỉnh: Ý kiến về trật tự, an toàn giao thông, trong 3 ngày làm việc",
        "Từ 15/08/2022: một phần , Nghị định 42/2022/NĐ-CP",
        "Không thu phí, lệ phí",
        "24 tháng",
        "Trụ sở của cơ quan",
        "Giả định: Chưa có quyết định công bố",
    ):
        assert said in shown
    assert shown.count("chưa ghi") >= 5  # the five places
    licence = text(an.get(f"/thu-tuc/{LICENCE}/", {"ban": "2021-01-01"}))
    assert "135.000" in licence
    assert "không có hiệu lực hôm nay" in licence
    assert an.get("/thu-tuc/1.999999/").status_code == 404


def test_two_versions_side_by_side(an):
    last = text(an.get(f"/thu-tuc/{LICENCE}/so-sanh/"))
    assert "Nghị định 118/2025/NĐ-CP, Điều 1" in last
    asked = {"cu": "2021-01-01", "moi": "2023-08-01"}
    fee = text(an.get(f"/thu-tuc/{LICENCE}/so-sanh/", asked))
    assert "3 điểm khác nhau" in fee  # agency, decision, fee
    assert "135.000 đồng (lệ phí, nộp khi tiếp nhận)" in fee
    assert "115.000 đồng (lệ phí, nộp khi tiếp nhận)" in fee
    assert "không khác nhau" in text(an.get("/thu-tuc/1.001919/so-sanh/"))


def posted(an, url, **changes):
    """Return what the draft's form would send, with changes."""
    form = an.get(url).context["form"]
    sent = {name: "" if (value := form[name].value()) is None else value for name in form.fields}
    for prefix, rows in form.rows.items():
        sent |= {f"{prefix}-{name}": rows.management_form[name].value() for name in rows.management_form.fields}  # fmt: skip
        for row in rows:
            for name in row.fields:
                value = row[name].value()
                if value not in (None, False):  # as a browser does
                    sent[row.add_prefix(name)] = value
    return sent | {"viec": "ghi"} | changes


def test_a_version_is_drafted_mended_and_published_by_the_director(an, office, director):
    url = f"/thu-tuc/{LICENCE}/soan/"
    told = {"valid_from": "01/01/2027", "decision": "Quyết định 9/QĐ-UBND", "title": "Đổi GPLX"}
    made = an.post(url, posted(an, url, **told))
    version = RulebookVersion.objects.get()
    assert made.headers["Location"] == f"/thu-tuc/ban-thao/{version.pk}/"
    assert (version.catalog_id, version.decision) == (
        f"{LICENCE}@2027-01-01",
        "Quyết định 9/QĐ-UBND",
    )
    draft = f"/thu-tuc/ban-thao/{version.pk}/"
    shown = text(an.get(draft))
    assert "Đổi GPLX" in shown
    assert "Khác phiên bản trước ở đâu" in shown
    mended = posted(an, draft, committed_amount="2,5")
    mended |= {"parts-2-name": "Ảnh", "parts-2-copy_kind": "COPY", "parts-1-DELETE": "on"}
    assert an.post(draft, mended).status_code == 302
    assert an.post(draft, {"viec": "cong-bo"}).headers["Location"] == f"/thu-tuc/{LICENCE}/"
    found = procedure_in_force(LICENCE, date(2027, 1, 1))
    assert found.allowance.text == "2,5 ngày làm việc"
    assert [part.name for part in found.parts][1:] == ["Ảnh"]
    assert len(found.steps) == 5
    assert found.steps == procedure_in_force(LICENCE, date(2026, 12, 31)).steps
    assert found.assumed  # what was assumed before is still marked
    assert procedure_in_force(LICENCE, date(2026, 12, 31)).version == f"{LICENCE}@2025-07-01"
    assert an.get(draft).status_code == 302  # nothing to mend any more


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"steps-0-share": "11"}, "phải cộng thành 100"),
        ({"valid_from": "31/02/2027"}, "Ghi ngày dạng 31/12/2026."),
        ({"time_amount": "0"}, "Thời hạn phải lớn hơn 0"),
        ({"time_amount": "năm"}, "Ghi bằng số"),
        ({"committed_amount": "9"}, "Cam kết 9 ngày làm việc"),
        ({"steps-1-id": "Thụ lý"}, "dòng 2: «Thụ lý» viết bằng chữ thường không dấu"),
        ({"channels": []}, "Chọn ít nhất một hình thức nộp"),
        ({"parts-2-name": "Ảnh"}, "Chưa chọn loại bản"),
        ({"valid_to": "01/01/2020"}, "phải sau"),
    ],
)
def test_a_draft_that_cannot_be_right_keeps_what_was_written(an, changes, said):
    url = f"/thu-tuc/{LICENCE}/soan/"
    answer = an.post(url, posted(an, url, title="Tên đang sửa", **changes))
    assert answer.status_code == 422
    assert said in text(answer)
    assert "Tên đang sửa" in answer.content.decode()
    assert not RulebookVersion.objects.exists()


def test_a_reform_officer_is_told_why_the_director_publishes(an, office):
    url = f"/thu-tuc/{LICENCE}/soan/"
    an.post(url, posted(an, url, valid_from="01/01/2027"))
    draft = f"/thu-tuc/ban-thao/{RulebookVersion.objects.get().pk}/"
    assert "Chỉ thủ trưởng của cơ quan soạn" in text(an.get(draft))
    assert an.post(draft, {"viec": "cong-bo"}).status_code == 422
    assert RulebookVersion.objects.get().state == RulebookState.DRAFT
    assert an.post(draft, {"viec": "bo"}).status_code == 302
    assert not RulebookVersion.objects.exists()


def test_a_draft_is_no_business_of_another_department(an, office, client):
    url = f"/thu-tuc/{LICENCE}/soan/"
    an.post(url, posted(an, url, valid_from="01/01/2027"))
    draft = f"/thu-tuc/ban-thao/{RulebookVersion.objects.get().pk}/"
    client.force_login(office.cuong)
    assert client.get(draft).status_code == 403
    assert client.post(draft, {"viec": "bo"}).status_code == 403
    client.force_login(office.binh)
    assert client.get(draft).status_code == 200
    assert RulebookVersion.objects.count() == 1


def test_the_agency_takes_a_procedure_up_and_lays_it_down(an, office, client):
    url = f"/thu-tuc/{LICENCE}/giai-quyet/"
    assert an.post(url, {"on": "01/02/2024"}).status_code == 302
    assert AgencyProcedure.objects.get().since == date(2024, 2, 1)
    assert "Sở Giao thông vận tải" in text(an.get(f"/thu-tuc/{LICENCE}/"))
    refused = an.post(url, {"on": "01/02/2024"})
    assert refused.status_code == 422
    assert "phải sau ngày bắt đầu 01/02/2024" in text(refused)
    assert an.post(url, {"on": "01/03/2024"}).status_code == 302
    assert AgencyProcedure.objects.get().until == date(2024, 3, 1)
    client.force_login(office.cuong)
    assert client.get(f"{url}?co-quan=H99.15").status_code == 403


def test_a_place_is_recorded_with_its_proof(an, office, client):
    url = f"/thu-tuc/{LICENCE}/cong-khai/"
    sent = {"place": "agency-office", "published_on": "05/01/2024", "link": ""}
    bare = an.post(url, sent)
    assert bare.status_code == 422
    assert "Ghi đường dẫn hoặc gửi tệp" in text(bare)
    proof = SimpleUploadedFile("anh.pdf", PDF, content_type="application/pdf")
    assert an.post(url, sent | {"file": proof}).status_code == 302
    made = ProcedurePublication.objects.get()
    assert an.get(f"/tai-lieu/{made.evidence_id}/").status_code == 200
    link = {"place": "province-portal", "published_on": "05/01/2024", "link": "tinh.example/tthc"}
    assert an.post(url, link).status_code == 302
    shown = an.get(f"/thu-tuc/{LICENCE}/").content.decode()
    assert f"/tai-lieu/{made.evidence_id}/" in shown
    assert "https://tinh.example/tthc" in shown
    client.force_login(office.binh)
    assert client.post(f"{url}?co-quan=H99.15", link).status_code == 403


def test_a_harmful_name_of_a_proof_is_refused(an):
    sent: dict[str, object] = {"place": "agency-office", "published_on": "05/01/2024"}
    sent["file"] = SimpleUploadedFile(
        "anh.pdf", b"MZ\x90\x00 no pdf", content_type="application/pdf"
    )
    answer = an.post(f"/thu-tuc/{LICENCE}/cong-khai/", sent)
    assert answer.status_code == 422
    assert not ProcedurePublication.objects.exists()


def test_a_review_says_what_is_saved_and_by_which_rule(an):
    url = f"/thu-tuc/{LICENCE}/ra-soat/"
    sent = {
        "reviewed_on": "01/03/2024", "document": "55/BC-SGTVT", "proposal": "Bỏ giấy khám",
        "days_before": "5", "days_after": "3", "parts_before": "3", "parts_after": "2",
        "hours_before": "4", "hours_after": "2,5", "money_before": "615000",
        "money_after": "115000", "dossiers_a_year": "2000",
    }  # fmt: skip
    assert an.post(url, sent).status_code == 302
    rule = shipped.review_rules().income_on(date(2024, 3, 1))
    saved = round((rule.an_hour * 3 / 2 + 500_000) * 2000)
    shown = text(an.get(url))
    assert f"{saved:,}".replace(",", ".") in shown
    assert "Thông tư 02/2017/TT-VPCP" in shown
    again = an.post(url, sent)
    assert again.status_code == 422
    assert "đã ghi một lần rà soát" in text(again)
    assert an.post(url, sent | {"hours_after": "-1"}).status_code == 422
    assert ProcedureReview.objects.count() == 1


def test_quiet_procedures_are_told_from_the_dossiers(an, office):
    url = "/thu-tuc/lau-khong-truc-tuyen/"
    before = text(an.get(url))  # nobody has said what is handled: its dossiers tell
    assert "2 trong 2 thủ tục đã trực tuyến mà từ 6 tháng không có" in before
    assert "số liệu đến 27/12/2023" in before
    for code in ("1.000660", LICENCE):
        offer_procedure(
            agency=office.transport, code=code, since=date(2020, 1, 1), by=office.an, now=NOW
        )
    with CaptureQueriesContext(connection) as queries:
        shown = text(an.get(url))
    counted = [query["sql"] for query in queries if "COUNT" in query["sql"]]
    assert sum("publisheddossier" in sql for sql in counted) == 1
    assert shown.index("Công bố đưa bến xe khách") < shown.index("Đổi giấy phép lái xe")
    assert "chưa có hồ sơ nào" in shown
    assert "27/04/2023 08:00" in shown
    rows = PublishedDossier.objects.filter(procedure=LICENCE)
    assert rows.update(received_at=datetime(2023, 7, 20, tzinfo=UTC), channel="POSTAL") > 1
    last = rows.order_by("pk").last()
    rows.filter(pk=last.pk).update(
        received_at=datetime(2023, 6, 27, 2, 0, tzinfo=UTC), channel="ONLINE"
    )
    assert "1 trong 2 thủ tục" in text(an.get(url))  # six months to the day are not yet long
    rows.filter(pk=last.pk).update(received_at=datetime(2023, 6, 26, 2, 0, tzinfo=UTC))
    assert "2 trong 2 thủ tục" in text(an.get(url))


def upload(rows=ROWS):
    return SimpleUploadedFile("thu-tuc.xlsx", workbook(rows))


def test_a_workbook_on_the_page(an, director):
    wrong = an.post("/thu-tuc/nhap/", {"file": upload(changed("parts", 0, 2, "bản nháp"))})
    assert wrong.status_code == 422
    assert "trang «Thành phần», dòng 2, ô C2: không hiểu «bản nháp»" in text(wrong)
    assert not RulebookVersion.objects.exists()
    assert an.post("/thu-tuc/nhap/", {"file": upload(), "publish": "on"}).status_code == 302
    shown = text(an.get("/thu-tuc/"))
    assert "Đã nhập: 0 bản thảo, 2 phiên bản công bố, 0 đã có." in shown
    assert "đang giải quyết 2 thủ tục" in shown
    assert an.get("/thu-tuc/nhap/mau/").content[:2] == b"PK"


def test_drafts_stand_on_the_list(an, client, office):
    an.post("/thu-tuc/nhap/", {"file": upload()})
    assert "1.999001@2024-01-15" in text(an.get("/thu-tuc/"))


def many(office, count):
    """Publish so many procedures, all handled by the transport department."""
    (sand,) = (one for one in read_rows().procedures if one.procedure.code == "1.999001")
    found = tuple(
        type(sand)(sand.procedure.model_copy(update={"code": f"1.8{number:05}"}), sand.row)
        for number in range(count)
    )
    read = type(read_rows())(found, ())
    import_procedures(
        agency=office.transport, book=Book(read, "b.xlsx", "f" * 64), publish=True, by=office.an, now=NOW
    )  # fmt: skip


def test_170_procedures_cost_no_more_queries(an, office, director):
    many(office, 170)
    an.get("/thu-tuc/")  # texts of what is published are read once for all requests
    for url in ("/thu-tuc/", "/thu-tuc/?pham-vi=tat-ca&tim=cat", f"/thu-tuc/{LICENCE}/"):
        with CaptureQueriesContext(connection) as queries:
            answer = an.get(url)
        assert answer.status_code == 200
        assert len(queries) <= 15, (url, [query["sql"][:120] for query in queries])
    assert "170 thủ tục" in text(an.get("/thu-tuc/"))


def test_another_department_sees_no_numbers_of_ours(client, office):
    client.force_login(office.cuong)
    assert client.get("/thu-tuc/").status_code == 200
    for url in ("/thu-tuc/", f"/thu-tuc/{LICENCE}/", "/thu-tuc/lau-khong-truc-tuyen/"):
        assert client.get(f"{url}?co-quan=H99.15").status_code == 403
