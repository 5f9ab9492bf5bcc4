"""Fees and other money by transfer: an order to show, notices of what has arrived, one event of it."""

import logging
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from thuocdo.apps.dossiers.due import due_of
from thuocdo.apps.dossiers.models import (
    Dossier,
    DossierEvent,
    EventSource,
    PaymentNotice,
    PaymentOrder,
)
from thuocdo.apps.dossiers.policies import check_acts
from thuocdo.apps.dossiers.services.happenings import hear
from thuocdo.apps.organisations.models import User
from thuocdo.apps.organisations.services import record
from thuocdo.core import payments
from thuocdo.core.ports.payment import PaymentFailed, Payments
from thuocdo.core.workflows.dossier import DossierAction
from thuocdo.kit.refusals import NotAllowed

__all__ = ["arrival_of", "notices_of", "order_payment", "take_notice"]

log = logging.getLogger(__name__)


def order_payment(*, dossier: Dossier, gate: Payments, by: User, now: datetime) -> PaymentOrder:
    """Return the order for what is due; the one that still waits, if it asks for the same.

    Raises:
        NotAllowed: not by this person, or nothing is due.
        PaymentFailed: the bank's side does not make it.
    """
    with transaction.atomic():
        held = _locked(dossier.pk)
        check_acts(by, held, DossierAction.FEE_COLLECTED)
        due = due_of(held.code, _events(held))
        if due is None:
            raise NotAllowed("Hồ sơ này không còn khoản nào phải nộp bằng chuyển khoản.")
        same = PaymentOrder.objects.filter(
            dossier=held, asked=due.asked, money=due.amount, settled_by=None
        )
        for waiting in same.order_by("pk"):
            again = gate.order(waiting.reference, waiting.money)
            if arrival_of(waiting).missing and again.payload == waiting.payload:
                return waiting
        ordered = gate.order(_new_reference(held), due.amount)
        order = PaymentOrder.objects.create(
            dossier=held,
            asked=due.asked,
            reference=ordered.reference,
            money=ordered.amount,
            payload=ordered.payload,
            bank=ordered.bank,
            account=ordered.account,
            holder=ordered.holder,
            made_at=now,
        )
        _note(order, "dossiers.payment.ordered", by, now)
    return order


@transaction.atomic
def take_notice(*, notice: payments.PaymentNotice, now: datetime) -> PaymentNotice:
    """Keep what the bank's side tells, once; when all the money is there, let the dossier know.

    Raises:
        PaymentFailed: its key was told before with another content.
    """
    order = _order_of(notice.reference)
    kept, new = PaymentNotice.objects.get_or_create(
        key=notice.key,
        defaults={
            "order": order,
            "reference": notice.reference,
            "money": notice.amount,
            "paid_at": notice.paid_at,
            "bank_reference": notice.bank_reference,
            "told_at": now,
        },
    )
    if not new:
        _check_same(kept, notice)
        return kept
    if order is None:
        log.warning("dossiers.payment.unknown_reference %s", kept.pk)
        return kept
    _note(order, "dossiers.payment.told", None, now, amount=notice.amount)
    if order.settled_by_id is None:
        _settle(order, now)
    return kept


def arrival_of(order: PaymentOrder) -> payments.Arrival:
    """Return what has arrived of an order."""
    return payments.arrived(order.money, notices_of(order))


def notices_of(order: PaymentOrder) -> list[payments.PaymentNotice]:
    """Return the transfers for an order."""
    return [_plain(one) for one in order.notices.all()]


def _order_of(reference: str) -> PaymentOrder | None:
    """Return an order with its dossier locked: two notices of one dossier wait for each other here."""
    found = PaymentOrder.objects.filter(reference=reference).values_list("dossier", flat=True)
    for pk in found:
        dossier = _locked(pk)
        order = PaymentOrder.objects.get(reference=reference)
        order.dossier = dossier
        return order
    return None


def _settle(order: PaymentOrder, now: datetime) -> None:
    """Write the event of money that is all there, where the dossier still waits for just that."""
    paid_at = arrival_of(order).paid_at
    dossier = order.dossier
    due = due_of(dossier.code, _events(dossier))
    if paid_at is None:
        return
    if due is None or not due.is_for(order):
        log.warning("dossiers.payment.not_waited_for %s", order.pk)
        return
    action = DossierAction.FEE_COLLECTED if order.asked_id is None else DossierAction.PAID
    payload = {"amount": f"{order.money:f}", "online": True, "order": order.reference}
    try:
        order.settled_by = hear(
            dossier,
            action,
            source=EventSource.BANK,
            at=min(now, max(paid_at, order.made_at)),
            now=now,
            payload=payload,
        )
    except NotAllowed as refusal:  # the money is there all the same, and the page says so
        log.warning("dossiers.payment.not_settled %s: %s", order.pk, refusal)
        return
    order.save(update_fields=["settled_by"])


def _locked(pk: int) -> Dossier:
    held = Dossier.objects.select_for_update(of=("self",)).select_related("agency", "holder")
    return held.get(pk=pk)


def _events(dossier: Dossier) -> list[DossierEvent]:
    return list(DossierEvent.objects.filter(dossier=dossier).order_by("pk"))


def _new_reference(dossier: Dossier) -> str:
    """Codes that differ only in their signs would share one: the number goes on until it is free."""
    number = PaymentOrder.objects.filter(dossier=dossier).count() + 1
    while True:
        reference = payments.reference_of(dossier.code, number)
        if not PaymentOrder.objects.filter(reference=reference).exists():
            return reference
        number += 1


def _check_same(kept: PaymentNotice, notice: payments.PaymentNotice) -> None:
    if (kept.reference, kept.money) == (notice.reference, notice.amount):
        return
    log.error("dossiers.payment.conflicting_notice %s", kept.pk)
    raise PaymentFailed(
        f"Thông báo mã «{notice.key}» đã có với nội dung khác; đối chiếu với sao kê ngân hàng.",
        retry=False,
    )


def _plain(kept: PaymentNotice) -> payments.PaymentNotice:
    return payments.PaymentNotice(
        key=kept.key,
        reference=kept.reference,
        amount=kept.money,
        paid_at=kept.paid_at,
        bank_reference=kept.bank_reference,
    )


def _note(
    order: PaymentOrder,
    action: str,
    by: User | None,
    now: datetime,
    amount: Decimal | None = None,
) -> None:
    record(
        now=now,
        by=by,
        agency=order.dossier.agency,
        action=action,
        subject=order,
        after={
            "code": order.dossier.code,
            "amount": f"{order.money if amount is None else amount:f}",
        },
    )
