"""Files with provenance: their bytes, evidence with its versions, opinions owed."""

from thuocdo.apps.documents.models.consultation import Consultation, Opinion
from thuocdo.apps.documents.models.evidence import Evidence, EvidenceVersion
from thuocdo.apps.documents.models.file import File, storage_path

__all__ = [
    "Consultation",
    "Evidence",
    "EvidenceVersion",
    "File",
    "Opinion",
    "storage_path",
]
