"""Published results and their ranking."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thuocdo.apps.assessments.models import Result
from thuocdo.apps.organisations.models import Agency
from thuocdo.core.ranking import Ranking, rank
from thuocdo.core.vietnamese import round_half_up

__all__ = [
    "RankedResult",
    "history_of",
    "last_result",
    "percents_of_group",
    "ranked_results",
    "ranked_years",
]


@dataclass(frozen=True, slots=True)
class RankedResult:
    """One agency's published result, and its rank out of how many.

    Attributes:
        change: places won (above 0) or lost against the year before; None where it is not known or
            the two years may not be compared.
        not_comparable: why they may not; empty otherwise.
    """

    agency: Agency
    year: int
    points: Decimal
    scale: Decimal
    percent: Decimal
    rank: int
    out_of: int
    change: int | None = None
    not_comparable: str = ""


def ranked_years(group: str) -> dict[int, list[RankedResult]]:
    """Return a group's results of every year, newest year first, best result first."""
    results = Result.objects.filter(agency__ranking_group=group).select_related("agency")
    by_year: dict[int, list[Result]] = {}
    for result in results.order_by("year"):
        by_year.setdefault(result.year, []).append(result)
    ranked: dict[int, list[RankedResult]] = {}
    for year, published in by_year.items():
        ranked[year] = _ranked(published, ranked.get(year - 1, ()))
    return dict(reversed(ranked.items()))


def _ranked(published: list[Result], before: Iterable[RankedResult]) -> list[RankedResult]:
    by_code = {result.agency.code: result for result in published}
    how = Ranking(
        previous={one.agency.code: one.rank for one in before},
        not_comparable=[code for code, result in by_code.items() if result.not_comparable],
    )
    ranked = rank(((code, one.points, one.scale) for code, one in by_code.items()), how)
    return [
        RankedResult(
            agency=by_code[one.agency].agency,
            year=by_code[one.agency].year,
            points=one.points,
            scale=one.scale,
            percent=one.percent,
            rank=one.rank,
            out_of=len(ranked),
            change=one.change,
            not_comparable=by_code[one.agency].not_comparable,
        )
        for one in ranked
    ]


def ranked_results(year: int, group: str) -> list[RankedResult]:
    """Return a group's results of a year, best first."""
    return ranked_years(group).get(year, [])


def history_of(agency: Agency, years: dict[int, list[RankedResult]]) -> list[RankedResult]:
    """Pick an agency's own results out of its group's, oldest first."""
    return [one for year in sorted(years) for one in years[year] if one.agency == agency]


def last_result(agency: Agency, before_year: int) -> RankedResult | None:
    """Return the agency's newest result of a year before `before_year`, with its rank."""
    known = history_of(agency, ranked_years(agency.ranking_group))
    return next((one for one in reversed(known) if one.year < before_year), None)


def percents_of_group(group: str, before_year: int) -> dict[str, dict[int, Decimal]]:
    """Return every agency's published percents of the years before, by code and year.

    Years before one that may not be compared, such as before a merger, are left out.
    """
    found = Result.objects.filter(agency__ranking_group=group, year__lt=before_year)
    percents: dict[str, dict[int, Decimal]] = {}
    asked = found.order_by("year").values_list(
        "agency__code", "year", "points", "scale", "not_comparable"
    )
    for code, year, points, scale, not_comparable in asked:
        known = {} if not_comparable else percents.get(code, {})
        percent = round_half_up(Fraction(points) * 100 / Fraction(scale), 2)
        percents[code] = {**known, year: percent}
    return percents
