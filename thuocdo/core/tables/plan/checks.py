"""Does the table hold together? Codes, and points of parents, totals and scale."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from thuocdo.core.tables.findings import Finding, Severity
from thuocdo.core.tables.plan.model import PlanRow, PlanTable, RawRow
from thuocdo.core.tables.plan.numbering import gaps
from thuocdo.core.vietnamese import fold, format_number, parse_number

__all__ = ["check_structure"]

_OF_AREA = re.compile(r"\b(muc|linh vuc|phan|nhom)\b")  # "Cộng mục II" at the end of the table


def check_structure(table: PlanTable, totals: Sequence[tuple[RawRow, int]]) -> list[Finding]:
    """Return what does not add up; nothing is changed to make it.

    Args:
        table: the table, its findings not yet filled in.
        totals: the rows that state a total, each with its number in the file.
    """
    return [
        *_codes(table),
        *_parents(table),
        *_leaves_without_points(table),
        *_leaves_without_lead(table),
        *_totals(table, totals),
        *_scale(table),
    ]


def _codes(table: PlanTable) -> Iterator[Finding]:
    by_code = {row.code: row for row in table.rows}
    repeated = Counter(row.code.partition(" (")[0] for row in table.rows)
    for row in table.rows:
        first = row.code.partition(" (")[0]
        if row.code != first and repeated[first] > 1:
            yield Finding(
                kind="repeated_code",
                severity=Severity.WARNING,
                message=f"Mã {row.printed_code or first} đã có ở dòng "
                f"{by_code[first].source_rows[0]}; tạm gọi hàng này là «{row.code}».",
                sheet=row.sheet,
                row=row.source_rows[0],
                column=table.headings.get("code"),
                proposal=_free_code(first, set(by_code)),
            )
    for code, missing in gaps(row.code for row in table.rows):
        if missing not in by_code:
            row = by_code[code]
            yield Finding(
                kind="missing_code",
                severity=Severity.WARNING,
                message=f"Trước mã {code} không có mã {missing}; có thể thiếu một hàng.",
                sheet=row.sheet,
                row=row.source_rows[0],
                column=table.headings.get("code"),
            )


def _free_code(code: str, taken: set[str]) -> str | None:
    """Return the next code if it is free: a repeated 2.2.1 before 2.2.3 was meant as 2.2.2."""
    prefix, dot, last = code.rpartition(".")
    following = f"{prefix}{dot}{int(last) + 1}" if last.isdecimal() else ""
    return following if following and following not in taken else None


def _parents(table: PlanTable) -> Iterator[Finding]:
    for row in table.rows:
        if row.is_leaf or row.max_points is None:
            continue
        children = [child for child in table.rows if child.parent == row.code]
        below = sum((_points(table, child) for child in children), Decimal(0))
        if below != row.max_points:
            yield Finding(
                kind="parent_mismatch",
                severity=Severity.WARNING,
                message=f"{row.code} ghi {format_number(row.max_points)} điểm, các hàng con cộng "
                f"lại được {format_number(below)} điểm; giữ nguyên như văn bản.",
                sheet=row.sheet,
                row=row.source_rows[0],
                column=table.headings.get("max_points"),
            )


def _points(table: PlanTable, row: PlanRow) -> Decimal:
    return row.max_points if row.max_points is not None else table.points_under(row.code)


def _leaves_without_points(table: PlanTable) -> Iterator[Finding]:
    if not any(row.max_points is not None for row in table.rows):
        return  # a plan of tasks without points
    for row in table.leaves:
        if row.max_points is None:
            yield Finding(
                kind="missing_points",
                severity=Severity.WARNING,
                message=f"{row.code} không có điểm tối đa; không được cộng vào tổng.",
                sheet=row.sheet,
                row=row.source_rows[0],
                column=table.headings.get("max_points"),
            )


def _leaves_without_lead(table: PlanTable) -> Iterator[Finding]:
    if not any(row.lead for row in table.rows):
        return
    for row in table.leaves:
        if not row.lead:
            yield Finding(
                kind="missing_lead",
                severity=Severity.WARNING,
                message=f"{row.code} không giao cho đơn vị nào chủ trì.",
                sheet=row.sheet,
                row=row.source_rows[0],
                column=table.headings.get("lead"),
            )


def _totals(table: PlanTable, totals: Sequence[tuple[RawRow, int]]) -> Iterator[Finding]:
    last = table.rows[-1].source_rows[-1] if table.rows else 0
    for raw, number in totals:
        before = [row for row in table.rows if row.source_rows[0] < number]
        of_area = number < last or _OF_AREA.search(fold(raw.text("title")))
        area = _area_of(before) if of_area else None
        added = table.points_under(area.code) if area else table.total_points
        try:
            stated = parse_number(raw.text("max_points"))
        except ValueError:
            continue
        if stated != added:
            of = f"của {area.code}" if area else "của cả bảng"
            yield Finding(
                kind="total_mismatch",
                severity=Severity.WARNING,
                message=f"Dòng tổng ghi {format_number(stated)} điểm, các hàng {of} cộng lại được "
                f"{format_number(added)} điểm; giữ nguyên như văn bản.",
                sheet=raw.sheet,
                row=number,
                column=table.headings.get("max_points"),
            )


def _area_of(rows: Sequence[PlanRow]) -> PlanRow | None:
    return next((row for row in reversed(rows) if row.parent is None), None)


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
