"""Inviting applicants to rate, and taking their one answer."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from thuocdo.apps.dossiers.models import (
    Dossier,
    DossierEvent,
    DossierRating,
    EventKind,
    EventSource,
    RatingInvitation,
)
from thuocdo.apps.dossiers.policies import check_acts
from thuocdo.apps.dossiers.published import fold
from thuocdo.apps.dossiers.ratings import rating_of
from thuocdo.apps.organisations.models import User
from thuocdo.apps.organisations.services import record
from thuocdo.apps.rulebooks.queries import handling_quality
from thuocdo.core.workflows.dossier import DOSSIER, DossierAction
from thuocdo.kit.refusals import NotAllowed

__all__ = ["invite_to_rate", "rate"]

_TOKEN = 16  # octets


@transaction.atomic
def invite_to_rate(*, dossier: Dossier, by: User, now: datetime) -> RatingInvitation:
    """Return the dossier's invitation, made when there is none yet; its contact is the applicant's.

    Raises:
        NotAllowed: the dossier is not at its end, or this person does not work at the counter.
    """
    check_acts(by, dossier, DossierAction.RATED)
    events = list(DossierEvent.objects.filter(dossier=dossier).order_by("pk"))
    _check_ended(dossier, events)
    party = dossier.applicant
    invitation, new = RatingInvitation.objects.get_or_create(
        dossier=dossier,
        defaults={
            "token": secrets.token_urlsafe(_TOKEN),
            "contact": (party.email or party.phone) if party else "",
            "made_at": now,
        },
    )
    if new:
        record(
            now=now,
            by=by,
            agency=dossier.agency,
            action="dossiers.rating.invited",
            subject=dossier,
            after={"code": dossier.code},
        )
    return invitation


@transaction.atomic
def rate(
    *,
    invitation: RatingInvitation,
    satisfaction: int | None,
    answers: Mapping[int, int],
    now: datetime,
) -> DossierRating:
    """Take what an applicant answers; the first answer stands, but for what it left open.

    Args:
        satisfaction: the index of the level tapped; None where only criteria are answered.
        answers: the index of the answer by number of criterion.

    Raises:
        NotAllowed: an unknown answer, one given already, or too late.
    """
    held = RatingInvitation.objects.select_for_update().get(pk=invitation.pk)
    dossier = Dossier.objects.select_related("agency").get(pk=held.dossier_id)
    asked = handling_quality()
    if now > held.made_at + timedelta(days=asked.answer_within_days):
        raise NotAllowed(
            f"Lời mời đánh giá chỉ trả lời được trong {asked.answer_within_days} ngày; xin cảm ơn."
        )
    events = list(DossierEvent.objects.filter(dossier=dossier).order_by("pk"))
    payload = _payload(satisfaction, answers, _given(events))
    event = DossierEvent.objects.create(
        dossier=dossier,
        kind=EventKind.RATED,
        at=now,
        payload=payload,
        source=EventSource.APPLICANT,
    )
    held.answered_at = now
    held.save(update_fields=["answered_at"])
    values = rating_of([*events, event])
    assert values is not None  # noqa: S101 - there is an answer now
    rating, _ = DossierRating.objects.update_or_create(
        dossier=dossier, defaults={"agency_id": dossier.agency_id, **values}
    )
    record(
        now=now,
        by=None,
        agency=dossier.agency,
        action="dossiers.dossier.rated",
        subject=dossier,
        after={"code": dossier.code, "satisfaction": payload["satisfaction"]},
    )
    return rating


def _check_ended(dossier: Dossier, events: list[DossierEvent]) -> None:
    if reason := DOSSIER.why_not(fold(dossier.code, events).state, DossierAction.RATED):
        raise NotAllowed(reason)


def _given(events: list[DossierEvent]) -> set[str]:
    told = [one.payload for one in events if one.kind == EventKind.RATED]
    given = {number for one in told for number in one["answers"]}
    return given | (
        {"satisfaction"} if any(one["satisfaction"] is not None for one in told) else set()
    )


def _payload(
    satisfaction: int | None, answers: Mapping[int, int], given: set[str]
) -> dict[str, object]:
    asked = handling_quality()
    known = {one.number: one for one in asked.asked}
    levels = asked.satisfaction.levels
    if satisfaction is None and not answers:
        raise NotAllowed("Ông/bà chưa chọn câu trả lời nào.")
    if satisfaction is not None and not 0 <= satisfaction < len(levels):
        raise NotAllowed("Không có mức hài lòng này.")
    for number, index in answers.items():
        if number not in known or not 0 <= index < len(known[number].answers):
            raise NotAllowed("Không có câu trả lời này.")
    if (satisfaction is not None and "satisfaction" in given) or given & {str(n) for n in answers}:
        raise NotAllowed("Ông/bà đã đánh giá hồ sơ này rồi; xin cảm ơn.")
    return {
        "satisfaction": None if satisfaction is None else levels[satisfaction].points,
        "answers": {str(number): known[number].points(index) for number, index in answers.items()},
    }
