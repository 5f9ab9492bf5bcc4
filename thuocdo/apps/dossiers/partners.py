"""Payments and postal items of a dossier in words, every value as text."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from thuocdo.apps.dossiers.due import Due
from thuocdo.apps.dossiers.models import POSTAL_STATES, Dossier, PaymentOrder, PostalOrder
from thuocdo.core.payments import PaymentNotice as Notice
from thuocdo.core.payments import arrived
from thuocdo.core.ports.postal import PostalState
from thuocdo.kit.formats import dong, moment
from thuocdo.kit.qr import qr_picture

__all__ = ["ShownItem", "ShownPayment", "items_of", "payments_of"]

_ITEM_SIGNS = {
    PostalState.DELIVERED: ("won", "✓"),
    PostalState.UNDELIVERABLE: ("lost", "✕"),
    PostalState.SENT_BACK: ("lost", "✕"),
    PostalState.CANCELLED: ("unknown", "◌"),
}
_NOT_THERE = frozenset({PostalState.UNDELIVERABLE, PostalState.SENT_BACK, PostalState.CANCELLED})
_CAN_CANCEL = frozenset({PostalState.ORDERED})


@dataclass(frozen=True, slots=True)
class ShownPayment:
    """One order and what has arrived of it.

    Attributes:
        state: said in a sentence, with the amounts.
        remark: what a person has to do about too little or too much; empty for nothing.
        picture: the QR code while money is missing, else empty.
    """

    reference: str
    what: str
    amount: str
    bank: str
    account: str
    holder: str
    made: str
    waits: bool
    state_key: str
    sign: str
    state: str
    remark: str
    picture: str
    transfers: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One postal item and its way."""

    pk: int
    number: str
    ordered: str
    state_key: str
    sign: str
    state: str
    ended: bool
    failed: bool
    can_cancel: bool
    way: tuple[tuple[str, str, str], ...]


def payments_of(dossier: Dossier, due: Due | None) -> list[ShownPayment]:
    """Return the orders of a dossier, newest first; what is due says which of them still waits."""
    found = dossier.payment_orders.prefetch_related("notices").order_by("-pk")
    return [_payment(order, due) for order in found]


def items_of(dossier: Dossier) -> list[ShownItem]:
    """Return the postal items of a dossier, newest first."""
    return [_item(one) for one in dossier.postal_orders.order_by("-pk")]


def _payment(order: PaymentOrder, due: Due | None) -> ShownPayment:
    told = sorted(order.notices.all(), key=lambda one: (one.paid_at, one.pk))
    got = arrived(
        order.money,
        [
            Notice(key=one.key, reference=one.reference, amount=one.money, paid_at=one.paid_at)
            for one in told
        ],
    )
    short = got.missing > 0
    waits = short and due is not None and due.is_for(order)
    remark = ""
    if short and not waits and got.received:
        key, sign, state = "lost", "✕", f"đã nhận {dong(got.received)}, chưa ghi vào hồ sơ"
        remark = _given_back(got.received)
    elif short and not waits:
        key, sign, state = "unknown", "◌", "không còn chờ khoản này"
    elif waits and got.received:
        key, sign, state = "possible", "▲", f"đã nhận {dong(got.received)}"
        remark = (
            f"Còn thiếu {dong(got.missing)}; người nộp chuyển thêm với đúng nội dung chuyển khoản."
        )
    elif waits:
        key, sign, state = "unknown", "◌", "chưa nhận được tiền"
    elif order.settled_by_id is None:
        key, sign, state = "lost", "✕", f"đã nhận {dong(got.received)}, chưa ghi vào hồ sơ"
        remark = _given_back(got.received)
    else:
        key, sign, state = "won", "✓", f"đã nhận đủ lúc {moment(got.paid_at)}"
        if got.excess:
            remark = f"Người nộp chuyển thừa {dong(got.excess)}; đối chiếu sao kê rồi hoàn trả."
    return ShownPayment(
        reference=order.reference,
        what="Phí, lệ phí" if order.asked_id is None else "Nghĩa vụ tài chính",
        amount=dong(order.money),
        bank=order.bank,
        account=order.account,
        holder=order.holder,
        made=moment(order.made_at),
        waits=waits,
        state_key=key,
        sign=sign,
        state=state,
        remark=remark,
        picture=qr_picture(order.payload) if waits else "",
        transfers=tuple((moment(one.paid_at), dong(one.money), one.bank_reference) for one in told),
    )


def _given_back(amount: Decimal) -> str:
    return (
        "Hồ sơ không còn chờ khoản này (đã thu cách khác, hoặc đã kết thúc); "
        f"đối chiếu sao kê rồi hoàn trả {dong(amount)}."
    )


def _item(one: PostalOrder) -> ShownItem:
    state = PostalState(one.state)
    key, sign = _ITEM_SIGNS.get(state, ("possible", "▲"))
    return ShownItem(
        pk=one.pk,
        number=one.number,
        ordered=moment(one.ordered_at),
        state_key=key,
        sign=sign,
        state=str(POSTAL_STATES[state]),
        ended=state in {PostalState.DELIVERED, PostalState.SENT_BACK, PostalState.CANCELLED},
        failed=state in _NOT_THERE,
        can_cancel=state in _CAN_CANCEL,
        way=tuple(
            (
                moment(datetime.fromisoformat(said["at"])),
                str(POSTAL_STATES[PostalState(said["state"])]),
                said["note"],
            )
            for said in one.told
        ),
    )
