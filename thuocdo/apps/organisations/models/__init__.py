"""Tables of the ground floor: agencies through time, people, the journal."""

from thuocdo.apps.organisations.models.agency import (
    Agency,
    AgencyKind,
    AgencyLevel,
    AgencyName,
    AgencyParent,
    DirectoryVersion,
)
from thuocdo.apps.organisations.models.conduct import (
    Discipline,
    DisciplineForm,
    Evaluation,
    EvaluationItem,
    Training,
)
from thuocdo.apps.organisations.models.custody import JournalHead, PersonalPayload
from thuocdo.apps.organisations.models.heartbeat import Heartbeat
from thuocdo.apps.organisations.models.journal import AuditEntry
from thuocdo.apps.organisations.models.notices import MailState, Notice, NoticeMail
from thuocdo.apps.organisations.models.people import (
    PERSONAL_FIELDS,
    Delegation,
    Officer,
    OfficerKind,
    PositionHolding,
)
from thuocdo.apps.organisations.models.published import PublishedStaffRow
from thuocdo.apps.organisations.models.role import Assignment, Role
from thuocdo.apps.organisations.models.staffing import (
    JobPosition,
    JobPositionReview,
    ReviewOutcome,
)
from thuocdo.apps.organisations.models.succession import (
    Merger,
    MergerState,
    Succession,
    SuccessionKind,
)
from thuocdo.apps.organisations.models.token import ApiToken, TokenScope
from thuocdo.apps.organisations.models.unit import Position, Unit
from thuocdo.apps.organisations.models.user import User

__all__ = [
    "PERSONAL_FIELDS",
    "Agency",
    "AgencyKind",
    "AgencyLevel",
    "AgencyName",
    "AgencyParent",
    "ApiToken",
    "Assignment",
    "AuditEntry",
    "Delegation",
    "DirectoryVersion",
    "Discipline",
    "DisciplineForm",
    "Evaluation",
    "EvaluationItem",
    "Heartbeat",
    "JobPosition",
    "JobPositionReview",
    "JournalHead",
    "MailState",
    "Merger",
    "MergerState",
    "Notice",
    "NoticeMail",
    "Officer",
    "OfficerKind",
    "PersonalPayload",
    "Position",
    "PositionHolding",
    "PublishedStaffRow",
    "ReviewOutcome",
    "Role",
    "Succession",
    "SuccessionKind",
    "TokenScope",
    "Training",
    "Unit",
    "User",
]
