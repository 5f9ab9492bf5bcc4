from dataclasses import astuple
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.tables.dossiers.building import good, kinds, local, read, still_open
from thuocdo.core.tables.dossiers import AsOfSource, DossierCounts


def test_on_time_is_judged_by_the_result_not_by_when_it_was_fetched():
    reading = read(
        good(due="10/01/2024 15:00", result="10/01/2024 15:00", returned="20/02/2024 09:00")
    )
    assert (reading.counts().on_time, reading.counts().overdue) == (1, 0)


def test_a_minute_late_is_overdue_and_seconds_do_not_count():
    reading = read(
        good(due="10/01/2024 14:59", result="10/01/2024 15:00"),
        good(due="10/01/2024 15:00:00", result="10/01/2024 15:00:59"),
    )
    assert (reading.counts().on_time, reading.counts().overdue) == (1, 1)


@pytest.mark.parametrize(
    "due", ["10/01/2024", date(2024, 1, 10), local(2024, 1, 10), 45301, "10/01/2024 00:00"]
)
def test_a_due_date_without_an_hour_lasts_to_the_end_of_its_day(due):
    reading = read(
        good(due=due, result="10/01/2024 23:59"), good(due=due, result="11/01/2024 00:01")
    )
    counts = reading.counts()
    assert (counts.on_time, counts.overdue) == (1, 1)
    assert kinds(reading) == ["hour_missing"]


def test_a_result_without_an_hour_is_never_late_on_its_day_nor_before_the_receipt():
    reading = read(
        good(due="10/01/2024 08:30", result="10/01/2024"),
        good(received="05/01/2024 15:00", result="05/01/2024", returned="05/01/2024"),
    )
    assert reading.refused == 0
    assert reading.counts().on_time == 2


def test_a_second_supplement_does_not_make_a_dossier_late():
    counts = read(good(supplements=2), good(supplements=1), still_open(supplements="3")).counts()
    assert (counts.on_time, counts.more_than_one_supplement) == (2, 2)


def test_counts_follow_the_day_in_local_time():
    reading = read(
        good(received="05/01/2024 23:59", result="10/01/2024 23:59", due="10/01/2024 10:00")
    )
    assert reading.counts(date(2024, 1, 4)).received == 0
    assert reading.counts(date(2024, 1, 5)) == DossierCounts(1, 0, 0, 0, 1, 0, 0, 0)
    assert reading.counts(date(2024, 1, 9)).open_overdue == 0
    assert reading.counts(date(2024, 1, 10)) == DossierCounts(1, 1, 0, 1, 0, 0, 0, 0)


def test_an_open_dossier_is_overdue_once_its_promise_has_passed():
    reading = read(still_open(due="12/01/2024 08:30"))
    assert reading.counts(date(2024, 1, 11)).open_overdue == 0
    assert reading.counts(date(2024, 1, 12)).open_overdue == 1


@pytest.mark.parametrize(
    ("without", "unknown"),
    [
        (("channel",), {"online"}),
        (("supplements",), {"more_than_one_supplement"}),
        (("due",), {"on_time", "overdue", "open_overdue"}),
        (("result", "returned"), {"finished", "on_time", "overdue", "open", "open_overdue"}),
        (("state",), set()),
        (("procedure", "parts", "digital", "paid"), set()),
    ],
)
def test_what_no_column_tells_is_unknown_not_nought(without, unknown):
    reading = read(good(), still_open(), without=without)
    assert (reading.kept, reading.refused) == (2, 0)
    counts = reading.counts()
    assert {name for name in DossierCounts.__slots__ if getattr(counts, name) is None} == unknown
    assert "missing_column" in kinds(reading)
    missing = set(kinds(reading))
    assert missing == {"missing_column"}


def test_a_missing_column_leaves_its_field_unknown():
    (dossier,) = read(good(), without=("supplements", "parts", "channel")).dossiers
    row = dossier.row
    assert (row.supplement_requests, row.parts_digitised, row.channel) == (None, None, None)


def test_the_return_stands_in_for_a_missing_column_of_results():
    reading = read(good(due="10/01/2024 16:00", returned="11/01/2024 09:00"), without=("result",))
    assert reading.counts().overdue == 1
    (finding,) = reading.findings
    assert (finding.kind, finding.column) == ("missing_column", "Ngày có kết quả")
    assert "Ngày trả kết quả" in finding.message


def test_without_a_column_of_returns_the_results_decide_as_ever():
    reading = read(good(), without=("returned",))
    assert reading.counts().on_time == 1
    assert [f.severity for f in reading.findings] == ["note"]


@pytest.mark.parametrize(
    "until",
    [
        "17 giờ 00 ngày 30/09/2023",
        "17 giờ, ngày 30 tháng 9 năm 2023",
        "lúc 17h00 phút ngày 30/9/2023",
        "17:00:00 30/09/2023",
        "hết ngày 30/09/2023",
    ],
)
def test_the_day_of_a_title_may_follow_an_hour(until):
    reading = read(good(), above=([f"Số liệu tính đến {until}"],), as_of=None)
    assert (reading.as_of, reading.as_of_source) == (date(2023, 9, 30), AsOfSource.TITLE)


def test_the_given_day_beats_the_title_which_beats_the_last_event():
    above = (["DANH SÁCH HỒ SƠ"], ["(Từ ngày 01/01/2024 đến ngày 31/03/2024)"])
    given_day = read(good(), above=above, as_of=date(2024, 6, 30))
    assert (given_day.as_of, given_day.as_of_source) == (date(2024, 6, 30), AsOfSource.GIVEN)
    titled = read(good(), above=above, as_of=None)
    assert (titled.as_of, titled.as_of_source) == (date(2024, 3, 31), AsOfSource.TITLE)
    last = read(good(returned="11/01/2024 09:00"), good(returned="21/01/2024 23:30"), as_of=None)
    assert (last.as_of, last.as_of_source) == (date(2024, 1, 21), AsOfSource.LAST_EVENT)
    assert [(f.kind, f.row) for f in last.findings] == [("as_of_last_event", 3)]


@pytest.mark.parametrize(
    "title",
    [
        "Từ ngày 01/01/2024 đến ngày 31/03/2024",
        "Từ 01/01/2024 ĐẾN 31/3/2024",
        "Số liệu tính đến hết ngày 31/03/2024",
        "Từ ngày 01 tháng 01 năm 2024 đến ngày 31 tháng 3 năm 2024",
        "Đến ngày 31-03-2024",
    ],
)
def test_the_day_is_found_in_titles_of_many_wordings(title):
    assert read(good(), above=([title],), as_of=None).as_of == date(2024, 3, 31)


@pytest.mark.parametrize("title", ["Năm 2024", "đến ngày 31/02/2024", "đến ngày", "Phòng đến 2024"])
def test_a_title_without_a_day_is_none(title):
    assert read(good(), above=([title],), as_of=None).as_of_source is AsOfSource.LAST_EVENT


def test_a_file_without_good_rows_and_days_has_no_day():
    reading = read(good(due=""), as_of=None)
    assert (reading.as_of, reading.as_of_source, reading.refused) == (None, None, 1)
    assert reading.counts().received == 0


def test_dossiers_received_later_are_kept_and_not_counted():
    reading = read(good(), good(received="06/01/2024 08:00"), as_of=date(2024, 1, 5))
    assert (reading.kept, reading.counts().received) == (2, 1)
    assert kinds(reading) == ["received_later"]


MOMENTS = st.datetimes(local(2023, 12, 20), local(2024, 2, 10)).map(
    lambda moment: f"{moment:%d/%m/%Y %H:%M}"
)
ROWS = st.builds(
    good,
    received=MOMENTS | st.just(""),
    due=MOMENTS | st.just("") | st.just("12/01/2024"),
    result=MOMENTS | st.just("") | st.just("?"),
    returned=MOMENTS | st.just(""),
    state=st.sampled_from(["Đang xử lý", "Đã trả kết quả", "Rút hồ sơ", "", "?", 4]),
    channel=st.sampled_from(["Trực tuyến", "Trực tiếp", "", "?"]),
    supplements=st.sampled_from(["", 1, 2, "?"]),
)
DAYS = st.dates(date(2023, 12, 15), date(2024, 2, 15))


@given(st.lists(ROWS, max_size=12), DAYS)
@settings(max_examples=150)
def test_what_always_holds(rows, day):
    reading = read(*rows, as_of=day)
    assert reading.read == len(rows) == reading.kept + reading.refused
    assert reading.refused == sum(reading.refused_by_kind.values())
    counts = reading.counts()
    assert None not in astuple(counts)
    assert counts.finished == (counts.on_time or 0) + (counts.overdue or 0)
    assert counts.received == (counts.finished or 0) + (counts.open or 0)
    assert (counts.open_overdue or 0) <= (counts.open or 0)
    assert counts.received <= reading.kept
    assert counts.received <= reading.counts(day + timedelta(days=1)).received


@given(
    st.lists(ROWS, max_size=10).flatmap(
        lambda rows: st.tuples(st.just(rows), st.permutations(rows))
    )
)
@settings(max_examples=100)
def test_the_order_of_rows_does_not_change_the_counts(rows_and_mixed):
    rows, mixed = rows_and_mixed
    first, second = read(*rows), read(*mixed)
    assert first.counts() == second.counts()
    assert first.refused_by_kind == second.refused_by_kind


def test_a_dossier_received_at_midnight_belongs_to_the_new_day():
    reading = read(good(received="06/01/2024"))
    assert reading.counts(date(2024, 1, 5)).received == 0
    assert reading.counts(date(2024, 1, 6)).received == 1
