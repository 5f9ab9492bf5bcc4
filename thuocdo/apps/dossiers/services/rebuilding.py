"""Making the published rows anew from the events."""

from itertools import groupby

from django.db import transaction
from django.db.models import QuerySet

from thuocdo.apps.dossiers.models import (
    Dossier,
    DossierEvent,
    DossierRating,
    PublishedDossier,
    TransferredDossier,
)
from thuocdo.apps.dossiers.places import place_of
from thuocdo.apps.dossiers.published import COLUMNS, fold, left_rows, row_of, values_of
from thuocdo.apps.dossiers.ratings import rating_of

__all__ = ["rebuild_published"]

_PLACE = ("step", "unit_id", "holder_id")


@transaction.atomic
def rebuild_published() -> int:
    """Fold every dossier's events again and mend the rows that differ; return how many did.

    Servers that run keep the numbers they have computed; restart them where rows were mended.
    """
    events = DossierEvent.objects.select_related("dossier", "from_agency").order_by(
        "dossier_id", "pk"
    )
    published = {row.pk: row for row in PublishedDossier.objects.all()}
    differing = 0
    left = {(row.dossier_id, row.agency.code): row for row in _left()}
    for dossier, group in groupby(events.iterator(chunk_size=2_000), key=_dossier):
        told = list(group)
        row = fold(dossier.code, told)
        for code, as_left in left_rows(dossier.code, told).items():
            kept = left.get((dossier.pk, code))
            if kept is None or row_of(kept) != as_left:
                differing += 1
                agency = next(one.from_agency for one in told if one.payload.get("from") == code)
                TransferredDossier.objects.update_or_create(
                    dossier=dossier, agency=agency, defaults=values_of(as_left)
                )
        before, values = published.get(dossier.pk), values_of(row)
        place = dict(zip(_PLACE, place_of(told), strict=True))
        misplaced = {name: getattr(dossier, name) for name in _PLACE} != place
        if before is None or any(getattr(before, name) != values[name] for name in COLUMNS):
            misplaced = True
            PublishedDossier.objects.update_or_create(
                dossier=dossier, defaults={"agency_id": dossier.agency_id, **values}
            )
        if _mend_rating(dossier, told):
            misplaced = True
        if misplaced:
            differing += 1
            Dossier.objects.filter(pk=dossier.pk).update(**place)
    return differing


def _mend_rating(dossier: Dossier, told: list[DossierEvent]) -> bool:
    """Make the rating anew where it differs; only a dossier that was rated has one."""
    values = rating_of(told)
    if values is None:
        return False
    kept = DossierRating.objects.filter(dossier=dossier).first()
    if kept is not None and all(getattr(kept, name) == value for name, value in values.items()):
        return False
    DossierRating.objects.update_or_create(
        dossier=dossier, defaults={"agency_id": dossier.agency_id, **values}
    )
    return True


def _left() -> QuerySet[TransferredDossier]:
    return TransferredDossier.objects.select_related("agency")


def _dossier(event: DossierEvent) -> Dossier:
    return event.dossier
