"""What the address asks of the journal."""

from datetime import date, datetime, timedelta

from django.http import QueryDict
from django.utils import timezone

from thuocdo.apps.organisations.journal.reading import Asked
from thuocdo.core.tables.dossiers.moments import UnreadableTime, parse_day

__all__ = ["asked_for", "key_in"]

_LONGEST = 120
_LAST_YEAR = 2200
_DIGITS = 18  # keys of the database have no more


def asked_for(query: QueryDict) -> Asked:
    """Read the filter; what cannot be read narrows nothing."""

    def text(name: str) -> str:
        return query.get(name, "").replace("\x00", "").strip()[:_LONGEST]

    last = _day(text("den"))
    return Asked(
        who=text("ai"),
        action=text("viec"),
        subject=text("doi-tuong"),
        since=_midnight(_day(text("tu"))),
        before=_midnight(last + timedelta(days=1) if last else None),
    )


def key_in(query: QueryDict, name: str) -> int | None:
    """Return the key from which a page goes on."""
    value = query.get(name, "")
    return int(value) if value.isdecimal() and len(value) <= _DIGITS else None


def _day(text: str) -> date | None:
    try:
        day = parse_day(text)
    except UnreadableTime:
        return None
    return day if 1 < day.year < _LAST_YEAR else None


def _midnight(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, datetime.min.time())) if day else None
