"""What pages need of ratings: an invitation with what was answered, and an agency's ratings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from thuocdo.apps.dossiers.models import (
    DossierEvent,
    DossierRating,
    EventKind,
    RatingInvitation,
)
from thuocdo.apps.organisations.models import Agency

__all__ = ["Given", "Rated", "given_of", "invitation_of", "rated_between"]


@dataclass(frozen=True, slots=True)
class Given:
    """What was answered to an invitation.

    Attributes:
        version: of the dossier's procedure; empty where none is known.
        answered: the numbers of the criteria answered.
    """

    version: str
    satisfied: bool
    answered: frozenset[int]


@dataclass(frozen=True, slots=True)
class Rated:
    """One dossier's rating: points by number of criterion, and who handled it."""

    satisfaction: int | None
    points: dict[int, int]
    official: str


def invitation_of(token: str) -> RatingInvitation | None:
    """Return the invitation with this token, with its dossier and agency."""
    if "\x00" in token:
        return None
    found = RatingInvitation.objects.select_related("dossier__agency")
    return found.filter(token=token).first()


def given_of(invitation: RatingInvitation) -> Given:
    """Return what was answered so far."""
    events = DossierEvent.objects.filter(dossier=invitation.dossier_id)
    kinds = (EventKind.RECEIVED, EventKind.RATED)
    version, satisfied, answered = "", False, set()
    for kind, payload in events.filter(kind__in=kinds).values_list("kind", "payload"):
        if kind == EventKind.RECEIVED:
            version = payload.get("version", "")
            continue
        satisfied = satisfied or payload["satisfaction"] is not None
        answered |= {int(number) for number in payload["answers"]}
    return Given(version, satisfied, frozenset(answered))


def rated_between(agency: Agency, start: datetime, end: datetime) -> Sequence[Rated]:
    """Return the agency's ratings from a moment up to but without another."""
    found = DossierRating.objects.filter(agency=agency, rated_at__gte=start, rated_at__lt=end)
    return [
        Rated(
            one.satisfaction,
            {int(number): points for number, points in one.points.items()},
            str(one.official) if one.official else "",
        )
        for one in found.select_related("official").order_by("pk")
    ]
