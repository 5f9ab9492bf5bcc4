"""What an applicant still has to pay, told by the events of a dossier."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from thuocdo.apps.dossiers.models import DossierEvent, EventKind, PaymentOrder
from thuocdo.apps.dossiers.published import fold
from thuocdo.core.rows import PortalState
from thuocdo.core.workflows.dossier import DOSSIER, DossierAction

__all__ = ["Due", "due_of", "fee_owed"]


def fee_owed(events: Sequence[DossierEvent]) -> Decimal:
    """Return what the applicant still owes of the fees that its procedure names, in đồng."""
    owed = Decimal(0)
    for event in events:
        if event.kind == EventKind.RECEIVED and "owed" in event.payload:
            owed = Decimal(event.payload["owed"]) - Decimal(event.payload["paid"])
        elif event.kind == EventKind.FEE_COLLECTED:
            owed -= Decimal(event.payload["amount"])
    return owed


@dataclass(frozen=True, slots=True)
class Due:
    """What an applicant can transfer now.

    Attributes:
        asked: the request that it answers; None for fees and charges.
    """

    amount: Decimal
    asked: DossierEvent | None

    def is_for(self, order: PaymentOrder) -> bool:
        """Tell whether an order asks for just this."""
        asked = self.asked.pk if self.asked else None
        return (order.asked_id, order.money) == (asked, self.amount)


def due_of(code: str, events: Sequence[DossierEvent]) -> Due | None:
    """Return what is to be paid: first what was asked for, then fees; None when nothing is."""
    state = fold(code, events).state
    if state is PortalState.PAYMENT_REQUESTED:
        asked = [one for one in events if one.kind == EventKind.PAYMENT_REQUESTED]
        return Due(Decimal(asked[-1].payload["amount"]), asked[-1]) if asked else None
    owed = fee_owed(events)
    if owed > 0 and not DOSSIER.why_not(state, DossierAction.FEE_COLLECTED):
        return Due(owed, None)
    return None
