"""Writing the journal and sealing it; making agencies and users."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from thuocdo.apps.organisations.models import Agency, AgencyLevel, AuditEntry, User

__all__ = ["broken_seal", "create_agency", "create_user", "hold_agency", "record", "seal_journal"]

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
def create_agency(  # noqa: PLR0913 - an agency has this many properties
    *,
    code: str,
    name: str,
    short_name: str,
    level: AgencyLevel,
    valid_from: date,
    now: datetime,
    parent: Agency | None = None,
    ranking_group: str = "",
) -> Agency:
    """Enter an agency."""
    agency = Agency.objects.create(
        code=code,
        name=name,
        short_name=short_name,
        level=level,
        parent=parent,
        ranking_group=ranking_group,
        valid_from=valid_from,
    )
    record(
        now=now,
        by=None,
        agency=agency,
        action="organisations.agency.created",
        subject=agency,
        after={"code": code},
    )
    return agency


def hold_agency(agency: Agency) -> None:
    """Make others who hold this agency wait until the transaction ends."""
    Agency.objects.select_for_update().get(pk=agency.pk)


@transaction.atomic
def create_user(  # noqa: PLR0913 - a person has this many properties
    *,
    username: str,
    password: str,
    family_name: str,
    given_name: str,
    job_title: str,
    agency: Agency,
    now: datetime,
) -> User:
    """Make an account for a person of an agency."""
    user = User.objects.create_user(
        username=username,
        password=password,
        last_name=family_name,
        first_name=given_name,
        job_title=job_title,
        agency=agency,
    )
    record(
        now=now,
        by=None,
        agency=agency,
        action="organisations.user.created",
        subject=user,
        after={"username": username},
    )
    return user


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
