"""Levers: what is refused, what stands in where none is named, and the catalogue's own."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from tests.core.simulation.building import (
    DATA,
    JUDGED,
    REGISTER,
    TASKS,
    a_fact,
    dossiers,
)
from thuocdo.core.simulation.levers import Lever, bad_cases, cases, default_lever, levers_for

FLOW = {
    "key": "late",
    "title": "x",
    "fact": "dossiers.on_time_rate",
    "good_text": "đúng hạn",
    "bad_text": "quá hạn",
    "volume": "dossiers.finished",
    "good": {"dossiers.on_time_rate": {"numerator": "1", "denominator": "1"}},
    "bad": {"dossiers.on_time_rate": {"denominator": "1"}},
    "reference": "x",
}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"volume": ""}, "bỏ cả ba"),
        ({"bad": {}}, "bỏ cả ba"),
        ({"bad_text": ""}, "bỏ cả ba"),
        ({"limit": "dossiers.overdue"}, "«limit» chỉ dùng khi không có «volume»"),
        ({"fact": "dossiers.online_share"}, "phải tác động đến «fact»"),
        ({"good": {}}, "at least 1 item"),
        ({"effort": {"each": "-1"}}, "greater than or equal"),
    ],
)
def test_a_lever_that_cannot_be_right_is_refused(changed, said):
    Lever.model_validate(FLOW)
    with pytest.raises(ValidationError, match=said):
        Lever.model_validate(FLOW | changed)


def test_a_count_of_bad_ones_and_a_share_of_good_ones_tell_the_same():
    facts = dossiers(finished=100, late=7, received=120, twice=3)
    by_key = {lever.key: lever for lever in DATA.levers.levers}
    assert bad_cases(by_key["on_time"], facts) == 7
    assert bad_cases(by_key["supplement"], facts) == 3
    assert bad_cases(by_key["on_time"], {}) is None
    assert cases(facts["dossiers.finished"]) == 100
    assert cases(facts["dossiers.on_time_rate"]) == 100


def test_a_fact_that_no_lever_names_gets_one_by_its_unit():
    efforts = DATA.levers.efforts

    def made(name: str, above: int, below: int = 1) -> Lever | None:
        return default_lever(REGISTER[name], a_fact(name, above, below), efforts)

    counted, bare = made(TASKS, 30, 33), made(TASKS, 90, 100)
    assert counted is not None
    assert bare is not None
    assert not counted.flows, "whether tasks still come is not guessed"
    assert (counted.counts, bare.counts) == ("trường hợp", "điểm phần trăm")
    yes = made("reform.publicity_plan_and_report", 0)
    assert yes is not None
    assert (yes.counts, yes.effort.each) == ("", Decimal(1))
    assert made(JUDGED, 1) is None, "points that a person gives are no lever"


def test_levers_are_those_whose_facts_are_known_or_that_start_from_nothing():
    facts = dossiers(finished=100, late=7) | {TASKS: a_fact(TASKS, 30, 33)}
    keys = [one.key for one in levers_for(facts, [TASKS, JUDGED], DATA.levers, REGISTER)]
    assert keys == ["on_time", "apology", "supplement", "online", "programme_tasks"]
    assert levers_for({}, [TASKS], DATA.levers, REGISTER) == ()
    answered = "reform.publicity_plan_and_report"
    others = levers_for({answered: a_fact(answered, 0)}, [answered], DATA.levers, REGISTER)
    assert [one.key for one in others] == [answered], "what no lever names gets its own"
