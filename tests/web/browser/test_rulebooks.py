"""From the annex of a decision to a set in force, on a screen and on a phone."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.adapters.tables import annex_files
from tests.people import PASSWORD
from tests.web.browser.test_journey import arrive, check, hand_in
from tests.web.browser.test_merger import second_step
from tests.web.office import Office


def test_from_the_annex_to_a_set_in_force(page: Page, office: Office, tmp_path: Path) -> None:
    come_in(page)
    draft(page, tmp_path / "pl.docx")
    mend(page)
    publish(page)


def come_in(page: Page) -> None:
    page.goto("/tai-khoan/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill("binh")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    second_step(page)
    page.get_by_role("link", name="Quản trị", exact=True).click()
    page.get_by_role("link", name="Bộ chỉ số", exact=True).click()
    arrive(page, "có hiệu lực")
    check(page)


def draft(page: Page, file: Path) -> None:
    page.get_by_label("Mã của bộ mới").fill("department/2027")
    page.get_by_label("So với bộ").select_option("department/2024")
    hand_in(page, "Tệp phụ lục", "Đọc phụ lục", file, annex_files.word())
    arrive(page, "Còn 1/8 tiêu chí cần người xem")
    check(page)
    expect(page.get_by_role("button", name="Công bố")).to_be_disabled()


def mend(page: Page) -> None:
    page.get_by_role("link", name="Xem và sửa I.4").click()
    arrive(page, "Tiêu chí I.4")
    page.get_by_label("Viết bằng YAML").check()
    page.get_by_label("Cách chấm bằng YAML").fill("kind: lineal")
    page.get_by_role("button", name="Ghi lại").click()
    expect(page.get_by_text("không có loại quy tắc «lineal»")).to_be_visible()
    check(page)
    page.get_by_label("Theo bậc").check()
    expect(page.get_by_label("Cách chấm bằng YAML")).to_be_hidden()  # only what this way needs
    page.get_by_label("Các bậc").fill("từ 2 đợt trở lên: 1\ndưới 2 đợt: 0")
    page.get_by_role("button", name="Ghi lại").click()
    arrive(page, "đã đọc xong")


def publish(page: Page) -> None:
    page.get_by_role("link", name="Sửa phần đầu").click()
    arrive(page, "Phần đầu")
    check(page)
    page.get_by_label("Tên bộ chỉ số").fill("Bộ chỉ số cấp sở 2027")
    page.get_by_role("button", name="Ghi lại").click()

    page.get_by_label("Kết thúc hiệu lực của department/2024").check()
    page.get_by_role("button", name="Công bố department/2027").click()
    arrive(page, "Bộ chỉ số cấp sở 2027")
    expect(page.get_by_text("Đã công bố department/2027.")).to_be_visible()
    check(page)
