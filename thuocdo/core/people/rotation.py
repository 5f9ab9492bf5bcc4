"""When an officer must have moved on: computed from the start, never counted down."""

from calendar import monthrange
from datetime import date

from thuocdo.core.people.rules import PeopleRules

__all__ = ["add_months", "rotation_due"]

_YEAR = 12


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or that month's last day where it has no such day.

    >>> add_months(date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    """
    years, month = divmod(day.month - 1 + months, _YEAR)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def rotation_due(rules: PeopleRules, started: date, as_of: date) -> tuple[date, date] | None:
    """Return from when an officer may move on, and by when at the latest.

    Args:
        rules: what the catalogue says.
        started: the day on which the officer began in that place.
        as_of: the day asked about; the rule in force on it decides.

    Returns:
        None when no rule is in force on that day.
    """
    rule = rules.rotation_on(as_of)
    if rule is None:
        return None
    return add_months(started, rule.earliest_months), add_months(started, rule.latest_months)
