"""The schemas of published rows: what apps tell analytics. Codes and times, no personal data."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum

__all__ = [
    "CODE_LENGTH",
    "PROCEDURE_LENGTH",
    "Channel",
    "DossierRow",
    "PortalState",
    "StaffRow",
    "StaffRowKind",
]

CODE_LENGTH = 60  # characters of a dossier's code that are kept, in every database
PROCEDURE_LENGTH = 40


class Channel(StrEnum):
    """How a dossier came in. The national portal's codes: 1, 2, 3 in this order."""

    IN_PERSON = "IN_PERSON"
    ONLINE = "ONLINE"
    POSTAL = "POSTAL"


class PortalState(IntEnum):
    """The ten states of a dossier on the National Public Service Portal, by their codes."""

    REGISTERED = 1
    RECEIVED = 2
    NOT_RECEIVED = 3
    IN_PROGRESS = 4
    SUPPLEMENT_REQUESTED = 5
    PAYMENT_REQUESTED = 6
    WITHDRAWN = 7
    STOPPED = 8
    FINISHED = 9
    RESULT_RETURNED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRow:
    """One dossier as analytics sees it. All times are UTC; None means the source does not say.

    Attributes:
        code: the dossier's code, unique within an agency.
        procedure: the procedure's national code without a local suffix (`1.002809`).
        result_at: when the result was ready; this, not `returned_at`, decides on time or overdue.
        supplement_requests: how often the applicant was asked to supplement.
    """

    code: str
    procedure: str
    channel: Channel | None
    state: PortalState
    received_at: datetime
    due_at: datetime | None
    result_at: datetime | None
    returned_at: datetime | None
    supplement_requests: int | None
    parts_digitised: bool | None
    result_digital: bool | None
    paid_online: bool | None


class StaffRowKind(StrEnum):
    """What a row about staff tells."""

    HOLDING = "HOLDING"
    JOB_POSITION = "JOB_POSITION"
    REVIEW = "REVIEW"
    TRAINING = "TRAINING"
    EVALUATION = "EVALUATION"
    DISCIPLINE = "DISCIPLINE"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRow:
    """One thing about an agency's staff as analytics sees it; never a name, points or a class.

    Attributes:
        code: of the officer, the agency's own; empty for job positions and their reviews.
        job: the job position's code; empty where there is none.
        year: the year that a review, a training or an evaluation belongs to.
        starts_on: from when it holds, or the day it was done; None for a training not yet done.
        ends_on: the first day on which it no longer holds; None while it does.
        count: the headcount given to a job position; 1 for everything else.
    """

    kind: StaffRowKind
    code: str = ""
    job: str = ""
    year: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    count: int = 1
