"""The papers of the one-stop desk, as values: what each form says, not how it is drawn."""

from thuocdo.core.papers.blocks import (
    Applicant,
    Contact,
    Letterhead,
    PaperPart,
    RegisterPlace,
    Signer,
)
from thuocdo.core.papers.forms import Form, FormBook, FormNotInForce, FormSet, PaperKind
from thuocdo.core.papers.letters import Apology, StopNotice
from thuocdo.core.papers.receipts import Receipt, Refusal, SupplementRequest
from thuocdo.core.papers.tracking import ControlSlip, Handover, Register, RegisterRow

__all__ = [
    "Apology",
    "Applicant",
    "Contact",
    "ControlSlip",
    "Form",
    "FormBook",
    "FormNotInForce",
    "FormSet",
    "Handover",
    "Letterhead",
    "Paper",
    "PaperKind",
    "PaperPart",
    "Receipt",
    "Refusal",
    "Register",
    "RegisterPlace",
    "RegisterRow",
    "Signer",
    "StopNotice",
    "SupplementRequest",
]

Paper = Receipt | SupplementRequest | Refusal | Apology | StopNotice | ControlSlip | Register
