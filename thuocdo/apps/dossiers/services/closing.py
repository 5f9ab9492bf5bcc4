"""Returning a result, and what must be there before: receipt, control slip, money."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from thuocdo.apps.dossiers.models import Dossier
from thuocdo.apps.dossiers.services.conditions import check_ready
from thuocdo.apps.dossiers.services.happenings import Held, happen, hold
from thuocdo.apps.dossiers.services.money import fee_owed
from thuocdo.apps.organisations.models import User
from thuocdo.core.workflows.dossier import DossierAction
from thuocdo.kit.formats import dong
from thuocdo.kit.refusals import NotAllowed

__all__ = ["collect_fee", "issue_paper", "return_result"]


@transaction.atomic
def collect_fee(*, dossier: Dossier, amount: Decimal, by: User, now: datetime) -> Held:
    """Note what was paid of the fees at the counter.

    Raises:
        NotAllowed: it is more than what is owed, or nothing.
    """
    held = hold(dossier, DossierAction.FEE_COLLECTED, by=by)
    check_ready(held, now)
    owed = fee_owed(held.events)
    if not 0 < amount <= owed:
        raise NotAllowed(f"Số tiền thu phải lớn hơn 0 và không quá {dong(owed)} còn thiếu.")
    return happen(held, now=now, payload={"amount": f"{amount:f}", "online": False})


@transaction.atomic
def return_result(
    *, dossier: Dossier, by: User, now: datetime, taken_by: str = "", by_post: bool = False
) -> Held:
    """Give the result to the applicant and close the dossier.

    Raises:
        NotAllowed: something is missing; every gap is named.
    """
    held = hold(dossier, DossierAction.RESULT_RETURNED, by=by)
    check_ready(held, now)
    payload = {"taken_by": taken_by.strip(), "by_post": by_post}
    return happen(held, now=now, payload=payload)


@transaction.atomic
def issue_paper(*, dossier: Dossier, form: str, by: User, now: datetime) -> Held:
    """Note that a paper of the dossier was printed; printing it again is noted again."""
    return happen(hold(dossier, DossierAction.PAPER_ISSUED, by=by), now=now, payload={"form": form})
