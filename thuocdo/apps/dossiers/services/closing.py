"""Returning a result, and what must be there before: receipt, control slip, money."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from thuocdo.apps.dossiers.models import Dossier, DossierEvent, EventKind
from thuocdo.apps.dossiers.services.happenings import Held, happen, hold
from thuocdo.apps.organisations.models import User
from thuocdo.core.workflows.dossier import DossierAction
from thuocdo.kit.formats import dong
from thuocdo.kit.refusals import NotAllowed

__all__ = ["closing_gaps", "collect_fee", "fee_owed", "issue_paper", "return_result"]

RECEIPT, CONTROL_SLIP = "receipt", "control_slip"


def closing_gaps(events: Sequence[DossierEvent]) -> tuple[str, ...]:
    """Return what is still missing before the dossier can be closed, in words."""
    gaps = []
    kinds = [EventKind(event.kind) for event in events]
    printed = {one.payload["form"] for one in events if one.kind == EventKind.PAPER_ISSUED}
    if RECEIPT not in printed:
        gaps.append("chưa in Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
    if CONTROL_SLIP not in printed:
        gaps.append("chưa in Phiếu kiểm soát quá trình giải quyết hồ sơ")
    if EventKind.HANDED_OVER not in kinds:
        gaps.append("Phiếu kiểm soát chưa có lần bàn giao nào")
    if (owed := fee_owed(events)) > 0:
        gaps.append(f"còn {dong(owed)} phí, lệ phí chưa thu")
    return tuple(gaps)


def fee_owed(events: Sequence[DossierEvent]) -> Decimal:
    """Return what the applicant still owes of the fees that its procedure names, in đồng."""
    owed = Decimal(0)
    for event in events:
        if event.kind == EventKind.RECEIVED and "owed" in event.payload:
            owed = Decimal(event.payload["owed"]) - Decimal(event.payload["paid"])
        elif event.kind == EventKind.FEE_COLLECTED:
            owed -= Decimal(event.payload["amount"])
    return owed


@transaction.atomic
def collect_fee(*, dossier: Dossier, amount: Decimal, by: User, now: datetime) -> Held:
    """Note what was paid of the fees at the counter.

    Raises:
        NotAllowed: it is more than what is owed, or nothing.
    """
    held = hold(dossier, DossierAction.FEE_COLLECTED, by=by)
    owed = fee_owed(held.events)
    if not 0 < amount <= owed:
        raise NotAllowed(f"Số tiền thu phải lớn hơn 0 và không quá {dong(owed)} còn thiếu.")
    return happen(held, now=now, payload={"amount": f"{amount:f}"})


@transaction.atomic
def return_result(
    *, dossier: Dossier, by: User, now: datetime, taken_by: str = "", by_post: bool = False
) -> Held:
    """Give the result to the applicant and close the dossier.

    Raises:
        NotAllowed: something is missing; every gap is named.
    """
    held = hold(dossier, DossierAction.RESULT_RETURNED, by=by)
    if gaps := closing_gaps(held.events):
        raise NotAllowed(f"Chưa kết thúc hồ sơ được: {'; '.join(gaps)}.")
    payload = {"taken_by": taken_by.strip(), "by_post": by_post}
    return happen(held, now=now, payload=payload)


@transaction.atomic
def issue_paper(*, dossier: Dossier, form: str, by: User, now: datetime) -> Held:
    """Note that a paper of the dossier was printed; printing it again is noted again."""
    return happen(hold(dossier, DossierAction.PAPER_ISSUED, by=by), now=now, payload={"form": form})
