"""Declaring facts."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from thuocdo.apps.organisations.models import Agency, User
from thuocdo.apps.organisations.policies import check_declares
from thuocdo.apps.organisations.services import record
from thuocdo.apps.reports.models import DeclaredFact
from thuocdo.core.facts import FactScope
from thuocdo.kit.staying import Staying

__all__ = ["declarations_stay", "declare_fact"]


@transaction.atomic
def declare_fact(  # noqa: PLR0913 - a declaration has this many parts
    *,
    agency: Agency,
    name: str,
    scope: FactScope,
    numerator: Decimal,
    denominator: Decimal,
    note: str,
    by: User,
    now: datetime,
) -> DeclaredFact:
    """Write a declaration; it replaces earlier ones of the same fact and period, which stay on record.

    Args:
        scope: its period and the day the number is known for; its agency is not looked at.
        numerator: the value, or what is above the line of a ratio.
        denominator: 1 for a plain value, 100 for a percent without its counts.
        note: where the number comes from, and its evidence.

    Raises:
        NotAllowed: the person does not work for the agency.
    """
    check_declares(by, agency)
    declared = DeclaredFact.objects.create(
        agency=agency,
        name=name,
        period_start=scope.period.start,
        period_end=scope.period.end,
        known_on=scope.as_of,
        numerator=numerator,
        denominator=denominator,
        note=note,
        declared_at=now,
        declared_by=by,
    )
    record(
        now=now,
        by=by,
        agency=agency,
        action="reports.fact.declared",
        subject=f"reports.fact:{name}",
        after={"numerator": str(numerator), "denominator": str(denominator)},
    )
    return declared


def _count(agencies: Sequence[str]) -> int:
    return DeclaredFact.objects.filter(agency__code__in=agencies).count()


declarations_stay = Staying(
    "declarations",
    title="Số liệu đã khai",
    rule="Số liệu đã khai ở lại cơ quan cũ, như khi khai.",
    count=_count,
    hindrance="đã khai số liệu của cơ quan mới",
)
