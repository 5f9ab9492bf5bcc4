"""Rating: the applicant's page, reached by a token, and what an agency's ratings amount to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from thuocdo.apps.dossiers.counter_queries import dossier_by_code
from thuocdo.apps.dossiers.models import RatingInvitation
from thuocdo.apps.dossiers.rated import Rated, given_of, invitation_of, rated_between
from thuocdo.apps.dossiers.services import invite_to_rate, rate
from thuocdo.apps.organisations.front import agency_of, user_of
from thuocdo.apps.rulebooks.queries import handling_quality, procedure_version
from thuocdo.core.procedures.quality import CriterionMean, HandlingQuality
from thuocdo.kit.formats import number
from thuocdo.kit.guards import page
from thuocdo.kit.refusals import NotAllowed

__all__ = ["invite", "ratings", "to_rate"]

_SOURCES = {"person": "người nộp trả lời", "record": "tính từ hồ sơ", "agency": "số của cả cơ quan"}
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class ShownMean:
    """One criterion of the table, every cell as text."""

    number: int
    title: str
    source: str
    count: str
    mean: str


@dataclass(frozen=True, slots=True)
class ShownOfficial:
    """One official's ratings: the sum of the means that are known."""

    name: str
    count: str
    total: str
    of: str


@page(public=True, writes=("POST",))
@never_cache
def to_rate(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the applicant; the first tap is enough, the rest may be answered after it."""
    invitation = invitation_of(token)
    if invitation is None:
        raise Http404("Không có lời mời đánh giá này. Xin kiểm tra lại đường dẫn trên giấy.")
    refused = ""
    if request.method == "POST":
        try:
            rate(
                invitation=invitation,
                satisfaction=_index(request, "hai-long"),
                answers=_answers(request),
                now=timezone.now(),
            )
            return redirect(reverse("to_rate", args=[token]))
        except NotAllowed as refusal:
            refused = str(refusal)
    return render(
        request,
        "dossiers/to_rate.html",
        _asked(invitation, handling_quality()) | {"refused": refused},
        status=HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK,
    )


@page(reads=(), writes=("POST",))
def invite(request: HttpRequest, code: str) -> HttpResponse:
    """Make the invitation of a dossier and hand the screen to the applicant."""
    dossier = dossier_by_code(agency_of(request), code)
    if dossier is None:
        raise Http404(f"Cơ quan này không có hồ sơ mang mã «{code}».")
    invitation = invite_to_rate(dossier=dossier, by=user_of(request), now=timezone.now())
    return redirect(reverse("to_rate", args=[invitation.token]))


@page()
def ratings(request: HttpRequest) -> HttpResponse:
    """Show what the ratings of a year amount to: the nine criteria, and each official's sum."""
    agency, year, quality = agency_of(request), _year(request), handling_quality()
    found = rated_between(agency, _first_moment(year), _first_moment(year + 1))
    totals = quality.totals([one.points for one in found], {})
    satisfied = [one.satisfaction for one in found]
    return render(
        request,
        "dossiers/ratings.html",
        {
            "agency": agency,
            "year": year,
            "years": (year - 1, year + 1) if year < timezone.localdate().year else (year - 1,),
            "count": number(len(found)),
            "means": [_mean(one) for one in totals.means],
            "total": number(totals.total) if totals.total is not None else "",
            "title": totals.title,
            "levels": [
                (level.words, number(satisfied.count(level.points)))
                for level in quality.satisfaction.levels
            ],
            "officials": list(_officials(found, quality)),
            "quality": quality,
        },
    )


def _index(request: HttpRequest, name: str) -> int | None:
    """Return the answer's index; what is no small number is no answer there is."""
    told = request.POST.get(name, "")
    if not told:
        return None
    return int(told) if told.isascii() and told.isdecimal() and len(told) <= 2 else -1  # noqa: PLR2004


def _answers(request: HttpRequest) -> dict[int, int]:
    given = {
        one.number: _index(request, f"chi-so-{one.number}") for one in handling_quality().asked
    }
    return {key: index for key, index in given.items() if index is not None}


def _asked(invitation: RatingInvitation, quality: HandlingQuality) -> dict[str, Any]:
    given = given_of(invitation)
    return {
        "code": invitation.dossier.code,
        "agency": invitation.dossier.agency.name,
        "procedure": procedure_version(given.version).title if given.version else "",
        "question": quality.satisfaction.question,
        "levels": list(enumerate(quality.satisfaction.levels)),
        "satisfied": given.satisfied,
        "criteria": [
            (one, list(enumerate(one.answers)))
            for one in quality.asked
            if one.number not in given.answered
        ],
    }


def _mean(one: CriterionMean) -> ShownMean:
    return ShownMean(
        number=one.criterion.number,
        title=one.criterion.title,
        source=_SOURCES[one.criterion.told_by],
        count=number(one.count) if one.count else "",
        mean=number(one.mean, 1) if one.mean is not None else "",
    )


def _officials(found: Iterable[Rated], quality: HandlingQuality) -> Iterable[ShownOfficial]:
    by_official: dict[str, list[dict[int, int]]] = defaultdict(list)
    for one in found:
        if one.official:
            by_official[one.official].append(one.points)
    for name, points in sorted(by_official.items()):
        known = [
            (one.mean, max(answer.points for answer in one.criterion.answers))
            for one in quality.totals(points, {}).means
            if one.mean is not None
        ]
        yield ShownOfficial(
            name,
            number(len(points)),
            number(_sum(mean for mean, _ in known), 1),
            number(_sum(Decimal(most) for _, most in known)),
        )


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, Decimal(0))


def _year(request: HttpRequest) -> int:
    asked = request.GET.get("nam", "")
    known: Sequence[str] = [str(year) for year in range(_FIRST_YEAR, _LAST_YEAR)]
    return int(asked) if asked in known else timezone.localdate().year


def _first_moment(year: int) -> datetime:
    return timezone.make_aware(datetime(year, 1, 1))  # noqa: DTZ001 - made aware at once
