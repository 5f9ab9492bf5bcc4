"""Reading declarations."""

from thuocdo.apps.reports.models import DeclaredFact
from thuocdo.core.facts import FactScope

__all__ = ["declarations"]


def declarations(scope: FactScope) -> dict[str, DeclaredFact]:
    """Return the newest declaration of each fact for the scope's period, known by its day."""
    found = DeclaredFact.objects.filter(
        agency__code=scope.agency,
        period_start=scope.period.start,
        period_end=scope.period.end,
        known_on__lte=scope.as_of,
    )
    return {declared.name: declared for declared in found.order_by("pk")}
