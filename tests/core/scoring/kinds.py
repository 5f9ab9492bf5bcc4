"""Every kind of rule that published sets use, one example each, as YAML would hold it."""

from typing import Any

from pydantic import TypeAdapter

from thuocdo.core.facts import FactDefinition, FactKind, Unit
from thuocdo.core.scoring.rules import AnyRule, Rule

NAMES = {
    Unit.PERCENT: ("a.rate", "a.other_rate"),
    Unit.COUNT: ("a.count", "a.total", "a.portal", "a.last_year", "a.level", "a.days_late"),
    Unit.BOOLEAN: ("a.yes", "a.issued", "a.concerned"),
    Unit.POINTS: ("a.points", "a.imported"),
}
REGISTER = {
    name: FactDefinition(
        name=name,
        title=f"Số {name.partition('.')[2]}",
        unit=unit,
        kind=FactKind.JUDGED if unit is Unit.POINTS else FactKind.DECLARED,
        counts="việc" if unit is Unit.COUNT else "",
        reference="x",
    )
    for unit, names in NAMES.items()
    for name in names
}
FULL = {"full_at": "100"}
STEPS = [{"below": "1", "points": "0"}, {"from": "1", "below": "2", "points": "1"}]
STEPS += [{"from": "2", "points": "2"}]
# title: the rule, out of 2 points
KINDS: dict[str, dict[str, Any]] = {
    "1 yes and funded": {
        "kind": "all_of",
        "conditions": [{"fact": "a.yes", "at_least": "1"}, {"fact": "a.issued", "at_least": "1"}],
    },
    "2 in time, late, not issued": {
        "kind": "cases",
        "cases": [
            {"when": "not a.issued", "title": "không ban hành", "points": "0"},
            {"when": "a.days_late > 0", "title": "không kịp thời", "points": "0.5"},
            {"title": "kịp thời", "points": "1"},
        ],
    },
    "3 all four reports": {
        "kind": "all_of",
        "conditions": [{"fact": "a.count", "at_least": "4"}, {"that": "a.days_late == 0"}],
    },
    "4 percent bands": {
        "kind": "bands",
        "fact": "a.rate",
        "no_case": "zero",
        "better": "more",
        "bands": [
            {"below": "70", "points": "0"},
            {"from": "70", "to": "90", "points": "1"},
            {"above": "90", "points": "2"},
        ],
    },
    "5 threshold": {
        "kind": "bands",
        "fact": "a.rate",
        "no_case": "full",
        "bands": [{"below": "95", "points": "0"}, {"from": "95", "points": "1"}],
    },
    "6 linear": {"kind": "linear", "fact": "a.rate", "no_case": "full", **FULL},
    "7 scaled threshold": {
        "kind": "linear",
        "fact": "a.count",
        "per": "a.total",
        "full_at": "80",
        "no_case": "zero",
    },
    "8 linear with a floor": {
        "kind": "linear",
        "fact": "a.rate",
        "zero_below": "70",
        "no_case": "zero",
        **FULL,
    },
    "9 steps of a count": {"kind": "bands", "fact": "a.count", "bands": STEPS},
    "10 count times points": {"kind": "count", "fact": "a.count", "each": "0.5"},
    "11 judged level": {
        "kind": "levels",
        "fact": "a.level",
        "levels": [
            {"level": "0", "title": "vi phạm nghiêm trọng", "share": "0"},
            {"level": "1", "title": "vi phạm nhẹ", "share": "50"},
            {"level": "2", "title": "đạt một phần", "share": "75"},
            {"level": "3", "title": "đạt đầy đủ", "share": "100"},
        ],
    },
    "12 deduction for each": {
        "kind": "count",
        "fact": "a.count",
        "start": "2",
        "each": "-0.25",
    },
    "13 any violation": {
        "kind": "bands",
        "fact": "a.count",
        "irreversible": "true",
        "bands": [{"to": "0", "points": "2"}, {"above": "0", "points": "0"}],
    },
    "14 negative points": {
        "kind": "count",
        "fact": "a.count",
        "start": "1",
        "each": "-0.3",
        "lowest": "-0.25",
    },
    "15 no case is full": {"kind": "linear", "fact": "a.other_rate", "no_case": "full", **FULL},
    "16 no case does not apply": {
        "kind": "linear",
        "fact": "a.rate",
        "no_case": "not_applicable",
        **FULL,
    },
    "16 said not to apply": {
        "kind": "cases",
        "no_case": "zero",
        "cases": [
            {"when": "not a.concerned", "not_applicable": "true"},
            {"when": "a.rate >= 50", "rule": {"kind": "count", "fact": "a.count", "each": "1"}},
            {"points": "0"},
        ],
    },
    "17 two ratios": {
        "kind": "parts",
        "parts": [
            {
                "title": "một",
                "max_points": "0.5",
                "rule": {"kind": "linear", "fact": "a.rate", "no_case": "zero", **FULL},
            },
            {
                "title": "hai",
                "max_points": "1.5",
                "rule": {"kind": "linear", "fact": "a.other_rate", "no_case": "full", **FULL},
            },
        ],
    },
    "18 against an outside reference": {
        "kind": "bands",
        "value": "a.count / a.total",
        "no_case": "zero",
        "bands": [{"below": "0.3", "points": "0.5"}, {"from": "0.3", "points": "1"}],
    },
    "19 imported": {"kind": "judged", "fact": "a.imported"},
    "20 survey answers with weights": {
        "kind": "linear",
        "value": "(100 * a.count + 60 * a.portal + 20 * a.level) / (a.count + a.portal + a.level)",
        "no_case": "zero",
        **FULL,
    },
    "21 two raters": {"kind": "formula", "points": "(2 * a.points + a.imported) / 3"},
    "22 penalty of a section": {"kind": "count", "fact": "a.days_late", "each": "0.1"},
    "23 formula with branches": {
        "kind": "formula",
        "no_case": "full",
        "let": {"share": "a.count / a.total", "kept": "min(share, 1)"},
        "points": "when(a.yes and share > 0.5, kept * 2, kept - 0.1)",
    },
    "24 fallbacks of the denominator": {
        "kind": "linear",
        "value": "percent(a.count, first(max(a.total, a.portal), known(a.last_year, 0) / per_year))",
        "no_case": "zero",
        **FULL,
    },
    "any or not": {
        "kind": "all_of",
        "no_case": "not_applicable",
        "conditions": [{"that": "a.rate > 90 or not (a.count >= 3 and a.yes)"}],
    },
    "points of a level": {
        "kind": "levels",
        "fact": "a.level",
        "levels": [
            {"level": "1", "title": "tốt", "points": "1.75"},
            {"level": "2", "title": "kém", "points": "-0.5"},
        ],
    },
}
MAXIMUM = 2


def rule(title: str) -> AnyRule:
    """Return one of the examples, typed."""
    typed: AnyRule = TypeAdapter(Rule).validate_python(KINDS[title])
    return typed


RULES = {title: rule(title) for title in KINDS}
