"""The page of notices: one's own, read and unread."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from thuocdo.apps.organisations.front import user_of
from thuocdo.apps.organisations.queries import notices_of, unread_of
from thuocdo.apps.organisations.services import mark_all_read, mark_notice
from thuocdo.kit.formats import ago
from thuocdo.kit.guards import page
from thuocdo.kit.paging import page_of

__all__ = ["notices"]

_SHOWN = 30
_LONGEST = 18  # digits of a number that a database still understands


@page(writes=("POST",))
def notices(request: HttpRequest) -> HttpResponse:
    """Show a person's notices; open one, mark one, mark all."""
    user, now = user_of(request), timezone.now()
    if request.method == "POST":
        return _mark(request)
    found = page_of(request, notices_of(user), size=_SHOWN)
    for notice in found.rows:
        notice.how_long_ago = ago(notice.at, now)
    return render(
        request,
        "organisations/notices.html",
        {"page": found, "unread": unread_of(user)},
    )


def _mark(request: HttpRequest) -> HttpResponse:
    user, now, what = user_of(request), timezone.now(), request.POST.get("do", "")
    if what == "all":
        marked = mark_all_read(of=user, now=now)
        messages.success(request, f"Đã đánh dấu {marked} thông báo là đã đọc.")
        return redirect("notices")
    asked = request.POST.get("notice", "")
    known = asked.isascii() and asked.isdecimal() and len(asked) <= _LONGEST
    notice = (
        mark_notice(of=user, notice_id=int(asked), read=what != "unread", now=now)
        if known
        else None
    )
    if notice is None:
        raise Http404("Không có thông báo này trong các thông báo gửi cho bạn.")
    # Our own services wrote the address: it leads to a page of ours.
    return redirect(notice.url if what == "open" and notice.url else "notices")
