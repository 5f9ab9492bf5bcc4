"""`thuocdo plan`: read a plan table and say what is in it."""

import json
from pathlib import Path
from typing import Any

import click

from thuocdo.adapters.tables.opening import open_document
from thuocdo.apps.rulebooks.queries import agency_directory
from thuocdo.core.tables.findings import Finding
from thuocdo.core.tables.grid import UnreadableFile
from thuocdo.core.tables.plan import PlanRow, PlanTable, read_plan
from thuocdo.web.cli import refuse
from thuocdo.web.cli.inputs import plain_number, read_input
from thuocdo.web.cli.plan_summary import summary

__all__ = ["command"]

_BLANK_AS_NULL = ("lead", "support", "requirement", "note", "due")


@click.group("plan", help="Đọc bảng kế hoạch (Word, Excel, văn bản).")
def command() -> None:
    pass


@command.command("read", help="Đọc bảng kế hoạch trong TỆP và nêu những điều cần xem lại.")
@click.argument("file", metavar="TỆP")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def read(file: str, *, as_json: bool) -> None:
    try:
        table = read_plan(open_document(*read_input(file)), directory=agency_directory())
    except UnreadableFile as error:
        raise refuse(str(error)) from error
    if as_json:
        click.echo(json.dumps(_as_json(table), ensure_ascii=False, indent=1))
    else:
        click.echo(summary(Path(file).name, table))


def _as_json(table: PlanTable) -> dict[str, Any]:
    return {
        "issued_on": table.issued_on.isoformat() if table.issued_on else None,
        "year": table.year,
        "scale": plain_number(table.scale),
        "headings": dict(table.headings),
        "leaf_count": len(table.leaves),
        "total_points": plain_number(table.total_points),
        "areas": [
            {
                "code": area.code,
                "title": area.title,
                "total_points": plain_number(table.points_under(area.code)),
                "stated_points": plain_number(area.max_points),
            }
            for area in table.areas
        ],
        "rows": [_row(row) for row in table.rows],
        "findings": [_finding(finding) for finding in table.findings],
    }


def _row(row: PlanRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "printed_code": row.printed_code or None,
        "title": row.title,
        "max_points": plain_number(row.max_points),
        **{name: row.text(name) or None for name in _BLANK_AS_NULL},
        "parent": row.parent,
        "is_leaf": row.is_leaf,
        "inherited": list(row.inherited),
        "sheet": row.sheet or None,
        "source_rows": list(row.source_rows),
        "proposed_dues": [
            {
                "kind": due.kind,
                "bound": due.bound,
                "date": due.day.isoformat() if due.day else None,
                "proposal": due.proposal,
                "text": due.text,
                "field": due.field,
            }
            for due in row.dues
        ],
        "proposed_thresholds": [
            {"proposal": bound.proposal, "text": bound.text, "field": bound.field}
            for bound in row.thresholds
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "severity": finding.severity.value,
        "sheet": finding.sheet or None,
        "row": finding.row,
        "column": finding.column,
        "cell": finding.cell,
        "message": finding.message,
        "proposal": finding.proposal,
    }
