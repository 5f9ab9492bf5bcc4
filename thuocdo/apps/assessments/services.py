"""Entering published results."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from thuocdo.apps.assessments.models import Result
from thuocdo.apps.organisations.models import Agency
from thuocdo.apps.organisations.services import record
from thuocdo.core.ports.mover import Holding

__all__ = ["PublishedResults", "publish_result"]


@transaction.atomic
def publish_result(
    *,
    agency: Agency,
    year: int,
    points: Decimal,
    scale: Decimal,
    not_comparable: str = "",
    now: datetime,
) -> Result:
    """Enter what the province published; `not_comparable` says why the year before is no measure."""
    result = Result.objects.create(
        agency=agency, year=year, points=points, scale=scale, not_comparable=not_comparable
    )
    record(
        now=now,
        by=None,
        agency=agency,
        action="assessments.result.published",
        subject=result,
        after={
            "year": year,
            "points": str(points),
            "scale": str(scale),
            "not_comparable": not_comparable,
        },
    )
    return result


class PublishedResults:
    """Results never move: what was published of an agency stays what it is."""

    key = "results"

    def preview(self, sources: Sequence[str]) -> Holding:
        """Return how many results stay with the old agencies."""
        return Holding(
            title="Kết quả đã công bố",
            moves=0,
            stays=Result.objects.filter(agency__code__in=sources).count(),
            rule="Điểm và hạng đã công bố ở lại cơ quan cũ; cơ quan mới chưa có hạng của các năm đó.",
        )

    def move(self, sources: Sequence[str], target: str, *, now: datetime) -> Mapping[str, int]:  # noqa: ARG002 - nothing moves
        """Move nothing."""
        return {}

    def hindrance(self, target: str) -> str:
        """A result published of the new agency must not lose its agency."""
        if Result.objects.filter(agency__code=target).exists():
            return "đã công bố kết quả của cơ quan mới"
        return ""

    def move_back(self, target: str, *, now: datetime) -> None:
        """Move nothing."""
