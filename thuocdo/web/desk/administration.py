"""What stands behind the numbers, gathered on one page: only what the person may open is there."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thuocdo.apps.organisations.front import agency_of, user_of
from thuocdo.apps.organisations.models import Agency, User
from thuocdo.apps.organisations.policies import check_sees_roles, check_sees_tokens
from thuocdo.apps.rulebooks.policies import can_look
from thuocdo.kit.guards import page
from thuocdo.kit.refusals import can

__all__ = ["administration"]


@dataclass(frozen=True, slots=True)
class _Part:
    url: str
    title: str
    about: str


@page()
def administration(request: HttpRequest) -> HttpResponse:
    """Lead to agencies, people, roles, sets, procedures, the calendar, keys and the journal."""
    user, agency = user_of(request), agency_of(request)
    parts = list(_parts(user, agency))
    return render(request, "desk/administration.html", {"agency": agency, "parts": parts})


def _parts(user: User, agency: Agency) -> Iterator[_Part]:
    query = f"?{urlencode({'co-quan': agency.code})}"

    def at(name: str) -> str:
        return f"{reverse(name)}{query}"

    yield _Part(
        at("organisations:tree"), "Cơ quan", "Cây cơ quan đến một ngày, đổi tên, sáp nhập, kế tiếp."
    )
    yield _Part(
        at("officers:list"), "Cán bộ", "Chức vụ, ủy quyền, biên chế, đào tạo, đánh giá, nhập Excel."
    )
    if can(check_sees_roles)(user, agency):
        yield _Part(at("organisations:roles"), "Vai trò", "Ai làm được gì, từ ngày nào.")
    if can_look(user):
        yield _Part(at("rulebooks:sets"), "Bộ chỉ số", "Bản thảo, so sánh, công bố, hiệu lực.")
    yield _Part(at("procedures:list"), "Thủ tục", "Thủ tục hành chính, phiên bản, nơi giải quyết.")
    yield _Part(at("calendar"), "Lịch", "Ngày làm việc, ngày nghỉ, tính ngày hẹn trả.")
    yield _Part(at("ranking"), "Xếp hạng", "Kết quả đã công bố và hạng qua các năm.")
    if can(check_sees_tokens)(user, agency):
        yield _Part(
            at("organisations:tokens"),
            "Khóa tích hợp",
            "Phần mềm nào được lấy số liệu, đến bao giờ.",
        )
    yield _Part(
        reverse("journal"), "Nhật ký", "Ai đã làm gì, khi nào; kiểm tra được là còn nguyên."
    )
