"""Deadlines that cannot be meant: already past, of another year, the same for two things."""

import re
from collections.abc import Iterator

from thuocdo.core.tables.findings import Finding
from thuocdo.core.tables.plan.model import Due, PlanRow, PlanTable
from thuocdo.core.tables.plan.remarks import Remarks
from thuocdo.core.vietnamese import fold

__all__ = ["check_deadlines"]

# "giai đoạn 2021-2030", "đến năm 2030" and law numbers name other years rightly.
_YEAR = re.compile(r"(?<!den )(?<!giai doan )(?<!tu )\bnam (20\d\d)\b(?!\s*[-–])")


def check_deadlines(table: PlanTable) -> list[Finding]:
    """Return the deadlines found in prose, as proposals, and those that cannot be meant."""
    remarks = Remarks(table.headings)
    findings: list[Finding] = []
    for row in table.rows:
        findings += [_proposed(remarks, row, due) for due in dict.fromkeys(row.dues)]
        findings += _past(table, row, remarks)
        findings += _other_years(table, row, remarks)
        findings += _twice(row, remarks)
    return findings


def _proposed(remarks: Remarks, row: PlanRow, due: Due) -> Finding:
    message = f"{row.code} nêu thời hạn «{due.text}»; đề xuất thời hạn: {due.proposal}."
    return remarks.note("date_in_prose", row, message, due.field, due.proposal)


def _past(table: PlanTable, row: PlanRow, remarks: Remarks) -> Iterator[Finding]:
    issued = table.issued_on
    for due in dict.fromkeys(row.dues):
        if issued is not None and due.day is not None and due.day < issued:
            message = (
                f"Thời hạn {due.day:%d/%m/%Y} của {row.code} đã qua khi kế hoạch được ban hành "
                f"({issued:%d/%m/%Y})."
            )
            yield remarks.warn("past_deadline", row, message, due.field)


def _other_years(table: PlanTable, row: PlanRow, remarks: Remarks) -> Iterator[Finding]:
    year = table.year
    if year is None:
        return
    for due in dict.fromkeys(row.dues):
        if due.day is not None and due.day.year != year:
            message = (
                f"Thời hạn {due.day:%d/%m/%Y} của {row.code} không thuộc năm {year}; "
                "có thể chép từ kế hoạch năm khác."
            )
            proposal = due.proposal.replace(str(due.day.year), str(year), 1)
            yield remarks.warn("other_year", row, message, due.field, proposal)
    for name in ("title", "requirement"):
        for found in _YEAR.finditer(fold(row.stated(name))):
            if int(found[1]) < year:
                message = f"{row.code} ghi «năm {found[1]}» trong kế hoạch năm {year}."
                yield remarks.warn("other_year", row, message, name, f"năm {year}")


def _twice(row: PlanRow, remarks: Remarks) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for due in row.dues:
        key = (due.field, due.proposal)
        if key in seen:
            message = (
                f"{row.code} đặt hai việc cùng một thời hạn «{due.proposal}»; có thể một thời hạn "
                "bị ghi nhầm."
            )
            yield remarks.warn("same_deadline_twice", row, message, due.field)
        seen.add(key)
