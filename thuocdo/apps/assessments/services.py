"""Entering published results."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from thuocdo.apps.assessments.models import Result
from thuocdo.apps.organisations.models import Agency
from thuocdo.apps.organisations.services import record

__all__ = ["publish_result"]


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
