"""Addresses of signing in and of one's own account: allauth's views under Vietnamese addresses.

Only what is used is here: what is not routed cannot be reached, so needs no page of ours.
"""

import logging
from functools import wraps

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.usersessions import views as sessions
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from requests import RequestException

log = logging.getLogger(__name__)


@wraps(oidc.login)
def _to_the_service(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead on to the sign-in service; when it does not answer, say so instead of failing."""
    try:
        response: HttpResponse = oidc.login(request, provider_id)
    except RequestException as error:
        log.warning("web.sign_in.service_does_not_answer %s", type(error).__name__)
        return redirect("socialaccount_login_error")
    return response


urlpatterns = [
    path("dang-nhap/", account.login, name="account_login"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("dang-ky/", account.signup, name="account_signup"),
    path("khoa/", account.account_inactive, name="account_inactive"),
    path("xac-nhan/", account.reauthenticate, name="account_reauthenticate"),
    path("mat-khau/", account.password_change, name="account_change_password"),
    path("phien/", sessions.list_usersessions, name="usersessions_list"),
    path("hai-buoc/", factors.index, name="mfa_index"),
    path("hai-buoc/ma/", factors.authenticate, name="mfa_authenticate"),
    path("hai-buoc/xac-nhan/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("hai-buoc/ung-dung/bat/", totp.activate_totp, name="mfa_activate_totp"),
    path("hai-buoc/ung-dung/tat/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("hai-buoc/du-phong/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "hai-buoc/du-phong/tao/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "hai-buoc/du-phong/tai/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("hai-buoc/khoa/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("hai-buoc/khoa/them/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("hai-buoc/khoa/dang-nhap/", keys.login_webauthn, name="mfa_login_webauthn"),
    path(
        "hai-buoc/khoa/xac-nhan/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"
    ),
    path("hai-buoc/khoa/<int:pk>/xoa/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("hai-buoc/khoa/<int:pk>/ten/", keys.edit_webauthn, name="mfa_edit_webauthn"),
    path("ngoai/huy/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("ngoai/loi/", social.login_error, name="socialaccount_login_error"),
    path("ngoai/dang-ky/", social.signup, name="socialaccount_signup"),
    path("ngoai/<slug:provider_id>/", _to_the_service, name="openid_connect_login"),
    path("ngoai/<slug:provider_id>/ve/", oidc.callback, name="openid_connect_callback"),
]
