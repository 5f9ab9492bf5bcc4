"""The example sets for the two tiers of local government: what they are, and that nothing in them passes for law."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from thuocdo.apps.rulebooks.catalogue import read_index_set
from thuocdo.apps.rulebooks.queries import set_for
from thuocdo.core.index_sets import Criterion, IndexSet
from thuocdo.core.scoring.rules import AnyRule, may_not_apply, rules_inside
from thuocdo.core.scoring.simple_rules import Chosen, NoCase

PROVINCE, COMMUNE = read_index_set("province/2026"), read_index_set("commune/2026")
EXAMPLES = pytest.mark.parametrize("example", [PROVINCE, COMMUNE], ids=lambda one: one.id)


def every_criterion(example: IndexSet) -> Iterator[Criterion]:
    """Yield criteria with children, their components, and criteria without."""
    waiting = [one for area in example.areas for one in area.criteria]
    while waiting:
        criterion = waiting.pop()
        yield criterion
        waiting += criterion.children


def every_rule(example: IndexSet) -> Iterator[AnyRule]:
    waiting = [leaf.rule for leaf in example.leaves() if leaf.rule is not None]
    while waiting:
        rule = waiting.pop()
        yield rule
        waiting += rules_inside(rule)


@EXAMPLES
def test_every_number_is_marked_as_assumed(example: IndexSet) -> None:
    assert all("giả định" in one.assumption for one in every_criterion(example))
    assert example.classes
    assert all(one.assumed for one in example.classes)
    assert all("giả định" in one.sum_differs for one in example.areas if one.sum_differs)


@EXAMPLES
def test_many_kinds_of_rule_are_shown(example: IndexSet) -> None:
    kinds = {rule.kind for rule in every_rule(example)}
    assert kinds >= {"bands", "linear", "count", "levels", "all_of", "cases", "parts", "formula"}
    fallbacks = {rule.no_case for rule in every_rule(example) if isinstance(rule, Chosen)}
    assert fallbacks >= set(NoCase)
    assert any(may_not_apply(rule) for rule in every_rule(example))
    assert {area.section for area in example.areas} == {"scale", "bonus", "penalty"}
    assert any(one.allow_negative for one in every_criterion(example))


def test_the_size_is_what_a_province_knows() -> None:
    def counted(example: IndexSet) -> tuple[int, int]:
        areas = [area for area in example.areas if area.section == "scale"]
        return len(areas), sum(len(area.criteria) for area in areas)

    assert counted(PROVINCE) == (8, 45)
    assert counted(COMMUNE) == (7, 33)
    assert (PROVINCE.scale, COMMUNE.scale) == (100, 100)


def test_the_desk_weighs_most_in_a_commune() -> None:
    weights = Counter({area.title: area.max_points for area in COMMUNE.areas})
    assert weights.most_common(1) == [("Thủ tục hành chính và một cửa", 36)]


@pytest.mark.parametrize(
    ("group", "expected"), [("provinces", "province/2026"), ("communes", "commune/2026")]
)
def test_each_tier_has_its_set(group: str, expected: str) -> None:
    assert set_for(group, date(2026, 6, 30)).id == expected
