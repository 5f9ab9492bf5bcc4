"""The calendars that ship: their days, the experts' scenarios, a peer, and what the check refuses."""

import shutil
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import holidays
import pytest

from tests.catalog.changing import change
from thuocdo.apps.rulebooks.calendars import check_calendars, read_clock_data
from thuocdo.apps.rulebooks.catalogue import CATALOGUE, check
from thuocdo.apps.rulebooks.documents import CatalogueError, read_yaml
from thuocdo.apps.rulebooks.shipped import calendar, clock, clock_data
from thuocdo.core.worktime import (
    Allowance,
    BulkClock,
    DayKind,
    Stop,
    StopKind,
    Term,
    TimeUnit,
    WorkCalendar,
    WorkClock,
    YearNotDecreed,
    before_due,
    deadline,
    explain,
    judge,
    moved,
    occurrences,
)

HERE = "calendars/vn"
FOLDER = CATALOGUE / HERE
SCENARIOS = [
    scenario
    for file in sorted(FOLDER.glob("*.test.yaml"))
    for scenario in read_yaml(file, root=CATALOGUE).content
]
DECREED = range(2019, 2027)
# Weekdays off and weekends worked, as published; the files must say neither more nor less.
OFF = {
    2019: "01-01 02-04 02-05 02-06 02-07 02-08 04-15 04-29 04-30 05-01 09-02",
    2020: "01-01 01-23 01-24 01-27 01-28 01-29 04-02 04-30 05-01 09-02",
    2021: "01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03",
    2022: "01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02",
    2023: "01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04",
    2024: "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03",
    2025: "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02",
    2026: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
}
WORKED = {2019: "01-05 05-04", 2024: "05-04", 2025: "04-26", 2026: "01-10 08-22"}


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=clock().zone)


def term_of(scenario: dict[str, Any]) -> Term:
    rule = clock_data().rule(scenario.get("rule", "default"))
    given = scenario.get("allowance")
    if given is None:
        allowance = Allowance.same_day()
    else:
        ((unit, amount),) = given.items()
        allowance = Allowance.of(amount, TimeUnit(unit))
    stops = tuple(
        Stop(StopKind(one["kind"]), moment(one["from"]), moment(one["to"]))
        for one in scenario.get("stops", ())
    )
    return Term(moment(scenario["received"]), allowance, rule, stops)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one["name"])
def test_scenario(scenario: dict[str, Any]) -> None:
    keys = {"name", "received", "allowance", "rule", "office", "stops", "finished", "expect", "law"}
    assert {"name", "received", "expect", "law"} <= set(scenario) <= keys
    office = clock(scenario.get("office", "default"))
    due = deadline(office, term_of(scenario))
    expected = dict(scenario["expect"])
    assert due.text == expected.pop("due")
    assert explain(office, due).due == due.text
    if "finished" in scenario:
        standing = judge(office, due, moment(scenario["finished"]), finished=True)
        assert standing.timeliness == expected.pop("timeliness")
    assert not expected


@pytest.mark.parametrize("year", DECREED)
def test_the_days_of_a_year_are_those_of_its_notices(year: int) -> None:
    days = list(calendar().days(date(year, 1, 1), date(year, 12, 31)))
    off = [day.on for day in days if not day.kind.worked and day.on.weekday() < 5]
    worked = [day.on for day in days if day.kind.worked and day.on.weekday() >= 5]
    assert " ".join(f"{day:%m-%d}" for day in off) == OFF[year]
    assert " ".join(f"{day:%m-%d}" for day in worked) == WORKED.get(year, "")


@pytest.mark.parametrize("year", DECREED)
def test_every_day_has_its_law_and_every_decided_day_its_notice(year: int) -> None:
    data = calendar().year(year)
    assert data.basis == "decreed"
    assert data.notices or data.assumption
    assert all(day.law for day in data.days)
    decided = [day for day in data.days if "Tết Nguyên đán" in day.title or day.swap]
    assert decided
    assert all(day.notice or day.assumed for day in decided)
    assert all(day.notice for day in decided) or year < 2021


def test_holidays_are_as_many_as_the_law_gives() -> None:
    for year in DECREED:
        listed = [day for day in calendar().year(year).days if day.kind == DayKind.HOLIDAY]
        assert len(listed) == {2019: 10, 2020: 10, 2026: 12}.get(year, 11)


def test_the_peer_agrees_but_for_the_swap_that_it_lacks() -> None:
    """`holidays` lacks the swap of Friday 02/01/2026 with Saturday 10/01/2026, and only that."""
    peer = holidays.country_holidays("VN", years=DECREED)
    differing = [
        day.on
        for day in calendar().days(date(2019, 1, 1), date(2026, 12, 31))
        if peer.is_working_day(day.on) != day.kind.worked
    ]
    assert differing == [date(2026, 1, 2), date(2026, 1, 10)]


def test_the_lunar_days_are_those_of_the_peer_and_of_the_notices() -> None:
    lunar = read_yaml(FOLDER / "lunar.yaml", root=CATALOGUE).content["years"]
    assert [int(one["year"]) for one in lunar] == list(range(2019, 2036))
    for one in lunar:
        named = holidays.country_holidays("VN", years=int(one["year"]), language="vi")
        assert "Tết Nguyên Đán" in named[date.fromisoformat(one["tet"])]
        assert "Giỗ Tổ Hùng Vương" in named[date.fromisoformat(one["hung_kings"])]
        if int(one["year"]) in DECREED:
            said = calendar().day(date.fromisoformat(one["tet"]))
            assert said.title == "Tết Nguyên đán (mùng 1 tháng Giêng)"
            assert calendar().day(date.fromisoformat(one["hung_kings"])).kind is DayKind.HOLIDAY


def test_years_without_notice_are_estimated_and_marked() -> None:
    assert calendar().years == tuple(range(2019, 2036))
    assert calendar().provisional_years == set(range(2027, 2036))
    days = calendar().year(2027).days
    assert [f"{day.on:%m-%d}" for day in days if day.on.weekday() < 5] == [
        "01-01", "02-05", "02-08", "02-09", "02-10", "02-11", "04-16", "04-30", "05-03", "09-02", "09-03", "11-24",
    ]  # fmt: skip
    assert all(day.assumed for day in days if "Tết Nguyên đán" in day.title)
    assert calendar().day(date(2027, 2, 8)).provisional


def test_a_culture_day_on_a_weekend_is_not_made_up_for() -> None:
    assert calendar().day(date(2029, 11, 24)).kind is DayKind.HOLIDAY  # a Saturday
    assert calendar().day(date(2029, 11, 26)).kind is DayKind.WORKING


def test_scores_refuse_the_year_without_notice() -> None:
    strict = clock().strict
    assert strict.calendar.last == date(2026, 12, 31)
    with pytest.raises(YearNotDecreed, match="Năm 2027"):
        strict.add_working_days(moment("2026-12-30T08:00"), 3)
    with pytest.raises(YearNotDecreed):
        BulkClock(strict).add_working_days(_column("2026-12-30T08:00"), 3)


def _column(text: str) -> Any:
    import numpy as np

    return np.array([text], "datetime64[m]")


def test_the_notice_of_next_year_moves_what_it_must() -> None:
    estimated = calendar().year(2027)
    without = [day for day in estimated.days if day.on != date(2027, 2, 10)]
    notice = estimated.model_copy(update={"basis": "decreed", "days": tuple(without)})
    years = [notice if year == 2027 else calendar().year(year) for year in calendar().years]
    after = WorkClock(WorkCalendar(years), clock().hours, clock().zone)
    rule = clock_data().rule()
    duties = [
        (code, Term(moment(received), Allowance.of(5, TimeUnit.WORKING_DAYS), rule))
        for code, received in (("before", "2027-01-25T08:00"), ("over", "2027-02-03T08:00"))
    ]
    (one,) = moved(duties, clock(), after)
    assert (one.key, one.before and one.before.text, one.after and one.after.text) == (
        "over",
        "08:00 17/02/2027 (dự kiến)",
        "08:00 16/02/2027",
    )


def test_columns_know_the_real_calendar() -> None:
    received = _column("2019-11-20T01:37")
    assert BulkClock(clock()).add_working_days(received, 25).tolist() == [
        datetime(2019, 12, 25, 1, 37)
    ]


def test_duties_fall_due_on_working_days() -> None:
    found = {
        name: [f"{one.work_by:%d/%m %H:%M}" for one in occurrences(clock(), duty, date(2026, 1, 1), date(2026, 12, 31))]
        for name, duty in clock_data().duties.items()
    }  # fmt: skip
    assert found["reform-report-quarter"] == [
        "11/03 17:30", "11/06 17:30", "11/09 17:30", "11/12 17:30",
    ]  # fmt: skip
    assert found["reform-plan-year"] == ["31/12 17:30"]  # 02/01/2026 is swapped out
    assert found["law-enforcement-report-year"] == ["13/11 17:30"]
    assert found["periodic-report-quarter"][0] == "17/03 17:30"
    assert len(found["periodic-report-month"]) == 12


def test_the_letter_of_apology_is_due_a_working_day_before() -> None:
    term = Term(
        moment("2024-04-24T08:00"), Allowance.of(3, TimeUnit.WORKING_DAYS), clock_data().rule()
    )
    due = deadline(clock(), term)
    assert before_due(clock(), due, clock_data().before_due["apology"]) == moment("2024-04-26T08:00")  # fmt: skip
    assert due.due == moment("2024-05-02T08:00")


def test_commitments_are_held_to_their_limits() -> None:
    limits = clock_data().commitment
    assert (limits.at_least, limits.usual_at_most, limits.at_most) == (10, Decimal("33.3"), 80)
    assert limits.assumed


def test_what_no_source_states_says_what_was_assumed() -> None:
    data = clock_data()
    for entry in (*data.rules.values(), *data.offices.values(), *data.duties.values()):
        assert entry.assumption or not entry.assumed


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CATALOGUE, tmp_path / "catalog"))


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("2024.yaml", "on: 2024-05-01", "on: 01/5/2024", "không phải là ngày"),
        ("2024.yaml", "on: 2024-05-01", "on: 2024-04-30", "ngày 2024-04-30 ghi hai lần"),
        ("2024.yaml", "on: 2024-05-04", "on: 2024-05-03", "phải là thứ Bảy hoặc Chủ nhật"),
        ("2024.yaml", "notice: 1570/TB-LĐTBXH", "notice: 1571/TB", "chưa có trong «notices»"),
        ("2024.yaml", "swap: 2024-04-29", "swap: 2024-04-26", "không ghi lại điều đó"),
        ("2024.yaml", "kind: swapped_in", "kind: swaped_in", "«swaped_in» không hợp lệ; chọn một trong: 'holiday'"),
        ("2024.yaml", "year: 2024", "year: 2025", "tên tệp phải là 2025.yaml"),
        ("2024.yaml", "basis: decreed", "basis: guessed", "decreed"),
        ("office.yaml", "to: \"11:30\"", "to: \"06:30\"", "phải kết thúc sau khi bắt đầu"),
        ("office.yaml", "zone: Asia/Ho_Chi_Minh", "zone: Asia/Saigong", "không có múi giờ"),
        ("office.yaml", "id: till-five", "id: default", "id «default» bị lặp"),
        ("office.yaml", "id: default", "id: normal", "thiếu mục «default»"),
        ("rules.yaml", "id: default", "id: normal", "thiếu mục «default»"),
        ("rules.yaml", "begins: at_receipt", "begins: sometime", "at_receipt"),
        ("rules.yaml", "at_most: 80", "at_most: 180", "180"),
        ("rules.yaml", "    law: Nghị định 23/2015/NĐ-CP, Điều 7\n", "", "thiếu khóa «law»"),
        ("fixed.yaml", "month: 11", "month: 13", "13"),
        ("lunar.yaml", "{year: 2029", "{year: 2028", "thiếu năm 2029"),
        ("duties.yaml", "before_day: 12", "before_day: 32", "32"),
        ("duties.yaml", "    before_day: 12\n", "", "ghi «before_day», hoặc cả «cut_day»"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_refused_with_file_and_line(
    copy: Path, file: str, old: str, new: str, said: str
) -> None:
    change(copy, f"{HERE}/{file}", old, new)
    complaints = check(copy)
    assert any(said in one and f"calendars/vn/{file}" in one for one in complaints), complaints


def test_a_complaint_names_the_line_of_the_day(copy: Path) -> None:
    line = change(copy, f"{HERE}/2024.yaml", "on: 2024-05-04", "on: 2024-05-03")
    said = f"calendars/vn/2024.yaml, dòng {line}: ngày làm bù 2024-05-03"
    assert any(complaint.startswith(said) for complaint in check(copy))


def test_complaints_about_several_years_come_together(copy: Path) -> None:
    change(copy, f"{HERE}/2023.yaml", "year: 2023", "yaer: 2023")
    (copy / "calendars" / "vn" / "2024.yaml").write_text("year: [", encoding="utf-8")
    complaints = check_calendars(copy)
    assert any("2023.yaml" in one for one in complaints)
    assert any("2024.yaml: không đọc được YAML" in one for one in complaints)


def test_a_notice_makes_its_year_decreed(copy: Path) -> None:
    folder = copy / "calendars" / "vn"
    text = (folder / "2026.yaml").read_text(encoding="utf-8").replace("2026-", "2027-")
    plain = [part for part in text.split("  - on: ") if "kind: holiday" in part]
    head = "year: 2027\nbasis: decreed\nnotices:\n  - number: 9441/TB-BNV\n    title: x\ndays:\n"
    (folder / "2027.yaml").write_text(
        head + "".join(f"  - on: {part}" for part in plain), encoding="utf-8"
    )
    data = read_clock_data(copy)
    assert 2027 not in data.calendar.provisional_years
    assert data.clock().strict.calendar.last == date(2027, 12, 31)


def test_a_missing_decreed_year_between_others_falls_back_to_the_estimate(copy: Path) -> None:
    (copy / "calendars" / "vn" / "2025.yaml").unlink()
    data = read_clock_data(copy)
    assert 2025 in data.calendar.provisional_years
    assert data.clock().strict.calendar.last == date(2024, 12, 31)


def test_unknown_names_are_refused_with_those_that_are_known() -> None:
    with pytest.raises(CatalogueError, match="Hiện có: default, same-day"):
        clock_data().rule("x")
    with pytest.raises(CatalogueError, match="Hiện có: default, till-five"):
        clock("x")


def test_the_clock_that_ships_is_quick_to_ask_again() -> None:
    assert clock() is clock()
    assert calendar() is clock_data().calendar
    assert clock().moment(clock().minute(moment("2024-01-01T08:00"))) - timedelta(0) == moment(
        "2024-01-01T08:00"
    )
