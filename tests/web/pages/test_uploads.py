"""Handing in files: taken, or refused kindly; the plan that follows."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.web.office import PLAN, dossiers_csv
from tests.web.pages.test_sheet import text
from thuocdo.apps.dossiers.services import run_import


def file(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_a_plan_is_read_and_shown(an):
    response = an.post(
        "/ke-hoach/", {"year": "2025", "file": file("ke-hoach-2025.txt", PLAN)}, follow=True
    )
    said = text(response)
    assert "Đã đọc «ke-hoach-2025.txt» làm kế hoạch năm 2025" in said
    assert "Kế hoạch năm 2025 giao 2 nhiệm vụ, 1 điểm" in said
    assert "94 điểm của thang 95 không nằm trong nhiệm vụ của ai." in said


def test_a_file_that_is_no_plan_is_refused_by_its_content(an):
    response = an.post("/ke-hoach/", {"year": "2025", "file": file("x.docx", b"%PDF-1.7 x")})
    assert response.status_code == 422
    assert "PDF" in text(response)
    assert 'value="2025"' in response.content.decode()


def test_no_file_and_no_year_are_said(an):
    said = text(an.post("/ke-hoach/", {"year": "hai nghìn"}))
    assert "Năm phải là số" in said
    assert "Chưa chọn tệp nào" in said


def test_too_large_a_file_is_refused_kindly(an, settings):
    settings.UPLOAD_LIMIT_MIB = 0
    said = text(an.post("/ho-so/nhap/", {"file": file("ho-so.csv", dossiers_csv())}))
    assert "quá giới hạn 0 MB" in said
    assert "chia tệp theo quý" in said


def test_dossiers_wait_for_the_worker_and_then_tell_their_counts(an):
    response = an.post("/ho-so/nhap/", {"file": file("lai.csv", dossiers_csv())}, follow=True)
    assert "đang chờ" in text(response)
    page = response.content.decode()
    assert 'hx-trigger="every 1s"' in page
    url = response.redirect_chain[-1][0]
    run_import(import_id=int(url.rstrip("/").rpartition("/")[2]), now=timezone.now())
    done = an.get(url, headers={"HX-Request": "true"})
    assert "đã nhập xong" in text(done)
    assert "every 1s" not in done.content.decode()
    assert "Hồ sơ giữ nguyên 60" in text(done)


def test_an_unreadable_file_says_what_to_do(an):
    response = an.post(
        "/ho-so/nhap/",
        {"file": file("anh.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(range(32)))},
        follow=True,
    )
    url = response.redirect_chain[-1][0]
    run_import(import_id=int(url.rstrip("/").rpartition("/")[2]), now=timezone.now())
    said = text(an.get(url))
    assert "không nhập được" in said
    assert "là ảnh, không phải bảng" in said


def test_the_province_is_told_why_it_may_not_upload(client, office):
    client.force_login(office.binh)
    page = client.get("/ho-so/nhap/", {"co-quan": office.transport.code})
    assert "disabled" in page.content.decode()
    assert "không sửa được" in text(page)


def test_the_chosen_agency_is_kept_after_handing_in_dossiers(client, office):
    client.force_login(office.binh)
    response = client.post(
        f"/ho-so/nhap/?co-quan={office.province.code}",
        {"file": file("tinh.csv", dossiers_csv())},
        follow=True,
    )
    assert response.status_code == 200
    assert response.redirect_chain[-1][0].endswith(f"?co-quan={office.province.code}")
    assert response.context["agency"] == office.province
    assert "tinh.csv" in text(response)


def test_the_chosen_agency_is_kept_after_handing_in_a_plan(client, office):
    client.force_login(office.binh)
    response = client.post(
        f"/ke-hoach/?co-quan={office.province.code}",
        {"year": "2025", "file": file("ke-hoach-tinh.txt", PLAN)},
        follow=True,
    )
    assert response.redirect_chain == [(f"/ke-hoach/?nam=2025&co-quan={office.province.code}", 302)]
    assert response.context["agency"] == office.province
    assert "Kế hoạch năm 2025 giao 2 nhiệm vụ" in text(response)


def test_empty_pages_offer_the_first_step(client, office):
    client.force_login(office.cuong)
    assert "Chưa có hồ sơ nào" in text(client.get("/ho-so/"))
    assert "Chưa có kế hoạch" in text(client.get("/ke-hoach/"))
    sheet = text(client.get("/diem/"))
    assert "Nhập hồ sơ" in sheet
    assert "Nhập kế hoạch" in sheet


def test_a_plan_that_names_an_agency_gone_by_then_is_told_who_followed(an):
    plan = (
        "(Kèm theo Kế hoạch số 1/KH ngày 15/01/2026)\n".encode()
        + PLAN
        + "3.3.3\tBáo cáo UBND tỉnh Yên Bái\t1\tVăn phòng Sở\t\t\t\n".encode()
    )
    said = text(an.post("/ke-hoach/", {"year": "2026", "file": file("k.txt", plan)}, follow=True))
    assert "«UBND tỉnh Yên Bái» không còn từ 01/07/2025" in said
    assert "Ủy ban nhân dân tỉnh Lào Cai" in said
