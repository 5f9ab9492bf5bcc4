"""What a day is; what cannot be a calendar, a session, a year."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from tests.core.worktime.building import ZONE, calendar, hours, year
from thuocdo.core.worktime import (
    ClockRule,
    DayKind,
    UnusableCalendar,
    WorkCalendar,
    WorkClock,
    YearDays,
    YearNotDecreed,
    YearNotInCalendar,
    disagreements,
)

SWAPPED = {
    "year": 2024,
    "basis": "decreed",
    "notices": [{"number": "1570/TB", "title": "x"}],
    "days": [
        {"on": "2024-04-29", "kind": "swapped_out", "title": "Nghỉ hoán đổi", "law": "x",
         "swap": "2024-05-04", "notice": "1570/TB"},
        {"on": "2024-05-01", "kind": "holiday", "title": "Lễ", "law": "Điều 112"},
        {"on": "2024-05-04", "kind": "swapped_in", "title": "Làm bù", "law": "x",
         "swap": "2024-04-29", "notice": "1570/TB"},
    ],
}  # fmt: skip


def test_a_day_says_what_it_is_and_why() -> None:
    known = WorkCalendar([YearDays.model_validate(SWAPPED)])
    kinds = {day.on.day: day.kind for day in known.days(date(2024, 4, 27), date(2024, 5, 4))}
    assert kinds == {
        27: DayKind.WEEKEND,
        28: DayKind.WEEKEND,
        29: DayKind.SWAPPED_OUT,
        30: DayKind.WORKING,
        1: DayKind.HOLIDAY,
        2: DayKind.WORKING,
        3: DayKind.WORKING,
        4: DayKind.SWAPPED_IN,
    }
    assert known.day(date(2024, 4, 29)).source == "văn bản 1570/TB"
    assert known.day(date(2024, 5, 1)).source == "Điều 112"
    assert known.day(date(2024, 5, 2)).source == ""
    assert known.working_days(date(2024, 4, 28), date(2024, 5, 4)) == 4
    assert known.is_working(date(2024, 5, 4))


def test_working_days_are_walked_in_both_directions() -> None:
    days = calendar("2030-01-09")
    assert days.add_working_days(date(2030, 1, 8), 1) == date(2030, 1, 10)
    assert days.add_working_days(date(2030, 1, 10), -1) == date(2030, 1, 8)
    assert days.add_working_days(date(2030, 1, 12), -1) == date(2030, 1, 11)
    assert days.add_working_days(date(2030, 1, 12), 0) == date(2030, 1, 12)
    assert days.add_working_days(date(2030, 1, 1), 0) == date(2030, 1, 1)


@pytest.mark.parametrize(
    ("day", "count"), [("2029-12-31", 1), ("2030-01-02", -9), ("2031-12-30", 9)]
)
def test_beyond_the_years_there_is_no_answer(day: str, count: int) -> None:
    with pytest.raises(YearNotInCalendar, match="2030–2031"):
        calendar().add_working_days(date.fromisoformat(day), count)


def test_a_year_that_is_not_there_is_no_working_day_or_other() -> None:
    with pytest.raises(YearNotInCalendar):
        calendar().day(date(2029, 5, 1))
    with pytest.raises(YearNotInCalendar):
        calendar().is_working(date(9999, 12, 31))
    with pytest.raises(YearNotInCalendar):
        calendar().year(2029)


def test_scores_get_the_years_up_to_the_first_without_notice() -> None:
    bases = {2030: "decreed", 2031: "estimated", 2032: "decreed"}
    days = WorkCalendar([year(number, set(), basis=basis) for number, basis in bases.items()])
    assert days.provisional_years == {2031}
    assert days.day(date(2031, 5, 1)).provisional
    strict = days.decreed()
    assert strict.years == (2030,)
    with pytest.raises(YearNotDecreed):
        strict.day(date(2032, 5, 1))
    with pytest.raises(UnusableCalendar):
        WorkCalendar([year(2030, set(), basis="estimated")]).decreed()


@pytest.mark.parametrize("numbers", [(), (2030, 2032), (2030, 2030)])
def test_years_must_follow_one_another(numbers: tuple[int, ...]) -> None:
    with pytest.raises(UnusableCalendar):
        WorkCalendar([year(number, set()) for number in numbers])


def said(index: int, **change: Any) -> list[str]:
    days = [dict(day) for day in SWAPPED["days"]]  # type: ignore[attr-defined]  # a list of dicts
    days[index] |= change
    wrong = YearDays.model_validate(SWAPPED | {"days": days})
    return [complaint for _, complaint in disagreements(wrong)]


def test_a_year_that_agrees_with_itself_has_no_complaint() -> None:
    assert said(0) == []


@pytest.mark.parametrize(
    ("index", "change", "complaint"),
    [
        (1, {"on": "2024-04-29"}, "ghi hai lần"),
        (1, {"on": "2023-05-01"}, "không thuộc năm 2024"),
        (1, {"notice": "7/TB"}, "chưa có trong «notices»"),
        (0, {"notice": ""}, "phải ghi «notice», hoặc «assumed: true»"),
        (0, {"swap": None}, "«swap» ghi cho ngày hoán đổi"),
        (1, {"swap": "2024-05-04"}, "«swap» ghi cho ngày hoán đổi"),
        (0, {"swap": "2024-05-11"}, "không ghi lại điều đó"),
        (2, {"on": "2024-05-03"}, "phải là thứ Bảy hoặc Chủ nhật"),
        (0, {"on": "2024-04-28"}, "đã là ngày nghỉ hằng tuần"),
        (1, {"kind": "substitute"}, "phải ghi «instead_of»"),
        (1, {"kind": "substitute", "instead_of": "2024-04-29"}, "phải là ngày lễ rơi vào"),
    ],
)
def test_days_that_disagree_are_told(index: int, change: dict, complaint: str) -> None:
    assert any(complaint in one for one in said(index, **change))


def test_a_swap_with_a_day_of_another_year_needs_no_other_half() -> None:
    assert said(0, swap="2023-12-30") == [
        "ngày 2024-05-04 hoán đổi với 2024-04-29, nhưng 2024-04-29 không ghi lại điều đó"
    ]


@pytest.mark.parametrize(
    ("sessions", "complaint"),
    [
        ([("11:30", "07:30")], "phải kết thúc sau khi bắt đầu"),
        ([("07:30", "07:30")], "phải kết thúc sau khi bắt đầu"),
        ([("07:30:30", "11:30")], "giờ ghi đến phút"),
        ([("13:30", "17:30"), ("07:30", "11:30")], "theo thứ tự và không chồng nhau"),
        ([("07:30", "11:30"), ("11:00", "17:30")], "theo thứ tự và không chồng nhau"),
    ],
)
def test_sessions_must_be_possible(sessions: list[tuple[str, str]], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        hours(*sessions)
    spans = [{"from": start, "to": end} for start, end in sessions]
    with pytest.raises(ValidationError, match=complaint):
        hours(saturday={"sessions": spans, "counts": "hours"})


def test_a_rule_is_valid_for_some_time() -> None:
    from tests.core.worktime.building import rule

    ends = rule(valid_to="2020-01-01")
    assert ends.is_valid_on(date(2019, 12, 31))
    assert not ends.is_valid_on(date(2020, 1, 1))
    assert not ends.is_valid_on(date(2018, 12, 31))
    with pytest.raises(ValidationError, match="phải sau"):
        rule(valid_to="2019-01-01")
    with pytest.raises(ValidationError, match="assumed: true"):
        rule(assumption="x")
    assert ClockRule.model_fields["law"].is_required()


def test_a_clock_tells_the_days_around_a_moment() -> None:
    office = WorkClock(calendar("2030-01-09"), hours(), ZONE)
    assert f"{office.last_closing_before(date(2030, 1, 10)):%d %H:%M}" == "08 17:30"
    assert office.day_of(office.end_of(date(2030, 1, 8))) == date(2030, 1, 9)
