"""Tables of the one-stop shop."""

from thuocdo.apps.dossiers.models.applicant import Applicant, ApplicantWord, PartyKind
from thuocdo.apps.dossiers.models.dossier import Dossier, DossierEvent, EventKind, EventSource
from thuocdo.apps.dossiers.models.dossier_import import DossierImport, ImportState
from thuocdo.apps.dossiers.models.published import PublishedDossier, TransferredDossier
from thuocdo.apps.dossiers.models.serial import DossierSerial

__all__ = [
    "Applicant",
    "ApplicantWord",
    "Dossier",
    "DossierEvent",
    "DossierImport",
    "DossierSerial",
    "EventKind",
    "EventSource",
    "ImportState",
    "PartyKind",
    "PublishedDossier",
    "TransferredDossier",
]
