"""The hashes of the journal; whoever has the exported lines can compute them again."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC
from typing import Any

from thuocdo.apps.organisations.models import AuditEntry

__all__ = ["content_of", "numbers_seal", "personal_seal", "seal_of"]


def content_of(entry: AuditEntry, number: int, previous: str) -> dict[str, Any]:
    """Return what a seal covers. An entry without personal data is covered as it always was."""
    content = {
        "number": number,
        "previous": previous,
        # PostgreSQL may give another offset back than was written; the instant is the same.
        "at": entry.at.astimezone(UTC).isoformat(),
        "actor": entry.actor_id,
        "position": entry.position,
        "agency": entry.agency_id,
        "action": entry.action,
        "subject": entry.subject,
        "before": entry.before,
        "after": entry.after,
    }
    return content | ({"personal": entry.personal_seal} if entry.personal_seal else {})


def seal_of(entry: AuditEntry, number: int, previous: str) -> str:
    """Return the hash of an entry, its place and the hash before it."""
    return _sha256(content_of(entry, number, previous))


def personal_seal(salt: str, personal: dict[str, Any]) -> str:
    """Return the hash by which an entry refers to the personal data that stand apart."""
    return _sha256({"salt": salt, "personal": personal})


def numbers_seal(keys: Iterable[int]) -> str:
    """Return the hash of a set of entries: an erasure tells by it exactly what it erased."""
    return _sha256(sorted(keys))


def _sha256(content: object) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
