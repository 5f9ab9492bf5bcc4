"""Published results of past years, ranked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thuocdo.apps.assessments.queries import RankedResult, ranked_results, years_with_results
from thuocdo.core.vietnamese import fold
from thuocdo.kit.bars import Segment, segments
from thuocdo.kit.formats import percent, points, points_of
from thuocdo.kit.guards import page
from thuocdo.kit.sorting import Sorting, TableColumn, headings
from thuocdo.web.desk.standing import standing_of

__all__ = ["ranking"]

_COLUMNS = (
    TableColumn("Hạng", "hang", numeric=True),
    TableColumn("Cơ quan", "co-quan"),
    TableColumn("Điểm/thang", "diem", numeric=True, most_first=True),
    TableColumn("Tỷ lệ", "ty-le", numeric=True, most_first=True),
)
_BY: dict[str, Callable[[RankedResult], Any]] = {
    "hang": lambda one: one.rank,
    "co-quan": lambda one: fold(one.agency.name),
    "diem": lambda one: one.points,
    "ty-le": lambda one: one.percent,
}


@dataclass(frozen=True, slots=True)
class ShownResult:
    """One row of the table."""

    rank: str
    name: str
    points: str
    percent: str
    bar: tuple[Segment, ...]
    mine: bool


@page()
def ranking(request: HttpRequest) -> HttpResponse:
    """Show a year's results of the group, the own row marked, equal places said so."""
    standing = standing_of(request)
    group = standing.agency.ranking_group
    years = years_with_results(group)
    asked = request.GET.get("nam", "")
    year = next((one for one in years if str(one) == asked), next(iter(years), 0))
    results = ranked_results(year, group)
    sorting = Sorting.read(request, _COLUMNS, Sorting("hang"))
    mine = next((one for one in results if one.agency == standing.agency), None)
    return render(
        request,
        "desk/ranking.html",
        {
            "standing": standing,
            "year": year,
            "years": years,
            "mine": mine,
            "mine_points": points_of(mine.points, mine.scale) if mine else "",
            "headings": headings(request, _COLUMNS, sorting),
            "rows": _shown(_sorted(results, sorting), mine),
        },
    )


def _sorted(results: list[RankedResult], sorting: Sorting) -> list[RankedResult]:
    return sorted(results, key=_BY[sorting.key], reverse=sorting.descending)


def _shown(results: list[RankedResult], mine: RankedResult | None) -> list[ShownResult]:
    ranks = [one.rank for one in results]
    return [
        ShownResult(
            rank=f"{one.rank} (đồng hạng)" if ranks.count(one.rank) > 1 else str(one.rank),
            name=one.agency.name,
            points=f"{points(one.points)}/{points(one.scale)}",
            percent=percent(one.percent),
            bar=segments([("won", one.points), ("rest", one.scale - one.points)], one.scale),
            mine=mine is not None and one.agency == mine.agency,
        )
        for one in results
    ]
