"""Erasing personal data from the journal: content and salt go, the chain stays whole."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from thuocdo.apps.organisations.journal.checking import PERSONAL_ERASED
from thuocdo.apps.organisations.journal.entries import record
from thuocdo.apps.organisations.journal.hashes import numbers_seal
from thuocdo.apps.organisations.models import AuditEntry, PersonalPayload, User

__all__ = ["erase_payloads", "erase_personal"]


@transaction.atomic
def erase_personal(*, about: str, reason: str, by: User | None, now: datetime) -> int:
    """Erase what the journal's entries hold about somebody; return from how many entries.

    Args:
        about: whose data, as the journal names subjects: `organisations.user:7`.
        reason: the request or decision behind it; it is written into the journal.
        by: who erases; None on the command line.
        now: the time.
    """
    keys = PersonalPayload.objects.filter(about=about, erased_by__isnull=True)
    return erase_payloads(
        list(keys.values_list("pk", flat=True)), subject=about, reason=reason, by=by, now=now
    )


def erase_payloads(
    keys: Sequence[int], *, subject: str, reason: str, by: User | None, now: datetime
) -> int:
    """Erase these entries' payloads inside the caller's transaction, and write that it was done."""
    if not keys:
        return 0
    told = record(
        now=now,
        by=by,
        agency=by.agency if by else None,
        action=PERSONAL_ERASED,
        subject=subject,
        after={"count": len(keys), "reason": reason, "entries": numbers_seal(keys)},
    )
    erase_by(keys, told)
    return len(keys)


def erase_by(keys: Sequence[int], told: AuditEntry) -> None:
    """Take content and salt of these payloads away; `told` is the entry that says so."""
    for start in range(0, len(keys), 500):  # SQLite takes so many parameters at once
        PersonalPayload.objects.filter(pk__in=keys[start : start + 500]).update(
            content={}, salt="", erased_by=told
        )
