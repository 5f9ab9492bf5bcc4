"""Measures: each number by hand, by a plain count, and what a source that lacks a column gives."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rows import dossier_row
from thuocdo.analytics.fact_book import MeasureBook, RowSource
from thuocdo.analytics.measures import MEASURES
from thuocdo.apps.rulebooks.catalogue import read_facts
from thuocdo.core.facts import FactKind, FactScope, RowPart
from thuocdo.core.periods import calendar_year
from thuocdo.core.rows import Channel, DossierRow
from thuocdo.core.tables.dossiers import Column, count_dossiers

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
REGISTER = read_facts()
END = date(2024, 12, 31)


def scope(day: date = END) -> FactScope:
    return FactScope("H99.15", calendar_year(day), day)


def book(rows: Sequence[DossierRow], version: str = "1") -> MeasureBook:
    return MeasureBook(lambda _: RowSource(version, lambda: rows), REGISTER, ZONE)


def test_every_measure_of_the_register_is_defined_and_only_those() -> None:
    measured = {name for name, fact in REGISTER.items() if fact.kind is FactKind.MEASURE}
    assert set(MEASURES) == measured


def test_on_time_is_judged_to_the_minute_by_when_the_result_was_ready() -> None:
    due = datetime(2024, 1, 12, 1, 30, tzinfo=UTC)
    rows = [
        dossier_row("on-the-minute", result_at=due, returned_at=due + timedelta(days=30)),
        dossier_row("a-minute-late", result_at=due + timedelta(minutes=1)),
        dossier_row("open", result_at=None, returned_at=None),
        dossier_row("two-supplements", supplement_requests=2),
    ]
    facts = book(rows)
    rate = facts.fact("dossiers.on_time_rate", scope())
    assert rate is not None
    assert (rate.numerator, rate.denominator) == (2, 3)
    assert facts.rows("dossiers.on_time_rate", scope(), RowPart.FAILED) == ("a-minute-late",)
    assert facts.rows("dossiers.overdue", scope(), RowPart.NUMERATOR) == ("a-minute-late",)
    supplements = facts.rows("dossiers.more_than_one_supplement", scope(), RowPart.NUMERATOR)
    assert supplements == ("two-supplements",)


def test_as_of_cuts_what_was_not_known_yet() -> None:
    rows = [
        dossier_row("early"),
        dossier_row(
            "later", received_at=datetime(2024, 2, 1, 17, 0, tzinfo=UTC)
        ),  # 00:00 on the 2nd
    ]
    tenth, ninth = date(2024, 1, 10), date(2024, 1, 9)
    facts = book(rows)
    assert facts.fact("dossiers.received", scope(date(2024, 2, 1))).numerator == 1
    assert facts.fact("dossiers.received", scope(date(2024, 2, 2))).numerator == 2
    assert facts.fact("dossiers.finished", scope(tenth)).numerator == 1
    assert facts.fact("dossiers.finished", scope(ninth)).numerator == 0


@pytest.mark.parametrize(
    ("absent", "silent"),
    [
        ("channel", {"dossiers.online_share"}),
        ("supplement_requests", {"dossiers.more_than_one_supplement"}),
        ("due_at", {"dossiers.on_time_rate", "dossiers.overdue"}),
        ("parts_digitised", {"dossiers.digitised_share"}),
    ],
)
def test_a_column_that_the_source_lacks_gives_no_fact_instead_of_zero(
    absent: str, silent: set[str]
) -> None:
    rows = [dossier_row("a", **{absent: None}), dossier_row("b", **{absent: None})]
    facts = book(rows)
    assert {name for name in MEASURES if facts.fact(name, scope()) is None} == silent


def test_rows_of_another_year_give_no_fact() -> None:
    assert book([dossier_row()]).fact("dossiers.received", scope(date(2025, 6, 30))) is None


def test_no_rows_at_all_give_no_fact() -> None:
    empty = MeasureBook(lambda _: None, REGISTER, ZONE)
    assert empty.fact("dossiers.received", scope()) is None
    assert empty.rows("dossiers.received", scope(), RowPart.NUMERATOR) == ()


def test_new_rows_are_seen_and_old_tables_are_let_go() -> None:
    versions = {"now": 0}
    rows = [dossier_row(str(number)) for number in range(30)]

    def source(_: str) -> RowSource:
        number = versions["now"]
        return RowSource(str(number), lambda: rows[: number + 1])

    facts = MeasureBook(source, REGISTER, ZONE)
    for number in range(20):
        versions["now"] = number
        assert facts.fact("dossiers.received", scope()).numerator == number + 1
    kept = facts._database.con.execute("select count(*) from duckdb_tables()").fetchone()
    assert kept == (8,)


def test_a_name_without_a_measure_is_an_error() -> None:
    with pytest.raises(KeyError):
        book([]).fact("reform.plan", scope())


moments = st.datetimes(datetime(2023, 12, 20), datetime(2025, 1, 10)).map(
    lambda moment: moment.replace(tzinfo=UTC, microsecond=0)
)
rows = st.lists(
    st.builds(
        lambda number, received, due, result, channel, supplements: dossier_row(
            str(number),
            received_at=received,
            due_at=received + due,
            result_at=None if result is None else received + result,
            channel=channel,
            supplement_requests=supplements,
        ),
        st.integers(0, 10**6),
        moments,
        st.timedeltas(timedelta(0), timedelta(days=60)),
        st.none() | st.timedeltas(timedelta(0), timedelta(days=90)),
        st.sampled_from(Channel),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=25,
    unique_by=lambda row: row.code,
)


@settings(max_examples=25)  # each one is a DuckDB of its own
@given(rows, st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_duckdb_counts_what_plain_python_counts(found: list[DossierRow], day: date) -> None:
    """The reader counts the same things in plain Python: a second engine as an oracle."""
    year = [row for row in found if row.received_at.astimezone(ZONE).year == day.year]
    counted = count_dossiers(year, day, zone=ZONE, columns=set(Column))
    facts = book(found)
    received = facts.fact("dossiers.received", scope(day))
    assert (received.numerator if received else 0) == counted.received
    if received and (rate := facts.fact("dossiers.on_time_rate", scope(day))):
        assert (rate.numerator, rate.denominator) == (counted.on_time, counted.finished)
        assert facts.fact("dossiers.overdue", scope(day)).numerator == counted.overdue
        assert facts.fact("dossiers.open", scope(day)).numerator == counted.open
    if received:
        many = facts.fact("dossiers.more_than_one_supplement", scope(day))
        assert many.numerator == counted.more_than_one_supplement
        assert facts.fact("dossiers.online_share", scope(day)).numerator == counted.online
        for name in MEASURES:
            if fact := facts.fact(name, scope(day)):
                part = facts.rows(name, scope(day), RowPart.NUMERATOR)
                assert len(part) == fact.numerator


def test_replacing_a_row_by_itself_changes_nothing() -> None:
    row = dossier_row()
    first, second = book([row]), book([replace(row)])
    for name in MEASURES:
        assert first.fact(name, scope()) == second.fact(name, scope())
