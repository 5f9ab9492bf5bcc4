"""A passkey, made and used by Chromium's own (virtual) authenticator."""

import pytest
from playwright.sync_api import Page, expect

from tests.people import PASSWORD


@pytest.fixture
def authenticator(page: Page) -> None:
    """Give the browser a built-in authenticator that says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )


def test_a_passkey_is_added_and_signs_in_without_a_password(page: Page, authenticator) -> None:
    page.goto("/")
    page.get_by_label("Tên đăng nhập").fill("an")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.goto("/tai-khoan/hai-buoc/khoa/them/")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Xác nhận", exact=True).click()
    page.get_by_label("Tên khóa").fill("Máy ở phòng")
    page.get_by_role("button", name="Tạo khóa").click()
    expect(page.get_by_role("heading", name="Mã dự phòng")).to_be_visible()
    page.goto("/tai-khoan/hai-buoc/khoa/")
    expect(page.get_by_role("rowheader", name="Máy ở phòng")).to_be_visible()
    page.context.clear_cookies()
    page.goto("/tai-khoan/dang-nhap/")
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.wait_for_url("**/diem/")
    page.context.clear_cookies()  # and as the step after the password
    page.goto("/tai-khoan/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill("an")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.wait_for_url("**/diem/")
