from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.tables.dossiers.building import ZONE, local
from thuocdo.core.tables.dossiers.moments import UnreadableTime, parse_day, parse_moment

MORNING = local(2019, 11, 20, 8, 37)
DAY = local(2019, 11, 20)


@pytest.mark.parametrize(
    "written",
    [
        "20/11/2019 08:37",
        "20/11/2019 8:37",
        "20/11/2019 08:37:59",
        " 20/11/2019  08:37 ",
        "20/11/2019, 08:37",
        "20-11-2019 08:37",
        "20.11.2019 08:37",
        "20/11/19 08:37",
        "08:37 20/11/2019",
        "08:37 ngày 20/11/2019",
        "08:37:12 ngày 20/11/2019",
        "Lúc 8h37 ngày 20/11/2019",
        "8 giờ 37 phút, ngày 20/11/2019",
        "8 giờ 37 ngày 20 tháng 11 năm 2019",
        "20/11/2019 08:37:00 SA",
        "20/11/2019 8:37 AM",
        "2019-11-20 08:37",
        "2019-11-20T08:37:00",
        "2019-11-20T08:37:00.000",
        "2019-11-20T01:37:00Z",
        "2019-11-20T08:37:00+07:00",
        "20191120083700",
        "201911200837",
        "43789.359027777776",
        "43789,359027777776",
        43789.359027777776,
        MORNING,
        MORNING.replace(second=40, microsecond=123456),
        local(2019, 11, 20, 8, 36, 59, 999999),
        datetime(2019, 11, 20, 1, 37, tzinfo=UTC),
        datetime(2019, 11, 20, 10, 37, tzinfo=timezone(timedelta(hours=9))),
    ],
)
def test_a_time_is_read_to_the_minute_however_it_is_written(written):
    assert parse_moment(written, ZONE) == MORNING


@pytest.mark.parametrize(
    "written",
    [
        "20/11/2019",
        "20/11/19",
        "2019-11-20",
        "20191120",
        "ngày 20/11/2019",
        "ngày 20 tháng 11 năm 2019",
        "43789",
        43789,
        43789.0,
        date(2019, 11, 20),
    ],
)
def test_a_date_without_an_hour_is_midnight(written):
    assert parse_moment(written, ZONE) == DAY


@pytest.mark.parametrize(
    "written", ["20/11/2019 08:37 CH", "20/11/2019 8:37:00 PM", "20:37 20/11/2019"]
)
def test_an_evening_hour_is_read_with_its_mark(written):
    assert parse_moment(written, ZONE) == MORNING.replace(hour=20)


def test_twelve_with_a_mark_is_noon_or_midnight():
    assert parse_moment("20/11/2019 12:15 CH", ZONE) == DAY.replace(hour=12, minute=15)
    assert parse_moment("20/11/2019 12:15 SA", ZONE) == DAY.replace(hour=0, minute=15)


@pytest.mark.parametrize("written", ["", "  ", None, "-", "–", "…", "NULL", "N/A"])
def test_nothing_is_no_time(written):
    assert parse_moment(written, ZONE) is None


@pytest.mark.parametrize(
    "written",
    [
        "hôm qua",
        "31/02/2024",
        "31/02/2024 08:15",
        "20/11/0219 08:37",
        "20/11/2219",
        "20/11/2019 25:00",
        "20/11/2019 08:61",
        "20/11/2019 sáng",
        "20/11/20199",
        "120/11/2019",
        "20/11",
        "5 ngày",
        "#N/A",
        "2019-11-20T08:37:99Z",
        "99999",
        5,
        -1,
        1e300,
        float("nan"),
        True,
        time(8, 37),
        timedelta(days=3),
        local(1899, 12, 31),
        "1" * 100_000,
    ],
)
def test_what_is_no_time_is_said_to_be_unreadable(written):
    with pytest.raises(UnreadableTime):
        parse_moment(written, ZONE)


def test_a_month_first_date_is_refused_with_a_guess():
    with pytest.raises(UnreadableTime) as caught:
        parse_moment("12/31/2023 10:00", ZONE)
    assert caught.value.guess == "31/12/2023"


def test_a_day_is_read_for_options_and_titles():
    assert parse_day("2023-12-31") == parse_day("31/12/2023") == date(2023, 12, 31)
    with pytest.raises(UnreadableTime):
        parse_day("")


@given(st.datetimes(local(1990, 1, 1), local(2100, 12, 31)))
def test_whatever_is_written_the_vietnamese_way_is_read_back(moment):
    moment = moment.replace(second=0, microsecond=0)
    assert parse_moment(f"{moment:%d/%m/%Y %H:%M}", ZONE) == moment
    assert parse_moment(moment.isoformat(), ZONE) == moment


@given(st.text(max_size=40))
def test_no_text_breaks_the_parser(text):
    with suppress(UnreadableTime):
        parse_moment(text, ZONE)
