"""Tables of the ground floor: agencies through time, people, the journal."""

from thuocdo.apps.organisations.models.agency import (
    Agency,
    AgencyKind,
    AgencyLevel,
    AgencyName,
    AgencyParent,
    DirectoryVersion,
)
from thuocdo.apps.organisations.models.custody import JournalHead, PersonalPayload
from thuocdo.apps.organisations.models.heartbeat import Heartbeat
from thuocdo.apps.organisations.models.journal import AuditEntry
from thuocdo.apps.organisations.models.notices import MailState, Notice, NoticeMail
from thuocdo.apps.organisations.models.succession import (
    Merger,
    MergerState,
    Succession,
    SuccessionKind,
)
from thuocdo.apps.organisations.models.unit import Position, Unit
from thuocdo.apps.organisations.models.user import User

__all__ = [
    "Agency",
    "AgencyKind",
    "AgencyLevel",
    "AgencyName",
    "AgencyParent",
    "AuditEntry",
    "DirectoryVersion",
    "Heartbeat",
    "JournalHead",
    "MailState",
    "Merger",
    "MergerState",
    "Notice",
    "NoticeMail",
    "PersonalPayload",
    "Position",
    "Succession",
    "SuccessionKind",
    "Unit",
    "User",
]
