"""A score sheet for the terminal and for programs."""

import json
import textwrap
from typing import Any

from thuocdo.core.facts import Fact
from thuocdo.core.index_sets import ScoreSheet, compare_plan
from thuocdo.core.scoring import NextStep, Score, ScoreState
from thuocdo.core.tables.dossiers import DossierReading
from thuocdo.core.tables.plan import PlanTable
from thuocdo.core.vietnamese import format_number, round_half_up
from thuocdo.web.cli.inputs import plain_number

__all__ = ["as_json", "as_text"]

STATES = {
    ScoreState.COMPUTED: "tính từ hồ sơ",
    ScoreState.DECLARED: "theo số khai",
    ScoreState.JUDGED: "do người chấm",
    ScoreState.NO_DATA: "chưa có dữ liệu",
    ScoreState.NOT_APPLICABLE: "không áp dụng",
}
WIDTH = 96


def as_json(sheet: ScoreSheet, plan: PlanTable | None, reading: DossierReading | None) -> str:
    """Return the sheet as JSON; decimals are strings."""
    leads = {row.code: row.lead for row in plan.rows} if plan else {}
    return json.dumps(
        {
            "set": sheet.index_set.id,
            "as_of": sheet.scope.as_of.isoformat(),
            "scale": plain_number(sheet.scale),
            "full_scale": plain_number(sheet.index_set.scale),
            "total": plain_number(sheet.total),
            "percent": str(sheet.percent),
            "class": sheet.class_.title if sheet.class_ else None,
            "bonus": plain_number(sheet.bonus),
            "penalty": plain_number(sheet.penalty),
            "won": plain_number(sheet.shares.won),
            "lost": plain_number(sheet.shares.lost),
            "possible": plain_number(sheet.shares.possible),
            "unknown": plain_number(sheet.shares.unknown),
            "areas": [
                {
                    "code": area.area.code,
                    "title": area.area.title,
                    "max_points": plain_number(area.area.max_points),
                    "points": plain_number(area.shares.won),
                    "percent": None if area.percent is None else str(area.percent),
                }
                for area in sheet.areas
            ],
            "criteria": [_criterion(score, leads.get(score.code)) for score in sheet.scores],
            "plan": _plan(sheet, plan),
            "refused_dossiers": reading.refused if reading else None,
        },
        ensure_ascii=False,
        indent=2,
    )


def _criterion(score: Score, lead: str | None) -> dict[str, Any]:
    facts = [_fact(fact) for fact in score.outcome.facts]
    return {
        "code": score.code,
        "title": score.title,
        "max_points": plain_number(score.max_points),
        "points": plain_number(score.points),
        "state": score.state,
        "reason": score.reason,
        "next_step": _next_step(score.outcome.next_step),
        "fact": facts[0] if facts else None,
        "facts": facts,
        "missing": [definition.name for definition in score.outcome.missing],
        "reference": str(score.reference),
        "law": score.law,
        "assumed": score.assumed,
        "lead": lead,
        "won": plain_number(score.won),
        "lost": plain_number(score.lost),
        "possible": plain_number(score.possible),
        "unknown": plain_number(score.unknown),
    }


def _next_step(step: NextStep | None) -> dict[str, Any] | None:
    if step is None:
        return None
    return {
        "text": step.text,
        "gain": str(round_half_up(step.gain, 2)),
        "fact": step.fact or None,
        "target": None if step.target is None else str(round_half_up(step.target, 2)),
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "name": fact.name,
        "title": fact.title,
        "value": None if fact.rounded is None else str(fact.rounded),
        "text": fact.text,
        "unit": fact.unit,
        "numerator": plain_number(fact.numerator),
        "denominator": plain_number(fact.denominator),
        "source": fact.source,
    }


def _plan(sheet: ScoreSheet, plan: PlanTable | None) -> dict[str, Any] | None:
    if plan is None:
        return None
    compared = compare_plan(sheet.index_set, ((row.code, row.max_points) for row in plan.leaves))
    return {
        "total_points": plain_number(compared.planned_points),
        "points_outside": plain_number(compared.points_outside),
        "uncovered": compared.uncovered,
        "unknown": compared.unknown,
        "differing": [
            {"code": code, "plan": plain_number(planned), "set": plain_number(stated)}
            for code, planned, stated in compared.differing
        ],
    }


def as_text(sheet: ScoreSheet, plan: PlanTable | None, reading: DossierReading | None) -> str:
    """Return the sheet as officials read it."""
    shares, scale = sheet.shares, sheet.scale
    lines = [
        f"{sheet.index_set.title}, số liệu đến {sheet.scope.as_of:%d/%m/%Y}",
        f"Đang có {format_number(sheet.total)}/{format_number(scale)} điểm "
        f"({format_number(sheet.percent, places=2)} %): còn có thể {format_number(shares.possible)}, "
        f"đã mất {format_number(shares.lost)}, chưa có dữ liệu {format_number(shares.unknown)}.",
    ]
    if reading is not None and reading.refused:
        lines.append(f"{format_number(reading.refused)} dòng hồ sơ sai không được tính.")
    for area in sheet.areas:
        had = f"{format_number(area.shares.won)}/{format_number(area.area.max_points)}"
        lines += ["", f"{area.area.code}. {area.area.title}  {had} điểm"]
        for score in area.scores:
            points = "–" if score.points is None else format_number(score.points)
            head = f"{points}/{format_number(score.max_points)}"
            lines.append(f"  {score.code:<6} {score.title}  {head}  [{STATES[score.state]}]")
            said = [score.reason]
            said += [score.outcome.next_step.text] if score.outcome.next_step else []
            for sentence in said:
                lines += textwrap.wrap(
                    sentence, WIDTH, initial_indent=" " * 9, subsequent_indent=" " * 9
                )
    if plan is not None:
        compared = compare_plan(
            sheet.index_set, ((row.code, row.max_points) for row in plan.leaves)
        )
        lines += [
            "",
            f"Kế hoạch phân công {format_number(compared.planned_points)} điểm; "
            f"{format_number(compared.points_outside)} điểm của thang {format_number(scale)} "
            "không nằm trong nhiệm vụ của ai.",
        ]
    return "\n".join(lines)
