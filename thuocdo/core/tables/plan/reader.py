"""Reading a plan table: find it, repair it, number it, look at it closely."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from thuocdo.core.tables.encodings import repair_document
from thuocdo.core.tables.findings import Finding, Severity
from thuocdo.core.tables.grid import Document
from thuocdo.core.tables.plan.about import read_about
from thuocdo.core.tables.plan.cells import without_controls
from thuocdo.core.tables.plan.checks import check_structure
from thuocdo.core.tables.plan.layout import find_table
from thuocdo.core.tables.plan.model import PlanRow, PlanTable, RawRow
from thuocdo.core.tables.plan.numbering import LONGEST_CODE, Numbering, parse_code, split_code
from thuocdo.core.tables.plan.prose import find_dues, find_thresholds
from thuocdo.core.tables.plan.remarks import Remarks
from thuocdo.core.tables.plan.repair import (
    SHARED,
    blanks_from_above,
    join_split_rows,
    same_words,
)
from thuocdo.core.tables.plan.wording import check_wording
from thuocdo.core.vietnamese import fold, format_number, parse_number

__all__ = ["read_plan"]

_TOTAL = re.compile(r"(tong( (cong|so|diem|so diem))?|cong)\b.*")
# In a table without points only the label tells: "Tổng số hồ sơ" may be a task.
_BARE_TOTAL = re.compile(r"(tong( (cong|so|diem|so diem))?|cong)\W*")
_POINTS_UNIT = re.compile(r"\s*(điểm|đ)\.?$", re.IGNORECASE)
_PROSE = ("title", "requirement", "note", "due")
# What one row can sensibly be worth, and what can be stored; a bound of ours, not of any law.
_MOST_POINTS = Decimal(1000)
_FINEST_POINTS = Decimal("0.001")
_LONGEST_QUOTE = 60  # characters of a cell repeated in a message


@dataclass(frozen=True, slots=True)
class _Placed:
    raw: RawRow
    code: str
    parent: str | None


def read_plan(document: Document) -> PlanTable:
    """Read the plan table of a document.

    Nothing is forced: what does not add up is said in a finding, and what prose suggests
    (deadlines, thresholds) is only proposed.

    Raises:
        UnreadableFile: the document holds no plan table.
    """
    document = without_controls(repair_document(document))
    layout = find_table(document)
    findings = [*_encoding_finding(document), *layout.findings]
    raws, totals = _without_totals([_with_code(row) for row in layout.rows])
    remarks = Remarks(layout.headings)
    raws, split = join_split_rows(raws, remarks)
    findings += split
    for name in ("lead", "support"):
        raws, mended = same_words(raws, name, remarks)
        findings += mended
    placed, unnumbered = _place(raws, remarks)
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
    return replace(table, findings=sorted(findings, key=_in_reading_order))


def _in_reading_order(finding: Finding) -> tuple[int, str]:
    return finding.row or 0, finding.kind


def _encoding_finding(document: Document) -> list[Finding]:
    names = {"tcvn3": "TCVN3 (ABC, phông .VnTime)", "vni-windows": "VNI (phông VNI-Times)"}
    if document.converted_from not in names:
        return []
    return [
        Finding(
            kind="converted_encoding",
            severity=Severity.NOTE,
            message=f"Văn bản gõ bằng bảng mã {names[document.converted_from]} đã được chuyển "
            "sang Unicode.",
        )
    ]


def _with_code(row: RawRow) -> RawRow:
    """Return the row with its code in the code's cell, where it stands with the title."""
    code, title = row.text("code"), row.text("title")
    if parse_code(code):
        return row
    if code and not title:  # a title merged over the code's cell: "I. Công tác chỉ đạo"
        both = split_code(code) or ("", code)
    elif not code:
        both = split_code(title) or ("", title)
    else:
        return row
    return replace(row, cells={**row.cells, "code": both[0], "title": both[1]})


def _without_totals(rows: Sequence[RawRow]) -> tuple[list[RawRow], list[RawRow]]:
    """Take out the rows that state a total; in a table without points they state nothing."""
    kept: list[RawRow] = []
    totals: list[RawRow] = []
    for row in rows:
        label = fold(f"{row.text('code')} {row.text('title')}").strip()
        if parse_code(row.text("code")):
            kept.append(row)
        elif row.text("max_points") and _TOTAL.fullmatch(label):
            totals.append(row)
        elif "max_points" in row.cells or not _BARE_TOTAL.fullmatch(label):
            kept.append(row)
    return kept, totals


def _restored_zero(row: RawRow, before: str) -> str:
    """Return `1.10` for a code that a sheet keeps as the number 1.1 and that follows `1.9`."""
    code = row.text("code")
    prefix, dot, last = before.rpartition(".")
    if not (row.numeric_code and dot and last.isdecimal()):
        return code
    following = f"{prefix}.{int(last) + 1}"
    return following if following.rstrip("0") == code and following.endswith("0") else code


def _place(raws: Sequence[RawRow], remarks: Remarks) -> tuple[list[_Placed], list[Finding]]:
    numbering = Numbering()
    placed: list[_Placed] = []
    findings: list[Finding] = []
    before = ""
    for raw in raws:
        code = _restored_zero(raw, before)
        parts = parse_code(code)
        if parts:
            before = code
            place = numbering.place(parts)
            raw = replace(raw, cells={**raw.cells, "code": code})
        else:
            as_area = not raw.text("max_points") and raw.text("title").isupper()
            place = numbering.place_without_code(as_area=as_area)
        if not parts or parts == ("-",):
            message = f"«{raw.text('title')[:60]}» không có mã; tạm gọi là {place.code}."
            findings.append(remarks.warn("missing_code", raw, message, "code", place.code))
        if place.is_cut:
            message = f"Mã của hàng dài hơn {LONGEST_CODE} ký tự; tạm gọi là «{place.code}»."
            findings.append(remarks.warn("long_code", raw, message, "code"))
        placed.append(_Placed(raw, place.code, place.parent))
    return placed, findings


def _rows(
    placed: Sequence[_Placed], remarks: Remarks, *, merged_known: bool
) -> tuple[list[PlanRow], list[Finding]]:
    parents = {row.parent for row in placed}
    stated: dict[str | None, RawRow] = {}  # by parent: the last child that states its lead
    rows: list[PlanRow] = []
    findings: list[Finding] = []
    for place in placed:
        raw, is_leaf = place.raw, place.code not in parents
        inherited: dict[str, str] = {}
        if is_leaf:
            earlier = stated.get(place.parent)
            inherited = blanks_from_above(raw, earlier, merged_known=merged_known)
            if raw.text("lead"):
                stated[place.parent] = raw
        points, problem = _points(raw, remarks)
        findings += problem
        if inherited:
            findings.append(_inherited(raw, place.code, list(inherited), remarks))
        rows.append(_row(place, points, inherited, is_leaf=is_leaf))
    return rows, findings


def _row(
    place: _Placed, points: Decimal | None, inherited: dict[str, str], *, is_leaf: bool
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


def _points(raw: RawRow, remarks: Remarks) -> tuple[Decimal | None, list[Finding]]:
    text = _POINTS_UNIT.sub("", raw.text("max_points"))
    if not text or text in {"-", "–"}:
        return None, []
    try:
        points = parse_number(text)
    except ValueError:
        problem = "không phải là số điểm"
    else:
        problem = _unfit(points)
        if not problem:
            return points, []
    message = f"«{_short(raw.text('max_points'))}» {problem}; hàng được giữ, điểm để trống."
    return None, [remarks.refuse("unreadable_points", raw, message, "max_points")]


def _unfit(points: Decimal) -> str:
    """Return why points cannot be taken as they are, empty where they can."""
    if points < 0:
        return "là số âm"
    if points > _MOST_POINTS:
        return f"lớn hơn {format_number(_MOST_POINTS)} điểm"
    if points != points.quantize(_FINEST_POINTS):
        return "có quá ba chữ số thập phân"
    return ""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def _inherited(raw: RawRow, code: str, names: Sequence[str], remarks: Remarks) -> Finding:
    columns = ", ".join(f"«{remarks.heading(name)}»" for name in names)
    message = f"{code} để trống {columns} vì ô gộp với hàng trên; đã lấy theo ô gộp."
    return remarks.note("inherited_blank", raw, message, names[0] if len(names) == 1 else "")
