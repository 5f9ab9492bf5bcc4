"""The sheet of the set that ships: shares, totals, what a running year may still bring."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from thuocdo.apps.rulebooks.catalogue import read_facts, read_index_set
from thuocdo.core.facts import Fact, FactKind, FactScope, Unit
from thuocdo.core.index_sets import IndexSet, compare_plan, score_sheet
from thuocdo.core.periods import calendar_year
from thuocdo.core.scoring import ScoreState

REGISTER = read_facts()
SET = read_index_set("department/2024")
END = date(2023, 12, 31)


def scope(day: date = END) -> FactScope:
    return FactScope("any", calendar_year(day), day)


def fact(name: str, numerator: int | str, denominator: int = 1, *, day: date = END) -> Fact:
    definition = REGISTER[name]
    return Fact(
        name=name,
        scope=scope(day),
        numerator=Decimal(numerator),
        denominator=Decimal(denominator),
        unit=definition.unit,
        source=definition.kind,
        title=definition.title,
    )


def test_without_facts_everything_is_unknown_and_nothing_is_zero() -> None:
    sheet = score_sheet(SET, scope(), lambda _: None, REGISTER)
    assert sheet.total == 0
    assert sheet.shares.unknown == SET.scale == 95
    assert all(score.points is None and score.state is ScoreState.NO_DATA for score in sheet.scores)


def test_a_department_with_the_facts_of_2023() -> None:
    facts = {
        one.name: one
        for one in (
            fact("dossiers.on_time_rate", 7913, 8200),
            fact("dossiers.more_than_one_supplement", 52),
            fact("dossiers.online_share", 2637, 8240),
            fact("dossiers.overdue", 287),
        )
    }
    scores = {score.code: score for score in score_sheet(SET, scope(), facts.get, REGISTER).scores}
    assert scores["3.3.2"].points == 0
    assert "52 hồ sơ" in scores["3.3.2"].reason
    assert scores["3.4.1"].points == Decimal("1.93")
    assert scores["3.4.1"].state is ScoreState.COMPUTED
    assert "96,50 % (7.913/8.200)" in scores["3.4.1"].reason
    assert scores["3.4.2"].state is ScoreState.NO_DATA
    assert scores["3.4.2"].outcome.missing[0].name == "dossiers.apology_notes"
    assert scores["7.2"].outcome.facts[0].text == "32,00 % (2.637/8.240)"
    facts["dossiers.apology_notes"] = fact("dossiers.apology_notes", 0)
    scores = {score.code: score for score in score_sheet(SET, scope(), facts.get, REGISTER).scores}
    assert (scores["3.4.2"].points, scores["3.4.2"].state) == (0, ScoreState.DECLARED)


def test_a_running_year_keeps_open_what_can_still_be_had() -> None:
    july = date(2024, 7, 31)
    facts = {
        "dossiers.on_time_rate": fact("dossiers.on_time_rate", 1, 2, day=july),
        "dossiers.more_than_one_supplement": fact("dossiers.more_than_one_supplement", 1, day=july),
    }
    scores = {
        score.code: score for score in score_sheet(SET, scope(july), facts.get, REGISTER).scores
    }
    assert (scores["3.4.1"].won, scores["3.4.1"].possible, scores["3.4.1"].lost) == (1, 1, 0)
    assert (scores["3.3.2"].possible, scores["3.3.2"].lost) == (0, Decimal("0.5"))


numbers = st.integers(0, 300)


@st.composite
def some_facts(draw: st.DrawFn) -> dict[str, Fact]:
    found = {}
    for name, definition in REGISTER.items():
        if draw(st.booleans()):
            below = draw(st.integers(0, 300)) if definition.unit is Unit.PERCENT else 1
            above = draw(st.integers(0, max(below, 1)))
            if definition.unit is Unit.PERCENT:
                above = min(above, below)
            found[name] = fact(name, above, below)
    return found


@given(some_facts())
def test_shares_always_add_up_to_the_maximum(facts: dict[str, Fact]) -> None:
    sheet = score_sheet(SET, scope(), facts.get, REGISTER)
    for score in sheet.scores:
        assert score.won + score.lost + score.possible + score.unknown == score.max_points
        assert min(score.won, score.lost, score.possible, score.unknown) >= 0
        assert (score.points is None) == (score.state is ScoreState.NO_DATA)
        assert score.reason
        if score.points is not None:
            assert 0 <= score.points == score.won <= score.max_points
    assert sheet.total == sum(area.shares.won for area in sheet.areas)
    assert 0 <= sheet.percent <= 100


@given(some_facts(), st.sampled_from(sorted(REGISTER)))
def test_supplying_a_fact_changes_only_the_criteria_that_ask_for_it(
    facts: dict[str, Fact], name: str
) -> None:
    without = {known: one for known, one in facts.items() if known != name}
    before = score_sheet(SET, scope(), without.get, REGISTER)
    after = score_sheet(SET, scope(), {**without, name: fact(name, 1, 1)}.get, REGISTER)
    for first, second in zip(before.scores, after.scores, strict=True):
        asked = {one.name for one in second.outcome.facts}
        if name not in asked | {one.name for one in first.outcome.missing}:
            assert first == second


def test_the_set_survives_being_written_and_read() -> None:
    assert IndexSet.model_validate(SET.model_dump(by_alias=True)) == SET


def test_judged_facts_have_points_and_measures_a_law() -> None:
    for definition in REGISTER.values():
        assert definition.reference
        if definition.kind is FactKind.JUDGED:
            assert definition.unit is Unit.POINTS


def test_points_outside_every_task_are_said_not_forced() -> None:
    planned = [(leaf.code, leaf.max_points) for leaf in SET.leaves() if leaf.code != "8.1"]
    compared = compare_plan(SET, planned)
    assert (compared.planned_points, compared.points_outside) == (62, 33)
    assert (compared.uncovered, compared.unknown, compared.differing) == (("8.1",), (), ())
    other = compare_plan(SET, [*planned[1:], ("1.1", Decimal(3)), ("9.9", None)])
    assert other.differing == (("1.1", Decimal(3), Decimal(2)),)
    assert other.unknown == ("9.9",)
