"""Sending results by the public post: order at return, ask how far it is, call it off.

The post is asked outside of transactions: it may be slow, and asking it twice orders once.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thuocdo.apps.dossiers.models import (
    Dossier,
    DossierEvent,
    PostalOrder,
)
from thuocdo.apps.dossiers.policies import check_acts
from thuocdo.apps.dossiers.published import fold
from thuocdo.apps.dossiers.services.closing import return_result
from thuocdo.apps.dossiers.services.money import closing_gaps
from thuocdo.apps.organisations.models import User
from thuocdo.apps.organisations.services import record
from thuocdo.core.ports.postal import (
    Post,
    PostalAddress,
    PostalJob,
    PostalRequest,
    PostalState,
)
from thuocdo.core.workflows.dossier import DOSSIER, DossierAction
from thuocdo.kit.refusals import NotAllowed

__all__ = ["Sender", "cancel_item", "order_item", "track_item"]

_FAILED = frozenset({PostalState.CANCELLED, PostalState.UNDELIVERABLE, PostalState.SENT_BACK})


@dataclass(frozen=True, slots=True)
class Sender:
    """Where the post fetches the result; whose it is, the agency's name says."""

    address: str
    phone: str


def order_item(
    *,
    dossier: Dossier,
    post: Post,
    sender: Sender,
    recipient: PostalAddress,
    by: User,
    now: datetime,
) -> PostalOrder:
    """Let the post carry the result, and close the dossier; or send again what did not arrive.

    Raises:
        NotAllowed: not by this person, the result cannot be returned yet, or an item is on its way.
        PostalFailed: the post does not take it; nothing is saved.
    """
    check_acts(by, dossier, DossierAction.RESULT_RETURNED)
    returned = _check_ready(dossier)
    number = dossier.postal_orders.count() + 1
    request = PostalRequest(
        reference=f"{dossier.agency.code}/{dossier.code}/{number}",
        job=PostalJob.DELIVERY,
        sender=PostalAddress(
            name=dossier.agency.name, address=sender.address.strip(), phone=sender.phone.strip()
        ),
        recipient=recipient,
        contents=dossier.code,
    )
    ordered = post.order(request, now=now)
    try:
        with transaction.atomic():
            Dossier.objects.select_for_update().get(pk=dossier.pk)
            kept = PostalOrder.objects.filter(reference=request.reference).first()
            if kept is not None:  # the same form was sent twice
                return kept
            if not returned:
                return_result(dossier=dossier, by=by, now=now, by_post=True)
            item = PostalOrder.objects.create(
                dossier=dossier,
                job=request.job,
                reference=request.reference,
                number=ordered.number,
                sender_address=request.sender.address,
                sender_phone=request.sender.phone,
                ordered_at=ordered.ordered_at,
                state=PostalState.ORDERED,
                told=[
                    {"state": PostalState.ORDERED, "at": ordered.ordered_at.isoformat(), "note": ""}
                ],
            )
            _note(item, "ordered", by, now)
    except NotAllowed:
        post.cancel(ordered.number, now=now)
        raise
    return item


def track_item(*, item: PostalOrder, post: Post, by: User, now: datetime) -> PostalOrder:
    """Ask the post how far an item is, and keep what it tells.

    Raises:
        NotAllowed: not by this person.
        PostalFailed: the post does not answer; what it told before stays.
    """
    check_acts(by, item.dossier, DossierAction.RESULT_RETURNED)
    return _keep_told(item, post, by, now)


def cancel_item(*, item: PostalOrder, post: Post, by: User, now: datetime) -> PostalOrder:
    """Call an item off that nobody has fetched yet; the dossier stays returned until it is sent again.

    Raises:
        NotAllowed: not by this person.
        PostalFailed: too late, or the post does not answer.
    """
    check_acts(by, item.dossier, DossierAction.RESULT_RETURNED)
    post.cancel(item.number, now=now)
    return _keep_told(item, post, by, now)


def _keep_told(item: PostalOrder, post: Post, by: User, now: datetime) -> PostalOrder:
    events = post.track(item.number, now=now)
    with transaction.atomic():
        held = PostalOrder.objects.select_for_update().get(pk=item.pk)
        if not events or len(events) < len(held.told):
            return held  # an answer that was overtaken by a later one
        held.told = [
            {"state": one.state, "at": one.at.isoformat(), "note": one.note} for one in events
        ]
        before, held.state = held.state, events[-1].state
        held.save(update_fields=["told", "state"])
        if held.state != before:
            _note(held, "cancelled" if held.state == PostalState.CANCELLED else "told", by, now)
    return held


def _check_ready(dossier: Dossier) -> bool:
    """Return whether the result has left already; refuse when it cannot leave now."""
    last = dossier.postal_orders.order_by("-pk").first()
    if last is not None:
        if PostalState(last.state) not in _FAILED:
            raise NotAllowed(f"Kết quả đã gửi bằng bưu gửi {last.number}; theo dõi bưu gửi đó.")
        return True
    events = list(DossierEvent.objects.filter(dossier=dossier).order_by("pk"))
    if reason := DOSSIER.why_not(fold(dossier.code, events).state, DossierAction.RESULT_RETURNED):
        raise NotAllowed(reason)
    if gaps := closing_gaps(events):
        raise NotAllowed(f"Chưa kết thúc hồ sơ được: {'; '.join(gaps)}.")
    return False


def _note(item: PostalOrder, what: str, by: User, now: datetime) -> None:
    record(
        now=now,
        by=by,
        agency=item.dossier.agency,
        action=f"dossiers.postal.{what}",
        subject=item,
        after={"code": item.dossier.code, "number": item.number, "state": str(item.state)},
    )
