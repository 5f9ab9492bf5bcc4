"""Making the published rows anew from the events."""

from itertools import groupby

from django.db import transaction

from thuocdo.apps.dossiers.models import Dossier, DossierEvent, PublishedDossier
from thuocdo.apps.dossiers.published import fold, row_of, values_of

__all__ = ["rebuild_published"]


@transaction.atomic
def rebuild_published() -> int:
    """Fold every dossier's events again and mend the rows that differ; return how many did.

    Servers that run keep the numbers they have computed; restart them where rows were mended.
    """
    events = DossierEvent.objects.select_related("dossier").order_by("dossier_id", "pk")
    published = {row.pk: row for row in PublishedDossier.objects.all()}
    differing = 0
    for dossier, told in groupby(events.iterator(chunk_size=2_000), key=_dossier):
        row = fold(dossier.code, told)
        before = published.get(dossier.pk)
        if before is None or row_of(before) != row:
            differing += 1
            PublishedDossier.objects.update_or_create(
                dossier=dossier, defaults={"agency_id": dossier.agency_id, **values_of(row)}
            )
    return differing


def _dossier(event: DossierEvent) -> Dossier:
    return event.dossier
