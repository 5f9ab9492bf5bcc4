"""One row as one line of JSON, the same whichever database it comes from, and back."""

import base64
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Field, Model
from django.utils.duration import duration_iso_string

__all__ = ["columns_of", "line_of", "values_of"]

Column = Field[Any, Any]


def columns_of(model: type[Model]) -> list[Column]:
    """Return the columns that are stored, not computed by the database."""
    return [
        field for field in model._meta.concrete_fields if not getattr(field, "generated", False)
    ]


def line_of(row: Sequence[object]) -> bytes:
    """Write a row; the keys of JSON values are sorted, because only one database keeps their order."""
    text = json.dumps(
        row, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return f"{text}\n".encode()


def _plain(value: object) -> str:
    match value:
        case datetime():  # to the microsecond: the journal's seal covers it
            return (value.astimezone(UTC) if value.tzinfo else value).isoformat()
        case date() | time():
            return value.isoformat()
        case timedelta():
            return duration_iso_string(value)
        case Decimal() | UUID():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(value).decode("ascii")
    raise TypeError(f"a column of {type(value).__name__} has no neutral form yet")


def values_of(line: bytes, columns: Sequence[Column]) -> dict[str, Any]:
    """Read a row by the fields it goes into.

    Raises:
        ValueError: the line is not a row of these columns.
    """
    row = json.loads(line)
    return {
        column.attname: column.to_python(value) for column, value in zip(columns, row, strict=True)
    }
