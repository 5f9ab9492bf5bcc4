"""A draft set on the terminal."""

from collections.abc import Iterator, Sequence

from thuocdo.core.index_sets.drafting import Confidence, Draft, DraftedCriterion
from thuocdo.core.index_sets.drafting.wording import CONFIDENCES, KINDS, what_is_open
from thuocdo.core.tables.findings import Finding, Severity
from thuocdo.core.vietnamese import format_number

__all__ = ["CHANGES", "summary"]

CHANGES = {
    "removed": "Bỏ",
    "added": "Thêm",
    "moved": "Chuyển chỗ",
    "reworded": "Đổi tên",
    "reweighted": "Đổi điểm tối đa",
    "rule_changed": "Đổi cách chấm",
}
_SEVERITIES = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cần xem", Severity.NOTE: "Ghi chú"}


def summary(name: str, draft: Draft, written: Sequence[str]) -> str:
    """Return the whole text."""
    blocks = [
        _head(name, draft),
        _areas(draft),
        _rules(draft),
        _criteria(draft.criteria),
        _findings(draft.findings),
        _changes(draft),
        _open(draft),
        [f"Đã ghi {len(written)} tệp: {', '.join(written)}"] if written else [],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _head(name: str, draft: Draft) -> list[str]:
    found = draft.index_set
    issued = found.issued
    return [
        f"{name} → bản thảo {found.id}: {found.title}",
        f"{issued.document}, ngày {issued.on:%d/%m/%Y}, {issued.by}",
        f"{len(found.areas)} lĩnh vực, {len(draft.criteria)} tiêu chí chấm điểm, thang "
        f"{format_number(found.scale)} điểm.",
    ]


def _areas(draft: Draft) -> list[str]:
    sections = {"scale": "", "bonus": " (điểm cộng)", "penalty": " (điểm trừ)"}
    return [
        f"  {area.code:<6} {format_number(area.max_points):>6} điểm  {area.title}{sections[area.section]}"
        for area in draft.index_set.areas
    ]


def _rules(draft: Draft) -> list[str]:
    kinds = ", ".join(f"{KINDS[kind]} {count}" for kind, count in draft.kinds().most_common())
    sure = ", ".join(f"{title} {draft.count(one)}" for one, title in CONFIDENCES.items())
    return [f"Cách chấm: {kinds}.", f"Độ tin cậy: {sure}."]


def _criteria(criteria: Sequence[DraftedCriterion]) -> list[str]:
    return [line for one in criteria for line in _criterion(one)]


def _criterion(one: DraftedCriterion) -> Iterator[str]:
    points = format_number(one.max_points)
    yield (
        f"  {one.code:<9} {points:>5} điểm  {KINDS[one.kind]:<14} {CONFIDENCES[one.confidence]:<14} "
        f"{one.title}"
    )
    if one.confidence is not Confidence.CERTAIN:
        yield from (f"{'':18}{said}" for said in one.assumptions)
    for name, proposed in one.proposed.items():
        yield f"{'':18}Số liệu mới {name} có thể là {proposed} đã có trong danh mục."


def _findings(findings: Sequence[Finding]) -> list[str]:
    lines = [f"Điều cần xem ({len(findings)})"] if findings else []
    for one in findings:
        place = one.cell or (f"dòng {one.row}" if one.row else "")
        where = ", ".join(part for part in (one.sheet, place) if part)
        lines.append(f"  {_SEVERITIES[one.severity]}: {f'{where}: ' if where else ''}{one.message}")
    return lines


def _changes(draft: Draft) -> list[str]:
    if draft.comparison is None:
        return []
    lines = [f"So với bộ trước: {len(draft.comparison.unchanged)} tiêu chí không đổi."]
    for kind, title in CHANGES.items():
        found = [one for one in draft.comparison.changes if one.kind == kind]
        lines += [f"{title} ({len(found)})"] if found else []
        lines += [f"  {one.new or one.old:<9} {one.title}: {one.text}" for one in found]
    return lines


def _open(draft: Draft) -> list[str]:
    left = list(what_is_open(draft))
    return [f"Còn để ngỏ: {'; '.join(left)}."] if left else ["Không còn gì để ngỏ."]
