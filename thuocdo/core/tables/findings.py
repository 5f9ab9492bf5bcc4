"""What a reader noticed about a file, said so that the person who owns the file can mend it."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Finding", "Severity"]


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """A row or value was refused; it is not counted."""
    WARNING = "warning"
    """The value was kept, yet is probably not what was meant."""
    NOTE = "note"
    """Something was repaired or proposed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark, with its place in the file.

    Attributes:
        kind: an English code such as `split_row`; the same everywhere.
        severity: see `Severity`.
        message: one or two Vietnamese sentences: what is there, and what was done or is proposed.
        sheet: the sheet or table; empty when the file is one table.
        row: the row's number as the user sees it, or None for the whole file.
        column: the heading of the column as the file has it, or None.
        cell: the cell's name (`D12`) where the file has such names, or None.
        proposal: a value proposed but not applied (a date, a threshold, a unit), or None.
    """

    kind: str
    severity: Severity
    message: str
    sheet: str = ""
    row: int | None = None
    column: str | None = None
    cell: str | None = None
    proposal: str | None = None
