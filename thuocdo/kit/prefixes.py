"""What begins with something, found by an index on either database."""

from django.db import connection
from django.db.models import Q

__all__ = ["begins_with"]

_AFTER_ALL = "\U0010ffff"  # no text that people write sorts after it


def begins_with(field: str, prefix: str) -> Q:
    """Return the condition that a column begins with a prefix.

    PostgreSQL answers LIKE from an index of pattern operators, whatever its collation. SQLite does
    not, because its LIKE knows no case; there texts are compared by their bytes, so that what begins
    with a prefix is one stretch of the index.
    """
    if connection.vendor == "postgresql":
        return Q(**{f"{field}__startswith": prefix})
    return Q(**{f"{field}__gte": prefix, f"{field}__lt": f"{prefix}{_AFTER_ALL}"})
