"""Taking a dossier in at the counter."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from thuocdo.apps.dossiers.models import Dossier
from thuocdo.apps.dossiers.policies import check_receives
from thuocdo.apps.dossiers.services.applicants import Party, keep_applicant
from thuocdo.apps.dossiers.services.codes import next_code
from thuocdo.apps.dossiers.services.happenings import begin
from thuocdo.apps.dossiers.timing import told_allowance
from thuocdo.apps.organisations.models import Agency, User
from thuocdo.apps.rulebooks.queries import clock, clock_data
from thuocdo.core.procedures.model import DocumentCopy, FeeTime, Procedure
from thuocdo.core.rows import Channel
from thuocdo.core.workflows.dossier import DossierAction
from thuocdo.core.worktime import Term, UnableToCount, deadline
from thuocdo.kit.formats import dong
from thuocdo.kit.refusals import NotAllowed

__all__ = ["HandedPart", "Intake", "owed_for", "receive_dossier"]

_OWED = (FeeTime.AT_RECEIPT, FeeTime.AT_RETURN)  # by every applicant, before the result is given


@dataclass(frozen=True, slots=True)
class HandedPart:
    """One part that the applicant hands in.

    Attributes:
        number: its place in the procedure's list, from 1.
        count: how many copies.
    """

    number: int
    copy_kind: DocumentCopy
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What the counter takes in.

    Attributes:
        content: what is asked for, in the applicant's words; empty for the procedure's title.
        return_by_post: the result goes by post instead of over the counter.
        paid: what was paid at once, in đồng.
    """

    procedure: Procedure
    party: Party
    parts: tuple[HandedPart, ...]
    channel: Channel = Channel.IN_PERSON
    content: str = ""
    return_by_post: bool = False
    paid: Decimal = Decimal(0)


def receive_dossier(*, agency: Agency, intake: Intake, by: User, now: datetime) -> Dossier:
    """Take a dossier in: applicant, code, event, published row, journal, in one transaction.

    Raises:
        NotAllowed: not by this person, parts are missing, the procedure does not come in this way,
            or its due time cannot be counted; nothing is saved.
    """
    check_receives(by, agency)
    _check_complete(intake)
    payload = _payload(intake, now)
    local_day = clock().day_of(now)
    with transaction.atomic():
        applicant = keep_applicant(agency=agency, party=intake.party, by=by, now=now)
        dossier = Dossier(agency=agency, applicant=applicant)
        dossier.code = next_code(agency, local_day)
        begin(dossier, DossierAction.RECEIVED, by=by, now=now, payload=payload)
    return dossier


def _check_complete(intake: Intake) -> None:
    procedure = intake.procedure
    if intake.channel not in procedure.channels:
        raise NotAllowed(f"Thủ tục {procedure.code} không nhận hồ sơ theo hình thức này.")
    if not intake.party.tidied().name:
        raise NotAllowed("Chưa ghi tên người nộp hồ sơ.")
    owed = owed_for(procedure)
    if not 0 <= intake.paid <= owed:
        raise NotAllowed(f"Số tiền thu phải từ 0 đến {dong(owed)} mà thủ tục này thu.")
    handed = {part.number for part in intake.parts}
    missing = [
        f"{number}. {part.name}"
        for number, part in enumerate(procedure.parts, start=1)
        if number not in handed and not part.when
    ]
    if missing:
        raise NotAllowed(
            f"Hồ sơ còn thiếu: {'; '.join(missing)}. Hãy hướng dẫn người nộp hoàn thiện, hoặc in "
            "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ."
        )


def owed_for(procedure: Procedure) -> Decimal:
    """Return what every applicant pays before the result is given, in đồng."""
    return sum((procedure.fees_due(when) for when in _OWED), Decimal(0))


def _payload(intake: Intake, now: datetime) -> dict[str, object]:
    procedure = intake.procedure
    rule = clock_data().rule(procedure.clock_rule)
    try:
        due = deadline(clock(), Term(now, procedure.allowance, rule)).due
    except UnableToCount as error:
        raise NotAllowed(f"Chưa tính được ngày hẹn trả: {error}") from error
    owed = owed_for(procedure)
    return {
        "procedure": procedure.code,
        "version": procedure.version,
        "channel": intake.channel.value,
        "term": told_allowance(procedure.allowance, rule.id),
        "due_at": due.isoformat(),  # as the receipt prints it
        "step": procedure.steps[0].id,
        "parts": [[part.number, part.copy_kind.value, part.count] for part in intake.parts],
        "content": intake.content.strip(),
        "return_by_post": intake.return_by_post,
        "owed": f"{owed:f}",
        "paid": f"{intake.paid:f}",
        "parts_digitised": None,
        "paid_online": None,
    }
