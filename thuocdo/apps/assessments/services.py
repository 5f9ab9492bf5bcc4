"""Entering published results."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from thuocdo.apps.assessments.models import Result
from thuocdo.apps.organisations.models import Agency
from thuocdo.apps.organisations.services import record
from thuocdo.kit.staying import Staying

__all__ = ["publish_result", "results_stay"]


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


def _count(agencies: Sequence[str]) -> int:
    return Result.objects.filter(agency__code__in=agencies).count()


results_stay = Staying(
    "results",
    title="Kết quả đã công bố",
    rule="Điểm và hạng đã công bố ở lại cơ quan cũ; cơ quan mới chưa có hạng của các năm đó.",
    count=_count,
    hindrance="đã công bố kết quả của cơ quan mới",
)
