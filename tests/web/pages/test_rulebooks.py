"""The pages of sets: Bình drafts, mends and publishes; An may not and is told why."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.adapters.tables import annex_files
from tests.web.office import Office
from tests.web.pages.test_sheet import text
from thuocdo.apps.rulebooks.models import RulebookState, RulebookVersion

HERE = "/bo-chi-so/"


@pytest.fixture
def binh(office: Office, client: Client) -> Client:
    client.force_login(office.binh)
    return client


def hand_in(client: Client, data: bytes, name: str = "pl.docx", **changes: str):
    said = {"set_id": "department/2027", "before": "department/2024"} | changes
    return client.post(HERE, {**said, "file": SimpleUploadedFile(name, data)})


@pytest.fixture
def draft(binh: Client) -> str:
    """The address of a draft."""
    address: str = hand_in(binh, annex_files.word())["Location"]
    return address


def only() -> RulebookVersion:
    return RulebookVersion.objects.get()


def test_the_appraiser_sees_which_sets_are_in_force_and_where_they_come_from(binh):
    said = text(binh.get(HERE))
    assert re.search(r"Đang có \d bộ chỉ số có hiệu lực", said)
    assert "department/2024 Bộ chỉ số cải cách hành chính cấp sở 2024 95 Kế hoạch 1163/KH-SGTVT" in said  # fmt: skip
    assert "đi kèm phần mềm" in said


def test_an_may_see_none_of_it_and_is_told_why(an, office):
    assert "/bo-chi-so/" not in an.get("/diem/").content.decode()
    for address in (
        HERE,
        f"{HERE}1/",
        f"{HERE}1/phan-dau/",
        f"{HERE}1/tieu-chi/I.4/",
        f"{HERE}1/linh-vuc/I/",
    ):
        refused = an.get(address)
        assert refused.status_code == 403
        assert "Chỉ người thẩm định của tỉnh" in text(refused)
    assert hand_in(an, annex_files.word()).status_code == 403
    assert not RulebookVersion.objects.exists()


def test_only_those_who_may_see_the_entry_of_the_navigation(binh):
    assert 'href="/bo-chi-so/?co-quan=H99"' in binh.get("/quan-tri/?co-quan=H99").content.decode()


def test_an_annex_becomes_a_draft_that_says_what_is_open(binh, draft):
    said = text(binh.get(draft))
    assert "Còn 1/8 tiêu chí cần người xem cách chấm" in said
    assert "còn 1 tiêu chí chưa có người xem cách chấm: I.4" in said
    assert "Văn bản ghi tổng 12 điểm, các lĩnh vực cộng lại 10 điểm." in said
    assert "✕ chưa đọc được" in said
    assert "Theo nhận xét của Tổ kiểm tra" in said
    assert "từ 70 % đến dưới 100 % 1 × tỷ lệ" in said
    assert "Khác với department/2024" in said
    assert "Ban hành kế hoạch: mức (0 Không ban hành; 1 Không kịp thời; 2 Kịp thời)" in said
    page = binh.get(draft).content.decode()
    assert re.search(r"<button[^>]*disabled>Công bố", page)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"set_id": "Sở 2027"}, "không phải mã của bộ chỉ số"),
        ({"set_id": ""}, "Chưa ghi mã của bộ mới"),
        ({"data": b"Kinh gui", "name": "thu.txt"}, "Không tìm thấy bảng tiêu chí trong «thu.txt»"),
        ({"data": b"%PDF-1.4", "name": "pl.pdf"}, "là tệp PDF"),
    ],
)
def test_what_cannot_be_drafted_is_refused_and_kept_nowhere(binh, changes, said):
    response = hand_in(binh, **({"data": annex_files.word()} | changes))
    assert response.status_code == 422
    assert said in text(response)
    assert not RulebookVersion.objects.exists()


def mend(client: Client, draft: str, code: str, **said: str):
    given = {"title": "Kiểm tra CCHC", "max_points": "1", "mode": "keep"} | said
    return client.post(f"{draft}tieu-chi/{code}/", given)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"mode": "keep"}, "kind: judged"),
        ({"mode": "yes_no"}, "kind: all_of"),
        ({"mode": "judged", "assumption": "Tổ kiểm tra chấm."}, "assumption: Tổ kiểm tra chấm."),
        ({"mode": "linear", "full_at": "80", "no_case": "zero"}, "full_at: 80"),
        ({"mode": "linear", "fact": "dossiers.on_time_rate"}, "fact: dossiers.on_time_rate"),
        ({"mode": "bands", "bands": "từ 95% trở lên: 1\ndưới 95%: 0,5"}, "points: 0.5"),
        ({"mode": "bands", "bands": "từ 2 đợt trở lên: 1\ndưới 2 đợt: 0"}, "below: 2"),
        ({"mode": "yaml", "yaml": "kind: judged\nfact: reform.plan"}, "fact: reform.plan"),
    ],
)
def test_a_criterion_is_mended_by_few_fields_or_by_yaml(binh, draft, said, expected):
    response = mend(binh, draft, "I.4", **said)
    assert response.status_code == 302, text(response)
    assert response["Location"] == f"{draft}#tc-I.4"
    assert expected in only().texts["area-1.yaml"]
    assert "đã xem" in text(binh.get(draft))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"title": ""}, "Chưa ghi tên tiêu chí."),
        ({"max_points": "một"}, "không phải là số"),
        ({"max_points": "0"}, "Điểm tối đa là số lớn hơn 0"),
        ({"mode": "linear", "full_at": "cao"}, "không phải là số"),
        ({"mode": "linear", "full_at": "50", "zero_below": "70"}, "«zero_below» phải nhỏ hơn"),
        ({"mode": "yes_no", "fact": "dossiers.on_time_rate"}, "cách chấm này cần có/không"),
        ({"mode": "bands", "bands": "từ 95%: 1"}, "Ghi đủ mọi bậc"),
        ({"mode": "bands", "bands": "từ 95%: 3\ndưới 95%: 0"}, "quá điểm tối đa 1"),
        ({"mode": "yaml", "yaml": "kind: lineal"}, "không có loại quy tắc «lineal»"),
        ({"mode": "yaml", "yaml": "kind: judged\nfact: a.b"}, "chưa có trong facts/"),
    ],
)
def test_a_change_that_cannot_be_is_refused_with_what_to_write(binh, draft, said, why):
    before = only().sha256
    response = mend(binh, draft, "I.4", **said)
    assert response.status_code == 422
    assert why in text(response)
    assert only().sha256 == before


def test_points_of_a_parent_are_mended_too(binh, draft):
    assert mend(binh, draft, "I.1", title="Kế hoạch năm", max_points="2,5").status_code == 302
    area = only().texts["area-1.yaml"]
    assert "Văn bản ghi 2,5 điểm, các mục con cộng lại 2 điểm." in area


def test_title_and_points_of_an_area_are_mended(binh, draft):
    area = f"{draft}linh-vuc/II/"
    assert "Lĩnh vực II, 4 điểm" in text(binh.get(area))
    response = binh.post(area, {"title": "Cải cách thủ tục", "max_points": "3,5"})
    assert response["Location"] == f"{draft}#lv-II"
    written = only().texts["area-2.yaml"]
    assert "title: Cải cách thủ tục" in written
    assert "sum_differs" not in written
    assert "scale: 9.5" in only().texts["set.yaml"]


def test_points_given_by_hand_are_meant_once_somebody_has_looked(binh, draft):
    mend(binh, draft, "I.4", mode="keep")
    written = only().texts["area-1.yaml"]
    assert "người thẩm định cho điểm theo hồ sơ" in written
    assert "Chưa hiểu được" not in written


def test_the_head_is_mended(binh, draft):
    page = binh.get(f"{draft}phan-dau/").content.decode()
    assert 'value="15/12/2026"' in page
    said = {"title": "Bộ mới", "document": "QĐ 1", "on": "16/12/2026", "by": "UBND tỉnh", "groups": "departments", "valid_from": "01/02/2027"}  # fmt: skip
    assert binh.post(f"{draft}phan-dau/", said).status_code == 302
    assert only().title == "Bộ mới"
    refused = binh.post(f"{draft}phan-dau/", said | {"groups": "Các sở", "valid_to": "1/1/2027"})
    assert refused.status_code == 422
    assert "Nhóm cơ quan viết bằng chữ thường" in text(refused)
    refused = binh.post(f"{draft}phan-dau/", said | {"valid_to": "01/01/2027"})
    assert "«valid_to» phải sau «valid_from»" in text(refused)


def test_a_draft_is_published_and_then_scores(binh, draft, office):
    mend(binh, draft, "I.4")
    refused = binh.post(draft, {})
    assert refused.status_code == 422
    assert "hãy đánh dấu kết thúc department/2024" in text(refused)
    done = binh.post(draft, {"ends": "department/2024"}, follow=True)
    assert "Đã công bố department/2027." in text(done)
    assert RulebookVersion.objects.filter(state=RulebookState.PUBLISHED).count() == 2
    said = text(binh.get(HERE))
    assert "department/2027" in said
    assert "Lê Văn Bình" in said
    binh.force_login(office.an)
    assert "/9,5 điểm" in text(binh.get("/diem/", {"den": "30/06/2027"}))
    assert "/95 điểm" in text(binh.get("/diem/", {"den": "30/06/2026"}))
    for page in ("neu-thi", "con-duoc", "duong-re-nhat", "kha-nang", "I.1.1/vi-sao"):
        assert binh.get(f"/diem/{page}/", {"den": "2027-06-30"}).status_code == 200, page


def test_pages_cost_few_queries(binh, draft, django_assert_max_num_queries):
    # Three of them ask for the roles, the second step and whether the tree in memory still holds.
    for address, most in ((HERE, 9), (draft, 8), (f"{draft}tieu-chi/I.4/", 8)):
        binh.get(address)
        with django_assert_max_num_queries(most):
            binh.get(address)


def test_what_a_file_says_is_never_markup(binh):
    evil = b"TT\tTi\xc3\xaau ch\xc3\xad\t\xc4\x90i\xe1\xbb\x83m t\xe1\xbb\x91i \xc4\x91a\n1\t<script>alert(1)</script>\t1\n"  # fmt: skip
    draft = hand_in(binh, evil, "pl.txt")["Location"]
    page = binh.get(draft).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_what_is_not_there_is_not_found(binh, draft):
    assert binh.get(f"{HERE}999999/").status_code == 404
    assert binh.get(f"{draft}tieu-chi/IX/").status_code == 404
    assert binh.get(f"{draft}linh-vuc/IX/").status_code == 404
