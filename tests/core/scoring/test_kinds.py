"""Every kind of rule by example, and the laws that hold for all of them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from tests.core.scoring.kinds import MAXIMUM, REGISTER, RULES
from tests.core.scoring.supplying import fact, facts, known
from thuocdo.core.scoring.bounds import bounds
from thuocdo.core.scoring.evaluation import evaluate
from thuocdo.core.scoring.rules import Rule, facts_of

OUT_OF = Decimal(MAXIMUM)
SUPPLIED = facts(REGISTER)


@pytest.mark.parametrize(
    ("title", "given_facts", "points"),
    [
        ("1 yes and funded", {"yes": 1, "issued": 1}, "2"),
        ("1 yes and funded", {"yes": 1, "issued": 0}, "0"),
        ("2 in time, late, not issued", {"issued": 1, "days_late": 0}, "1"),
        ("2 in time, late, not issued", {"issued": 1, "days_late": 3}, "0.5"),
        ("2 in time, late, not issued", {"issued": 0}, "0"),
        ("3 all four reports", {"count": 4, "days_late": 0}, "2"),
        ("3 all four reports", {"count": 4, "days_late": 1}, "0"),
        ("4 percent bands", {"rate": (90, 100)}, "1"),
        ("4 percent bands", {"rate": (901, 1000)}, "2"),
        ("4 percent bands", {"rate": (0, 0)}, "0"),
        ("5 threshold", {"rate": (95, 100)}, "1"),
        ("5 threshold", {"rate": (0, 0)}, "2"),
        ("6 linear", {"rate": (1, 3)}, "2/3"),
        ("7 scaled threshold", {"count": 40, "total": 100}, "1"),
        ("7 scaled threshold", {"count": 80, "total": 100}, "2"),
        ("8 linear with a floor", {"rate": (55, 100)}, "0"),
        ("8 linear with a floor", {"rate": (70, 100)}, "7/5"),
        ("9 steps of a count", {"count": 1}, "1"),
        ("10 count times points", {"count": 3}, "1.5"),
        ("10 count times points", {"count": 9}, "2"),
        ("11 judged level", {"level": 2}, "1.5"),
        ("11 judged level", {"level": 7}, None),
        ("12 deduction for each", {"count": 3}, "1.25"),
        ("12 deduction for each", {"count": 99}, "0"),
        ("13 any violation", {"count": 52}, "0"),
        ("14 negative points", {"count": 4}, "-0.2"),
        ("14 negative points", {"count": 9}, "-0.25"),
        ("15 no case is full", {"other_rate": (0, 0)}, "2"),
        ("16 no case does not apply", {"rate": (0, 0)}, None),
        ("16 said not to apply", {"concerned": 1, "rate": (1, 2), "count": 1}, "1"),
        ("17 two ratios", {"rate": (1, 2), "other_rate": (1, 3)}, "0.75"),
        ("18 against an outside reference", {"count": 29, "total": 100}, "0.5"),
        ("18 against an outside reference", {"count": 30, "total": 100}, "1"),
        ("19 imported", {"imported": "1.37"}, "1.37"),
        ("20 survey answers with weights", {"count": 5, "portal": 4, "level": 1}, "76/50"),
        ("21 two raters", {"points": 2, "imported": 1}, "5/3"),
        ("22 penalty of a section", {"days_late": 7}, "0.7"),
        ("23 formula with branches", {"yes": 1, "count": 3, "total": 4}, "1.5"),
        ("23 formula with branches", {"yes": 0, "count": 3, "total": 4}, "0.65"),
        ("23 formula with branches", {"yes": 0, "count": 3, "total": 0}, "2"),
        ("24 fallbacks of the denominator", {"count": 3, "total": 4, "portal": 6}, "1"),
        (
            "24 fallbacks of the denominator",
            {"count": 1, "total": 0, "portal": 0, "last_year": 48},
            "0.5",
        ),
        ("24 fallbacks of the denominator", {"count": 1, "total": 0, "portal": 0}, "0"),
        ("any or not", {"rate": (0, 1), "count": 3, "yes": 1}, "0"),
        ("any or not", {"rate": (0, 1), "count": 2, "yes": 1}, "2"),
    ],
)
def test_points(title: str, given_facts: dict, points: str | None) -> None:
    supplied = [fact(REGISTER, f"a.{name}", value) for name, value in given_facts.items()]
    outcome = evaluate(RULES[title], OUT_OF, known(REGISTER, supplied, per_year=12))
    assert outcome.points == (None if points is None else Fraction(points)), outcome.reason


def test_no_case_and_not_applicable_are_different() -> None:
    nothing = known(REGISTER, [fact(REGISTER, "a.rate", (0, 0))])
    full = evaluate(RULES["6 linear"], OUT_OF, nothing)
    out = evaluate(RULES["16 no case does not apply"], OUT_OF, nothing)
    said = known(REGISTER, [fact(REGISTER, "a.concerned", 0)])
    also_out = evaluate(RULES["16 said not to apply"], OUT_OF, said)
    assert (full.points, full.applicable) == (2, True)
    assert (out.points, out.applicable, out.ceiling) == (None, False, 0)
    assert (also_out.points, also_out.applicable) == (None, False)
    assert "không tính vào thang điểm" in out.reason


@pytest.mark.parametrize("title", RULES)
def test_a_rule_survives_being_written_and_read(title: str) -> None:
    written = TypeAdapter(Rule).dump_python(RULES[title], by_alias=True, mode="json")
    assert TypeAdapter(Rule).validate_python(written) == RULES[title]


@given(st.sampled_from(sorted(RULES)), SUPPLIED)
def test_points_keep_their_bounds_and_every_gap_is_named(title: str, supplied: dict) -> None:
    rule = RULES[title]
    outcome = evaluate(rule, OUT_OF, known(REGISTER, supplied.values()))
    low, high = bounds(rule, OUT_OF)
    if outcome.points is None and outcome.applicable:
        assert outcome.missing
        assert outcome.floor <= outcome.ceiling <= OUT_OF
    elif outcome.points is not None:
        assert low <= outcome.points <= high <= OUT_OF
        assert outcome.floor == outcome.ceiling == outcome.points
    assert {one.name for one in outcome.missing} <= set(facts_of(rule))
    assert {one.name for one in outcome.facts} <= set(supplied) & set(facts_of(rule))
    assert outcome.reason.endswith(".")


@given(st.sampled_from(sorted(RULES)), SUPPLIED)
def test_a_next_step_gains_what_it_says(title: str, supplied: dict) -> None:
    """Where one fact would have to reach one value, reaching it earns what was promised."""
    rule = RULES[title]
    outcome = evaluate(rule, OUT_OF, known(REGISTER, supplied.values()))
    step = outcome.next_step
    if step is None:
        return
    assert step.gain > 0
    assert outcome.floor + step.gain <= OUT_OF  # one part may be known while another is not
    single = list(facts_of(rule)) == [step.fact] or rule.kind == "formula"
    if outcome.points is None or step.target is None or not single or rule.kind == "bands":
        return
    reached = fact(REGISTER, step.fact, step.target)
    better = evaluate(rule, OUT_OF, known(REGISTER, [*supplied.values(), reached]))
    assert better.points == outcome.points + step.gain


@given(SUPPLIED, st.randoms())
def test_the_order_of_facts_does_not_matter(supplied: dict, chance) -> None:
    shuffled = list(supplied.values())
    chance.shuffle(shuffled)
    for rule in RULES.values():
        first = evaluate(rule, OUT_OF, known(REGISTER, supplied.values()))
        assert first == evaluate(rule, OUT_OF, known(REGISTER, shuffled))
