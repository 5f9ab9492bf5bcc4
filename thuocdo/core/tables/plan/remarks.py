"""Findings about a plan's rows, each with its place in the file."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from thuocdo.core.tables.findings import Finding, Severity

__all__ = ["Remarks"]


class _Row(Protocol):
    @property
    def sheet(self) -> str: ...
    @property
    def source_rows(self) -> Sequence[int]: ...
    @property
    def places(self) -> Mapping[str, str]: ...


class Remarks:
    """Makes findings that name their column as the file's own heading does."""

    def __init__(self, headings: Mapping[str, str]) -> None:
        self._headings = headings

    def heading(self, field: str) -> str:
        """Return the heading of a field's column."""
        return self._headings.get(field, field)

    def warn(
        self, kind: str, row: _Row, message: str, field: str = "", proposal: str | None = None
    ) -> Finding:
        """Return a finding about something that is probably not what was meant."""
        return self._finding(Severity.WARNING, (kind, field, proposal), row, message)

    def note(
        self, kind: str, row: _Row, message: str, field: str = "", proposal: str | None = None
    ) -> Finding:
        """Return a finding about something that was mended, or is proposed."""
        return self._finding(Severity.NOTE, (kind, field, proposal), row, message)

    def refuse(self, kind: str, row: _Row, message: str, field: str) -> Finding:
        """Return a finding about a value that is not counted."""
        return self._finding(Severity.ERROR, (kind, field, None), row, message)

    def _finding(
        self, severity: Severity, what: tuple[str, str, str | None], row: _Row, message: str
    ) -> Finding:
        kind, field, proposal = what
        return Finding(
            kind=kind,
            severity=severity,
            message=message,
            sheet=row.sheet,
            row=row.source_rows[0],
            column=self._headings.get(field),
            cell=row.places.get(field),
            proposal=proposal or None,
        )
