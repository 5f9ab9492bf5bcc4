"""Finding entries: narrowed by who, what, when and to what; paged by key, so the last page is as fast."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from thuocdo.apps.organisations.models import AuditEntry

__all__ = ["Asked", "EntryPage", "entries_with_people", "entry_page", "narrowed"]

ROWS = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What entries are asked for; empty fields narrow nothing.

    Attributes:
        who: the name by which somebody signs in.
        action: what an entry is called.
        subject: what it was done to, or the beginning of that: `organisations.user:`.
        since, before: half-open.
    """

    who: str = ""
    action: str = ""
    subject: str = ""
    since: datetime | None = None
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class EntryPage:
    """A page of entries, newest first. `older` and `newer` are the keys to go on from, or None."""

    rows: list[AuditEntry]
    older: int | None
    newer: int | None


def narrowed(entries: QuerySet[AuditEntry], asked: Asked) -> QuerySet[AuditEntry]:
    """Narrow what somebody may see by what they ask for."""
    wanted: dict[str, object] = {
        "actor__username__iexact": asked.who,
        "action": asked.action,
        "subject__startswith": asked.subject,
        "at__gte": asked.since,
        "at__lt": asked.before,
    }
    return entries.filter(**{name: value for name, value in wanted.items() if value})


def entry_page(
    entries: QuerySet[AuditEntry], *, before: int | None = None, after: int | None = None
) -> EntryPage:
    """Return the entries just older than the key `before`, or just newer than `after`."""
    entries = entries.select_related("actor", "agency", "personal")
    if after is not None:
        found = list(entries.filter(pk__gt=after).order_by("pk")[: ROWS + 1])
        more, rows = len(found) > ROWS, found[:ROWS][::-1]
        return EntryPage(
            rows, older=rows[-1].pk if rows else None, newer=rows[0].pk if more else None
        )
    if before is not None:
        entries = entries.filter(pk__lt=before)
    found = list(entries.order_by("-pk")[: ROWS + 1])
    rows = found[:ROWS]
    return EntryPage(
        rows,
        older=rows[-1].pk if len(found) > ROWS else None,
        newer=rows[0].pk if rows and before is not None else None,
    )


def entries_with_people(entries: QuerySet[AuditEntry]) -> Iterator[AuditEntry]:
    """Yield every entry, oldest first, with what an export says of it."""
    found = entries.select_related("actor", "agency", "personal").order_by("pk")
    yield from found.iterator(chunk_size=2_000)
