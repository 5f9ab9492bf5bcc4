"""Sealing: numbers without gaps, each hash over the one before."""

from django.db import transaction

from thuocdo.apps.organisations.journal.hashes import seal_of
from thuocdo.apps.organisations.models import AuditEntry, JournalHead

__all__ = ["journal_head", "seal_at", "seal_journal"]

SEALED_AT_ONCE = 1_000


@transaction.atomic
def seal_journal() -> int:
    """Number the entries not yet sealed, without gaps, and chain their hashes; return how many.

    The worker calls it every second. Doing this inside the business transaction instead would
    make every writer wait for every other.
    """
    head = _held_head()
    entries = list(AuditEntry.objects.filter(number__isnull=True).order_by("pk")[:SEALED_AT_ONCE])
    for entry in entries:
        entry.number, entry.previous = head.number + 1, head.seal
        entry.seal = seal_of(entry, entry.number, entry.previous)
        head.number, head.seal = entry.number, entry.seal
    if entries:
        AuditEntry.objects.bulk_update(entries, ["number", "previous", "seal"])
        head.save()
    return len(entries)


def journal_head() -> JournalHead:
    """Return how far the journal is sealed."""
    return JournalHead.objects.first() or _last_sealed()


def _held_head() -> JournalHead:
    """Return the head, held until the transaction ends; journals older than it begin at their last."""
    if not JournalHead.objects.exists():
        JournalHead.objects.bulk_create([_last_sealed()], ignore_conflicts=True)
    return JournalHead.objects.select_for_update().get(pk=1)


def _last_sealed() -> JournalHead:
    last = AuditEntry.objects.filter(number__isnull=False).order_by("-number").first()
    return JournalHead(
        pk=1, number=(last.number or 0) if last else 0, seal=last.seal if last else ""
    )


def seal_at(number: int) -> str | None:
    """Return the hash of the entry with this number, or None."""
    return AuditEntry.objects.filter(number=number).values_list("seal", flat=True).first()
