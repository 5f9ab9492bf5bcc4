"""Accounts are made by an administrator; nobody signs up."""

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth's switchboard, with its door for strangers closed, and in Vietnamese."""

    error_messages: ClassVar[dict[str, str]] = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Tài khoản này đã khóa. Hãy nhờ người quản trị của cơ quan mở lại.",
        "enter_current_password": "Mật khẩu đang dùng chưa đúng. Hãy nhập lại.",
        "incorrect_password": "Mật khẩu chưa đúng. Hãy nhập lại.",
        "invalid_login": "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy kiểm tra rồi nhập lại.",
        "rate_limited": "Đã gửi quá nhiều lần. Hãy chờ ít phút rồi thử lại.",
        "too_many_login_attempts": "Đã nhập sai quá nhiều lần. Hãy chờ 5 phút rồi thử lại.",
        "username_password_mismatch": "Tên đăng nhập hoặc mật khẩu chưa đúng. "
        "Hãy kiểm tra rồi nhập lại.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth calls it so
        return False
