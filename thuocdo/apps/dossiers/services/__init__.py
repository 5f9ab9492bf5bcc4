"""What can be done with dossiers."""

from thuocdo.apps.dossiers.services.applicants import Party, PartyKind
from thuocdo.apps.dossiers.services.closing import collect_fee, issue_paper, return_result
from thuocdo.apps.dossiers.services.conditions import check_ready, next_supplement_needs_leader
from thuocdo.apps.dossiers.services.digitising import HandedFile, attach_files, take_in
from thuocdo.apps.dossiers.services.earlier import EarlierRefused, import_earlier_results
from thuocdo.apps.dossiers.services.handling import (
    Receiver,
    answer_opinion,
    apologise,
    ask_opinion,
    end_leg,
    finish,
    hand_over,
    record_payment,
    refuse,
    request_payment,
    request_supplement,
    start_leg,
    stop,
    take_supplement,
    take_up,
    withdraw,
)
from thuocdo.apps.dossiers.services.happenings import Held, look, version_of
from thuocdo.apps.dossiers.services.importing import (
    request_import,
    run_import,
    take_up_interrupted_imports,
)
from thuocdo.apps.dossiers.services.money import (
    CONTROL_SLIP,
    RECEIPT,
    closing_gaps,
    fee_owed,
)
from thuocdo.apps.dossiers.services.paying import order_payment, take_notice
from thuocdo.apps.dossiers.services.posting import (
    Sender,
    cancel_item,
    order_item,
    track_item,
)
from thuocdo.apps.dossiers.services.procedures import (
    Proof,
    Reviewed,
    offer_procedure,
    record_publication,
    record_review,
    withdraw_procedure,
)
from thuocdo.apps.dossiers.services.procedures_import import (
    Book,
    ImportedProcedures,
    ProceduresRefused,
    import_procedures,
)
from thuocdo.apps.dossiers.services.rating import invite_to_rate, rate
from thuocdo.apps.dossiers.services.rebuilding import rebuild_published
from thuocdo.apps.dossiers.services.receiving import HandedPart, Intake, owed_for, receive_dossier
from thuocdo.apps.dossiers.services.together import (
    Done,
    hand_over_together,
    take_up_together,
)
from thuocdo.apps.dossiers.services.transferring import OpenDossiers

__all__ = [
    "CONTROL_SLIP",
    "RECEIPT",
    "Book",
    "Done",
    "EarlierRefused",
    "HandedFile",
    "HandedPart",
    "Held",
    "ImportedProcedures",
    "Intake",
    "OpenDossiers",
    "Party",
    "PartyKind",
    "ProceduresRefused",
    "Proof",
    "Receiver",
    "Reviewed",
    "Sender",
    "answer_opinion",
    "apologise",
    "ask_opinion",
    "attach_files",
    "cancel_item",
    "check_ready",
    "closing_gaps",
    "collect_fee",
    "end_leg",
    "fee_owed",
    "finish",
    "hand_over",
    "hand_over_together",
    "import_earlier_results",
    "import_procedures",
    "invite_to_rate",
    "issue_paper",
    "look",
    "next_supplement_needs_leader",
    "offer_procedure",
    "order_item",
    "order_payment",
    "owed_for",
    "rate",
    "rebuild_published",
    "receive_dossier",
    "record_payment",
    "record_publication",
    "record_review",
    "refuse",
    "request_import",
    "request_payment",
    "request_supplement",
    "return_result",
    "run_import",
    "start_leg",
    "stop",
    "take_in",
    "take_notice",
    "take_supplement",
    "take_up",
    "take_up_interrupted_imports",
    "take_up_together",
    "track_item",
    "version_of",
    "withdraw",
    "withdraw_procedure",
]
