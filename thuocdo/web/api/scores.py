"""The score sheet of the key's agency, as `thuocdo score --json` gives it."""

from datetime import date
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from thuocdo.apps.dossiers.queries import known_until
from thuocdo.apps.organisations.bearer import needs_token
from thuocdo.apps.organisations.models import ApiToken, TokenScope
from thuocdo.apps.rulebooks.queries import fact_register, set_for
from thuocdo.core.facts import FactScope
from thuocdo.core.index_sets import score_sheet
from thuocdo.core.periods import calendar_year
from thuocdo.kit.guards import page
from thuocdo.web.cli.score_output import as_json
from thuocdo.web.wiring import fact_book

__all__ = ["scores"]


@page(public=True)
@needs_token(TokenScope.READ_SCORES)
def scores(request: HttpRequest, token: ApiToken) -> HttpResponse:
    """Score the agency by the day of `?den=2024-09-30`, else by the last day that is known."""
    asked = request.GET.get("den", "")
    as_of = known_until(token.agency) or timezone.localdate()
    if asked:
        try:
            as_of = date.fromisoformat(asked)
        except ValueError:
            reason = f"«{asked[:40]}» không phải là ngày; ghi den=2024-09-30."
            return JsonResponse(
                {"error": reason},
                status=HTTPStatus.BAD_REQUEST,
                json_dumps_params={"ensure_ascii": False},
            )
    scope, book, register = (
        FactScope(token.agency.code, calendar_year(as_of), as_of),
        fact_book(),
        fact_register(),
    )
    sheet = score_sheet(
        set_for(token.agency.ranking_group, as_of),
        scope,
        lambda name: book.fact(name, scope),
        register,
    )
    return HttpResponse(as_json(sheet, None, None), content_type="application/json")
