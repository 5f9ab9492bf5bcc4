"""The verbs of files, evidence and consultations."""

from thuocdo.apps.documents.services.consultations import answer_consultation, ask_opinion
from thuocdo.apps.documents.services.evidence import (
    Handed,
    add_evidence,
    renew_evidence,
    withdraw_evidence,
)
from thuocdo.apps.documents.services.files import UnableToKeep, keep_file
from thuocdo.apps.documents.services.staying import consultations_stay, evidence_stays

__all__ = [
    "Handed",
    "UnableToKeep",
    "add_evidence",
    "answer_consultation",
    "ask_opinion",
    "consultations_stay",
    "evidence_stays",
    "keep_file",
    "renew_evidence",
    "withdraw_evidence",
]
