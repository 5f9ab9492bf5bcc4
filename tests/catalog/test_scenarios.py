"""The experts' proof: every scenario in `catalog/**/*.test.yaml`, one test each, named by its sentence."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from thuocdo.apps.rulebooks.catalogue import CATALOGUE, check, read_facts, read_index_set
from thuocdo.apps.rulebooks.documents import read_yaml
from thuocdo.core.facts import Fact, FactScope
from thuocdo.core.index_sets import score_sheet
from thuocdo.core.periods import Period, calendar_year

FILES = sorted(CATALOGUE.glob("index_sets/*/*/*.test.yaml"))
SCENARIOS: list[tuple[str, dict[str, Any]]] = [
    (file.parent.relative_to(CATALOGUE / "index_sets").as_posix(), scenario)
    for file in FILES
    for scenario in read_yaml(file, root=CATALOGUE).content
]
AT_THE_END = date(2024, 12, 31)
SCOPES = {
    "year": FactScope("any", calendar_year(AT_THE_END), AT_THE_END),
    "month": FactScope("any", Period(date(2024, 12, 1), date(2025, 1, 1)), AT_THE_END),
}
SIMPLE = {"judged", "linear"}  # said by one line of the set; everything else has a scenario
REGISTER = read_facts()


def given(name: str, text: str, scope: FactScope) -> Fact:
    numerator, _, denominator = text.partition("/")
    definition = REGISTER[name]
    return Fact(
        name=name,
        scope=scope,
        numerator=Decimal(numerator),
        denominator=Decimal(denominator or 1),
        unit=definition.unit,
        source=definition.kind,
        title=definition.title,
    )


@pytest.mark.parametrize(
    ("set_id", "scenario"), [pytest.param(*one, id=one[1]["name"]) for one in SCENARIOS]
)
def test_scenario(set_id: str, scenario: dict) -> None:
    assert set(scenario) - {"period"} == {"name", "criterion", "facts", "expect", "law"}
    scope = SCOPES[scenario.get("period", "year")]
    facts = {name: given(name, text, scope) for name, text in scenario["facts"].items()}
    sheet = score_sheet(read_index_set(set_id), scope, facts.get, REGISTER)
    score = next(score for score in sheet.scores if score.code == scenario["criterion"])
    for what, expected in scenario["expect"].items():
        found = getattr(score, what)
        assert found == (None if expected == "none" else Decimal(expected)), score.reason


def test_every_set_has_scenarios_for_every_rule_that_is_not_judged() -> None:
    for set_id in {one for one, _ in SCENARIOS}:
        covered = {scenario["criterion"] for one, scenario in SCENARIOS if one == set_id}
        ruled = {
            leaf.code
            for leaf in read_index_set(set_id).leaves()
            if leaf.rule and (leaf.rule.kind not in SIMPLE or getattr(leaf.rule, "value", None))
        }
        assert ruled
        assert ruled <= covered


def test_the_catalogue_that_ships_holds_together() -> None:
    assert check() == ()
