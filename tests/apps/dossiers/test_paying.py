"""Money by transfer: an order, notices late, twice, too small, too great; one event of it all."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connections

from tests.counter import Counter, make_counter, receive
from tests.people import World, make_world
from thuocdo.apps.dossiers.due import due_of, fee_owed
from thuocdo.apps.dossiers.models import (
    Dossier,
    DossierEvent,
    EventKind,
    EventSource,
    PaymentNotice,
    PaymentOrder,
    PublishedDossier,
)
from thuocdo.apps.dossiers.partners import payments_of
from thuocdo.apps.dossiers.services import (
    collect_fee,
    order_payment,
    rebuild_published,
    record_payment,
    request_payment,
    take_notice,
    withdraw,
)
from thuocdo.apps.organisations.models import AuditEntry
from thuocdo.core import payments as core
from thuocdo.core.ports.payment import PaymentFailed, Payments
from thuocdo.core.rows import PortalState
from thuocdo.kit.refusals import NotAllowed
from thuocdo.web.wiring import payments

MONDAY = datetime(2024, 3, 4, 1, 30, tzinfo=UTC)
OWED = Decimal(200000)


def gate() -> Payments:
    found = payments()
    assert found is not None
    return found


def hours(count: float) -> datetime:
    return MONDAY + timedelta(hours=count)


@pytest.fixture(autouse=True)
def _demo(settings) -> None:
    settings.PAYMENT_ACCOUNT = "demo"


@pytest.fixture
def counter(world: World) -> Counter:
    return make_counter(world)


def asked(counter: Counter) -> Dossier:
    """A dossier that waits for 200.000 đồng."""
    dossier = receive(counter, MONDAY)
    request_payment(dossier=dossier, amount=OWED, reason="Thuế", by=counter.dung, now=hours(1))
    return dossier


def ordered(counter: Counter, dossier: Dossier) -> PaymentOrder:
    return order_payment(dossier=dossier, gate=gate(), by=counter.dung, now=hours(2))


def money(
    order: PaymentOrder, amount: Decimal | None = None, *, key: str = "vietqr:FT1", at: float = 3
) -> core.PaymentNotice:
    return core.PaymentNotice(
        key=key,
        reference=order.reference,
        amount=order.money if amount is None else amount,
        paid_at=hours(at),
    )


def row(dossier: Dossier) -> PublishedDossier:
    return PublishedDossier.objects.get(pk=dossier.pk)


def told(dossier: Dossier, kind: EventKind) -> list[DossierEvent]:
    return list(DossierEvent.objects.filter(dossier=dossier, kind=kind))


def shown(dossier: Dossier):
    events = list(DossierEvent.objects.filter(dossier=dossier).order_by("pk"))
    return payments_of(dossier, due_of(dossier.code, events))[0]


def test_the_whole_amount_moves_a_dossier_that_waits_for_it_on(counter: Counter) -> None:
    dossier = asked(counter)
    order = ordered(counter, dossier)
    assert order.money == OWED
    assert order.reference == "TDH9915240304" + "0001L1"
    take_notice(notice=money(order), now=hours(5))
    event = told(dossier, EventKind.PAID)[0]
    assert (event.source, event.by, event.at) == (EventSource.BANK, None, hours(3))
    assert event.payload == {"amount": "200000", "online": True, "order": order.reference}
    published = row(dossier)
    assert (published.state, published.paid_online) == (PortalState.IN_PROGRESS, True)
    order.refresh_from_db()
    assert order.settled_by == event
    assert shown(dossier).state.startswith("đã nhận đủ")
    assert rebuild_published() == 0
    entry = AuditEntry.objects.get(action="dossiers.dossier.paid")
    assert (entry.after["amount"], entry.actor) == ("200000", None)


def test_the_same_money_told_twice_counts_once(counter: Counter) -> None:
    dossier = asked(counter)
    order = ordered(counter, dossier)
    half = money(order, OWED / 2)
    for _ in range(3):
        take_notice(notice=half, now=hours(4))
    assert PaymentNotice.objects.count() == 1
    assert not told(dossier, EventKind.PAID)
    assert row(dossier).state == PortalState.PAYMENT_REQUESTED
    assert shown(dossier).state == "đã nhận 100.000 đồng"
    assert "Còn thiếu 100.000 đồng" in shown(dossier).remark
    take_notice(notice=money(order, OWED / 2, key="vietqr:FT2", at=6), now=hours(7))
    assert [one.at for one in told(dossier, EventKind.PAID)] == [hours(6)]
    take_notice(notice=half, now=hours(8))
    assert len(told(dossier, EventKind.PAID)) == 1


def test_one_key_with_two_contents_is_for_a_person(counter: Counter) -> None:
    order = ordered(counter, asked(counter))
    notice = money(order, Decimal(1))
    take_notice(notice=notice, now=hours(4))
    with pytest.raises(PaymentFailed, match="nội dung khác") as failure:
        take_notice(notice=replace(notice, amount=OWED), now=hours(4))
    assert not failure.value.retry
    assert PaymentNotice.objects.get().money == 1


def test_too_much_is_said_and_paid_all_the_same(counter: Counter) -> None:
    dossier = asked(counter)
    take_notice(notice=money(ordered(counter, dossier), OWED + 5000), now=hours(4))
    assert told(dossier, EventKind.PAID)[0].payload["amount"] == "200000"
    assert "thừa 5.000 đồng" in shown(dossier).remark


def test_money_for_nobody_is_kept_for_a_person(counter: Counter) -> None:
    order = ordered(counter, asked(counter))
    kept = take_notice(notice=replace(money(order), reference="LA-1"), now=hours(4))
    assert kept.order is None
    assert PaymentNotice.objects.get().reference == "LA-1"
    assert row(order.dossier).state == PortalState.PAYMENT_REQUESTED


def test_a_fee_by_transfer_is_collected_and_published(counter: Counter) -> None:
    dossier = receive(counter, MONDAY)
    owed = fee_owed(told(dossier, EventKind.RECEIVED))
    assert owed > 0
    order = ordered(counter, dossier)
    assert (order.money, order.asked) == (owed, None)
    assert row(dossier).paid_online is None
    take_notice(notice=money(order), now=hours(4))
    event = told(dossier, EventKind.FEE_COLLECTED)[0]
    assert (event.source, event.payload["online"]) == (EventSource.BANK, True)
    assert fee_owed(list(DossierEvent.objects.filter(dossier=dossier))) == 0
    assert row(dossier).paid_online
    assert rebuild_published() == 0
    with pytest.raises(NotAllowed, match="không còn khoản nào"):
        ordered(counter, dossier)


def test_a_fee_in_cash_is_not_online_and_does_not_undo_what_was(counter: Counter) -> None:
    dossier = receive(counter, MONDAY)
    owed = fee_owed(told(dossier, EventKind.RECEIVED))
    collect_fee(dossier=dossier, amount=Decimal(1), by=counter.dung, now=hours(1))
    assert row(dossier).paid_online is False
    order = ordered(counter, dossier)
    assert order.money == owed - 1
    take_notice(notice=money(order), now=hours(4))
    assert row(dossier).paid_online
    request_payment(dossier=dossier, amount=OWED, reason="", by=counter.dung, now=hours(5))
    record_payment(dossier=dossier, amount=OWED, online=False, by=counter.dung, now=hours(6))
    assert row(dossier).paid_online
    assert rebuild_published() == 0


def test_an_order_that_waits_is_given_again_and_a_new_request_has_its_own(
    counter: Counter,
) -> None:
    dossier = asked(counter)
    first = ordered(counter, dossier)
    assert ordered(counter, dossier) == first
    record_payment(dossier=dossier, amount=OWED, online=False, by=counter.dung, now=hours(3))
    request_payment(dossier=dossier, amount=OWED, reason="", by=counter.dung, now=hours(4))
    second = ordered(counter, dossier)
    assert second.reference == first.reference[:-1] + "2"
    take_notice(notice=money(first, at=5), now=hours(5))
    assert row(dossier).state == PortalState.PAYMENT_REQUESTED, "the money was for another request"
    old = payments_of(dossier, None)[1]
    assert old.state == "đã nhận 200.000 đồng, chưa ghi vào hồ sơ"
    assert "hoàn trả 200.000 đồng" in old.remark


def test_references_of_like_codes_differ(counter: Counter) -> None:
    first = ordered(counter, asked(counter))
    other = asked(counter)
    Dossier.objects.filter(pk=other.pk).update(code=first.dossier.code.replace("-", "."))
    second = ordered(counter, other)
    assert (first.reference[-2:], second.reference[-2:]) == ("L1", "L2")


def test_money_that_comes_after_the_end_is_said(counter: Counter) -> None:
    dossier = asked(counter)
    order = ordered(counter, dossier)
    withdraw(dossier=dossier, reason="đổi ý", by=counter.dung, now=hours(3))
    take_notice(notice=money(order), now=hours(4))
    assert row(dossier).state == PortalState.WITHDRAWN
    assert not told(dossier, EventKind.PAID)
    assert "hoàn trả" in shown(dossier).remark


def test_only_the_counter_orders(counter: Counter, world: World) -> None:
    dossier = asked(counter)
    for person in (counter.em, counter.hai, world.an, world.binh, world.cuong):
        with pytest.raises(NotAllowed, match="cán bộ bộ phận một cửa"):
            order_payment(dossier=dossier, gate=gate(), by=person, now=hours(2))
    assert not PaymentOrder.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_notice_twice_at_once_makes_one_event(settings) -> None:
    counter = make_counter(make_world())
    dossier = asked(counter)
    notice, together = money(ordered(counter, dossier)), Barrier(4)

    def tell(_: int) -> int:
        try:
            together.wait()
            return take_notice(notice=notice, now=hours(5)).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        kept = set(threads.map(tell, range(4)))
    assert len(kept) == 1
    assert len(told(dossier, EventKind.PAID)) == 1
    assert AuditEntry.objects.filter(action="dossiers.payment.told").count() == 1


@pytest.mark.django_db(transaction=True)
def test_parts_that_come_at_once_are_seen_as_the_whole() -> None:
    counter = make_counter(make_world())
    dossier = asked(counter)
    order, together = ordered(counter, dossier), Barrier(4)

    def tell(part: int) -> None:
        try:
            together.wait()
            take_notice(notice=money(order, OWED / 4, key=f"vietqr:{part}"), now=hours(5))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(tell, range(4)))
    assert len(told(dossier, EventKind.PAID)) == 1
    assert row(dossier).state == PortalState.IN_PROGRESS
