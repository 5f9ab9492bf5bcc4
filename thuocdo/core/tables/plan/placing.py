"""What every table of criteria needs: codes and places in the tree, points, rows of totals."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from thuocdo.core.tables.findings import Finding, Severity
from thuocdo.core.tables.grid import Document
from thuocdo.core.tables.plan.model import RawRow
from thuocdo.core.tables.plan.numbering import LONGEST_CODE, Numbering, parse_code, split_code
from thuocdo.core.tables.plan.remarks import Remarks
from thuocdo.core.vietnamese import fold, format_number, parse_number

__all__ = ["Placed", "encoding_finding", "place", "points_of", "with_code", "without_totals"]

_TOTAL = re.compile(r"(tong( (cong|so|diem|so diem))?|cong)\b.*")
# In a table without points only the label tells: "Tổng số hồ sơ" may be a task.
_BARE_TOTAL = re.compile(r"(tong( (cong|so|diem|so diem))?|cong)\W*")
_POINTS_UNIT = re.compile(r"\s*(điểm|đ)\.?$", re.IGNORECASE)
# What one row can sensibly be worth, and what can be stored; a bound of ours, not of any law.
_MOST_POINTS = Decimal(1000)
_FINEST_POINTS = Decimal("0.001")
_LONGEST_QUOTE = 60  # characters of a cell repeated in a message


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with its code and its parent's."""

    raw: RawRow
    code: str
    parent: str | None


def encoding_finding(document: Document) -> list[Finding]:
    """Return a note where an old encoding was converted."""
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


def with_code(row: RawRow) -> RawRow:
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


def without_totals(rows: Sequence[RawRow]) -> tuple[list[RawRow], list[RawRow]]:
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


def place(raws: Sequence[RawRow], remarks: Remarks) -> tuple[list[Placed], list[Finding]]:
    """Give every row its unique code and its parent."""
    numbering = Numbering()
    placed: list[Placed] = []
    findings: list[Finding] = []
    before = ""
    for raw in raws:
        code = _restored_zero(raw, before)
        parts = parse_code(code)
        if parts:
            before = code
            where = numbering.place(parts)
            raw = replace(raw, cells={**raw.cells, "code": code})
        else:
            as_area = not raw.text("max_points") and raw.text("title").isupper()
            where = numbering.place_without_code(as_area=as_area)
        if not parts or parts == ("-",):
            message = f"«{raw.text('title')[:60]}» không có mã; tạm gọi là {where.code}."
            findings.append(remarks.warn("missing_code", raw, message, "code", where.code))
        if where.is_cut:
            message = f"Mã của hàng dài hơn {LONGEST_CODE} ký tự; tạm gọi là «{where.code}»."
            findings.append(remarks.warn("long_code", raw, message, "code"))
        placed.append(Placed(raw, where.code, where.parent))
    return placed, findings


def points_of(raw: RawRow, remarks: Remarks) -> tuple[Decimal | None, list[Finding]]:
    """Return a row's points, or why they cannot be taken."""
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
