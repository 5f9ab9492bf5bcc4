"""The counter in a browser: taken in by keyboard alone, and a day from intake to return.

With DOCS_IMAGES=1 the day writes the pictures of `docs/how-to/counter.md`.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import FilePayload, Page, expect

from tests.counter import Counter, make_counter, receive
from tests.people import PASSWORD
from tests.web.browser.test_journey import check
from tests.web.office import Office
from thuocdo.apps.dossiers.models import DossierEvent, EventKind, PublishedDossier
from thuocdo.core.rows import PortalState

TUESDAY = datetime(2026, 3, 10, 1, 30, tzinfo=UTC)  # 08:30 in Việt Nam
MOST_KEYS = 70
IMAGES = Path(__file__).resolve().parents[3] / "docs" / "images"
SCAN = FilePayload(name="don.pdf", mimeType="application/pdf", buffer=b"%PDF-1.4\n%%EOF\n")


@pytest.fixture(autouse=True)
def _tuesday() -> Iterator[None]:
    with time_machine.travel(TUESDAY, tick=True):
        yield


@pytest.fixture
def counter(office: Office) -> Counter:
    return make_counter(office)


class Keys:
    """The only way in which this test touches the page: every key pressed is counted."""

    def __init__(self, page: Page) -> None:
        self._keyboard = page.keyboard
        self.pressed = 0

    def press(self, key: str) -> None:
        self.pressed += 1
        self._keyboard.press(key)

    def type(self, text: str) -> None:
        for letter in text:
            self.press(letter)


def sign_in(page: Page, username: str) -> None:
    page.context.clear_cookies()
    page.goto("/tai-khoan/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.locator(".topbar")).to_be_visible()


def picture(page: Page, name: str) -> None:
    """Keep a picture for the docs, from the office screen only."""
    viewport = page.viewport_size
    if os.environ.get("DOCS_IMAGES") == "1" and viewport and viewport["width"] > 1000:
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=IMAGES / f"counter-{name}.png")


def open_intake(page: Page, counter: Counter) -> Keys:
    """A known applicant comes; the form is open and its scripts have run."""
    receive(counter, TUESDAY - timedelta(days=30))
    sign_in(page, "dung")
    page.goto("/ho-so/tiep-nhan/")
    page.wait_for_load_state()
    expect(page.get_by_label("Thủ tục", exact=True)).to_be_focused()
    return Keys(page)


def receipt_is_there(page: Page) -> None:
    """The receipt of the second dossier is shown and was noted."""
    expect(page.get_by_role("heading", level=1)).to_contain_text("Giấy tiếp nhận và hẹn trả")
    shown = page.get_by_role("heading", level=1).inner_text()
    found = PublishedDossier.objects.latest("received_at")
    assert found.code in shown
    assert found.dossier.applicant is not None
    assert found.dossier.applicant.id_number == "036088001234"
    kinds = DossierEvent.objects.filter(dossier=found.dossier).values_list("kind", flat=True)
    assert list(kinds) == [EventKind.RECEIVED, EventKind.PAPER_ISSUED]


def test_a_known_applicant_takes_few_keys_and_no_mouse(page: Page, counter: Counter) -> None:
    keys = open_intake(page, counter)
    keys.type("2809")
    keys.press("Enter")
    expect(page.get_by_label("Số định danh")).to_be_focused()
    keys.type("036088001234")
    keys.press("Enter")
    expect(page.get_by_label("Họ và tên")).to_have_value("Nguyễn Văn Đức")
    expect(page.get_by_role("checkbox", name="1. ")).to_be_focused()
    keys.press("F9")
    receipt_is_there(page)
    expect(page.get_by_role("button", name="In", exact=True)).to_be_focused()
    assert keys.pressed == 19
    assert keys.pressed <= MOST_KEYS


def test_the_same_by_words_by_phone_and_by_tab(page: Page, counter: Counter) -> None:
    """The long way: words instead of the code, the phone, every stop of the Tab key, no F9."""
    keys = open_intake(page, counter)
    keys.type("doi giay phep lai")
    keys.press("Enter")
    expect(page.get_by_label("Số định danh")).to_be_focused()
    keys.press("Tab")
    expect(page.get_by_label("Điện thoại")).to_be_focused()
    keys.type("0912345678")
    keys.press("Enter")
    expect(page.get_by_label("Họ và tên")).to_have_value("Nguyễn Văn Đức")
    expect(page.get_by_role("checkbox", name="1. ")).to_be_focused()
    while not page.evaluate("document.activeElement.matches('[data-receive]')"):
        keys.press("Tab")
    keys.press("Enter")
    receipt_is_there(page)
    assert keys.pressed <= MOST_KEYS


def test_one_key_ticks_every_part_that_is_needed(page: Page, counter: Counter) -> None:
    keys = open_intake(page, counter)
    keys.type("2809")
    keys.press("Enter")
    boxes = page.locator("[data-needed]")
    expect(boxes.first).to_be_checked()
    for box in boxes.all():
        box.uncheck()
    keys.press("F8")
    for box in boxes.all():
        expect(box).to_be_checked()
    expect(page.locator("input[name=part]:checked")).to_have_count(boxes.count())


def test_a_chosen_file_stays_when_the_applicant_is_looked_up(page: Page, counter: Counter) -> None:
    keys = open_intake(page, counter)
    keys.type("2809")
    keys.press("Enter")
    expect(page.get_by_label("Số định danh")).to_be_focused()
    page.locator("input[name=file-1]").set_input_files([SCAN])
    expect(page.get_by_text("don.pdf")).to_be_visible()
    keys.type("036088001234")
    keys.press("Enter")
    expect(page.get_by_label("Họ và tên")).to_have_value("Nguyễn Văn Đức")
    expect(page.get_by_text("don.pdf")).to_be_visible()
    keys.press("F9")
    receipt_is_filed(page)


def receipt_is_filed(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text("Giấy tiếp nhận")
    found = PublishedDossier.objects.latest("received_at").dossier
    assert [one.file_name for one in found.files.all()] == ["don.pdf"]


def test_without_javascript_it_is_taken_in_as_well(browser, live_server, counter):
    receive(counter, TUESDAY - timedelta(days=30))
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, "dung")
    page.goto("/ho-so/tiep-nhan/")
    page.get_by_label("Thủ tục", exact=True).fill("2809")
    page.keyboard.press("Enter")
    page.get_by_label("Số định danh").fill("036088001234")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Họ và tên")).to_have_value("Nguyễn Văn Đức")
    page.get_by_role("button", name="Tiếp nhận và in giấy hẹn").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Giấy tiếp nhận")
    page.goto(f"/ho-so/{PublishedDossier.objects.latest('received_at').code}/")
    page.get_by_text("Chuyển bước", exact=True).first.click()
    page.get_by_label("Giao cho").select_option(label="Đặng Văn Em")
    page.locator(".act-box[open]").get_by_role("button", name="Chuyển bước").click()
    expect(page.get_by_text("Đặng Văn Em đang giữ")).to_be_visible()
    context.close()


def do(page: Page, code: str, title: str, *fields: tuple[str, str]) -> None:
    """Open an act of a dossier, fill it in, send it."""
    page.goto(f"/ho-so/{code}/")
    page.wait_for_load_state()
    page.locator("summary.btn", has_text=title).click()
    box = page.locator(".act-box[open]")
    for label, value in fields:
        field = box.get_by_label(label)
        if field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(label=value)
        elif value == "on":
            field.check()
        else:
            field.fill(value)
    box.get_by_role("button", name=title).click()
    expect(page.locator(".act-box[open]")).to_have_count(0)


def hand_on(page: Page, code: str, to: str) -> None:
    do(page, code, "Chuyển bước", ("Giao cho", to))
    expect(page.get_by_text(f"{to} đang giữ")).to_be_visible()


def test_a_day_at_the_counter(page: Page, counter: Counter) -> None:
    code = taken_in(page, counter)
    hand_on(page, code, "Đặng Văn Em")
    supplemented(page, code)
    decided(page, code)
    sign_in(page, "dung")
    page.goto(f"/ho-so/{code}/")
    expect(page.locator(".gaps").get_by_text("chưa in Phiếu kiểm soát")).to_be_visible()
    print_paper(page, code, "Văn bản xin lỗi")
    print_paper(page, code, "Phiếu kiểm soát")
    check(page)
    do(page, code, "Trả kết quả")
    row = PublishedDossier.objects.get(code=code)
    assert row.state == PortalState.RESULT_RETURNED
    assert row.result_digital
    check(page)
    page.goto("/ho-so/so-theo-doi/")
    expect(page.get_by_role("link", name=code)).to_be_visible()
    check(page)
    picture(page, "register")


def taken_in(page: Page, counter: Counter) -> str:
    """Take a dossier in; return its code."""
    keys = open_intake(page, counter)
    check(page)
    keys.type("2809")
    keys.press("Enter")
    expect(page.get_by_label("Số định danh")).to_be_focused()
    keys.type("036088001234")
    keys.press("Enter")
    expect(page.get_by_label("Họ và tên")).to_have_value("Nguyễn Văn Đức")
    check(page)
    picture(page, "intake")
    keys.press("F9")
    receipt_is_there(page)
    check(page)
    return PublishedDossier.objects.latest("received_at").code


def supplemented(page: Page, code: str) -> None:
    """Ask the applicant for more, print the paper, take in what comes."""
    sign_in(page, "em")
    asked = ("Nội dung cần bổ sung", "Giấy khám sức khỏe còn hạn")
    do(page, code, "Yêu cầu bổ sung", asked, ("Lý do", "Giấy đã nộp hết hạn"))
    check(page)
    sign_in(page, "dung")
    print_paper(page, code, "Phiếu yêu cầu bổ sung")
    do(page, code, "Nhận bổ sung")


def decided(page: Page, code: str) -> None:
    """Pass it up, apologise before the deadline, note the result."""
    sign_in(page, "em")
    hand_on(page, code, "Hồ Thị Giang")
    sign_in(page, "giang")
    hand_on(page, code, "Đỗ Minh Hải")
    sign_in(page, "hai")
    do(page, code, "Xin lỗi và hẹn lại", ("Lý do", "Máy in phôi hỏng, đang sửa"))
    expect(page.get_by_text("đã xin lỗi, hẹn lại")).to_be_visible()
    check(page)
    picture(page, "dossier")
    do(page, code, "Ghi có kết quả", ("Số, ký hiệu", "123/GP"), ("Kết quả điện tử", "on"))


def print_paper(page: Page, code: str, title: str) -> None:
    page.goto(f"/ho-so/{code}/")
    page.get_by_role("button", name=f"In {title}").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
