"""A changed fact scores again only what asks for it, and the sheet is the one a whole scoring gives."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.core.index_sets.test_bulk import EVERY_KIND
from tests.core.scoring.kinds import REGISTER
from tests.core.scoring.supplying import SCOPE, fact, facts
from thuocdo.apps.rulebooks.catalogue import read_facts, read_index_set
from thuocdo.core.facts import Fact
from thuocdo.core.index_sets import rescore, score_sheet

SHIPPED = read_facts()
DEPARTMENT = read_index_set("department/2024")
NOBODY: dict[str, Fact] = {}


@given(facts(REGISTER), facts(REGISTER), st.sets(st.sampled_from(sorted(REGISTER))))
def test_a_part_scored_again_equals_the_whole(
    before: dict[str, Fact], other: dict[str, Fact], names: set[str]
) -> None:
    changed = {name: other.get(name) for name in names}
    after = {name: one for name, one in (before | changed).items() if one is not None}
    sheet = score_sheet(EVERY_KIND, SCOPE, before.get, REGISTER)
    whole = score_sheet(EVERY_KIND, SCOPE, after.get, REGISTER)
    assert rescore(sheet, changed, before.get, REGISTER) == whole


def test_nothing_else_is_looked_at() -> None:
    late = fact(SHIPPED, "dossiers.overdue", 2)
    notes = fact(SHIPPED, "dossiers.apology_notes", 1)
    supplied = {one.name: one for one in (late, notes)}
    sheet = score_sheet(DEPARTMENT, SCOPE, supplied.get, SHIPPED)
    asked: list[str] = []

    def look_up(name: str) -> Fact | None:
        asked.append(name)
        return supplied.get(name)

    both = fact(SHIPPED, "dossiers.apology_notes", 2)
    again = rescore(sheet, {both.name: both}, look_up, SHIPPED)
    assert set(asked) == {"dossiers.overdue"}
    assert again.total - sheet.total == Decimal("0.5")  # from 1 of 2 to 2 of 2, of one point
    kept = [old is new for old, new in zip(sheet.areas, again.areas, strict=True)]
    assert kept == [area.area.code != "3" for area in sheet.areas]
    touched = [
        old.code for old, new in zip(sheet.scores, again.scores, strict=True) if old is not new
    ]
    assert touched == ["3.4.2"]


def test_a_fact_that_is_withdrawn_leaves_no_data() -> None:
    rate = fact(SHIPPED, "dossiers.on_time_rate", (9, 10))
    sheet = score_sheet(DEPARTMENT, SCOPE, {rate.name: rate}.get, SHIPPED)
    again = rescore(sheet, {rate.name: None}, {rate.name: rate}.get, SHIPPED)
    assert again == score_sheet(DEPARTMENT, SCOPE, NOBODY.get, SHIPPED)


def test_a_fact_that_no_rule_asks_for_changes_nothing() -> None:
    sheet = score_sheet(DEPARTMENT, SCOPE, NOBODY.get, SHIPPED)
    other = fact(SHIPPED, "surveys.sipas", (9, 10))
    again = rescore(sheet, {other.name: other}, NOBODY.get, SHIPPED)
    assert again == sheet
    assert all(old is new for old, new in zip(sheet.areas, again.areas, strict=True))


def test_a_set_knows_which_criteria_ask_for_a_fact() -> None:
    codes = DEPARTMENT.codes_by_fact
    assert codes["dossiers.overdue"] == {"3.4.2"}
    assert codes["dossiers.online_share"] == {"7.2"}
    assert "surveys.sipas" not in codes
