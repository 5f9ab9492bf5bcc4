"""The journal's verbs, handed on from its own room."""

from thuocdo.apps.organisations.journal.chain import seal_journal
from thuocdo.apps.organisations.journal.checking import broken_seal, check_journal
from thuocdo.apps.organisations.journal.entries import note_reading, record
from thuocdo.apps.organisations.journal.personal import erase_personal
from thuocdo.apps.organisations.journal.retention import apply_retention

__all__ = [
    "apply_retention",
    "broken_seal",
    "check_journal",
    "erase_personal",
    "note_reading",
    "record",
    "seal_journal",
]
