"""What the words of a plan give away: stale dates, leads that name nobody, copied text."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from thuocdo.core.tables.findings import Finding
from thuocdo.core.tables.plan.deadlines import check_deadlines
from thuocdo.core.tables.plan.model import PlanRow, PlanTable
from thuocdo.core.tables.plan.remarks import Remarks
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

Check = Callable[[PlanRow, Remarks], Iterator[Finding]]


def check_wording(table: PlanTable) -> list[Finding]:
    """Return what the texts of the rows give away, and the proposals read from them.

    A text in a merged cell is looked at once, where it stands.
    """
    remarks = Remarks(table.headings)
    return [
        *(found for row in table.rows for check in _CHECKS for found in check(row, remarks)),
        *_last_year_results(table, remarks),
        *_copied_requirements(table, remarks),
        *check_deadlines(table),
    ]


def _vague_lead(row: PlanRow, remarks: Remarks) -> Iterator[Finding]:
    lead = row.stated("lead")
    if lead and _VAGUE.fullmatch(fold(lead)):
        message = (
            f"{row.code} giao cho «{lead}», không nêu đích danh đơn vị nào; cần chỉ rõ một đơn vị "
            "chủ trì."
        )
        yield remarks.warn("vague_lead", row, message, "lead")


def _person_and_unit(row: PlanRow, remarks: Remarks) -> Iterator[Finding]:
    lead = row.stated("lead")
    found = _PERSON.fullmatch(fold(lead))
    if found and len(fold(lead)) == len(lead):
        unit = lead[found.start("unit") : found.end("unit")].strip()
        person = lead[: found.end("person")].strip()
        message = f"{row.code} giao cho một người kèm đơn vị («{person}»); đề xuất đơn vị chủ trì là {unit}."
        yield remarks.note("person_and_unit", row, message, "lead", unit)


def _rule_in_title(row: PlanRow, remarks: Remarks) -> Iterator[Finding]:
    folded = fold(row.title)
    if not _RULE.search(folded):
        return
    parts = [
        f"{'≥ ' if part['from'] else ''}{int(part['count'])}: {part['points']} điểm"
        for part in _RULE_PART.finditer(folded)
    ]
    name = re.split(r"\s*[:;]\s*[-–+]\s|:\s", row.title)[0]
    message = f"Tên nhiệm vụ {row.code} chứa cả cách chấm điểm; tên ngắn là «{name}»."
    yield remarks.note("rule_in_title", row, message, "title", "; ".join(parts))


def _last_year_results(table: PlanTable, remarks: Remarks) -> Iterator[Finding]:
    for row in table.rows:
        years = [int(year) for year in _LAST_YEAR.findall(fold(row.stated("note")))]
        if table.year is not None and years and max(years) < table.year:
            message = (
                f"Ghi chú của {row.code} là kết quả năm {max(years)}, không phải yêu cầu của năm "
                f"{table.year}."
            )
            yield remarks.note("last_year_result", row, message, "note")


def _doubled_word(row: PlanRow, remarks: Remarks) -> Iterator[Finding]:
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
                yield remarks.note("doubled_word", row, message, name, one.group())


def _thresholds(row: PlanRow, remarks: Remarks) -> Iterator[Finding]:
    if _RULE.search(fold(row.title)):
        own = [bound for bound in row.thresholds if bound.field != "title"]
    else:
        own = list(row.thresholds)
    for bound in own:
        message = f"{row.code} nêu ngưỡng «{bound.text}»; đề xuất ngưỡng {bound.proposal}."
        yield remarks.note("threshold_in_prose", row, message, bound.field, bound.proposal)


def _district(row: PlanRow, remarks: Remarks) -> Iterator[Finding]:
    for name in _PROSE:
        if _DISTRICT.search(fold(row.stated(name))):
            message = (
                f"{row.code} nhắc đến cấp huyện; kiểm tra xem cấp này còn khi thực hiện không."
            )
            yield remarks.note("district_level", row, message, name)


_CHECKS: Sequence[Check] = (
    _vague_lead,
    _person_and_unit,
    _rule_in_title,
    _doubled_word,
    _thresholds,
    _district,
)


def _pairs(text: str) -> set[tuple[str, str]]:
    words = _WORD.findall(fold(text))
    return set(pairwise(words))


def _copied_requirements(table: PlanTable, remarks: Remarks) -> Iterator[Finding]:
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
                message = (
                    f"Yêu cầu của {row.code} giống hệt {other.code} nhưng nói về việc của "
                    f"{other.code}; có thể chép nhầm."
                )
                yield remarks.warn("copied_requirement", row, message, "requirement")
                break
