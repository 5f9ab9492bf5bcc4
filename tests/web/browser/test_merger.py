"""A merger carried out by the province: open dossiers go along, results and ranking stay."""

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.people import PASSWORD
from tests.web.browser.test_journey import arrive, check
from tests.web.merging import OPEN, take_in_open
from thuocdo.web.demo.second_step import code_of


def second_step(page: Page) -> None:
    page.wait_for_url("**/hai-buoc/ma/**")
    page.get_by_label("Mã 6 số").fill(code_of("binh", timezone.now()))
    page.get_by_role("button", name="Đăng nhập").click()


def sign_in_as(page: Page, name: str) -> None:
    page.context.clear_cookies()
    page.goto("/tai-khoan/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    if name == "binh":
        second_step(page)
    page.wait_for_url("**/diem/**")
    page.wait_for_load_state()


def fill_in(page: Page) -> None:
    """Ask for transport and construction as one, and look at the preview."""
    page.goto("/co-quan/sap-nhap/")
    page.get_by_label("Sở Giao thông vận tải (H99.15)").check()
    page.get_by_label("Sở Xây dựng (H99.19)").check()
    page.get_by_label("Tên cơ quan mới").fill("Sở Xây dựng")
    page.get_by_label("Mã định danh của cơ quan mới").fill("H99.33")
    page.get_by_label("Hoạt động từ").fill("01/03/2024")
    page.get_by_label("Số quyết định").fill("393/NQ-HĐND")
    page.get_by_label("Ngày quyết định").fill("18/02/2024")
    check(page)
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("heading", name="Xem trước: Sở Xây dựng từ 01/03/2024")).to_be_visible()


def carry_out(page: Page) -> None:
    page.get_by_role("button", name="Thực hiện sáp nhập").click()
    arrive(page, "Sáp nhập thành Sở Xây dựng")
    check(page)


def test_a_merger_and_its_effect_on_dossiers_results_and_ranking(page: Page, office):
    take_in_open(office)
    sign_in_as(page, "binh")
    page.goto("/co-quan/")
    page.get_by_role("link", name="Sáp nhập cơ quan").click()
    arrive(page, "Sáp nhập cơ quan")
    fill_in(page)
    moved = page.get_by_role("row", name="Hồ sơ thủ tục hành chính")
    expect(moved).to_contain_text(f"{OPEN} 60")
    expect(page.get_by_role("row", name="Kết quả đã công bố")).to_contain_text("0 2")
    check(page)
    carry_out(page)
    page.get_by_role("button", name="Xác nhận sáp nhập").click()
    expect(page.get_by_text("đã xác nhận").first).to_be_visible()
    expect(page.get_by_role("button", name="Hoàn tác")).to_have_count(0)
    look_at_what_became_of_it(page)


def look_at_what_became_of_it(page: Page) -> None:
    sign_in_as(page, "an")
    page.goto("/ho-so/")
    arrive(page, f"{OPEN} hồ sơ")
    page.get_by_role("link", name="H99.15-24-0000").click()
    arrive(page, "Hồ sơ H99.15-24-0000")
    expect(page.get_by_text("20/03/2024 08:00").first).to_be_visible()  # due as before
    expect(page.get_by_text("từ H99.15 sang H99.33")).to_be_visible()
    check(page)
    page.goto("/ho-so/?co-quan=H99.15")
    arrive(page, "60 hồ sơ")
    page.goto("/xep-hang/?nam=2022")
    arrive(page, "2022")
    old = page.get_by_role("row", name="Sở Giao thông vận tải")
    expect(old).to_contain_text("1 (đồng hạng)")
    page.goto("/co-quan/H99.33/")
    arrive(page, "Sở Xây dựng")
    expect(page.get_by_text("Hợp nhất từ").first).to_be_visible()
    check(page)


def test_an_undo_gives_the_dossiers_back(page: Page, office):
    take_in_open(office)
    sign_in_as(page, "binh")
    fill_in(page)
    carry_out(page)
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_text("đã hoàn tác").first).to_be_visible()
    sign_in_as(page, "an")
    page.goto("/ho-so/")
    arrive(page, f"{60 + OPEN} hồ sơ")
