"""The plan table on a terminal: areas with their points, and the findings by kind."""

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence

from thuocdo.core.tables.findings import Finding, Severity
from thuocdo.core.tables.plan import PlanTable
from thuocdo.core.vietnamese import format_number

__all__ = ["summary"]

_WIDTH = 100
_SEVERITIES = {
    Severity.ERROR: "Không đọc được",
    Severity.WARNING: "Cần xem lại",
    Severity.NOTE: "Đã sửa hoặc đề xuất",
}
_KINDS = {
    "converted_encoding": "Bảng mã cũ đã chuyển sang Unicode",
    "copied_requirement": "Yêu cầu chép từ hàng khác",
    "date_in_prose": "Thời hạn đề xuất từ câu chữ",
    "district_level": "Nhắc đến cấp huyện",
    "doubled_word": "Từ lặp",
    "ended_agency": "Cơ quan không còn khi ban hành",
    "inherited_blank": "Ô trống do ô gộp, đã lấy theo hàng trên",
    "last_year_result": "Kết quả năm trước trong ghi chú",
    "missing_code": "Thiếu mã",
    "missing_lead": "Thiếu đơn vị chủ trì",
    "missing_points": "Thiếu điểm tối đa",
    "other_table": "Bảng khác không được đọc",
    "other_year": "Năm khác với năm của kế hoạch",
    "parent_mismatch": "Điểm của hàng cha khác tổng các hàng con",
    "past_deadline": "Thời hạn đã qua khi ban hành",
    "person_and_unit": "Chủ trì là người kèm đơn vị",
    "points_outside_table": "Điểm ngoài bảng",
    "points_over_scale": "Bảng vượt thang điểm",
    "repaired_text": "Chữ đã sửa theo các hàng khác",
    "repeated_code": "Mã lặp",
    "rule_in_title": "Cách chấm điểm nằm trong tên",
    "same_deadline_twice": "Hai việc cùng một thời hạn",
    "split_row": "Hàng bị cắt qua trang, đã nối",
    "threshold_in_prose": "Ngưỡng đề xuất từ câu chữ",
    "total_mismatch": "Dòng tổng khác tổng các hàng",
    "unreadable_points": "Điểm không dùng được",
    "long_code": "Mã quá dài",
    "vague_lead": "Chủ trì không đích danh",
}


def summary(name: str, table: PlanTable) -> str:
    """Return the table in at most 100 columns: areas, totals, findings grouped by kind."""
    lines = [
        f"Bảng kế hoạch: {name}",
        f"{len(table.rows)} hàng, {len(table.leaves)} tiêu chí được chấm điểm, "
        f"{format_number(table.total_points)} điểm",
    ]
    if table.issued_on:
        lines.append(f"Ban hành ngày {table.issued_on:%d/%m/%Y}, cho năm {table.year}")
    return "\n".join([*lines, "", *_areas(table), "", *_findings(table.findings)]).rstrip()


def _safe(text: str) -> str:
    """Return text from a file without the control characters that steer a terminal."""
    return "".join(sign for sign in text if unicodedata.category(sign) not in {"Cc", "Cf"})


def _areas(table: PlanTable) -> Iterator[str]:
    rows = [
        (area.code, area.title, format_number(table.points_under(area.code)))
        for area in table.areas
    ]
    if not rows:
        return
    codes = max(len("Mã"), *(len(code) for code, _, _ in rows))
    points = max(6, *(len(number) for _, _, number in rows))
    titles = _WIDTH - codes - points - 4
    yield f"{'Mã':<{codes}}  {'Lĩnh vực':<{titles}}  {'Điểm':>{points}}"
    for code, title, number in rows:
        first, *rest = textwrap.wrap(_safe(title), titles) or [""]
        yield f"{code:<{codes}}  {first:<{titles}}  {number:>{points}}"
        yield from (f"{'':<{codes}}  {line}" for line in rest)
    total = format_number(table.total_points)
    yield f"{'':<{codes}}  {'Cộng':<{titles}}  {total:>{points}}"


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    if not findings:
        yield "Không có gì cần xem lại."
        return
    for severity, label in _SEVERITIES.items():
        chosen = [finding for finding in findings if finding.severity == severity]
        if not chosen:
            continue
        yield f"{label} ({len(chosen)})"
        for kind in dict.fromkeys(finding.kind for finding in chosen):
            group = [finding for finding in chosen if finding.kind == kind]
            yield f"  {_KINDS.get(kind, kind)} ({len(group)})"
            yield from (line for finding in group for line in _lines(finding))
        yield ""


def _lines(finding: Finding) -> Iterator[str]:
    place = f"dòng {finding.row}: " if finding.row is not None else ""
    sheet = f"{finding.sheet}, " if finding.sheet and place else ""
    proposal = finding.proposal or ""
    told = "" if proposal in finding.message else f" Đề xuất: {proposal}."
    text = _safe(f"{sheet}{place}{finding.message}{told}")
    yield from textwrap.wrap(text, _WIDTH, initial_indent="    - ", subsequent_indent="      ")
