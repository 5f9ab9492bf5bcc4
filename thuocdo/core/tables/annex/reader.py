"""Reading the annex of a decision: find it, repair it, number it, look at it closely."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from thuocdo.core.tables.annex.about import read_decision
from thuocdo.core.tables.annex.columns import unfold_columns
from thuocdo.core.tables.annex.headings import ANNEX
from thuocdo.core.tables.annex.model import AnnexRow, AnnexTable
from thuocdo.core.tables.annex.options import BREAK, fold_options, one_line, part_titles
from thuocdo.core.tables.encodings import repair_document
from thuocdo.core.tables.findings import Finding
from thuocdo.core.tables.grid import CellValue, Document
from thuocdo.core.tables.plan.about import read_about
from thuocdo.core.tables.plan.cells import without_controls
from thuocdo.core.tables.plan.checks import check_structure
from thuocdo.core.tables.plan.layout import find_table
from thuocdo.core.tables.plan.model import PlanRow, PlanTable, RawRow
from thuocdo.core.tables.plan.placing import (
    Placed,
    encoding_finding,
    place,
    points_of,
    with_code,
    without_totals,
)
from thuocdo.core.tables.plan.remarks import Remarks
from thuocdo.core.tables.plan.repair import join_split_rows
from thuocdo.core.vietnamese import parse_number

__all__ = ["read_annex"]

_OF_AREA = ("mục", "lĩnh vực", "phần", "nhóm")


def read_annex(document: Document) -> AnnexTable:
    """Read the table of criteria in a document.

    Nothing is forced: what does not add up is said in a finding.

    Raises:
        UnreadableFile: the document holds no table of criteria.
    """
    document = without_controls(_keeping_lines(repair_document(document)))
    layout = find_table(document, ANNEX)
    remarks = Remarks({name: one_line(text) for name, text in layout.headings.items()})
    rows = part_titles(unfold_columns(_without_breaks(layout.rows)))
    raws, totals = without_totals([with_code(row) for row in rows])
    raws, split = join_split_rows(fold_options(raws), remarks)
    placed, unnumbered = place(raws, remarks)
    read, unread = _rows(placed, remarks)
    around = [one_line(text) for text in layout.around]
    about = read_about(around)
    shape = PlanTable(
        rows=[_as_plan_row(row) for row in read],
        headings=layout.headings,
        findings=(),
        scale=about.scale,
    )
    found = [
        *encoding_finding(document),
        *layout.findings,
        *split,
        *unnumbered,
        *unread,
        *check_structure(shape, totals),
    ]
    return AnnexTable(
        rows=read,
        headings={name: one_line(text) for name, text in layout.headings.items()},
        findings=sorted(found, key=_in_reading_order),
        decision=read_decision(around),
        year=about.year,
        stated_total=_whole_total(totals) or about.scale,
    )


def _in_reading_order(finding: Finding) -> tuple[int, str]:
    return finding.row or 0, finding.kind


def _keeping_lines(document: Document) -> Document:
    """Mark the ends of lines inside cells: they part one way of giving points from the next."""

    def marked(value: CellValue) -> CellValue:
        if not isinstance(value, str):
            return value
        lines = [line.strip() for line in value.splitlines()]
        return f" {BREAK} ".join(line for line in lines if line)

    grids = [
        replace(grid, rows=[[marked(cell) for cell in row] for row in grid.rows])
        for grid in document.grids
    ]
    return replace(document, grids=grids)


def _without_breaks(rows: Sequence[RawRow]) -> list[RawRow]:
    kept = {"title", "method"}
    return [
        replace(
            row,
            cells={
                name: text if name in kept else one_line(text) for name, text in row.cells.items()
            },
        )
        for row in rows
    ]


def _rows(placed: Sequence[Placed], remarks: Remarks) -> tuple[list[AnnexRow], list[Finding]]:
    parents = {one.parent for one in placed}
    rows, findings = [], []
    for one in placed:
        points, problem = points_of(one.raw, remarks)
        findings += problem
        rows.append(_row(one, points, is_leaf=one.code not in parents))
    return rows, findings


def _row(one: Placed, points: Decimal | None, *, is_leaf: bool) -> AnnexRow:
    raw = one.raw
    method = raw.text("method")
    shared = raw.above.get("method", "") if is_leaf and not method else ""
    lines = [line.strip() for line in (method or shared).split(BREAK)]
    return AnnexRow(
        code=one.code,
        printed_code=raw.text("code"),
        title=one_line(raw.text("title")),
        max_points=points,
        parent=one.parent,
        is_leaf=is_leaf,
        method=tuple(line for line in lines if line),
        shared_method=bool(shared),
        data=raw.text("data"),
        evidence=raw.text("evidence"),
        note=raw.text("note"),
        source_rows=raw.source_rows,
        sheet=raw.sheet,
        places=raw.places,
    )


def _as_plan_row(row: AnnexRow) -> PlanRow:
    return PlanRow(
        code=row.code,
        printed_code=row.printed_code,
        title=row.title,
        max_points=row.max_points,
        lead="",
        support="",
        requirement="",
        note="",
        due="",
        parent=row.parent,
        is_leaf=row.is_leaf,
        inherited=(),
        source_rows=row.source_rows,
        sheet=row.sheet,
        places=row.places,
    )


def _whole_total(totals: Sequence[RawRow]) -> Decimal | None:
    """Return the total of the whole table, where a row states one."""
    for row in reversed(totals):
        label = f"{row.text('code')} {row.text('title')}".lower()
        if not any(word in label for word in _OF_AREA):
            try:
                return parse_number(row.text("max_points"))
            except ValueError:
                return None
    return None
