"""Input of the one-stop shop, cleaned into values."""

from thuocdo.apps.dossiers.forms.handling import (
    AnswerForm,
    ApologyForm,
    BareForm,
    FeeForm,
    HandOverForm,
    NoteForm,
    OpinionForm,
    PaidForm,
    PaymentForm,
    ReasonForm,
    ResultForm,
    ReturnForm,
    SupplementForm,
)
from thuocdo.apps.dossiers.forms.imports import ImportForm
from thuocdo.apps.dossiers.forms.intake import IntakeForm

__all__ = [
    "AnswerForm",
    "ApologyForm",
    "BareForm",
    "FeeForm",
    "HandOverForm",
    "ImportForm",
    "IntakeForm",
    "NoteForm",
    "OpinionForm",
    "PaidForm",
    "PaymentForm",
    "ReasonForm",
    "ResultForm",
    "ReturnForm",
    "SupplementForm",
]
