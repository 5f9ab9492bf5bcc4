"""About whom and as of when a desk page speaks: from the address, else from what was last taken in."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from thuocdo.apps.dossiers import queries as dossiers
from thuocdo.apps.organisations.front import agencies_of, agency_of, user_of
from thuocdo.apps.rulebooks.queries import fact_register, set_for
from thuocdo.core.facts import FactScope
from thuocdo.core.index_sets import IndexSet, ScoreSheet, score_sheet
from thuocdo.core.periods import calendar_year, end_of_day
from thuocdo.core.ports.fact_book import FactBook
from thuocdo.web.wiring import fact_book

if TYPE_CHECKING:
    from thuocdo.apps.organisations.models import Agency, User

__all__ = ["Standing", "standing_of"]

_FORMATS = ("%Y-%m-%d", "%d/%m/%Y")
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Standing:
    """Where a page stands.

    Attributes:
        seen: the agencies this person may look at; the switch offers them.
        days: days that imports tell of, newest first; the year switch offers them.
        query: what links carry on (`?co-quan=…&den=…`), empty where the defaults hold.
    """

    user: "User"
    agency: "Agency"
    seen: "tuple[Agency, ...]"
    as_of: date
    days: tuple[date, ...]
    query: str
    now: datetime
    unreadable_day: str = ""

    @property
    def scope(self) -> FactScope:
        return FactScope(self.agency.code, calendar_year(self.as_of), self.as_of)

    @property
    def known_before(self) -> datetime:
        """The first instant that is no longer looked at."""
        return end_of_day(self.as_of, timezone.get_default_timezone())

    @property
    def year(self) -> int:
        return self.as_of.year

    @property
    def index_set(self) -> IndexSet:
        return set_for(self.agency.ranking_group, self.as_of)

    @property
    def other_days(self) -> tuple[date, ...]:
        """The newest known day of each year, but for the one that is looked at."""
        newest: dict[int, date] = {}
        for known in self.days:
            newest.setdefault(known.year, known)
        return tuple(day for day in newest.values() if day != self.as_of)

    @cached_property
    def book(self) -> FactBook:
        """The facts of this request; asked twice, they are fetched once."""
        return fact_book()

    @cached_property
    def sheet(self) -> ScoreSheet:
        """The agency's whole score sheet."""
        return score_sheet(
            self.index_set,
            self.scope,
            lambda name: self.book.fact(name, self.scope),
            fact_register(),
        )

    def link(self, name: str, *args: str, **parameters: str) -> str:
        """Return the address of a page about the same agency and day."""
        said = "&".join(part for part in (self.query, urlencode(parameters)) if part)
        return f"{reverse(name, args=args)}{'?' if said else ''}{said}"


def standing_of(request: HttpRequest) -> Standing:
    """Read agency and day from the address; ask whether this person may see them.

    Raises:
        NotAllowed: the person has no agency, or may not see the one that was asked for.
    """
    seen = agencies_of(request)
    agency = agency_of(request, seen)
    usual = next((one for one in seen if one.ranking_group), seen[0])
    asked = request.GET
    now = timezone.now()
    days = _days_of(agency)
    as_of = _day(asked.get("den", ""))
    kept = {"co-quan": agency.code if agency != usual else "", "den": as_of and as_of.isoformat()}
    return Standing(
        user=user_of(request),
        agency=agency,
        seen=tuple(seen),
        as_of=as_of or (days[0] if days else timezone.localdate(now)),
        days=days,
        query=urlencode({name: value for name, value in kept.items() if value}),
        now=now,
        unreadable_day=asked.get("den", "") if not as_of else "",
    )


def _days_of(agency: "Agency") -> tuple[date, ...]:
    told = dossiers.imports_of(agency).filter(as_of__isnull=False).order_by("-as_of")
    return tuple(day for day in told.values_list("as_of", flat=True).distinct() if day)


def _day(text: str) -> date | None:
    for form in _FORMATS:
        try:
            day = datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None
    return None
