"""What readers noticed about a file, ready for a page: grouped by how much it matters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from thuocdo.core.tables.findings import Severity

__all__ = ["FindingGroup", "ShownFinding", "grouped"]

_GROUPS = {
    Severity.ERROR: ("lost", "✕", "Không đọc được", "Các dòng này không được tính."),
    Severity.WARNING: ("possible", "▲", "Cần xem lại", "Vẫn được tính như đang ghi trong tệp."),
    Severity.NOTE: ("note", "•", "Ghi chú", "Đã tự sửa hoặc có đề xuất; không phải làm gì thêm."),
}
_FIRST = 200


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One remark with its place in words."""

    place: str
    message: str
    proposal: str


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Remarks of one severity; `left_out` is how many more there are than are shown."""

    key: str
    sign: str
    title: str
    hint: str
    findings: tuple[ShownFinding, ...]
    count: int
    left_out: int


def grouped(findings: Iterable[Mapping[str, Any]]) -> tuple[FindingGroup, ...]:
    """Group findings as kept in JSON (the fields of `core.tables.findings.Finding`)."""
    found = list(findings)
    groups = []
    for severity, (key, sign, title, hint) in _GROUPS.items():
        rows = [finding for finding in found if finding["severity"] == severity]
        if rows:
            shown = tuple(
                ShownFinding(_place(row), row["message"], row.get("proposal") or "")
                for row in rows[:_FIRST]
            )
            groups.append(
                FindingGroup(key, sign, title, hint, shown, len(rows), len(rows) - len(shown))
            )
    return tuple(groups)


def _place(finding: Mapping[str, Any]) -> str:
    said = []
    if finding.get("sheet"):
        said.append(f"trang «{finding['sheet']}»")
    if finding.get("cell"):
        said.append(f"ô {finding['cell']}")
    elif finding.get("row") is not None:
        said.append(f"dòng {finding['row']}")
    if finding.get("column"):
        said.append(f"cột «{finding['column']}»")
    return ", ".join(said) or "cả tệp"
