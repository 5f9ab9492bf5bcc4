"""Whoever appraises or administers sets the second step of signing in up before anything else."""

from collections.abc import Callable
from http import HTTPStatus

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.urls.exceptions import Resolver404

from thuocdo.apps.organisations.policies import needs_second_factor
from thuocdo.apps.organisations.reach import keep_reach

__all__ = ["SecondStepMiddleware"]

_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# What one needs to set it up, to prove who one is meanwhile, or to leave.
_OPEN = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "account_change_password",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "usersessions_list",
    }
)

_NOBODYS = frozenset(
    {"live", "ready", "api_scores"}
)  # nobody signs in there; the first need no database


class SecondStepMiddleware:
    """Lead those who owe a second step to its page, whatever they asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _name(request) in _NOBODYS:
            return self.get_response(request)
        user = request.user
        if not user.is_authenticated:
            return self.get_response(request)
        owes = needs_second_factor(keep_reach(user)) and not is_mfa_enabled(user, _STEPS)
        request.owes_second_step = owes  # type: ignore[attr-defined]  # the frame says so
        if not owes or _name(request) in _OPEN:
            return self.get_response(request)
        if request.headers.get("HX-Request") == "true":
            there = {"HX-Redirect": reverse("mfa_index")}
            return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=there)
        return redirect("mfa_index")


def _name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""
