"""How long the journal keeps what it holds: data, so that an agency's regulation can replace it."""

from calendar import monthrange
from datetime import datetime
from typing import Annotated

from pydantic import Field

from thuocdo.core.strict import Strict

__all__ = ["Retention", "RetentionRule", "months_before"]


class RetentionRule(Strict):
    """How long entries of some kinds keep their content.

    Attributes:
        actions: what the entries are called: whole, or with a `*` at the beginning or the end.
        keep_months: whole months; then content goes, number and hash stay.
        assumption: why, where no document says so.
    """

    id: str
    title: str
    actions: Annotated[tuple[str, ...], Field(min_length=1)]
    keep_months: Annotated[int, Field(gt=0)]
    reference: str
    assumption: str = ""


class Retention(Strict):
    """Every rule; an entry follows the first that names it, and stays for ever if none does.

    Attributes:
        personal_months: after so long the personal data of any entry go, before the rest does.
    """

    personal_months: Annotated[int, Field(gt=0)]
    reference: str
    assumption: str = ""
    rules: Annotated[tuple[RetentionRule, ...], Field(min_length=1)]


def months_before(moment: datetime, months: int) -> datetime:
    """Return the same day and hour so many months earlier; a missing day gives the month's last.

    Example:
        >>> from datetime import UTC
        >>> months_before(datetime(2024, 3, 31, tzinfo=UTC), 1).date().isoformat()
        '2024-02-29'
    """
    years, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    last = monthrange(years, month + 1)[1]
    return moment.replace(year=years, month=month + 1, day=min(moment.day, last))
