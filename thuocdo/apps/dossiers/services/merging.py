"""Bringing read dossiers together with those already here, by events."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from thuocdo.apps.dossiers.models import (
    Dossier,
    DossierEvent,
    DossierImport,
    EventKind,
    EventSource,
    PublishedDossier,
)
from thuocdo.apps.dossiers.published import (
    COLUMNS,
    FIELDS,
    Told,
    events_of,
    fold,
    row_of,
    values_of,
)
from thuocdo.core.rows import DossierRow
from thuocdo.core.tables.dossiers import ReadDossier

__all__ = ["Merged", "merge", "news_of"]

AT_ONCE = 500  # SQLite binds at most 32,766 values in one statement


@dataclass(frozen=True, slots=True)
class Merged:
    """What a file changed."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    left_alone: int = 0
    """Known dossiers that a file older than what is known may not change."""

    def __add__(self, other: "Merged") -> "Merged":
        return Merged(
            self.new + other.new,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.left_alone + other.left_alone,
        )


def merge(
    source: DossierImport, dossiers: Sequence[ReadDossier], *, only_new: bool = False
) -> Merged:
    """Write what the file adds, as events with their row, and the published rows that follow.

    Call it inside a transaction. A dossier that the file tells nothing new about is left alone;
    with `only_new`, so is every dossier that is known already.
    """
    merged = Merged()
    for start in range(0, len(dossiers), AT_ONCE):
        merged += _merge_some(source, dossiers[start : start + AT_ONCE], only_new=only_new)
    return merged


def _merge_some(
    source: DossierImport, dossiers: Sequence[ReadDossier], *, only_new: bool
) -> Merged:
    agency = source.agency
    codes = [read.row.code for read in dossiers]
    known = {
        published.code: published
        for published in PublishedDossier.objects.filter(agency=agency, code__in=codes)
    }
    new = [read for read in dossiers if read.row.code not in known]
    created = Dossier.objects.bulk_create(
        Dossier(agency=agency, code=read.row.code) for read in new
    )
    events: list[DossierEvent] = []
    published: list[PublishedDossier] = []
    for dossier, read in zip(created, new, strict=True):
        told = events_of(read.row)
        events += _as_events(source, dossier.pk, read, told)
        row = fold(read.row.code, told)
        published.append(PublishedDossier(dossier=dossier, agency=agency, **values_of(row)))
    changed = []
    for read in () if only_new else dossiers:
        if before := known.get(read.row.code):
            told = list(news_of(row_of(before), read.row))
            if told:
                events += _as_events(source, before.pk, read, told)
                changed.append(_updated(before, told))
    DossierEvent.objects.bulk_create(events)
    PublishedDossier.objects.bulk_create(published)
    PublishedDossier.objects.bulk_update(changed, [name for name in COLUMNS if name != "code"])
    if only_new:
        return Merged(new=len(new), left_alone=len(known))
    return Merged(len(new), len(changed), len(known) - len(changed))


def news_of(before: DossierRow, after: DossierRow) -> Iterator[Told]:
    """Yield the events of `after` that `before` does not already tell.

    A value that the new file leaves out is not taken back: an export of the open dossiers says
    nothing about results.
    """
    kept = {name: getattr(before, name) for name in FIELDS if getattr(after, name) is None}
    filled = replace(after, **kept)
    if filled == before:
        return
    told_before = events_of(before)
    news = [told for told in events_of(filled) if told not in told_before]
    yield from news
    # A late event can set the state back (a mended result of a dossier already returned).
    if fold(before.code, [*told_before, *news]).state is not filled.state:
        yield Told(EventKind.STATE_REPORTED, None, {"state": int(filled.state)})


def _updated(published: PublishedDossier, told: Sequence[Told]) -> PublishedDossier:
    row = fold(published.code, [*events_of(row_of(published)), *told])
    for name, value in values_of(row).items():
        setattr(published, name, value)
    return published


def _as_events(
    source: DossierImport, dossier_id: int, read: ReadDossier, told: Sequence[Told]
) -> Iterator[DossierEvent]:
    for one in told:
        yield DossierEvent(
            dossier_id=dossier_id,
            kind=one.kind,
            at=one.at,
            payload=one.payload,
            source=EventSource.IMPORT,
            dossier_import=source,
            sheet=read.sheet,
            row_number=read.row_number,
        )
