"""Reading declarations."""

from thuocdo.apps.reports.models import DeclaredFact
from thuocdo.core.facts import FactScope

__all__ = ["declarations"]


def declarations(scope: FactScope) -> dict[str, DeclaredFact]:
    """Return each fact's declaration for the scope's period that was known latest by its day.

    Mending September's number in October does not undo October's.
    """
    found = DeclaredFact.objects.filter(
        agency__code=scope.agency,
        period_start=scope.period.start,
        period_end=scope.period.end,
        known_on__lte=scope.as_of,
    )
    return {declared.name: declared for declared in found.order_by("known_on", "pk")}
