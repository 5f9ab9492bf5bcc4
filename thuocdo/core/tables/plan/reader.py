"""Reading a plan table: find it, repair it, number it, look at it closely."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from thuocdo.core.agencies.directory import Directory
from thuocdo.core.tables.encodings import repair_document
from thuocdo.core.tables.findings import Finding
from thuocdo.core.tables.grid import Document
from thuocdo.core.tables.plan.about import read_about
from thuocdo.core.tables.plan.agencies import check_agencies
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
from thuocdo.core.tables.plan.prose import find_dues, find_thresholds
from thuocdo.core.tables.plan.remarks import Remarks
from thuocdo.core.tables.plan.repair import (
    SHARED,
    blanks_from_above,
    join_split_rows,
    same_words,
)
from thuocdo.core.tables.plan.wording import check_wording

__all__ = ["read_plan"]

_PROSE = ("title", "requirement", "note", "due")


def read_plan(
    document: Document, *, directory: Directory | None = None, own: str = ""
) -> PlanTable:
    """Read the plan table of a document.

    Nothing is forced: what does not add up is said in a finding, and what prose suggests
    (deadlines, thresholds) is only proposed.

    Args:
        document: the file as read.
        directory: agencies through time, to find those that were gone; None asks nothing of them.
        own: the code of the agency whose plan it is, where that is known.

    Raises:
        UnreadableFile: the document holds no plan table.
    """
    document = without_controls(repair_document(document))
    layout = find_table(document)
    findings = [*encoding_finding(document), *layout.findings]
    raws, totals = without_totals([with_code(row) for row in layout.rows])
    remarks = Remarks(layout.headings)
    raws, split = join_split_rows(raws, remarks)
    findings += split
    for name in ("lead", "support"):
        raws, mended = same_words(raws, name, remarks)
        findings += mended
    placed, unnumbered = place(raws, remarks)
    rows, unread = _rows(placed, remarks, merged_known=layout.merged_known)
    findings += [*unnumbered, *unread]
    about = read_about(layout.around)
    table = PlanTable(
        rows=rows,
        headings=layout.headings,
        findings=(),
        issued_on=about.issued_on,
        year=about.year,
        scale=about.scale,
    )
    findings += [*check_structure(table, totals), *check_wording(table)]
    if directory is not None:
        findings += check_agencies(table, layout.around, directory, own)
    return replace(table, findings=sorted(findings, key=_in_reading_order))


def _in_reading_order(finding: Finding) -> tuple[int, str]:
    return finding.row or 0, finding.kind


def _rows(
    placed: Sequence[Placed], remarks: Remarks, *, merged_known: bool
) -> tuple[list[PlanRow], list[Finding]]:
    parents = {row.parent for row in placed}
    stated: dict[str | None, RawRow] = {}  # by parent: the last child that states its lead
    rows: list[PlanRow] = []
    findings: list[Finding] = []
    for one in placed:
        raw, is_leaf = one.raw, one.code not in parents
        inherited: dict[str, str] = {}
        if is_leaf:
            earlier = stated.get(one.parent)
            inherited = blanks_from_above(raw, earlier, merged_known=merged_known)
            if raw.text("lead"):
                stated[one.parent] = raw
        points, problem = points_of(raw, remarks)
        findings += problem
        if inherited:
            findings.append(_inherited(raw, one.code, list(inherited), remarks))
        rows.append(_row(one, points, inherited, is_leaf=is_leaf))
    return rows, findings


def _row(
    place: Placed, points: Decimal | None, inherited: dict[str, str], *, is_leaf: bool
) -> PlanRow:
    texts = {name: inherited.get(name, place.raw.text(name)) for name in ("title", *SHARED)}
    own = {name: place.raw.text(name) for name in _PROSE}
    return PlanRow(
        code=place.code,
        printed_code=place.raw.text("code"),
        max_points=points,
        parent=place.parent,
        is_leaf=is_leaf,
        inherited=tuple(inherited),
        source_rows=place.raw.source_rows,
        sheet=place.raw.sheet,
        places=place.raw.places,
        dues=tuple(due for name, text in own.items() for due in find_dues(text, name)),
        thresholds=tuple(
            bound for name in ("title", "requirement") for bound in find_thresholds(own[name], name)
        ),
        **texts,
    )


def _inherited(raw: RawRow, code: str, names: Sequence[str], remarks: Remarks) -> Finding:
    columns = ", ".join(f"«{remarks.heading(name)}»" for name in names)
    message = f"{code} để trống {columns} vì ô gộp với hàng trên; đã lấy theo ô gộp."
    return remarks.note("inherited_blank", raw, message, names[0] if len(names) == 1 else "")
