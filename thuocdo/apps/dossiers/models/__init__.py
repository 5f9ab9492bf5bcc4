"""Tables of the one-stop shop."""

from thuocdo.apps.dossiers.models.applicant import Applicant, ApplicantWord, PartyKind
from thuocdo.apps.dossiers.models.digitised import DossierFile
from thuocdo.apps.dossiers.models.dossier import Dossier, DossierEvent, EventKind, EventSource
from thuocdo.apps.dossiers.models.dossier_import import DossierImport, ImportState
from thuocdo.apps.dossiers.models.earlier import EarlierResult
from thuocdo.apps.dossiers.models.partners import (
    POSTAL_STATES,
    PaymentNotice,
    PaymentOrder,
    PostalOrder,
)
from thuocdo.apps.dossiers.models.procedures import (
    AgencyProcedure,
    ProcedurePublication,
    ProcedureReview,
)
from thuocdo.apps.dossiers.models.published import PublishedDossier, TransferredDossier
from thuocdo.apps.dossiers.models.rating import DossierRating, RatingInvitation
from thuocdo.apps.dossiers.models.serial import DossierSerial

__all__ = [
    "POSTAL_STATES",
    "AgencyProcedure",
    "Applicant",
    "ApplicantWord",
    "Dossier",
    "DossierEvent",
    "DossierFile",
    "DossierImport",
    "DossierRating",
    "DossierSerial",
    "EarlierResult",
    "EventKind",
    "EventSource",
    "ImportState",
    "PartyKind",
    "PaymentNotice",
    "PaymentOrder",
    "PostalOrder",
    "ProcedurePublication",
    "ProcedureReview",
    "PublishedDossier",
    "RatingInvitation",
    "TransferredDossier",
]
