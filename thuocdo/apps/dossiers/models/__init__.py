"""Tables of the one-stop shop."""

from thuocdo.apps.dossiers.models.dossier import Dossier, DossierEvent, EventKind, EventSource
from thuocdo.apps.dossiers.models.dossier_import import DossierImport, ImportState
from thuocdo.apps.dossiers.models.published import PublishedDossier, TransferredDossier

__all__ = [
    "Dossier",
    "DossierEvent",
    "DossierImport",
    "EventKind",
    "EventSource",
    "ImportState",
    "PublishedDossier",
    "TransferredDossier",
]
