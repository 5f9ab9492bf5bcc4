"""What the words of a plan give away: stale dates, leads that name nobody, copied text."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from thuocdo.core.tables.findings import Finding, Severity
from thuocdo.core.tables.plan.deadlines import check_deadlines
from thuocdo.core.tables.plan.model import PlanRow, PlanTable
from thuocdo.core.vietnamese import fold

__all__ = ["check_wording"]

_VAGUE = re.compile(
    r"cac (phong|don vi|co quan|bo phan|ban)\b.*|.*\b(duoc giao|co|lien) (chu tri|lien quan|quan)\b.*"
    r"|toan the\b.*|moi don vi.*"
)
_PERSON = re.compile(
    r"(?P<person>(?:can bo|cong chuc|vien chuc|chuyen vien|nhan vien|ky su|ke toan|van thu|dong chi|ong|ba)\b[^()]*)\((?P<unit>[^()]+)\)"
)
_RULE = re.compile(
    r"thi (?:duoc )?(?:diem|cham)|diem danh gia la|(?:duoc|dat) (?:cham )?\d+(?:[.,]\d+)? diem"
)
_RULE_PART = re.compile(
    r"(?P<from>tu\s+)?(?P<count>\d+)\s+[^;]*?diem (?:danh gia )?(?:la\s+)?(?P<points>\d+(?:[.,]\d+)?)"
)
_LAST_YEAR = re.compile(r"\bnam (20\d\d)\b")
_WORD = re.compile(r"[^\W\d_]+")
# Words that Vietnamese doubles on purpose.
_DOUBLED_ON_PURPOSE = re.compile(
    r"luôn|thường|dần|ngày|người|nhà|đời|mãi|rất|hằng|lần|xanh|ai|đâu|nào|gì|bước|từng"
)
_FEWEST_SHARED = 2  # pairs of words that name the other row's subject
_DISTRICT = re.compile(r"\bcap huyen\b|\bubnd huyen\b|\bquan, huyen\b")
_PROSE = ("title", "requirement", "note")

Check = Callable[[PlanTable, PlanRow], Iterator[Finding]]


def check_wording(table: PlanTable) -> list[Finding]:
    """Return what the texts of the rows give away, and the proposals read from them.

    A text in a merged cell is looked at once, where it stands.
    """
    findings = [finding for row in table.rows for check in _CHECKS for finding in check(table, row)]
    return [*findings, *_copied_requirements(table), *check_deadlines(table)]


def _finding(table: PlanTable, row: PlanRow, name: str, kind: str, message: str) -> Finding:
    return Finding(
        kind=kind,
        severity=Severity.WARNING,
        message=message,
        sheet=row.sheet,
        row=row.source_rows[0],
        column=table.headings.get(name),
    )


def _note(table: PlanTable, row: PlanRow, name: str, texts: tuple[str, str, str]) -> Finding:
    kind, message, proposal = texts
    return Finding(
        kind=kind,
        severity=Severity.NOTE,
        message=message,
        sheet=row.sheet,
        row=row.source_rows[0],
        column=table.headings.get(name),
        proposal=proposal or None,
    )


def _vague_lead(table: PlanTable, row: PlanRow) -> Iterator[Finding]:
    lead = row.stated("lead")
    if lead and _VAGUE.fullmatch(fold(lead)):
        yield _finding(
            table,
            row,
            "lead",
            "vague_lead",
            f"{row.code} giao cho «{lead}», không nêu đích danh đơn vị nào; cần chỉ rõ một đơn vị "
            "chủ trì.",
        )


def _person_and_unit(table: PlanTable, row: PlanRow) -> Iterator[Finding]:
    lead = row.stated("lead")
    found = _PERSON.fullmatch(fold(lead))
    if found and len(fold(lead)) == len(lead):
        unit = lead[found.start("unit") : found.end("unit")].strip()
        person = lead[: found.end("person")].strip()
        message = f"{row.code} giao cho một người kèm đơn vị («{person}»); đề xuất đơn vị chủ trì là {unit}."
        yield _note(table, row, "lead", ("person_and_unit", message, unit))


def _rule_in_title(table: PlanTable, row: PlanRow) -> Iterator[Finding]:
    folded = fold(row.title)
    if not _RULE.search(folded):
        return
    parts = [
        f"{'≥ ' if part['from'] else ''}{int(part['count'])}: {part['points']} điểm"
        for part in _RULE_PART.finditer(folded)
    ]
    name = re.split(r"\s*[:;]\s*[-–+]\s|:\s", row.title)[0]
    message = f"Tên nhiệm vụ {row.code} chứa cả cách chấm điểm; tên ngắn là «{name}»."
    yield _note(table, row, "title", ("rule_in_title", message, "; ".join(parts)))


def _last_year_result(table: PlanTable, row: PlanRow) -> Iterator[Finding]:
    note = row.stated("note")
    years = [int(year) for year in _LAST_YEAR.findall(fold(note))]
    if table.year is not None and years and max(years) < table.year:
        message = (
            f"Ghi chú của {row.code} là kết quả năm {max(years)}, không phải yêu cầu của năm "
            f"{table.year}."
        )
        yield _note(table, row, "note", ("last_year_result", message, ""))


def _doubled_word(table: PlanTable, row: PlanRow) -> Iterator[Finding]:
    for name in _PROSE:
        text = row.stated(name)
        words = list(_WORD.finditer(text))
        for one, two in pairwise(words):
            word = one.group().casefold()
            apart = text[one.end() : two.start()]
            if (
                word == two.group().casefold()
                and apart == " "
                and not _DOUBLED_ON_PURPOSE.fullmatch(word)
            ):
                message = f"Từ lặp «{one.group()} {two.group()}» ở {row.code}; đề xuất bỏ một từ."
                yield _note(table, row, name, ("doubled_word", message, one.group()))


def _thresholds(table: PlanTable, row: PlanRow) -> Iterator[Finding]:
    if _RULE.search(fold(row.title)):
        own = [bound for bound in row.thresholds if bound.field != "title"]
    else:
        own = list(row.thresholds)
    for bound in own:
        message = f"{row.code} nêu ngưỡng «{bound.text}»; đề xuất ngưỡng {bound.proposal}."
        yield _note(table, row, bound.field, ("threshold_in_prose", message, bound.proposal))


def _district(table: PlanTable, row: PlanRow) -> Iterator[Finding]:
    for name in _PROSE:
        if _DISTRICT.search(fold(row.stated(name))):
            message = (
                f"{row.code} nhắc đến cấp huyện; kiểm tra xem cấp này còn khi thực hiện không."
            )
            yield _note(table, row, name, ("district_level", message, ""))


_CHECKS: Sequence[Check] = (
    _vague_lead,
    _person_and_unit,
    _rule_in_title,
    _last_year_result,
    _doubled_word,
    _thresholds,
    _district,
)


def _pairs(text: str) -> set[tuple[str, str]]:
    words = _WORD.findall(fold(text))
    return set(pairwise(words))


def _copied_requirements(table: PlanTable) -> Iterator[Finding]:
    """Find requirements that speak of another row's subject.

    Offices ask the same of many rows ("Báo cáo đầy đủ và kịp thời"): that is no copy. One is
    found where the text shares words with the other row's title that this row's title lacks,
    and none with its own.
    """
    stated = [row for row in table.rows if row.stated("requirement")]
    for row in stated:
        for other in stated:
            if other.code == row.code or fold(other.requirement) != fold(row.requirement):
                continue
            asked, own, others = _pairs(row.requirement), _pairs(row.title), _pairs(other.title)
            if len(asked & others - own) >= _FEWEST_SHARED and not asked & own - others:
                yield _finding(
                    table,
                    row,
                    "requirement",
                    "copied_requirement",
                    f"Yêu cầu của {row.code} giống hệt {other.code} nhưng nói về việc của "
                    f"{other.code}; có thể chép nhầm.",
                )
                break
