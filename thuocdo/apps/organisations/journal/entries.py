"""Writing entries: of work inside its transaction, of a reading on its own."""

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction

from thuocdo.apps.organisations.journal.hashes import personal_seal
from thuocdo.apps.organisations.models import Agency, AuditEntry, PersonalPayload, User

__all__ = ["JOURNAL_TABLE", "name_of", "note_reading", "record"]

JOURNAL_TABLE = AuditEntry._meta.db_table  # what the guard of a page lets a reading write into
_SALT = 32  # bytes


def record(  # noqa: PLR0913 - a journal entry has this many columns
    *,
    now: datetime,
    by: User | None,
    agency: Agency | None,
    action: str,
    subject: object,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    personal: dict[str, Any] | None = None,
    about: object = "",
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
        personal: names and the like; kept apart, so that they can be erased.
        about: whose data `personal` are, in the form of `subject`; the subject's when empty.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a journal entry belongs into the transaction of the work it tells of")
    salt = secrets.token_hex(_SALT) if personal else ""
    entry = AuditEntry.objects.create(
        at=now,
        actor=by,
        position=by.job_title if by else "",
        agency=agency,
        action=action,
        subject=name_of(subject),
        before=before or {},
        after=after or {},
        personal_seal=personal_seal(salt, personal) if personal else "",
    )
    if personal:
        PersonalPayload.objects.create(
            entry=entry, about=name_of(about or subject), salt=salt, content=personal
        )
    return entry


def note_reading(
    *, now: datetime, by: User, agency: Agency | None, action: str, subject: object
) -> AuditEntry:
    """Write that somebody looked at what is sensitive; the page's guard must have a door for it.

    Args:
        now: the request's one time.
        by: who looks.
        agency: whose record it is.
        action: ends in `.read`, by which retention knows it.
        subject: what is looked at.
    """
    if not action.endswith(".read"):
        raise ValueError(f"{action}: what a reading is called ends in .read")
    with transaction.atomic():
        return record(now=now, by=by, agency=agency, action=action, subject=subject)


def name_of(subject: object) -> str:
    """Return how the journal names a saved object: `organisations.user:7`; a text is its own name."""
    meta, key = getattr(subject, "_meta", None), getattr(subject, "pk", None)
    return f"{meta.label_lower}:{key}" if meta else str(subject)
