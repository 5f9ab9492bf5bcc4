"""The pages of roles, keys, sessions and the second step: readable to all, at both widths."""

from playwright.sync_api import Page, expect

from tests.people import NOW, PASSWORD, SINCE
from tests.web.browser.test_journey import check
from tests.web.office import Office
from thuocdo.apps.organisations.models import Role
from thuocdo.apps.organisations.services import assign_role

ROLES = "/co-quan/vai-tro/?co-quan=H99.19"
FIRST = ("/tai-khoan/hai-buoc/", "/tai-khoan/hai-buoc/khoa/", "/tai-khoan/phien/")
CONFIRMED = ("/tai-khoan/hai-buoc/khoa/them/", "/tai-khoan/hai-buoc/ung-dung/bat/")


def test_a_role_makes_one_set_up_the_second_step_on_readable_pages(page: Page, office: Office):
    assign_role(
        user=office.cuong,
        role=Role.ADMINISTRATOR,
        agency=office.construction,
        valid_from=SINCE,
        now=NOW,
    )
    page.goto(ROLES)
    check(page)
    page.get_by_label("Tên đăng nhập").fill("cuong")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.get_by_text("Vai trò của bạn cần xác thực hai bước")).to_be_visible()
    for address in FIRST:
        page.goto(address)
        check(page)
    page.goto(CONFIRMED[0])
    check(page)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Xác nhận", exact=True).click()
    for address in CONFIRMED:
        page.goto(address)
        check(page)


def test_roles_are_greyed_with_the_reason_and_a_refusal_is_readable(page: Page, office: Office):
    page.goto("/")
    page.get_by_label("Tên đăng nhập").fill("cuong")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url("**/diem/")
    office.cuong.assignments.all().delete()
    assign_role(
        user=office.cuong, role=Role.AUDITOR, agency=office.province, valid_from=SINCE, now=NOW
    )
    page.goto(ROLES.replace("19", "15"))
    check(page)
    given = page.get_by_role("button", name="Phân công")
    expect(given).to_be_disabled()
    expect(given).to_have_attribute(
        "title", "Chỉ người quản trị được phân công vai trò ở Sở Giao thông vận tải."
    )
    for address in ("/co-quan/khoa/?co-quan=H99.15", "/nhat-ky/", "/can-bo/?co-quan=H99.15"):
        page.goto(address)
        check(page)
