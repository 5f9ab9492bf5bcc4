"""What if: nothing changed changes nothing, and what changed is told."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.core.simulation.building import (
    JUDGED,
    NOTES,
    ON_TIME,
    OVERDUE,
    RECEIVED,
    a_fact,
    a_set,
    a_situation,
    dossiers,
)
from thuocdo.core.simulation import facts_at_end, rank_among, what_if

RIVALS = (Decimal(20), Decimal("34.50"), Decimal(60))


@given(finished=st.integers(1, 200), late=st.integers(0, 200), judged=st.integers(0, 2))
def test_no_change_changes_nothing(finished, late, judged):
    facts = dossiers(finished=finished, late=min(late, finished))
    situation = a_situation(facts | {JUDGED: a_fact(JUDGED, judged)})
    told = what_if(situation, {}, rivals=RIVALS)
    assert told.moved == ()
    assert told.change == 0
    assert told.before == told.after
    assert told.rank_before == told.rank_after


def test_it_tells_which_criteria_moved_and_the_new_rank():
    situation = a_situation(dossiers(finished=100, late=0))
    told = what_if(situation, {JUDGED: a_fact(JUDGED, 2)}, rivals=RIVALS)
    assert [(one.code, one.before, one.after, one.change) for one in told.moved] == [
        ("1.5", None, 2, 2)
    ]
    # 1.1, 1.3 (no dossier needs a letter) and 1.4 are full: 6 of 12, then 8.
    assert told.change == 2
    assert (told.before.percent, told.rank_before) == (Decimal("50.00"), 2)
    assert (told.after.percent, told.rank_after) == (Decimal("66.67"), 1)


def test_a_fact_can_be_taken_away():
    situation = a_situation(dossiers(finished=100, late=10))
    told = what_if(situation, {ON_TIME: None})
    assert [(one.code, one.after) for one in told.moved] == [("1.1", None)]
    assert told.change == Decimal("-1.80")
    assert told.rank_before is None, "without rivals there is no rank"


def test_other_rules_score_the_same_facts():
    changed = a_set().model_dump(mode="json", by_alias=True, exclude_none=True)
    changed["areas"][0]["criteria"][0]["rule"] |= {"zero_below": "95"}
    changed["areas"][0]["criteria"][5]["code"] = "1.7"
    rules = type(a_set()).model_validate(changed)
    told = what_if(a_situation(dossiers(finished=100, late=10)), {}, rules=rules)
    assert [(one.code, one.before, one.after) for one in told.moved] == [
        ("1.1", Decimal("1.80"), 0),
    ]
    assert told.after.index_set is rules


def test_the_end_of_the_period_as_chosen():
    facts = dossiers(finished=100, late=10, received=110, online=44)
    situation = a_situation(facts, coming=50)
    changed = facts_at_end(situation, bad={"on_time": 2}, done={"apology": 12})
    assert {name: (one.numerator, one.denominator) for name, one in changed.items() if one} == {
        ON_TIME: (138, 150),
        OVERDUE: (12, 1),
        NOTES: (12, 1),
        RECEIVED: (160, 1),
        "dossiers.finished": (150, 1),
        "dossiers.online_share": (64, 160),
    }


def test_equal_percents_share_a_rank():
    assert rank_among(Decimal(60), RIVALS) == 1
    assert rank_among(Decimal("59.99"), RIVALS) == 2
    assert rank_among(Decimal(0), RIVALS) == 4
    assert rank_among(Decimal(0), ()) is None
