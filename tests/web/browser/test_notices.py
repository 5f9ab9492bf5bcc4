"""The bell leads to what was told; opening one leads on to its page."""

from django.db import transaction
from playwright.sync_api import Page, expect

from tests.people import NOW
from tests.web.browser.test_journey import check, sign_in
from thuocdo.apps.organisations.services import notify


def test_the_bell_leads_to_notices_and_on(page: Page, office):
    with transaction.atomic():
        notify(
            to=office.an,
            kind="dossiers.import.refused",
            subject="x",
            title="Không nhập được «danh-sach-ho-so-tiep-nhan-va-tra-ket-qua-quy-3-nam-2023.xlsx»",
            text="Tệp không có hồ sơ nào đọc được; xem các phát hiện để biết dòng nào sai ở đâu.",
            url="/ho-so/nhap/",
            now=NOW,
        )
    sign_in(page)
    bell = page.get_by_role("link", name="Thông báo, 2 chưa đọc")
    expect(bell).to_be_visible()
    bell.click()
    expect(page.get_by_role("heading", name="Thông báo", exact=True)).to_be_visible()
    check(page)
    page.get_by_role("button", name="Xem").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nhập hồ sơ")
    page.get_by_role("link", name="Thông báo, 1 chưa đọc").click()
    page.get_by_role("button", name="Đánh dấu tất cả là đã đọc").click()
    expect(page.get_by_role("status")).to_contain_text("Đã đánh dấu 1 thông báo")
    expect(page.get_by_role("link", name="Thông báo", exact=True)).to_be_visible()
