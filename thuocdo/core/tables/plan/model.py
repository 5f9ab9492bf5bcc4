"""What a plan table says, after repair: rows in a tree, each with its proposals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from thuocdo.core.tables.findings import Finding

__all__ = ["FIELDS", "Due", "PlanRow", "PlanTable", "RawRow", "Threshold"]

FIELDS = ("code", "title", "max_points", "lead", "support", "requirement", "note", "due")
"""The columns that a plan table may have, by their names here."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row of the table as it stands, its cells named by field.

    Attributes:
        source_rows: the rows of the file it was joined from, as the user sees them.
        cells: field: text, cleaned; blank cells are empty.
        above: field: text of the merged cell that covers this blank one from a row above.
        places: field: the name of its cell (`D12`), where the file has such names.
        numeric_code: the code was a number in the sheet, so that `1.10` has become `1.1`.
    """

    source_rows: tuple[int, ...]
    cells: Mapping[str, str]
    sheet: str = ""
    above: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    numeric_code: bool = False

    def text(self, name: str) -> str:
        """Return the cell's text, empty where the table has no such column."""
        return self.cells.get(name, "")


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline found in prose; a proposal until somebody accepts it.

    Attributes:
        kind: `date`, `month`, `monthly`, `quarterly`, `yearly` or `relative` to an event.
        bound: `before` (trước), `by` (chậm nhất, đến) or `in` (trong); "trước ngày 12" does not
            include the 12th, so the two are kept apart.
        proposal: the deadline in one short line, as officials write dates; `day` holds it as data.
        text: the words it was read from.
        field: the column it stands in.
        day: the date, for kind `date` only.
    """

    kind: str
    bound: str
    proposal: str
    text: str
    field: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Threshold:
    """A bound on a number found in prose; a proposal until somebody accepts it."""

    proposal: str
    text: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One area, criterion or task.

    Attributes:
        code: unique in the table; `I.1` where the numbering starts again in each area.
        printed_code: the code as the file has it, empty where it has none.
        inherited: the fields whose value stands in a merged cell of a row above.
        source_rows: the rows of the file it was read from.
        places: field: the name of its cell, where the file has such names.
    """

    code: str
    printed_code: str
    title: str
    max_points: Decimal | None
    lead: str
    support: str
    requirement: str
    note: str
    due: str
    parent: str | None
    is_leaf: bool
    inherited: tuple[str, ...]
    source_rows: tuple[int, ...]
    sheet: str = ""
    places: Mapping[str, str] = field(default_factory=dict)
    dues: tuple[Due, ...] = ()
    thresholds: tuple[Threshold, ...] = ()

    def text(self, name: str) -> str:
        """Return the text of the field of that name."""
        value = getattr(self, name)
        return value if isinstance(value, str) else ""

    def stated(self, name: str) -> str:
        """Return the text of the field, empty where it is inherited."""
        return "" if name in self.inherited else self.text(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTable:
    """The whole table, with what the document around it says about the plan.

    Attributes:
        headings: field: the heading of its column, as the file has it.
        issued_on: the plan's own date, None where the document does not say.
        year: the year that the plan is for.
        scale: the scale that the document states (`80,36/95 điểm`), of which the table may
            hold a part.
    """

    rows: Sequence[PlanRow]
    headings: Mapping[str, str]
    findings: Sequence[Finding]
    issued_on: date | None = None
    year: int | None = None
    scale: Decimal | None = None

    @property
    def leaves(self) -> list[PlanRow]:
        """The rows that points are given for."""
        return [row for row in self.rows if row.is_leaf]

    @property
    def areas(self) -> list[PlanRow]:
        """The rows at the top, where the table has more than one level."""
        if all(row.is_leaf for row in self.rows):
            return []
        return [row for row in self.rows if row.parent is None]

    @property
    def total_points(self) -> Decimal:
        """The points of all leaves; never forced to any scale."""
        return sum((row.max_points or Decimal(0) for row in self.leaves), Decimal(0))

    def points_under(self, code: str) -> Decimal:
        """Return the points of the leaves under a row, or of the row itself if it is one."""
        children = [row for row in self.rows if row.parent == code]
        if children:
            return sum((self.points_under(child.code) for child in children), Decimal(0))
        return sum(
            (row.max_points or Decimal(0) for row in self.rows if row.code == code), Decimal(0)
        )
