"""What every page's frame shows: where one can go, on whose behalf, and who one is."""

from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from thuocdo.apps.dossiers.policies import can_receive
from thuocdo.apps.organisations.models import User
from thuocdo.apps.organisations.policies import can_issue_tokens, can_see_roles
from thuocdo.apps.organisations.queries import unread_of
from thuocdo.apps.organisations.reach import keep_reach

__all__ = ["Crumb", "frame"]

# Only what is built is shown: name of the page, icon, title.
_NAVIGATION = (
    ("sheet", "points", "Điểm"),
    ("plans:plan", "plan", "Kế hoạch"),
    ("dossiers:list", "dossiers", "Hồ sơ"),
    ("procedures:list", "procedures", "Thủ tục"),
    ("evidence", "evidence", "Tài liệu"),
    ("ranking", "ranking", "Xếp hạng"),
    ("calendar", "calendar", "Lịch"),
    ("administration", "agencies", "Quản trị"),
)
_FOR_CLERKS = ("dossiers:intake", "intake", "Tiếp nhận")
_ASIDE = {
    "procedures:list",
    "calendar",
}  # on phones found under «Quản trị», so that the bar holds all
_YIELDS = "ranking"  # to the counter's own entry, for who has it
_ADMINISTERED = {"organisations", "officers", "rulebooks", "journal"}  # rooms that stand under it
_BELONG = {
    "queue": "dossiers:list",
    "facts": "sheet",
    "why": "sheet",
    "what_if": "sheet",
    "budget": "sheet",
    "path": "sheet",
    "odds": "sheet",
    "due_date": "calendar",
    "evidence_page": "evidence",
    "consultations": "evidence",
    "consultation": "evidence",
}  # pages that stand under another's heading


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the path to a page; the last has no address."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One entry of the navigation."""

    url: str
    icon: str
    title: str
    current: bool
    aside: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: everything that `frame/base.html` needs, prepared."""
    user = getattr(request, "user", None)
    services = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    known: dict[str, Any] = {"demo": settings.DEMO, "services": services}
    if user is not None and user.is_authenticated:
        keep_reach(user)
        entries = _entries(user)  # first: reads the roles, and the agency with them
        known |= {
            "person": str(user),
            "issues_tokens": bool(user.agency and can_issue_tokens(user, user.agency)),
            "sees_roles": bool(user.agency and can_see_roles(user, user.agency)),
            "owes_second_step": getattr(request, "owes_second_step", False),
            "job_title": user.job_title,
            "agency_code": user.agency.code if user.agency else "",
            "agency_name": user.agency.name if user.agency else "",
            "unread": partial(
                unread_of, user
            ),  # asked by the frame, not by a part that HTMX fetches
            "navigation": [
                _item(request, *entry, full=entries[0] == _FOR_CLERKS) for entry in entries
            ],
        }
    elif settings.DEMO:
        from thuocdo.web.demo.loading import ACCOUNTS

        known["accounts"] = ACCOUNTS
    return {"frame": known}


def _entries(user: User) -> tuple[tuple[str, str, str], ...]:
    receives = user.agency is not None and can_receive(user, user.agency)
    first = (_FOR_CLERKS,) if receives else ()
    return (*first, *_NAVIGATION)


def _item(request: HttpRequest, name: str, icon: str, title: str, *, full: bool) -> NavigationItem:
    match = request.resolver_match
    here = match.view_name if match else ""
    here = _BELONG.get(here, here)
    here = "administration" if here.split(":")[0] in _ADMINISTERED else here
    url = reverse(name)
    if agency := request.GET.get("co-quan"):
        url += f"?{urlencode({'co-quan': agency})}"
    apart = _FOR_CLERKS[0] in {here, name}  # an entry of its own among the pages of dossiers
    current = here == name if apart else here.split(":")[0] == name.split(":")[0]
    aside = name in _ASIDE or (full and name == _YIELDS)
    return NavigationItem(url, icon, title, current=current, aside=aside)
