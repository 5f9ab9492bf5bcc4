"""Rotation, deputies, appointments, classes: by hand, with rules of our own and those that ship."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from thuocdo.apps.rulebooks.catalogue import CATALOGUE
from thuocdo.apps.rulebooks.people import read_people_rules
from thuocdo.core.people import (
    Candidate,
    PeopleRules,
    Quality,
    add_months,
    check_appointment,
    check_deputies,
    quality_of,
    rotation_due,
)

SHIPPED = read_people_rules(CATALOGUE)
DAY = date(2024, 6, 1)
FIT = Candidate(quality=Quality.GOOD, disciplines=(), holds_job_position=True)


@pytest.mark.parametrize(
    ("headcount", "deputies", "most"), [(9, 2, 1), (10, 3, 2), (14, 3, 2), (15, 4, 3), (None, 4, 3)]
)
def test_one_deputy_too_many_is_told_with_the_limit_and_the_law(headcount, deputies, most) -> None:
    (said,) = check_deputies(SHIPPED, DAY, deputies=deputies, headcount=headcount)
    assert f"không quá {most}." in said.message
    assert "107/2020" in said.reference
    assert said.assumption
    assert check_deputies(SHIPPED, DAY, deputies=most, headcount=headcount) == []


def test_where_no_rule_was_in_force_nothing_is_said() -> None:
    before = date(2000, 1, 1)
    assert check_deputies(SHIPPED, before, deputies=50, headcount=1) == []
    assert check_appointment(SHIPPED, before, Candidate(None, (), holds_job_position=False)) == []
    assert rotation_due(SHIPPED, before, before) is None


def test_rotation_is_computed_from_the_start_by_the_rule_of_the_day() -> None:
    found = rotation_due(SHIPPED, date(2020, 2, 29), DAY)
    assert found == (date(2022, 2, 28), date(2025, 2, 28))


def test_who_may_not_be_appointed_and_until_when() -> None:
    assert check_appointment(SHIPPED, DAY, FIT) == []
    (never,) = check_appointment(SHIPPED, DAY, Candidate(None, (), holds_job_position=True))
    assert never.message.startswith("Chưa có đánh giá năm nào")
    low = Candidate(Quality.NOT_COMPLETED, (), holds_job_position=True)
    assert "không hoàn thành nhiệm vụ" in check_appointment(SHIPPED, DAY, low)[0].message
    placed = Candidate(Quality.GOOD, (), holds_job_position=False)
    assert "vị trí việc làm" in check_appointment(SHIPPED, DAY, placed)[0].message


@pytest.mark.parametrize(("born", "said"), [(1968, 1), (1969, 0), (None, 0)])
def test_a_term_must_still_be_served_out(born, said) -> None:
    one = Candidate(Quality.GOOD, (), holds_job_position=True, birth_year=born)
    found = check_appointment(SHIPPED, DAY, one)
    assert len(found) == said
    assert all("không còn đủ 5 năm" in remark.message for remark in found)


@pytest.mark.parametrize(("form", "months"), [("REPRIMAND", 12), ("REMOVAL", 24)])
def test_a_discipline_bars_until_its_time_is_over_and_not_a_day_longer(form, months) -> None:
    decided = date(2023, 6, 2)
    barred = Candidate(Quality.GOOD, ((form, decided),), holds_job_position=True)
    end = add_months(decided, months)
    (said,) = check_appointment(SHIPPED, end - timedelta(days=1), barred)
    assert f"trước ngày {end:%d/%m/%Y}" in said.message
    assert check_appointment(SHIPPED, end, barred) == []
    assert check_appointment(SHIPPED, decided - timedelta(days=1), barred) == []


@pytest.mark.parametrize(
    ("points", "quality"),
    [
        ("100", Quality.EXCELLENT),
        ("90", Quality.EXCELLENT),
        ("89.99", Quality.GOOD),
        ("70", Quality.GOOD),
        ("69.99", Quality.COMPLETED),
        ("49.99", Quality.NOT_COMPLETED),
        ("0", Quality.NOT_COMPLETED),
    ],
)
def test_points_give_the_class_at_every_edge(points, quality) -> None:
    rule = SHIPPED.evaluation_on(DAY)
    assert rule is not None
    assert quality_of(rule, Decimal(points)) is quality


@pytest.mark.parametrize("points", ["-0.01", "100.01"])
def test_points_outside_the_scale_are_refused(points) -> None:
    rule = SHIPPED.evaluation_on(DAY)
    assert rule is not None
    with pytest.raises(ValueError, match="từ 0 đến 100"):
        quality_of(rule, Decimal(points))


@given(st.dates(date(1990, 1, 1), date(2080, 1, 1)), st.integers(0, 600))
def test_months_later_is_that_many_months_later(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def changed(name: str, **values: object) -> dict[str, object]:
    told = SHIPPED.model_dump(mode="json")
    told[name] = [told[name][0] | values]
    return told


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("rotation", {"earliest_months": 61}, "không được nhỏ hơn"),
        ("rotation", {"assumed": False}, "phải đi cùng"),
        ("rotation", {"valid_to": "2019-08-15"}, "phải sau"),
        ("deputies", {"unit_steps": [{"headcount_from": 5, "most": 1}]}, "bắt đầu từ 0"),
        ("evaluation", {"steps": [{"points_from": 50, "quality": "GOOD"}]}, "kết thúc ở 0"),
    ],
)
def test_rules_that_cannot_be_right_are_refused(name, values, said) -> None:
    with pytest.raises(ValidationError, match=said):
        PeopleRules.model_validate(changed(name, **values))


def test_a_newer_rule_takes_over_on_its_day_and_two_at_once_are_found() -> None:
    told = SHIPPED.model_dump(mode="json")
    newer = told["rotation"][0] | {"valid_from": "2025-01-01", "latest_months": 36}
    told["rotation"].append(newer)
    assert list(PeopleRules.model_validate(told).overlaps()) == ["rotation"]
    told["rotation"][0]["valid_to"] = "2025-01-01"
    rules = PeopleRules.model_validate(told)
    assert list(rules.overlaps()) == []
    start = date(2022, 1, 1)
    assert rotation_due(rules, start, date(2024, 12, 31)) == (date(2024, 1, 1), date(2027, 1, 1))
    assert rotation_due(rules, start, date(2025, 1, 1)) == (date(2024, 1, 1), date(2025, 1, 1))
