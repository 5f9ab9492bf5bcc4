"""Writing the journal and sealing it."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from thuocdo.apps.organisations.models import Agency, AuditEntry, User

__all__ = ["broken_seal", "record", "seal_journal"]

SEALED_AT_ONCE = 1_000


def record(  # noqa: PLR0913 - a journal entry has this many columns
    *,
    now: datetime,
    by: User | None,
    agency: Agency | None,
    action: str,
    subject: object,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEntry:
    """Write one entry; call it inside the transaction whose work it tells of.

    Args:
        now: the request's one time.
        by: who did it; None for the system itself.
        agency: on whose behalf.
        action: a dotted event name: `dossiers.import.completed`.
        subject: a saved model object, or a string such as `reports.fact:dossiers.apology_notes`.
        before: what changed, as it was; codes and numbers, no personal data.
        after: what changed, as it is.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a journal entry belongs into the transaction of the work it tells of")
    return AuditEntry.objects.create(
        at=now,
        actor=by,
        position=by.job_title if by else "",
        agency=agency,
        action=action,
        subject=_name(subject),
        before=before or {},
        after=after or {},
    )


def _name(subject: object) -> str:
    meta, key = getattr(subject, "_meta", None), getattr(subject, "pk", None)
    return f"{meta.label_lower}:{key}" if meta else str(subject)


@transaction.atomic
def seal_journal() -> int:
    """Number the entries not yet sealed, without gaps, and chain their hashes; return how many.

    The worker calls it every second. Doing this inside the business transaction instead would
    make every writer wait for every other.
    """
    last = (
        AuditEntry.objects.select_for_update()
        .filter(number__isnull=False)
        .order_by("-number")
        .first()
    )
    number, seal = (last.number or 0, last.seal) if last else (0, "")
    entries = list(AuditEntry.objects.filter(number__isnull=True).order_by("pk")[:SEALED_AT_ONCE])
    for entry in entries:
        number += 1
        seal = _seal(entry, number, seal)
        entry.number, entry.seal = number, seal
    AuditEntry.objects.bulk_update(entries, ["number", "seal"])
    return len(entries)


def broken_seal() -> int | None:
    """Return the number of the first entry whose content no longer fits its seal, or None."""
    seal, expected = "", 0
    for entry in AuditEntry.objects.filter(number__isnull=False).order_by("number").iterator():
        expected += 1
        if entry.number != expected or entry.seal != _seal(entry, expected, seal):
            return expected
        seal = entry.seal
    highest = AuditEntry.objects.aggregate(highest=Max("number"))["highest"] or 0
    return None if highest == expected else expected + 1


def _seal(entry: AuditEntry, number: int, previous: str) -> str:
    content = {
        "number": number,
        "previous": previous,
        "at": entry.at.isoformat(),
        "actor": entry.actor_id,
        "position": entry.position,
        "agency": entry.agency_id,
        "action": entry.action,
        "subject": entry.subject,
        "before": entry.before,
        "after": entry.after,
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
