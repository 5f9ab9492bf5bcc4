"""Facts about staff: each number by hand, what the day cuts off, and no false zero."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thuocdo.analytics.fact_book import RowSource
from thuocdo.analytics.staff import STAFF_MEASURES, StaffBook
from thuocdo.apps.rulebooks.catalogue import read_facts
from thuocdo.core.facts import Fact, FactScope
from thuocdo.core.periods import calendar_year
from thuocdo.core.rows import StaffRow, StaffRowKind

REGISTER = read_facts()
K = StaffRowKind
START, END = date(2020, 1, 1), date(2024, 12, 31)


def counted(rows: Sequence[StaffRow], day: date = END) -> dict[str, Fact]:
    book = StaffBook(lambda _: RowSource("1", lambda: rows), REGISTER)
    return dict(book.facts(FactScope("H99.15", calendar_year(day), day)))


def ratio(facts: dict[str, Fact], name: str) -> tuple[int, int]:
    return int(facts[name].numerator), int(facts[name].denominator)


ROWS = [
    StaffRow(kind=K.JOB_POSITION, job="VT.1", starts_on=START, count=3),
    StaffRow(kind=K.JOB_POSITION, job="VT.2", starts_on=START, count=2),
    StaffRow(kind=K.JOB_POSITION, job="VT.0", starts_on=START, ends_on=date(2024, 7, 1), count=9),
    StaffRow(kind=K.HOLDING, code="A", job="VT.1", starts_on=START),
    StaffRow(kind=K.HOLDING, code="A", job="VT.1", starts_on=date(2024, 2, 1)),
    StaffRow(kind=K.HOLDING, code="B", job="VT.2", starts_on=START, ends_on=date(2024, 12, 31)),
    StaffRow(kind=K.HOLDING, code="C", starts_on=START),
    StaffRow(kind=K.REVIEW, job="VT.1", year=2024, starts_on=date(2024, 3, 1)),
    StaffRow(kind=K.REVIEW, job="VT.2", year=2023, starts_on=date(2023, 3, 1)),
    StaffRow(kind=K.TRAINING, code="A", year=2024, starts_on=date(2024, 9, 30)),
    StaffRow(kind=K.TRAINING, code="B", year=2024, starts_on=date(2025, 1, 5)),
    StaffRow(kind=K.TRAINING, code="C", year=2024),
    StaffRow(kind=K.TRAINING, code="C", year=2023, starts_on=date(2023, 9, 30)),
    StaffRow(kind=K.EVALUATION, code="A", year=2024, starts_on=date(2024, 12, 20)),
    StaffRow(kind=K.EVALUATION, code="Z", year=2024, starts_on=date(2024, 12, 20)),
]


def test_every_fact_that_the_register_lets_be_counted_is_and_no_other() -> None:
    named = {name for name, fact in REGISTER.items() if fact.measured_from == "staff"}
    assert set(STAFF_MEASURES) == named


def test_the_numbers_at_the_end_of_the_year() -> None:
    facts = counted(ROWS)
    assert ratio(facts, "staff.headcount_given") == (5, 1)
    assert ratio(facts, "staff.headcount_used") == (1, 1)
    assert ratio(facts, "staff.job_positions_filled_share") == (1, 2)
    assert ratio(facts, "staff.job_positions_reviewed_share") == (1, 2)
    assert ratio(facts, "staff.training_plan_done") == (1, 3)
    assert ratio(facts, "staff.evaluated_share") == (1, 2)


def test_an_earlier_day_knows_less_and_other_holders() -> None:
    facts = counted(ROWS, date(2024, 6, 30))
    assert ratio(facts, "staff.headcount_given") == (14, 1)
    assert ratio(facts, "staff.headcount_used") == (2, 1)
    assert ratio(facts, "staff.training_plan_done") == (0, 3)
    assert "staff.evaluated_share" not in facts
    on_the_day = counted(ROWS, date(2024, 9, 30))
    assert ratio(on_the_day, "staff.training_plan_done") == (1, 3)
    assert ratio(counted(ROWS, date(2024, 9, 29)), "staff.training_plan_done") == (0, 3)


@pytest.mark.parametrize(
    ("absent", "silent"),
    [
        (K.TRAINING, {"staff.training_plan_done"}),
        (K.EVALUATION, {"staff.evaluated_share"}),
        (K.REVIEW, {"staff.job_positions_reviewed_share"}),
        (K.HOLDING, {"staff.evaluated_share", "staff.job_positions_filled_share"}),
        (
            K.JOB_POSITION,
            {
                "staff.headcount_given",
                "staff.headcount_used",
                "staff.job_positions_filled_share",
                "staff.job_positions_reviewed_share",
            },
        ),
    ],
)
def test_what_no_row_tells_is_no_fact_rather_than_zero(absent, silent) -> None:
    rows = [row for row in ROWS if row.kind is not absent]
    assert set(STAFF_MEASURES) - set(counted(rows)) == silent


def test_an_agency_without_rows_has_no_such_fact() -> None:
    book = StaffBook(lambda _: None, REGISTER)
    assert book.facts(FactScope("H99.15", calendar_year(END), END)) == {}


def test_new_rows_are_seen() -> None:
    rows = {"1": ROWS[:1], "2": ROWS[:2]}
    mark = ["1"]
    book = StaffBook(lambda _: RowSource(mark[0], lambda: rows[mark[0]]), REGISTER)
    scope = FactScope("H99.15", calendar_year(END), END)
    assert book.facts(scope)["staff.headcount_given"].numerator == 3
    mark[0] = "2"
    assert book.facts(scope)["staff.headcount_given"].numerator == 5


days = st.none() | st.dates(date(2023, 6, 1), date(2025, 6, 1))


@settings(max_examples=20, deadline=None)  # each one is a DuckDB of its own
@given(
    st.lists(
        st.builds(
            lambda kind, code, job, year, start, end: StaffRow(
                kind=kind, code=code, job=job, year=year, starts_on=start, ends_on=end
            ),
            st.sampled_from([K.HOLDING, K.TRAINING]),
            st.sampled_from("ABCD"),
            st.sampled_from(["", "VT.1"]),
            st.sampled_from([2023, 2024]),
            days,
            days,
        ),
        min_size=1,
        max_size=20,
    ),
    st.dates(date(2024, 1, 1), END),
)
def test_duckdb_counts_what_plain_python_counts(rows: list[StaffRow], day: date) -> None:
    job = StaffRow(kind=K.JOB_POSITION, job="VT.1", starts_on=START)
    facts = counted([*rows, job], day)
    plan = [row for row in rows if row.kind is K.TRAINING and row.year == 2024]
    if plan:
        done = [row for row in plan if row.starts_on is not None and row.starts_on <= day]
        assert ratio(facts, "staff.training_plan_done") == (len(done), len(plan))
    held = {
        row.code
        for row in rows
        if row.kind is K.HOLDING
        and row.job
        and row.starts_on is not None
        and row.starts_on <= day
        and (row.ends_on is None or day < row.ends_on)
    }
    assert facts["staff.headcount_used"].numerator == len(held)
