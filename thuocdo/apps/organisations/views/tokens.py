"""An agency's keys for other programs: made (shown once), listed, revoked."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from thuocdo.apps.organisations.forms import TokenForm
from thuocdo.apps.organisations.front import agency_of, user_of
from thuocdo.apps.organisations.models import TokenScope
from thuocdo.apps.organisations.policies import check_issues_tokens, check_sees_tokens
from thuocdo.apps.organisations.queries import token_of, tokens_of
from thuocdo.apps.organisations.services import create_token, revoke_token
from thuocdo.kit.guards import page
from thuocdo.kit.refusals import NotAllowed

__all__ = ["revoke", "tokens"]


@page(writes=("POST",))
@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """List an agency's keys; make one and show it, this once."""
    user, agency, now = user_of(request), agency_of(request), timezone.now()
    check_sees_tokens(user, agency)
    form, made = TokenForm(), ""
    if request.method == "POST":
        check_issues_tokens(user, agency)
        form = TokenForm(request.POST)
        if form.is_valid():
            given = form.cleaned_data
            _, made = create_token(
                agency=agency,
                name=given["name"],
                scope=TokenScope(given["scope"]),
                days=given["days"],
                by=user,
                now=now,
            )
            form = TokenForm()  # sending it again would make another
    return render(
        request,
        "organisations/tokens.html",
        {
            "agency": agency,
            "form": form,
            "made": made,
            "refused": _refusal(request),
            "tokens": [
                (one, one.revoked_at is None and now < one.expires_at) for one in tokens_of(agency)
            ],
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
    )


@page(reads=(), writes=("POST",))
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End a key at once."""
    agency = agency_of(request)
    check_issues_tokens(user_of(request), agency)
    found = token_of(agency, pk)
    if found is None:
        raise Http404("Cơ quan này không có khóa đó.")
    revoke_token(token=found, by=user_of(request), now=timezone.now())
    messages.success(request, f"Đã thu hồi khóa {found.prefix}…")
    return redirect(f"{reverse('organisations:tokens')}?co-quan={agency.code}")


def _refusal(request: HttpRequest) -> str:
    try:
        check_issues_tokens(user_of(request), agency_of(request))
    except NotAllowed as refusal:
        return str(refusal)
    return ""
