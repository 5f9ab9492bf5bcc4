"""Remarks on rows, and the list that keeps them countable without growing with the file."""

from collections import Counter
from dataclasses import dataclass

from thuocdo.core.tables.dossiers.headings import Column, Table
from thuocdo.core.tables.findings import Finding, Severity
from thuocdo.core.tables.grid import Grid, cell_name
from thuocdo.core.vietnamese import format_number

__all__ = ["LISTED_PER_KIND", "FindingList", "Place", "Remark"]

LISTED_PER_KIND = 200


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding about one row that does not yet know where the row stands."""

    kind: str
    severity: Severity
    message: str
    column: Column | None = None
    proposal: str | None = None


@dataclass(slots=True)  # not frozen: one is made for every row
class Place:
    """Where a row stands: the row at `index` of a grid, in a table whose columns are known."""

    grid: Grid
    index: int
    table: Table

    @property
    def number(self) -> int:
        """The row's number as the user sees it."""
        return self.grid.first_row + self.index

    def cell(self, column: Column | None) -> str | None:
        """Return the name of the row's cell in a column of the table."""
        place = None if column is None else self.table.places.get(column)
        return None if place is None else cell_name(self.number, self.grid.first_column + place)


class FindingList:
    """Findings in the order of the file, at most so many of each kind one by one."""

    def __init__(self) -> None:
        self._findings: list[Finding] = []
        self._counts: Counter[tuple[str, Severity]] = Counter()

    def add(self, finding: Finding) -> None:
        """Take a finding; from the 201st of its kind on it is only counted."""
        key = (finding.kind, finding.severity)
        self._counts[key] += 1
        if self._counts[key] <= LISTED_PER_KIND:
            self._findings.append(finding)

    def add_remark(self, remark: Remark, place: Place) -> None:
        """Take a remark on a row."""
        self.add(
            Finding(
                kind=remark.kind,
                severity=remark.severity,
                message=remark.message,
                sheet=place.grid.sheet,
                row=place.number,
                column=None if remark.column is None else place.table.headings.get(remark.column),
                cell=place.cell(remark.column),
                proposal=remark.proposal,
            )
        )

    def close(self) -> list[Finding]:
        """Return the findings, with a last one per kind that says how many are not listed."""
        for (kind, severity), count in self._counts.items():
            if count > LISTED_PER_KIND:
                more = format_number(count - LISTED_PER_KIND)
                message = f"Còn {more} chỗ khác cùng loại ({kind}), không liệt kê từng chỗ."
                self._findings.append(Finding(kind, severity, message))
        return self._findings
