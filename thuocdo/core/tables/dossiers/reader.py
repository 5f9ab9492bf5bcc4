"""Reading the list of dossiers that a department exports from its one-stop software."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, tzinfo

from thuocdo.core.periods import end_of_day
from thuocdo.core.rows import DossierRow
from thuocdo.core.tables.dossiers import file_findings, problems
from thuocdo.core.tables.dossiers.as_of import AsOfSource, last_event, title_day
from thuocdo.core.tables.dossiers.cells import is_blank
from thuocdo.core.tables.dossiers.furniture import Furniture, furniture_of, total_in
from thuocdo.core.tables.dossiers.headings import (
    Column,
    Table,
    find_table,
    headings_in,
    map_headings,
)
from thuocdo.core.tables.dossiers.reading import DossierReading, ReadDossier
from thuocdo.core.tables.dossiers.remarks import FindingList, Place, Remark
from thuocdo.core.tables.dossiers.rows import RowReader
from thuocdo.core.tables.findings import Severity
from thuocdo.core.tables.grid import CellValue, Document, Grid, UnreadableFile

__all__ = ["read_dossiers"]

Progress = Callable[[int, int], None]

_ROWS_PER_STEP = 1000


def read_dossiers(
    document: Document,
    *,
    zone: tzinfo,
    as_of: date | None = None,
    progress: Progress | None = None,
) -> DossierReading:
    """Read the dossiers of an export: every sheet that has a table of them, as one list.

    Args:
        document: the file as cells.
        zone: where the office is; the file's times are local.
        as_of: the day that the numbers speak for; without it the file is asked.
        progress: told now and then how many rows of how many were looked at.

    Raises:
        UnreadableFile: no sheet has a column of codes and one of receipts.
    """
    tables = [(grid, find_table(grid)) for grid in document.grids]
    found = [(grid, table) for grid, table in tables if table is not None]
    if not found:
        raise UnreadableFile(file_findings.no_table(document.name, headings_in(document.grids)))
    reader = _Reader(zone, {column for _, table in found for column in table.places})
    for grid, table in tables:
        if table is None:
            reader.findings.add(file_findings.skipped_sheet(grid))
    reader.compare_columns(found)
    total = sum(len(grid.rows) for grid, _ in found)
    for step, _ in enumerate(reader.rows_of(found)):
        if progress and step % _ROWS_PER_STEP == 0:
            progress(step, total)
    if progress:
        progress(total, total)
    titled = title_day([*document.paragraphs, *_above(found)])
    return reader.finish(found, given=as_of, titled=titled)


def _above(found: Sequence[tuple[Grid, Table]]) -> Iterator[CellValue]:
    for grid, table in found:
        for row in grid.rows[: table.first]:
            yield from row


class _Reader:
    """The state of one reading."""

    def __init__(self, zone: tzinfo, columns: set[Column]) -> None:
        self.findings = FindingList()
        self._zone = zone
        self._columns = columns
        self._rows = RowReader(zone, frozenset(columns))
        self._kept: list[ReadDossier] = []
        self._places: dict[str, int] = {}
        self._refused: Counter[str] = Counter()
        self._read = 0
        self._without_code = 0

    def compare_columns(self, found: Sequence[tuple[Grid, Table]]) -> None:
        """Say which columns are missing from the file or from some of its sheets."""
        for finding in file_findings.missing_columns(found, self._columns):
            self.findings.add(finding)
        for grid, table in found:
            for heading in table.repeated:
                self.findings.add(file_findings.repeated_column(grid, table, heading))

    def rows_of(self, found: Sequence[tuple[Grid, Table]]) -> Iterator[None]:
        """Read the rows of all tables, pausing after each."""
        for grid, table in found:
            yield from self._read_grid(grid, table)

    def _read_grid(self, grid: Grid, table: Table) -> Iterator[None]:
        before = self._read
        skipped: list[int] = []
        totals: list[tuple[int, int]] = []
        for index in range(table.first, len(grid.rows)):
            yield
            row = grid.rows[index]
            what = self._take(row, Place(grid, index, table))
            if what is not None:
                skipped.append(index)
                table = map_headings(row) or table
            if what is Furniture.TOTAL and (total := total_in(row)) is not None:
                totals.append((index, total))
        if skipped:
            self.findings.add(file_findings.skipped_rows(grid, skipped))
        for index, total in totals:
            if total not in {self._read - before, self._read}:
                wrong = file_findings.total_differs(grid, index, total, self._read - before)
                self.findings.add(wrong)

    def _take(self, row: Sequence[CellValue], place: Place) -> Furniture | None:
        """Keep or refuse a row, or return what it is if it is no dossier."""
        dossier, remarks = self._rows.read(_values(row, place.table))
        if dossier is not None:
            self._keep(dossier, remarks, place)
            return None
        if all(map(is_blank, row)):
            return None
        what = furniture_of(row, place.table)
        if what is None:
            self._refuse(remarks, place)
        return what

    def _keep(self, dossier: DossierRow, remarks: Sequence[Remark], place: Place) -> None:
        """Keep a good row, unless its code was there before."""
        first = self._places.setdefault(dossier.code.upper(), len(self._kept))
        if first < len(self._kept):
            self._refuse([problems.duplicate(dossier, self._kept[first])], place)
            return
        self._read += 1
        self._kept.append(ReadDossier(dossier, place.grid.sheet, place.number))
        for remark in remarks:
            self.findings.add_remark(remark, place)

    def _refuse(self, remarks: Sequence[Remark], place: Place) -> None:
        self._read += 1
        self._without_code += problems.MISSING_CODE in remarks
        errors = (remark.kind for remark in remarks if remark.severity is Severity.ERROR)
        self._refused[next(errors)] += 1
        for remark in remarks:
            self.findings.add_remark(remark, place)

    def finish(
        self, found: Sequence[tuple[Grid, Table]], *, given: date | None, titled: date | None
    ) -> DossierReading:
        """Settle the day and close the list of findings."""
        as_of, source = self._day(given, titled)
        if 1 < self._read == self._without_code:
            self.findings.add(file_findings.blank_codes(self._read))
        for finding in file_findings.hourless(self._rows.hourless):
            self.findings.add(finding)
        if as_of is not None:
            self._count_later(as_of)
        headings: dict[Column, str] = {}
        for _, table in found:
            headings = {**table.headings, **headings}
        return DossierReading(
            dossiers=self._kept,
            read=self._read,
            refused=self._refused.total(),
            refused_by_kind=dict(self._refused),
            findings=self.findings.close(),
            as_of=as_of,
            as_of_source=source,
            columns=headings,
            zone=self._zone,
        )

    def _count_later(self, as_of: date) -> None:
        end = end_of_day(as_of, self._zone)
        later = sum(1 for dossier in self._kept if dossier.row.received_at >= end)
        if later:
            self.findings.add(file_findings.received_later(as_of, later))

    def _day(
        self, given: date | None, titled: date | None
    ) -> tuple[date | None, AsOfSource | None]:
        if given:
            return given, AsOfSource.GIVEN
        if titled:
            return titled, AsOfSource.TITLE
        last = last_event([dossier.row for dossier in self._kept], self._zone)
        if last is None:
            return None, None
        self.findings.add(file_findings.day_from_last_event(last[0], self._kept[last[1]]))
        return last[0], AsOfSource.LAST_EVENT


def _values(row: Sequence[CellValue], table: Table) -> dict[Column, CellValue]:
    width = len(row)
    return {column: row[place] if place < width else None for column, place in table.places.items()}
