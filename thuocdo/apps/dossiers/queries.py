"""What pages and analytics need of the dossiers."""

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Max, Q, QuerySet

from thuocdo.apps.dossiers.models import (
    DossierEvent,
    DossierImport,
    EarlierResult,
    ImportState,
    PublishedDossier,
    TransferredDossier,
)
from thuocdo.apps.organisations.models import Agency

__all__ = [
    "dossiers_by_key",
    "dossiers_of",
    "earlier_results_of",
    "handed_on",
    "history_of",
    "import_of",
    "imports_of",
    "known_until",
]


def imports_of(agency: Agency) -> QuerySet[DossierImport]:
    """Return an agency's imports, newest first."""
    return (
        DossierImport.objects.filter(agency=agency).select_related("requested_by").order_by("-pk")
    )


def import_of(agency: Agency, pk: int) -> DossierImport | None:
    """Return one import of the agency, or None."""
    return imports_of(agency).select_related("file").filter(pk=pk).first()


def known_until(agency: Agency) -> date | None:
    """Return the latest day that a completed import speaks of; None before the first."""
    completed = DossierImport.objects.filter(agency=agency, state=ImportState.COMPLETED)
    latest: date | None = completed.aggregate(latest=Max("as_of"))["latest"]
    return latest


def dossiers_of(
    agency: Agency, *, codes: Collection[str] | None = None
) -> QuerySet[PublishedDossier]:
    """Return an agency's dossiers, or those of them with the given codes, by time of receipt.

    Asked by code, those that the agency has handed on to its successor are among them.
    """
    found = PublishedDossier.objects.order_by("received_at", "code")
    if codes is None:
        return found.filter(agency=agency)
    return found.filter(_ever_held(agency), code__in=codes)


def dossiers_by_key(keys: Collection[int]) -> QuerySet[PublishedDossier]:
    """Return the rows of dossiers that were found, by time of receipt.

    Nothing but the keys is asked for: a database without statistics would go by the agency instead.
    """
    return PublishedDossier.objects.filter(pk__in=keys).order_by("received_at", "code")


def handed_on(codes: Collection[str]) -> dict[str, dict[str, str]]:
    """Return, by agency, the dossiers it handed on to another of these, each with who has it."""
    left = TransferredDossier.objects.filter(
        agency__code__in=codes, dossier__agency__code__in=codes
    )
    found: dict[str, dict[str, str]] = {}
    for giver, dossier, taker in left.values_list("agency__code", "code", "dossier__agency__code"):
        found.setdefault(giver, {})[dossier] = taker
    return found


def history_of(agency: Agency, code: str) -> list[DossierEvent]:
    """Return what happened to a dossier, with its sources, in the order it was told."""
    events = DossierEvent.objects.filter(_ever_held(agency), dossier__code=code)
    return list(events.select_related("dossier_import__file", "by").order_by("pk"))


def _ever_held(agency: Agency) -> Q:
    left = TransferredDossier.objects.filter(agency=agency).values("dossier")
    return Q(dossier__agency=agency) | Q(dossier__in=left)


def earlier_results_of(
    agency: Agency,
) -> Iterator[tuple[str, date, date | None, date | None, bool]]:
    """Yield the agency's register: procedure, issued, expires, digitised on, signed."""
    found = EarlierResult.objects.filter(agency=agency)
    columns = ("procedure", "issued_on", "expires_on", "digitised_on", "signed")
    yield from found.values_list(*columns).iterator(chunk_size=5_000)
