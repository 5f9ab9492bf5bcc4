"""Prices: the exact difference that one more case makes."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.simulation.building import (
    DATA,
    FINISHED,
    JUDGED,
    NOTES,
    ON_TIME,
    OVERDUE,
    a_fact,
    a_set,
    a_situation,
    dossiers,
)
from thuocdo.core.simulation import Situation, price_of, price_text, worth_of_criterion

MINUS = "\N{MINUS SIGN}"


def lever(situation: Situation, key: str):
    return next(one for one in situation.levers if one.key == key)


@given(finished=st.integers(1, 500), late=st.integers(0, 500), notes=st.integers(0, 500))
def test_a_late_dossier_costs_what_it_takes_from_both_criteria(finished, late, notes):
    late = min(late, finished)
    facts = dossiers(finished=finished, late=late) | {NOTES: a_fact(NOTES, min(notes, late))}
    situation = a_situation(facts)

    def exact(late: int, finished: int) -> Fraction:
        on_time = 2 * Fraction(finished - late, finished)
        return on_time + (2 * Fraction(min(notes, late) if late else 0, late) if late else 2)

    notes = min(notes, late)
    price = price_of(situation, lever(situation, "on_time"))
    assert price.bad == exact(late + 1, finished + 1) - exact(late, finished)
    assert price.good == exact(late, finished + 1) - exact(late, finished)


def test_the_volume_moves_too():
    """A rule that asks how many were finished feels the case itself."""
    counting = a_set().model_dump(mode="json", by_alias=True, exclude_none=True)
    counting["areas"][0]["criteria"][4]["rule"] = {
        "kind": "count",
        "fact": FINISHED,
        "each": "0.01",
    }
    index_set = type(a_set()).model_validate(counting)
    situation = a_situation(dossiers(finished=100, late=0), index_set=index_set)
    assert price_of(situation, lever(situation, "on_time")).good == Fraction(1, 100)


def test_a_letter_is_worth_its_share_even_before_any_is_counted():
    situation = a_situation(dossiers(finished=100, late=40))
    price = price_of(situation, lever(situation, "apology"))
    assert price.good == Fraction(2, 40)
    assert price.bad is None


def test_a_full_area_makes_more_of_it_worthless():
    facts = dossiers(finished=100, late=10, online=90) | {JUDGED: a_fact(JUDGED, 2)}
    capped = a_situation(facts, index_set=a_set(cap="5"))
    free = a_situation(facts)
    assert price_of(capped, lever(capped, "on_time")).good == 0
    assert (price_of(free, lever(free, "on_time")).good or 0) > 0


def test_a_penalty_costs_what_it_takes_off():
    """Section 2 takes off what the same rule gives, up to 1 point: already more than that."""
    facts = dossiers(finished=100, late=80)
    situation = a_situation(facts, index_set=a_set(section="penalty"))
    plain = a_situation(facts)
    one, other = (price_of(each, lever(each, "on_time")) for each in (situation, plain))
    assert other.bad is not None
    assert one.bad == other.bad - (2 * Fraction(20, 101) - 2 * Fraction(20, 100))


def test_without_the_fact_there_is_no_price():
    situation = a_situation(dossiers(finished=100, late=10))
    known = lever(situation, "on_time")
    less = replace(
        situation, facts={FINISHED: situation.facts[FINISHED], OVERDUE: situation.facts[OVERDUE]}
    )
    assert ON_TIME not in less.facts
    assert price_of(less, known).bad is None


def test_a_task_is_worth_what_its_criterion_can_still_bring():
    situation = a_situation(dossiers(finished=100, late=10))
    assert worth_of_criterion(situation, "1.5") == 2
    assert worth_of_criterion(situation, "1.1") == Decimal("0.20")


@pytest.mark.parametrize(
    ("points", "said"),
    [
        (Fraction(-1, 4000), f"{MINUS}0,00025"),
        (Fraction(3, 2), "+1,5"),
        (Fraction(2), "+2"),
        (Fraction(-1, 100), f"{MINUS}0,01"),
        (Fraction(1, 30), "+0,033"),
        (Fraction(1, 10**9), "dưới 0,000001"),
        (Fraction(0), "0"),
        (Fraction(-999, 100000), f"{MINUS}0,01"),
    ],
)
def test_a_price_is_written_with_two_digits(points, said):
    assert price_text(points) == said


def test_the_levers_of_the_catalogue_name_registered_facts():
    assert DATA.levers.unknown(a_situation({}).register) == ()
