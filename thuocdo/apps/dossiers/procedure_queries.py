"""What pages need of the procedures that agencies handle."""

from datetime import date, datetime

from django.db.models import Count, Max, Q, QuerySet

from thuocdo.apps.dossiers.models import (
    AgencyProcedure,
    ProcedurePublication,
    ProcedureReview,
    PublishedDossier,
)
from thuocdo.apps.organisations.models import Agency
from thuocdo.core.rows import Channel

__all__ = [
    "handled_by",
    "offered",
    "offered_codes",
    "online_use",
    "publications_of",
    "reviews_of",
    "terms_of",
]


def offered(agency: Agency, day: date) -> QuerySet[AgencyProcedure]:
    """Return what an agency handles on a day, by code."""
    found = AgencyProcedure.objects.filter(_on(day), agency=agency)
    return found.order_by("code")


def offered_codes(agency: Agency, day: date) -> frozenset[str]:
    """Return the codes of what an agency handles on a day."""
    return frozenset(offered(agency, day).values_list("code", flat=True))


def handled_by(code: str, day: date) -> list[Agency]:
    """Return the agencies that handle a procedure on a day."""
    found = AgencyProcedure.objects.filter(_on(day), code=code).select_related("agency")
    return [one.agency for one in found.order_by("agency__code")]


def terms_of(agency: Agency, code: str) -> list[AgencyProcedure]:
    """Return from when until when the agency handled a procedure, the newest first."""
    return list(AgencyProcedure.objects.filter(agency=agency, code=code).order_by("-since"))


def publications_of(agency: Agency, code: str) -> dict[str, ProcedurePublication]:
    """Return where a procedure of the agency was made public, by place."""
    found = ProcedurePublication.objects.filter(agency=agency, code=code)
    return {one.place: one for one in found.select_related("evidence", "recorded_by")}


def reviews_of(agency: Agency, code: str) -> list[ProcedureReview]:
    """Return the reviews of a procedure, the newest first."""
    found = ProcedureReview.objects.filter(agency=agency, code=code)
    return list(found.select_related("recorded_by").order_by("-reviewed_on"))


def online_use(agency: Agency) -> dict[str, tuple[int, int, datetime | None]]:
    """Return, by procedure: dossiers, those that came online, and when the last of these came."""
    came_online = Q(channel=Channel.ONLINE)
    counted = (
        PublishedDossier.objects.filter(agency=agency)
        .order_by()
        .values("procedure")
        .annotate(
            every=Count("pk"),
            online=Count("pk", filter=came_online),
            last=Max("received_at", filter=came_online),
        )
    )
    return {row["procedure"]: (row["every"], row["online"], row["last"]) for row in counted}


def _on(day: date) -> Q:
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))
