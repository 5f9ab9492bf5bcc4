"""Facts of an agency and of those it took over from, as was and added up, year by year."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from thuocdo.apps.dossiers.published import rows_version
from thuocdo.apps.dossiers.queries import handed_on
from thuocdo.apps.rulebooks.queries import fact_register
from thuocdo.core.agencies.restated import sum_facts
from thuocdo.core.facts import Fact, FactKind, FactScope, RowPart, Unit
from thuocdo.core.periods import Period, calendar_year
from thuocdo.core.ports.fact_book import FactBook
from thuocdo.core.ports.restated import RestatedAgency, RestatedRow
from thuocdo.web.wiring import fact_book

__all__ = ["restated_facts"]

_NOTHING = "–"


def restated_facts(
    agencies: tuple[RestatedAgency, ...], years: tuple[int, ...]
) -> tuple[RestatedRow, ...]:
    """Return the measures that can be added, for each year in which anybody has them."""
    codes = [agency.code for agency in agencies]
    if not any(rows_version(code) for code in codes):
        return ()  # without rows there is nothing to measure, and no engine to load
    book, handed = fact_book(), handed_on(codes)
    measured = [
        name
        for name, fact in fact_register().items()
        if fact.kind is FactKind.MEASURE and fact.unit in {Unit.PERCENT, Unit.COUNT}
    ]
    rows = (_row(book, name, agencies, year, handed) for year in years for name in measured)
    return tuple(row for row in rows if row is not None)


def _row(
    book: FactBook,
    name: str,
    agencies: tuple[RestatedAgency, ...],
    year: int,
    handed: dict[str, dict[str, str]],
) -> RestatedRow | None:
    day = date(year, 12, 31)
    period = calendar_year(day)
    scopes = [FactScope(agency.code, period, day) for agency in agencies]
    own = [book.fact(name, scope) for scope in scopes]
    telling = {scope.agency for scope, fact in zip(scopes, own, strict=True) if fact}
    counted = {
        f"{agency.name} ({agency.code})": _once(
            book,
            fact,
            # Only where whoever has the dossier now tells this number is it counted there.
            {code for code, taker in handed.get(agency.code, {}).items() if taker in telling},
        )
        for agency, fact in zip(agencies, own, strict=True)
        if fact is not None or _lived_in(agency, period)
    }
    whole = sum_facts(counted, scopes[0])
    if whole is None:
        return None
    return RestatedRow(
        year=year,
        title=fact_register()[name].title,
        as_was=tuple(fact.text if fact else _NOTHING for fact in own),
        restated=whole.text,
        remark=whole.coverage,
    )


def _lived_in(agency: RestatedAgency, period: Period) -> bool:
    return agency.start < period.end and (agency.end is None or period.start < agency.end)


def _once(book: FactBook, fact: Fact | None, handed: set[str]) -> Fact | None:
    """Take out of an agency's number the dossiers that the one that took them over counts too."""
    if fact is None or not handed:
        return fact

    def shared(part: RowPart) -> Decimal:
        return Decimal(len(handed.intersection(book.rows(fact.name, fact.scope, part))))

    numerator = fact.numerator - shared(RowPart.NUMERATOR)
    if fact.unit is Unit.COUNT:
        return replace(fact, numerator=numerator)
    denominator = fact.denominator - shared(RowPart.DENOMINATOR)
    return replace(fact, numerator=numerator, denominator=denominator)
