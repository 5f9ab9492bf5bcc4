"""On whose behalf a page speaks: the agency its address names, else the person's own."""

from django.http import HttpRequest

from thuocdo.apps.organisations.models import Agency, User
from thuocdo.apps.organisations.policies import check_sees
from thuocdo.apps.organisations.queries import agencies_seen_by, agencies_within
from thuocdo.apps.organisations.reach import keep_reach
from thuocdo.kit.refusals import NotAllowed

__all__ = ["agencies_of", "agency_of", "user_of"]


def user_of(request: HttpRequest) -> User:
    """Return the person signed in; pages behind the guard always have one."""
    if not request.user.is_authenticated:
        raise NotAllowed("Hãy đăng nhập để xem trang này.")
    return keep_reach(request.user)


def agencies_of(request: HttpRequest) -> list[Agency]:
    """Return the agencies that this person may look at.

    Raises:
        NotAllowed: there is none.
    """
    seen = agencies_seen_by(user_of(request))
    if not seen:
        raise NotAllowed(
            "Tài khoản này chưa gắn với cơ quan nào (chưa giữ vai trò nào hôm nay) nên chưa có gì "
            "để xem. Hãy nhờ người quản trị phân công."
        )
    return seen


def agency_of(request: HttpRequest, seen: list[Agency] | None = None) -> Agency:
    """Return the agency of `?co-quan=`, else the first of `seen` that is ranked.

    Raises:
        NotAllowed: this person may not see it.
    """
    seen = seen or agencies_of(request)
    usual = next((agency for agency in seen if agency.ranking_group), seen[0])
    asked = request.GET.get("co-quan", usual.code)
    agency = next((one for one in seen if one.code == asked), None)
    if agency is None and "\x00" not in asked:
        agency = agencies_within(user_of(request)).filter(code=asked).first()
    if agency is None:
        raise NotAllowed(
            f"Bạn không xem được số liệu của cơ quan có mã «{asked}»; "
            "chỉ xem được cơ quan của mình và các cơ quan trực thuộc."
        )
    check_sees(user_of(request), agency)
    return agency
