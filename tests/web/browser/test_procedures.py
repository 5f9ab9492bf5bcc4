"""Procedures on a screen and on a phone: found, read, drafted, made public."""

from playwright.sync_api import Page, expect

from tests.people import PASSWORD
from tests.web.browser.test_journey import arrive, check
from tests.web.office import Office

LICENCE = "/thu-tuc/1.002809/"


def test_a_procedure_is_found_read_drafted_and_made_public(page: Page, office: Office) -> None:
    page.goto("/tai-khoan/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill("an")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("link", name="Quản trị", exact=True).click()
    page.get_by_role("main").get_by_role("link", name="Thủ tục", exact=True).click()
    arrive(page, "12 thủ tục hành chính")
    check(page)
    page.get_by_label("Tìm", exact=True).fill("doi giay phep")
    page.get_by_role("button", name="Lọc").click()
    page.get_by_role("link", name="1.002809").click()
    arrive(page, "Đổi giấy phép lái xe")
    check(page)
    page.get_by_role("link", name="So với phiên bản trước").click()
    arrive(page, "9 điểm khác nhau")
    check(page)
    draft(page)
    make_public(page)
    for address, heading in (
        (f"{LICENCE}ra-soat/", "Rà soát"),
        (f"{LICENCE}giai-quyet/", "chưa giải quyết"),
        ("/thu-tuc/lau-khong-truc-tuyen/", "2 trong 2 thủ tục"),
        ("/thu-tuc/nhap/", "Nhập thủ tục từ Excel"),
    ):
        page.goto(address)
        arrive(page, heading)
        check(page)


def draft(page: Page) -> None:
    page.goto(f"{LICENCE}soan/")
    arrive(page, "Phiên bản mới")
    check(page)
    page.get_by_label("Có hiệu lực từ", exact=True).fill("01/01/2027")
    page.get_by_label("Tỷ lệ thời gian (%)").first.fill("11")
    page.get_by_role("button", name="Ghi thành bản thảo").click()
    expect(page.get_by_text("phải cộng thành 100")).to_be_visible()
    check(page)
    page.get_by_label("Tỷ lệ thời gian (%)").first.fill("10")
    page.get_by_role("button", name="Ghi thành bản thảo").click()
    arrive(page, "Bản thảo 1.002809@2027-01-01")
    check(page)
    expect(page.get_by_role("button", name="Công bố 1.002809@2027-01-01")).to_be_disabled()


def make_public(page: Page) -> None:
    page.goto(f"{LICENCE}cong-khai/")
    page.get_by_label("Nơi công khai", exact=True).select_option("Trụ sở của cơ quan")
    page.get_by_label("Ngày công khai").fill("05/01/2024")
    page.get_by_role("textbox", name="Đường dẫn").fill("https://sgtvt.example/thu-tuc")
    page.get_by_role("button", name="Ghi nơi công khai").click()
    expect(page.get_by_text("✓ 05/01/2024")).to_be_visible()
    check(page)
