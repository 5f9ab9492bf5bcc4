"""Published results and their ranking."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thuocdo.apps.assessments.models import Result
from thuocdo.apps.organisations.models import Agency
from thuocdo.core.ranking import rank
from thuocdo.core.vietnamese import round_half_up

__all__ = [
    "RankedResult",
    "last_result",
    "percents_of_group",
    "ranked_results",
    "years_with_results",
]


@dataclass(frozen=True, slots=True)
class RankedResult:
    """One agency's published result, and its rank out of how many."""

    agency: Agency
    year: int
    points: Decimal
    scale: Decimal
    percent: Decimal
    rank: int
    out_of: int


def ranked_results(year: int, group: str) -> list[RankedResult]:
    """Return a group's results of a year, best first."""
    results = Result.objects.filter(year=year, agency__ranking_group=group).select_related("agency")
    by_code = {result.agency.code: result for result in results}
    ranked = rank((code, result.points, result.scale) for code, result in by_code.items())
    return [
        RankedResult(
            by_code[one.agency].agency,
            year,
            one.points,
            one.scale,
            one.percent,
            one.rank,
            len(ranked),
        )
        for one in ranked
    ]


def last_result(agency: Agency, before_year: int) -> RankedResult | None:
    """Return the agency's newest result of a year before `before_year`, with its rank."""
    newest = Result.objects.filter(agency=agency, year__lt=before_year).order_by("-year").first()
    if newest is None:
        return None
    ranked = ranked_results(newest.year, agency.ranking_group)
    return next((one for one in ranked if one.agency == agency), None)


def years_with_results(group: str) -> list[int]:
    """Return the years of which a group's results are known, newest first."""
    years = Result.objects.filter(agency__ranking_group=group).values_list("year", flat=True)
    return sorted(set(years), reverse=True)


def percents_of_group(group: str, before_year: int) -> dict[str, dict[int, Decimal]]:
    """Return every agency's published percents of the years before, by code and year."""
    found = Result.objects.filter(agency__ranking_group=group, year__lt=before_year)
    percents: dict[str, dict[int, Decimal]] = {}
    for code, year, points, scale in found.values_list("agency__code", "year", "points", "scale"):
        percent = round_half_up(Fraction(points) * 100 / Fraction(scale), 2)
        percents.setdefault(code, {})[year] = percent
    return percents
