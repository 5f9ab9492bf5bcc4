"""The queue by hand, on an office screen and on a phone: nothing beside the page, cards on the phone."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.counter import make_counter, party, receive
from tests.people import PASSWORD
from tests.web.browser.test_journey import check
from thuocdo.apps.dossiers.services import Receiver, hand_over

NAMES = ("Nguyễn Văn Đức", "Đỗ Thị Ánh Nguyệt", "Trần Quốc Dũng", "Lê Thị Hương")


def test_a_queue_is_worked_off(page: Page, office, tmp_path) -> None:
    counter, now = make_counter(office), timezone.now()
    for number, name in enumerate(NAMES):
        at = now - timedelta(days=9 - 2 * number)
        dossier = receive(counter, at, of=party(name, f"03608800{number:04}"))
        hand_over(dossier=dossier, to=Receiver(person=counter.em), by=counter.dung, now=at)
    page.goto("/tai-khoan/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill("em")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.goto("/ho-so/viec/")
    expect(page.get_by_text("Nguyễn Văn Đức")).to_be_visible()
    check(page)
    page.screenshot(path=tmp_path / "queue.png", full_page=True)
    page.get_by_role("checkbox").first.check()
    page.get_by_label("Chuyển bước tiếp theo cho").select_option(label="Hồ Thị Giang")
    page.get_by_role("button", name="Chuyển bước").click()
    expect(page.get_by_role("status")).to_contain_text("Đã làm 1 hồ sơ.")
    page.screenshot(path=tmp_path / "answer.png", full_page=True)
    page.get_by_role("link", name="Tìm hồ sơ").click()
    page.get_by_role("searchbox").fill("do anh nguyet")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_text("1 hồ sơ khớp")).to_be_visible()
    expect(page.get_by_text("Đỗ Thị Ánh Nguyệt")).to_be_visible()
    check(page)
    page.screenshot(path=tmp_path / "search.png", full_page=True)
