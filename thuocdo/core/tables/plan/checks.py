"""Does the table hold together? Codes, and points of parents, totals and scale."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from thuocdo.core.tables.findings import Finding, Severity
from thuocdo.core.tables.plan.model import PlanRow, PlanTable, RawRow
from thuocdo.core.tables.plan.numbering import gaps
from thuocdo.core.tables.plan.remarks import Remarks
from thuocdo.core.vietnamese import fold, format_number, parse_number

__all__ = ["check_structure"]

_OF_AREA = re.compile(r"\b(muc|linh vuc|phan|nhom)\b")  # "Cộng mục II" at the end of the table
_AGAIN = re.compile(r" \(\d+\)$")  # what the numbering adds to a code that was taken


def check_structure(table: PlanTable, totals: Sequence[RawRow]) -> list[Finding]:
    """Return what does not add up; nothing is changed to make it.

    Args:
        table: the table, its findings not yet filled in.
        totals: the rows that state a total.
    """
    remarks = Remarks(table.headings)
    return [
        *_codes(table, remarks),
        *_parents(table, remarks),
        *_blank_leaves(table, remarks),
        *_totals(table, totals, remarks),
        *_scale(table),
    ]


def _codes(table: PlanTable, remarks: Remarks) -> Iterator[Finding]:
    by_code = {row.code: row for row in table.rows}
    for row in table.rows:
        first = _AGAIN.sub("", row.code)
        if row.code != first and first in by_code:
            message = (
                f"Mã {row.printed_code or first} đã có ở dòng {by_code[first].source_rows[0]}; "
                f"tạm gọi hàng này là «{row.code}»."
            )
            yield remarks.warn(
                "repeated_code", row, message, "code", _free_code(first, set(by_code))
            )
    for code, missing in gaps(by_code):
        if missing not in by_code:
            message = f"Trước mã {code} không có mã {missing}; có thể thiếu một hàng."
            yield remarks.warn("missing_code", by_code[code], message, "code")


def _free_code(code: str, taken: set[str]) -> str | None:
    """Return the next code if it is free: a repeated 2.2.1 before 2.2.3 was meant as 2.2.2."""
    prefix, dot, last = code.rpartition(".")
    following = f"{prefix}{dot}{int(last) + 1}" if last.isdecimal() else ""
    return following if following not in taken else None


def _parents(table: PlanTable, remarks: Remarks) -> Iterator[Finding]:
    for row in table.rows:
        if row.is_leaf or row.max_points is None:
            continue
        children = [child for child in table.rows if child.parent == row.code]
        below = sum((_points(table, child) for child in children), Decimal(0))
        if below != row.max_points:
            message = (
                f"{row.code} ghi {format_number(row.max_points)} điểm, các hàng con cộng lại được "
                f"{format_number(below)} điểm; giữ nguyên như văn bản."
            )
            yield remarks.warn("parent_mismatch", row, message, "max_points")


def _points(table: PlanTable, row: PlanRow) -> Decimal:
    return row.max_points if row.max_points is not None else table.points_under(row.code)


def _blank_leaves(table: PlanTable, remarks: Remarks) -> Iterator[Finding]:
    """Find leaves without points or lead, where the table gives any at all."""
    with_points = any(row.max_points is not None for row in table.rows)
    with_lead = any(row.lead for row in table.rows)
    for row in table.leaves:
        if with_points and row.max_points is None:
            message = f"{row.code} không có điểm tối đa; không được cộng vào tổng."
            yield remarks.warn("missing_points", row, message, "max_points")
        if with_lead and not row.lead:
            message = f"{row.code} không giao cho đơn vị nào chủ trì."
            yield remarks.warn("missing_lead", row, message, "lead")


def _totals(table: PlanTable, totals: Sequence[RawRow], remarks: Remarks) -> Iterator[Finding]:
    for total in totals:
        try:
            stated = parse_number(total.text("max_points"))
        except ValueError:
            message = f"Dòng tổng ghi «{total.text('max_points')}», không phải là số."
            yield remarks.refuse("unreadable_points", total, message, "max_points")
            continue
        area = _area_of(table, total)
        added = table.points_under(area.code) if area else table.total_points
        if stated != added:
            of = f"của {area.code}" if area else "của cả bảng"
            message = (
                f"Dòng tổng ghi {format_number(stated)} điểm, các hàng {of} cộng lại được "
                f"{format_number(added)} điểm; giữ nguyên như văn bản."
            )
            yield remarks.warn("total_mismatch", total, message, "max_points")


def _area_of(table: PlanTable, total: RawRow) -> PlanRow | None:
    """Return the area that a total is of, None where it is of the whole table."""
    number = total.source_rows[0]
    same_sheet = [row for row in table.rows if row.sheet == total.sheet]
    before = [row for row in same_sheet if row.source_rows[0] < number]
    in_mid_table = len(before) < len(same_sheet)
    if not (in_mid_table or _OF_AREA.search(fold(total.text("title")))):
        return None
    return next((row for row in reversed(before) if row.parent is None), None)


def _scale(table: PlanTable) -> Iterator[Finding]:
    if table.scale is None or not any(row.max_points is not None for row in table.rows):
        return
    outside = table.scale - table.total_points
    scale = format_number(table.scale)
    if outside > 0:
        yield Finding(
            kind="points_outside_table",
            severity=Severity.NOTE,
            message=f"{format_number(outside)} điểm của thang {scale} không nằm trong nhiệm vụ "
            "của ai.",
        )
    elif outside < 0:
        yield Finding(
            kind="points_over_scale",
            severity=Severity.WARNING,
            message=f"Bảng cộng lại được {format_number(table.total_points)} điểm, nhiều hơn thang "
            f"{scale} mà văn bản nêu.",
        )
