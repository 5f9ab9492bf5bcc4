"""`thuocdo dossiers read`: what an export of the one-stop software says, and what is wrong in it."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from fractions import Fraction

import click

from thuocdo.adapters.tables.exports import open_export
from thuocdo.core.tables.dossiers import DossierCounts, DossierReading, read_dossiers
from thuocdo.core.tables.findings import Finding, Severity
from thuocdo.core.tables.grid import UnreadableFile
from thuocdo.core.vietnamese import format_number, round_half_up
from thuocdo.web.cli import refuse
from thuocdo.web.cli.inputs import ZONE, read_day, read_input

__all__ = ["command"]

_FINDINGS_SHOWN = 40
_SEVERITIES = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo", Severity.NOTE: "Ghi chú"}
_LABELS = {
    "received": "Tiếp nhận",
    "finished": "Đã giải quyết",
    "on_time": "  đúng hạn, trước hạn",
    "overdue": "  quá hạn",
    "open": "Đang giải quyết",
    "open_overdue": "  đã quá hạn",
    "more_than_one_supplement": "Yêu cầu bổ sung quá một lần",
    "online": "Nộp trực tuyến",
}
_RATES = {"on_time": ("on_time", "finished"), "online": ("online", "received")}


@click.group(help="Danh sách hồ sơ xuất từ phần mềm một cửa.")
def command() -> None:
    """Gather what can be done with an export of dossiers."""


@command.command(help="Đọc tệp .xlsx, .xls hoặc .csv; cho biết số liệu và những chỗ cần xem lại.")
@click.argument("file")
@click.option("--as-of", metavar="NGÀY", help="Số liệu tính đến hết ngày này (2023-12-31).")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def read(file: str, as_of: str | None, *, as_json: bool) -> None:
    """Read one export and print its numbers and findings."""
    try:
        document = open_export(*read_input(file))
        reading = read_dossiers(document, zone=ZONE, as_of=read_day(as_of))
    except UnreadableFile as error:
        raise refuse(str(error)) from error
    if as_json:
        click.echo(json.dumps(_as_json(reading), ensure_ascii=False, indent=2))
    else:
        _print_summary(reading, document.name)


def _rates(counts: DossierCounts) -> dict[str, str | None]:
    rates = {}
    for name, (part, whole) in _RATES.items():
        above, below = getattr(counts, part), getattr(counts, whole)
        rate = None if above is None or not below else Fraction(100 * above, below)
        rates[f"{name}_rate"] = None if rate is None else str(round_half_up(rate, 2))
    return rates


def _as_json(reading: DossierReading) -> dict[str, object]:
    counts = reading.counts()
    return {
        "as_of": reading.as_of and reading.as_of.isoformat(),
        "as_of_source": reading.as_of_source,
        "read": reading.read,
        "kept": reading.kept,
        "refused": reading.refused,
        "refused_by_kind": dict(reading.refused_by_kind),
        **asdict(counts),
        **_rates(counts),
        "columns": {column.value: heading for column, heading in reading.columns.items()},
        "findings": [asdict(finding) for finding in reading.findings],
    }


def _print_summary(reading: DossierReading, name: str) -> None:
    counts = reading.counts()
    rates = _rates(counts)
    day = f", tính đến hết ngày {reading.as_of:%d/%m/%Y}" if reading.as_of else ""
    click.echo(f"{name}{day}")
    click.echo()
    for label, number in (
        ("Đọc được", reading.read),
        ("  dùng được", reading.kept),
        ("  không dùng được", reading.refused),
    ):
        click.echo(_line(label, number))
    click.echo()
    for field, label in _LABELS.items():
        rate = rates.get(f"{field}_rate")
        share = "" if rate is None else f"  ({rate.replace('.', ',')} %)"
        click.echo(_line(label, getattr(counts, field)) + share)
    _print_findings(reading.findings)


def _line(label: str, number: int | None) -> str:
    shown = "không rõ" if number is None else format_number(number)
    return f"{label:<30}{shown:>10}"


def _print_findings(findings: Sequence[Finding]) -> None:
    counts = Counter(finding.severity for finding in findings)
    click.echo()
    if not findings:
        click.echo("Không có chỗ nào cần xem lại.")
        return
    parts = [f"{counts[s]} {word.lower()}" for s, word in _SEVERITIES.items() if counts[s]]
    click.echo(f"Cần xem lại: {', '.join(parts)}.")
    order = list(_SEVERITIES)
    for finding in sorted(findings, key=lambda f: order.index(f.severity))[:_FINDINGS_SHOWN]:
        click.echo(f"- {_SEVERITIES[finding.severity]}, {_where(finding)}{finding.message}")
    if len(findings) > _FINDINGS_SHOWN:
        rest = format_number(len(findings) - _FINDINGS_SHOWN)
        click.echo(f"… và {rest} chỗ khác; thêm --json để xem tất cả.")


def _where(finding: Finding) -> str:
    row = None if finding.row is None else f"dòng {finding.row}"
    place = " ".join(part for part in (finding.sheet, finding.cell or row) if part)
    return f"{place}: " if place else "cả tệp: "
