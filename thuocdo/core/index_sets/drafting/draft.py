"""From the annex of a decision to a drafted index set."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from thuocdo.core.facts import FactDefinition, FactRegister
from thuocdo.core.index_sets.drafting.facts import FactChoice, FactFinder, own_fact_name, renamed
from thuocdo.core.index_sets.drafting.model import Draft, DraftedCriterion, SetHead
from thuocdo.core.index_sets.drafting.reading import (
    NUMBER,
    Confidence,
    Prose,
    RuleReading,
    leave_to_people,
)
from thuocdo.core.index_sets.drafting.rules import read_rule
from thuocdo.core.index_sets.drafting.tree import Branch, grow
from thuocdo.core.index_sets.model import Criterion, IndexSet
from thuocdo.core.index_sets.versions import compare_versions
from thuocdo.core.tables.annex import AnnexRow, AnnexTable
from thuocdo.core.tables.findings import Finding, Severity
from thuocdo.core.vietnamese import clean, format_number

__all__ = ["UNKNOWN_DOCUMENT", "draft_set"]

UNKNOWN_DOCUMENT = "Chưa rõ văn bản ban hành"
_UNKNOWN_BODY = "chưa rõ cơ quan ban hành"


def draft_set(
    table: AnnexTable,
    head: SetHead,
    register: FactRegister,
    before: IndexSet | None = None,
) -> Draft:
    """Draft a set; it loads and scores, whatever could not be read.

    Args:
        table: the annex as read.
        head: the set's id and first day; what is blank is taken from the annex.
        register: the facts that are known.
        before: last year's set, to compare with and to find facts in.
    """
    areas, made_up = grow(table)
    work = _Work(table, head, FactFinder(register, before))
    data = [work.area(area) for area in areas]
    index_set = IndexSet.model_validate(
        {
            **_head(table, head, before),
            "scale": sum((a.points for a in areas if a.section == "scale"), Decimal(0)),
            "areas": data,
        }
    )
    findings = [*table.findings, *made_up, *work.findings, *_decision(table)]
    return Draft(
        index_set=index_set,
        facts=list(work.facts.values()),
        criteria=work.criteria,
        findings=findings,
        stated_total=table.stated_total,
        comparison=compare_versions(before, index_set) if before else None,
    )


def _head(table: AnnexTable, head: SetHead, before: IndexSet | None) -> dict[str, Any]:
    decision = table.decision
    document = decision.document or UNKNOWN_DOCUMENT
    return {
        "id": head.id,
        "title": head.title or f"Bộ chỉ số cải cách hành chính {head.valid_from.year}",
        "groups": head.groups or (before.groups if before else ()),
        "issued": {
            "document": document,
            "on": decision.on or head.valid_from,
            "by": decision.by or _UNKNOWN_BODY,
        },
        "valid_from": head.valid_from,
    }


def _decision(table: AnnexTable) -> Iterator[Finding]:
    said = table.decision
    missing = [
        name
        for name, value in (("số", said.document), ("ngày", said.on), ("cơ quan", said.by))
        if not value
    ]
    if missing:
        yield Finding(
            kind="unknown_decision",
            severity=Severity.WARNING,
            message=f"Không thấy {', '.join(missing)} của quyết định trong tệp; điền ở phần đầu "
            "của bộ («issued»).",
        )


@dataclass(slots=True)
class _Work:
    """Builds the data of areas and criteria, and keeps what was noticed on the way."""

    table: AnnexTable
    head: SetHead
    finder: FactFinder
    facts: dict[str, FactDefinition] = field(default_factory=dict)
    criteria: list[DraftedCriterion] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def area(self, branch: Branch) -> dict[str, Any]:
        section = branch.section
        inside = branch.children or [branch]
        data: dict[str, Any] = {
            "code": branch.code,
            "title": branch.row.title or branch.code,
            "max_points": branch.points,
            "criteria": [self._criterion(one, section) for one in inside],
        }
        if section != "scale":
            data["section"] = section
        if branch.sum_differs:
            data["sum_differs"] = branch.sum_differs
        return data

    def _criterion(self, branch: Branch, section: str) -> dict[str, Any]:
        document = self.table.decision.document or UNKNOWN_DOCUMENT
        place = f"Phụ lục, mục {branch.row.printed_code or branch.row.code}"
        data: dict[str, Any] = {
            "code": branch.code,
            "title": branch.row.title or branch.code,
            "max_points": branch.points,
            "reference": {"document": document, "place": place},
        }
        prose = "; ".join(branch.row.method)
        if prose:
            data["counting"] = clean(prose)
        if branch.children:
            data["children"] = [self._criterion(child, section) for child in branch.children]
            return data | ({"sum_differs": branch.sum_differs} if branch.sum_differs else {})
        return self._scored(branch, data, f"{document}, {place}", section)

    def _scored(
        self, branch: Branch, data: dict[str, Any], reference: str, section: str
    ) -> dict[str, Any]:
        row = branch.row
        prose = Prose(
            " ¶ ".join(row.method), branch.points, row.title, taken_off=section == "penalty"
        )
        reading = read_rule(prose)
        if row.shared_method:
            reading = reading.doubting("Cách chấm nằm ở ô gộp với hàng trên.")
        if branch.made_up:
            reading = reading.doubting("Văn bản không ghi điểm tối đa của tiêu chí này.")
        choices = self._choices(reading, branch, data["title"], reference)
        drafted = _with_rule(data, reading, choices)
        if not _holds(drafted):
            reading = leave_to_people("Cách chấm đọc được không hợp lệ với điểm tối đa.")
            choices = self._choices(reading, branch, data["title"], reference)
            drafted = _with_rule(data, reading, choices)
        self._note(reading, branch, data["title"], choices)
        return drafted

    def _choices(
        self, reading: RuleReading, branch: Branch, title: str, reference: str
    ) -> dict[str, FactChoice]:
        """Return the fact for each of the reading's stand-ins."""
        own = own_fact_name(self.head.id, branch.code)
        return {
            ask.name: self.finder.choose(
                ask, title, f"{own}{ask.name.removeprefix(NUMBER)}", reference
            )
            for ask in reading.asks
        }

    def _note(
        self, reading: RuleReading, branch: Branch, title: str, choices: dict[str, FactChoice]
    ) -> None:
        new = {c.definition.name: c for c in choices.values() if c.is_new}
        self.facts |= {name: choice.definition for name, choice in new.items()}
        row = branch.row
        self.criteria.append(
            DraftedCriterion(
                code=branch.code,
                title=title,
                max_points=branch.points,
                prose=" ¶ ".join(row.method),
                kind=reading.kind,
                confidence=reading.confidence,
                assumptions=reading.assumptions,
                new_facts=tuple(new),
                proposed={name: one.proposed for name, one in new.items() if one.proposed},
                row=row.source_rows[0] if row.source_rows else None,
                sheet=row.sheet,
            )
        )
        self.findings += _remarks(reading, row, branch.points)


def _with_rule(
    data: dict[str, Any], reading: RuleReading, choices: dict[str, FactChoice]
) -> dict[str, Any]:
    names = {stand_in: choice.definition.name for stand_in, choice in choices.items()}
    drafted = {**data, "rule": renamed(reading.rule, names)}
    if reading.assumptions:
        drafted |= {"assumed": True, "assumption": " ".join(reading.assumptions)}
    return drafted


def _holds(drafted: dict[str, Any]) -> bool:
    try:
        Criterion.model_validate(drafted)
    except ValidationError:
        return False
    return True


def _remarks(reading: RuleReading, row: AnnexRow, maximum: Decimal) -> Sequence[Finding]:
    kind, severity = "", Severity.WARNING
    if reading.exceeds is not None:
        kind = "rule_exceeds_maximum"
        message = (
            f"{row.code}: cách chấm cho tới {format_number(reading.exceeds)} điểm, quá tối đa "
            f"{format_number(maximum)}; để người chấm cho điểm."
        )
    elif reading.confidence is Confidence.UNREAD:
        kind = "unread_rule"
        said = "; ".join(row.method)
        quoted = f" «{said[:80]}{'…' if len(said) > 80 else ''}»" if said else ""  # noqa: PLR2004
        message = f"{row.code}: {reading.assumptions[0]}{quoted} Tạm để người chấm cho điểm."
    elif reading.confidence is Confidence.DOUBTFUL:
        kind, severity = "doubtful_rule", Severity.NOTE
        message = f"{row.code}: cần xem kỹ. {' '.join(reading.assumptions)}"
    else:
        return ()
    return (
        Finding(
            kind=kind,
            severity=severity,
            message=message,
            sheet=row.sheet,
            row=row.source_rows[0] if row.source_rows else None,
            cell=row.places.get("method") or row.places.get("title"),
        ),
    )
