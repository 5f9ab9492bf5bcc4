"""Accounts are made by an administrator; nobody signs up. allauth's switchboards, in Vietnamese."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest

from thuocdo.apps.organisations.queries import user_by_name

__all__ = ["AccountAdapter", "FactorAdapter", "ProviderAdapter"]

_SAID = {
    "account/messages/password_changed.txt": "Đã đổi mật khẩu.",
    "mfa/messages/totp_activated.txt": "Đã bật mã từ ứng dụng xác thực.",
    "mfa/messages/totp_deactivated.txt": "Đã tắt mã từ ứng dụng xác thực.",
    "mfa/messages/recovery_codes_generated.txt": "Đã tạo mã dự phòng mới; mã cũ không dùng được nữa.",
    "mfa/messages/webauthn_added.txt": "Đã thêm khóa truy cập.",
    "mfa/messages/webauthn_removed.txt": "Đã xóa khóa truy cập.",
    "usersessions/messages/sessions_logged_out.txt": "Đã đăng xuất khỏi các máy khác.",
}

_REFUSED_KEY = "Khóa truy cập này không đăng nhập được. Hãy thử lại hoặc dùng mật khẩu."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """What allauth asks about accounts, with its door for strangers closed."""

    error_messages: ClassVar[dict[str, str]] = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Tài khoản này đã khóa. Hãy nhờ người quản trị của cơ quan mở lại.",
        "enter_current_password": "Mật khẩu đang dùng chưa đúng. Hãy nhập lại.",
        "incorrect_password": "Mật khẩu chưa đúng. Hãy nhập lại.",
        "incorrect_code": "Mã chưa đúng hoặc đã hết hạn. Hãy nhập mã đang hiện.",
        "invalid_login": "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy kiểm tra rồi nhập lại.",
        "rate_limited": "Đã gửi quá nhiều lần. Hãy chờ ít phút rồi thử lại.",
        "too_many_login_attempts": "Đã nhập sai quá nhiều lần. Hãy chờ 15 phút rồi thử lại, hoặc dùng khóa truy cập.",
        "username_password_mismatch": "Tên đăng nhập hoặc mật khẩu chưa đúng. "
        "Hãy kiểm tra rồi nhập lại.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth calls it so
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *_: Any,
        message: str | None = None,
        **__: Any,
    ) -> None:
        """Say what happened in our words; what has none here is not said.

        A ready sentence comes only from a passkey that was refused.
        """
        said = _REFUSED_KEY if message else _SAID.get(message_template or "", "")
        if said:
            messages.add_message(request, level, said)


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # likewise
    """What allauth asks about the second step of signing in."""

    error_messages: ClassVar[dict[str, str]] = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "Không tắt được bước thứ hai này.",
        "cannot_generate_recovery_codes": "Hãy bật ứng dụng xác thực hoặc thêm khóa truy cập trước, "
        "rồi mới tạo mã dự phòng.",
        "incorrect_code": "Mã chưa đúng hoặc đã hết hạn. Hãy nhập mã đang hiện.",
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002, ARG002 - allauth's names
        return "Khóa truy cập"

    def get_totp_issuer(self) -> str:
        return "Thước Đo"


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # likewise
    """What allauth asks about people whom the agency's own sign-in service (OIDC) vouches for."""

    error_messages: ClassVar[dict[str, str]] = DefaultSocialAccountAdapter.error_messages

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Bind a person to the account of the same name, once; after that the subject counts."""
        if sociallogin.is_existing:
            return
        data = sociallogin.account.extra_data
        told = data.get("userinfo", {}) | data.get("id_token", {}) | data
        name = told.get(settings.OIDC_USERNAME_CLAIM)
        user = user_by_name(name) if isinstance(name, str) and name else None
        bound = user is not None and SocialAccount.objects.filter(user=user).exists()
        if user is not None and not bound:
            sociallogin.connect(request, user)
