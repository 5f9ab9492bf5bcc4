"""The score sheet and its chart."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control

from thuocdo.apps.assessments.queries import last_result
from thuocdo.apps.plans.queries import leads_by_code, plan_in_force
from thuocdo.kit.charts import as_spec, as_svg
from thuocdo.kit.guards import page
from thuocdo.web.desk.chart import area_chart, chart_sentence, chart_table
from thuocdo.web.desk.rise.ahead import ahead_for
from thuocdo.web.desk.rise.glimpse import glimpse_of
from thuocdo.web.desk.rise.tabs import tabs
from thuocdo.web.desk.sheet_view import FILTERS, STATES, sheet_view
from thuocdo.web.desk.standing import standing_of

__all__ = ["chart_picture", "chart_spec", "home", "sheet"]

# (parameter, title) of the chips over the sheet
_CHIPS = (
    ("", "Tất cả"),
    ("mat", "Đã mất"),
    ("con", "Còn có thể"),
    ("thieu", "Chưa có dữ liệu"),
    ("dat", "Đạt"),
)


@page(public=True)
def home(request: HttpRequest) -> HttpResponse:
    """Send people to the sheet, or to the sign-in."""
    return redirect("sheet" if request.user.is_authenticated else "account_login")


@page()
def sheet(request: HttpRequest) -> HttpResponse:
    """Show every criterion with its points and the way to their reasons."""
    standing = standing_of(request)
    plan = plan_in_force(standing.agency, standing.year)
    chosen = request.GET.get("loc", "")
    glimpse = glimpse_of(ahead_for(standing))
    view = sheet_view(
        standing,
        leads_by_code(standing.agency, standing.year),
        glimpse.affordable,
        FILTERS.get(chosen, ""),
    )
    return render(
        request,
        "desk/sheet.html",
        {
            "standing": standing,
            "view": view,
            "tabs": tabs(standing, "sheet"),
            "glimpse": glimpse,
            "odds_url": standing.link("odds"),
            "path_url": standing.link("path"),
            "plan": plan,
            "last": last_result(standing.agency, standing.year),
            "chips": [(key, title, STATES.get(FILTERS.get(key, ""))) for key, title in _CHIPS],
            "chosen": chosen,
            "chart_sentence": chart_sentence(standing.sheet),
            "chart_table": chart_table(standing.sheet),
            "picture": standing.link("sheet_chart"),
            "spec": standing.link("sheet_chart_spec"),
        },
    )


@page()
@cache_control(private=True, no_cache=True)
def chart_picture(request: HttpRequest) -> HttpResponse:
    """Draw the points by area; the browser asks again, and is told when nothing changed."""
    board = standing_of(request).sheet
    tag = f'"{sha256(repr((board.areas, board.scope)).encode()).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    svg = as_svg(area_chart(board), description=chart_sentence(board))
    return HttpResponse(svg, content_type="image/svg+xml", headers={"ETag": tag})


@page()
def chart_spec(request: HttpRequest) -> HttpResponse:
    """Give the same chart as a spec, for those who explore it."""
    return JsonResponse(as_spec(area_chart(standing_of(request).sheet, interactive=True)))
