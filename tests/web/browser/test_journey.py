"""What people come for: sign in, hand in both files, read the sheet, ask a point, see the dossiers."""

import re
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect

from tests.people import PASSWORD
from tests.web.office import PLAN, dossiers_csv
from thuocdo.apps.dossiers.queries import imports_of
from thuocdo.apps.dossiers.services import run_import

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
GRAVE = {"serious", "critical"}
PAGES = (
    "/tai-khoan/dang-nhap/",
    "/diem/",
    "/diem/3.3.2/vi-sao/",
    "/diem/3.4.2/vi-sao/",
    "/so-lieu/dossiers.more_than_one_supplement/",
    "/diem/neu-thi/?den=2023-06-30",
    "/diem/neu-thi/?den=2023-06-30&x-on_time=nhiều&s-reform.plan=2",
    "/diem/con-duoc/?den=2023-06-30",
    "/diem/con-duoc/?den=2023-12-31",
    "/diem/duong-re-nhat/?den=2023-06-30&theo=diem&dat=84",
    "/diem/kha-nang/?den=2023-06-30",
    "/ke-hoach/?nam=2023",
    "/ho-so/",
    "/ho-so/nhap/",
    "/ho-so/H99.15-23-0001/",
    "/xep-hang/",
    "/co-quan/",
    "/co-quan/H99.15/",
    "/lich/?nam=2024",
    "/lich/tinh-ngay/?nhan=24/04/2024&luc=08:37&so=5&loai=ngay-lam-viec",
    "/lich/tinh-ngay/?nhan=x&so=",
    "/tai-khoan/mat-khau/",
    "/nhat-ky/",
    "/tai-lieu/?tieu-chi=3.3.1",
    "/y-kien/",
)


def arrive(page: Page, heading: str) -> None:
    """Wait for a page and its scripts: until they have run, its links and fields are plain ones."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    page.wait_for_load_state()


def sign_in(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Tên đăng nhập").fill("an")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    arrive(page, "đang có")


def check(page: Page) -> None:
    """No serious barrier, and the page itself never scrolls sideways."""
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate("axe.run()")
    grave = [
        (rule["id"], [node["target"] for node in rule["nodes"]])
        for rule in found["violations"]
        if rule["impact"] in GRAVE
    ]
    assert grave == [], page.url
    width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width[0] <= width[1], page.url


def hand_in(page: Page, label: str, button: str, path: Path, data: bytes) -> None:
    path.write_bytes(data)
    page.get_by_label(label).set_input_files(path)
    page.get_by_role("button", name=button).click()


def test_from_two_files_to_the_very_dossiers(page: Page, office, tmp_path):
    sign_in(page)
    page.get_by_role("link", name="Kế hoạch", exact=True).click()
    page.get_by_label("Năm").fill("2024")
    hand_in(page, "Tệp kế hoạch", "Gửi tệp kế hoạch", tmp_path / "ke-hoach-2024.txt", PLAN)
    expect(page.get_by_text("Đã đọc «ke-hoach-2024.txt»")).to_be_visible()

    page.get_by_role("link", name="Hồ sơ", exact=True).click()
    page.get_by_role("link", name="Nhập hồ sơ").click()
    hand_in(page, "Tệp danh sách", "Gửi tệp hồ sơ", tmp_path / "ho-so-moi.csv", dossiers_csv())
    expect(page.get_by_text("đang chờ", exact=False).first).to_be_visible()
    newest = imports_of(office.transport).first()
    assert newest is not None
    run_import(import_id=newest.pk, now=newest.requested_at)
    expect(page.get_by_text("đã nhập xong")).to_be_visible()  # the page asks by itself
    check(page)

    page.get_by_role("link", name="Xem bảng điểm").click()
    arrive(page, "đang có")
    page.locator("#tc-3\\.3\\.2 a.points").click()
    page.get_by_role("dialog").get_by_role("link", name="7 hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("7 hồ sơ yêu cầu bổ sung trên 1 lần")
    assert page.get_by_role("row").count() == 8


def test_the_drawer_takes_the_focus_and_gives_it_back(page: Page):
    sign_in(page)
    lost = page.locator("#tc-3\\.3\\.2 a.points")
    lost.click()
    drawer = page.get_by_role("dialog")
    expect(drawer).to_be_visible()
    expect(drawer.get_by_role("heading", level=2)).to_be_focused()
    check(page)
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(lost).to_be_focused()


def test_a_point_can_be_opened_in_a_tab_of_its_own(page: Page):
    sign_in(page)
    with page.context.expect_page() as opened:
        page.locator("#tc-3\\.3\\.2 a.points").click(modifiers=["Control"])
    expect(opened.value.get_by_role("heading", level=2).first).to_contain_text("3.3.2")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_declaring_in_the_drawer_changes_the_sheet_behind(page: Page):
    sign_in(page)
    page.locator("#tc-3\\.4\\.2 a.points").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("Số lượng").fill("ba")
    drawer.get_by_label("Nguồn").fill("Sổ theo dõi")
    drawer.get_by_role("button", name="Ghi số liệu").click()
    expect(drawer.get_by_text("«ba» không phải là số")).to_be_visible()
    expect(drawer.get_by_label("Số lượng")).to_be_focused()
    drawer.get_by_label("Số lượng").fill("3")
    drawer.get_by_role("button", name="Ghi số liệu").click()
    expect(drawer.get_by_text("Đã ghi «Thư xin lỗi")).to_be_visible()
    drawer.get_by_role("button", name="Đóng").click()
    expect(page.locator("#tc-3\\.4\\.2 a.points")).to_have_text("1/1")


def test_rows_are_walked_and_opened_by_key(page: Page):
    sign_in(page)
    page.goto("/ho-so/?xep=-ma")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.get_by_role("link", name="H99.15-23-0058")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_label("Tìm")).to_be_focused()
    page.keyboard.type("j/k 23-0057")
    expect(page.get_by_label("Tìm")).to_have_value("j/k 23-0057")
    page.get_by_label("Tìm").fill("23-0057")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("xep=-ma&tim=23-0057"))
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hồ sơ H99.15-23-0057")


def test_keys_can_be_turned_off(page: Page):
    sign_in(page)
    page.get_by_role("button", name="Tắt phím tắt").dispatch_event("click")
    page.goto("/ho-so/")
    page.keyboard.press("j")
    expect(page.locator("body")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("body")).to_be_focused()


def test_the_due_date_follows_what_is_typed(page: Page):
    sign_in(page)
    page.get_by_role("link", name="Quản trị", exact=True).click()
    page.get_by_role("main").get_by_role("link", name="Lịch", exact=True).click()
    page.get_by_role("link", name="Tính ngày hẹn trả").click()
    arrive(page, "Tính ngày hẹn trả")
    page.get_by_label("Ngày tiếp nhận").fill("20/11/2019")
    page.get_by_label("Giờ tiếp nhận").fill("08:37")
    page.get_by_label("Thời hạn", exact=True).fill("25")
    page.get_by_label("Thời hạn", exact=True).press("Tab")
    due = page.get_by_role("heading", name="Hẹn trả lúc 08:37, thứ Tư 25/12/2019")
    expect(due).to_be_visible()
    expect(page).to_have_url(re.compile("nhan=20%2F11%2F2019&luc=08%3A37&so=25"))
    page.reload()
    expect(due).to_be_visible()
    page.get_by_label("Từ lúc").fill("21/11/2019 08:37")
    page.get_by_label("Đến lúc").fill("25/11/2019 08:37")
    page.get_by_role("button", name="Tính", exact=True).click()
    expect(page.get_by_role("heading", name="thứ Sáu 27/12/2019")).to_be_visible()
    expect(page.get_by_label("Từ lúc")).to_have_count(2)


def test_a_slider_moves_the_answer_at_once(page: Page):
    sign_in(page)
    page.goto("/diem/neu-thi/?den=2023-06-30")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("Cứ như hiện nay, cuối kỳ được")
    slider = page.get_by_role("slider", name="Giải quyết đúng hạn")
    expect(slider).to_have_value("3")
    slider.fill("0")
    expect(heading).to_contain_text("+0,09 so với cứ như hiện nay")
    expect(page.get_by_role("textbox", name="Giải quyết đúng hạn")).to_have_value("0")
    expect(page).to_have_url(re.compile("x-on_time=0"))
    page.get_by_role("textbox", name="Giải quyết đúng hạn").fill("5")
    expect(slider).to_have_value("5")
    expect(heading).to_contain_text("−0,07 so với cứ như hiện nay")  # noqa: RUF001 - the minus sign is meant
    page.reload()
    expect(slider).to_have_value("5")


def test_another_goal_finds_another_path_at_once(page: Page):
    sign_in(page)
    page.goto("/diem/duong-re-nhat/?den=2023-06-30&theo=diem&dat=81")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("để đạt 81 điểm")
    page.get_by_label("Cần đạt").fill("84")
    page.get_by_label("Cần đạt").press("Tab")
    expect(heading).to_contain_text("để đạt 84 điểm")
    first = page.get_by_role("table").first.get_by_role("link").first
    code = first.inner_text().split(",")[0]
    first.click()
    expect(page.get_by_role("dialog").get_by_role("heading", level=2).first).to_contain_text(code)


def test_the_chart_opens_to_explore_under_the_policy(page: Page):
    sign_in(page)
    page.get_by_role("button", name="Mở biểu đồ tương tác").click()
    expect(page.locator("#bieu-do-tuong-tac svg")).to_be_visible()
    page.locator("#bieu-do-tuong-tac path[aria-label$='chưa có dữ liệu: 33 điểm']").hover()
    expect(page.locator("#vg-tooltip-element")).to_contain_text("Lĩnh vực")


def test_pages_have_no_serious_barrier(page: Page):
    page.goto(PAGES[0])
    check(page)
    sign_in(page)
    for address in PAGES[1:]:
        page.goto(address)
        check(page)


@pytest.mark.parametrize("theme", ["dark"])
def test_the_dark_theme_has_no_serious_barrier(page: Page, theme):
    page.emulate_media(color_scheme=theme)
    sign_in(page)
    for address in PAGES[1:]:
        page.goto(address)
        check(page)


def test_without_javascript_the_same_answers_are_pages(browser, live_server, office):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page)
    page.locator("#tc-3\\.3\\.2 a.points").click()
    expect(page).to_have_url(f"{live_server.url}/diem/3.3.2/vi-sao/")
    page.get_by_role("link", name="7 hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("7 hồ sơ yêu cầu bổ sung trên 1 lần")
    page.get_by_role("button", name="Lọc").click()
    context.close()
