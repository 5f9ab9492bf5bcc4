"""Published results of past years, ranked: the table of a year, and the own ranks over the years."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from thuocdo.apps.assessments.queries import RankedResult, history_of, ranked_years
from thuocdo.apps.rulebooks.queries import set_for
from thuocdo.core.index_sets.model import Class, class_of
from thuocdo.core.vietnamese import fold
from thuocdo.kit.bars import Segment, segments
from thuocdo.kit.charts import as_svg
from thuocdo.kit.formats import percent, points, points_of, signed
from thuocdo.kit.guards import page
from thuocdo.kit.sorting import Sorting, TableColumn, headings
from thuocdo.web.desk.history import history_chart, history_sentence
from thuocdo.web.desk.standing import Standing, standing_of

__all__ = ["history_picture", "ranking"]

_COLUMNS = (
    TableColumn("Hạng", "hang", numeric=True),
    TableColumn("Cơ quan", "co-quan"),
    TableColumn("Thay đổi", "thay-doi", numeric=True, most_first=True),
    TableColumn("Điểm/thang", "diem", numeric=True, most_first=True),
    TableColumn("Tỷ lệ", "ty-le", numeric=True, most_first=True),
)
_CLASS = TableColumn("Xếp loại")
_LAST = -(10**6)  # places: what has no change stands behind every change
_BY: dict[str, Callable[[RankedResult], Any]] = {
    "hang": lambda one: one.rank,
    "thay-doi": lambda one: _LAST if one.change is None else one.change,
    "co-quan": lambda one: fold(one.agency.name),
    "diem": lambda one: one.points,
    "ty-le": lambda one: one.percent,
}
_GROUPS = {
    "departments": "Sở, ban, ngành",
    "communes": "Xã, phường, đặc khu",
    "provinces": "Tỉnh, thành phố",
}


@dataclass(frozen=True, slots=True)
class ShownResult:
    """One row of the table, or of the own years."""

    year: int
    rank: str
    change: "Change"
    name: str
    points: str
    percent: str
    class_title: str
    bar: tuple[Segment, ...]
    mine: bool


@dataclass(frozen=True, slots=True)
class Change:
    """The places won or lost: what stands in the cell, its class of style, and why there is none."""

    text: str
    look: str = "muted"
    reason: str = ""


@page()
def ranking(request: HttpRequest) -> HttpResponse:
    """Show a year's results of the group, the own row marked, equal places said so."""
    standing = standing_of(request)
    group = standing.agency.ranking_group
    years = ranked_years(group)
    asked = request.GET.get("nam", "")
    year = next((one for one in years if str(one) == asked), next(iter(years), 0))
    results = years.get(year, [])
    sorting = Sorting.read(request, _COLUMNS, Sorting("hang"))
    mine = next((one for one in results if one.agency == standing.agency), None)
    history = history_of(standing.agency, years)
    classes = _classes(group, year)
    columns = (*_COLUMNS, _CLASS) if classes else _COLUMNS
    return render(
        request,
        "desk/ranking.html",
        {
            "standing": standing,
            "year": year,
            "years": list(years),
            "groups": _groups(standing),
            "mine": mine,
            "mine_points": points_of(mine.points, mine.scale) if mine else "",
            "mine_change": change_of(mine) if mine else None,
            "mine_class": _class_title(classes, mine) if mine else "",
            "headings": headings(request, columns, sorting),
            "classes": classes,
            "rows": [_shown(one, results, classes, standing) for one in _sorted(results, sorting)],
            "history_sentence": history_sentence(history),
            "history": [_shown(one, years[one.year], (), standing) for one in reversed(history)],
            "picture": standing.link("ranking_chart"),
        },
    )


@page()
@cache_control(private=True, no_cache=True)
def history_picture(request: HttpRequest) -> HttpResponse:
    """Draw the own ranks over the years; the browser is told when nothing changed."""
    standing = standing_of(request)
    history = history_of(standing.agency, ranked_years(standing.agency.ranking_group))
    said = history_sentence(history)
    if not said:
        raise Http404
    told = [(one.year, one.rank, one.out_of, one.not_comparable) for one in history]
    tag = f'"{sha256(repr((said, told)).encode()).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    svg = as_svg(history_chart(history), description=said)
    return HttpResponse(svg, content_type="image/svg+xml", headers={"ETag": tag})


def change_of(one: RankedResult) -> Change:
    """Return the places won or lost as the table says it: `+3`, `−1`, `giữ hạng`."""  # noqa: RUF002 - the minus sign is meant
    if one.not_comparable:
        return Change("không so sánh trực tiếp", reason=one.not_comparable)
    if one.change is None:
        return Change("–")
    if not one.change:
        return Change("giữ hạng")
    return Change(signed(Decimal(one.change)), "state-won" if one.change > 0 else "state-lost")


def _groups(standing: Standing) -> list[tuple[str, str, bool]]:
    """Return title, address and whether it is looked at, of each group that this person sees."""
    first = {one.ranking_group: one for one in reversed(standing.seen) if one.ranking_group}
    chosen = standing.agency.ranking_group
    return [
        (_GROUPS.get(group, group), f"?co-quan={first[group].code}", group == chosen)
        for group in sorted(first)
    ]


def _classes(group: str, year: int) -> tuple[Class, ...]:
    """Return the classes of the set that was in force for the group at the year's end."""
    if not year:
        return ()
    end = date(year, 12, 31)
    found = set_for(group, end)
    in_force = found.valid_from <= end and (found.valid_to is None or end < found.valid_to)
    return found.classes if group in found.groups and in_force else ()


def _class_title(classes: tuple[Class, ...], one: RankedResult) -> str:
    found = class_of(classes, one.percent)
    return found.title if found else ""


def _sorted(results: list[RankedResult], sorting: Sorting) -> list[RankedResult]:
    return sorted(results, key=_BY[sorting.key], reverse=sorting.descending)


def _shown(
    one: RankedResult,
    results: list[RankedResult],
    classes: tuple[Class, ...],
    standing: Standing,
) -> ShownResult:
    shared = sum(other.rank == one.rank for other in results) > 1
    return ShownResult(
        year=one.year,
        rank=f"{one.rank} (đồng hạng)" if shared else str(one.rank),
        change=change_of(one),
        name=one.agency.name,
        points=f"{points(one.points)}/{points(one.scale)}",
        percent=percent(one.percent),
        class_title=_class_title(classes, one),
        bar=segments([("won", one.points), ("rest", one.scale - one.points)], one.scale),
        mine=one.agency == standing.agency,
    )
