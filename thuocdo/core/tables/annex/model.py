"""What the annex of a decision says: criteria in a tree, with the prose of their rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from thuocdo.core.tables.findings import Finding

__all__ = ["AnnexRow", "AnnexTable", "Decision"]


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision that an annex belongs to; what the file does not say is empty or None."""

    document: str = ""
    on: date | None = None
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexRow:
    """One area, criterion or component.

    Attributes:
        code: unique in the table. `printed_code` is as the file has it, empty where it has none.
        method: how points are given, one line after the other, as written.
        shared_method: the method stands in a merged cell of a row above.
        data: what the agency declares; `evidence`: what proves it; `note`: remarks.
        source_rows: the rows of the file it was read from.
        places: field: the name of its cell, where the file has such names.
    """

    code: str
    printed_code: str
    title: str
    max_points: Decimal | None
    parent: str | None
    is_leaf: bool
    method: tuple[str, ...] = ()
    shared_method: bool = False
    data: str = ""
    evidence: str = ""
    note: str = ""
    source_rows: tuple[int, ...] = ()
    sheet: str = ""
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexTable:
    """The whole annex.

    Attributes:
        headings: field: the heading of its column, as the file has it.
        year: the year that the set is for, None where the file does not say.
        stated_total: the total that the table or its text states, None where they state none.
    """

    rows: Sequence[AnnexRow]
    headings: Mapping[str, str]
    findings: Sequence[Finding]
    decision: Decision = Decision()
    year: int | None = None
    stated_total: Decimal | None = None

    def under(self, code: str | None) -> list[AnnexRow]:
        """Return the rows directly under a row, or at the top."""
        return [row for row in self.rows if row.parent == code]
