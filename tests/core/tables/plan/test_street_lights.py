"""A whole plan with the traps of real ones, in our own words, line by line."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from thuocdo.adapters.tables.text import read_text
from thuocdo.core.tables.plan import read_plan

FILE = Path(__file__).with_name("street_lights.txt")


@pytest.fixture(scope="module")
def table():
    return read_plan(read_text(FILE.name, FILE.read_bytes()))


@pytest.fixture(scope="module")
def rows(table):
    return {row.code: row for row in table.rows}


def found(table, kind):
    """The findings of a kind: row, column, proposal."""
    return [(f.row, f.column, f.proposal) for f in table.findings if f.kind == kind]


def test_totals(table):
    assert (len(table.rows), len(table.leaves), table.total_points) == (18, 13, Decimal("14.5"))
    points = [table.points_under(area.code) for area in table.areas]
    assert points == [Decimal("6.5"), Decimal("4.5"), Decimal("3.5")]


def test_the_letter_tells_date_year_and_scale(table):
    assert (table.issued_on, table.year, table.scale) == (date(2026, 3, 9), 2026, 20)


def test_nothing_false_is_said_about_points_and_codes(table):
    kinds = {finding.kind for finding in table.findings}
    assert not kinds & {
        "parent_mismatch",
        "total_mismatch",
        "repeated_code",
        "missing_code",
        "missing_points",
        "missing_lead",
    }


def test_a_split_row_is_joined_in_every_column(table, rows):
    row = rows["1.4"]
    assert row.title == "Xử lý việc đột xuất ngoài chương trình"
    assert row.lead == "Các phòng, đơn vị"
    assert row.requirement == "Xử lý từ 75% đến 100% việc được giao"
    assert row.note == "Năm 2025, không có điểm do chỉ xử lý 60%"
    assert row.source_rows == (16, 18)
    assert found(table, "split_row") == [(16, None, None)]


def test_a_lost_mark_is_mended_as_in_the_other_rows(table, rows):
    assert rows["1.4"].support == "Các đội, trạm"
    assert found(table, "repaired_text") == [(16, "Phối hợp", None)]


def test_blanks_of_merged_cells_are_inherited_from_the_sibling(table, rows):
    first = rows["2.1.1"]
    for code in ("2.1.2", "2.1.3"):
        row = rows[code]
        assert (row.lead, row.support) == (first.lead, first.support)
        assert (row.requirement, row.note) == (first.requirement, first.note)
        assert row.inherited == ("lead", "support", "requirement", "note")
    assert rows["2.2.2"].lead == rows["2.2.1"].lead
    assert [row for row, _, _ in found(table, "inherited_blank")] == [22, 23, 26]


def test_parents_and_true_blanks_stay_blank(rows):
    for code in ("1", "2", "2.1", "2.2", "3"):
        row = rows[code]
        assert (row.lead, row.support, row.requirement, row.note) == ("", "", "", "")
    assert (rows["2.3"].requirement, rows["2.3"].inherited) == ("", ())


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("vague_lead", [(15, "Chủ trì", None), (16, "Chủ trì", None)]),
        ("person_and_unit", [(21, "Chủ trì", "Đội Cột đèn")]),
        ("rule_in_title", [(15, "Nhiệm vụ", "≥ 3: 1,5 điểm; 1: 0,5 điểm")]),
        ("last_year_result", [(15, "Ghi chú", None), (16, "Ghi chú", None)]),
        ("past_deadline", [(13, "Ghi chú", None), (29, "Nội dung yêu cầu", None)]),
        (
            "other_year",
            [(25, "Nhiệm vụ", "năm 2026"), (29, "Nội dung yêu cầu", "trước 30/06/2026")],
        ),
        ("copied_requirement", [(25, "Nội dung yêu cầu", None)]),
        ("same_deadline_twice", [(25, "Ghi chú", None)]),
        ("doubled_word", [(31, "Nội dung yêu cầu", "danh")]),
        (
            "threshold_in_prose",
            [
                (15, "Nội dung yêu cầu", "≥ 3 sáng kiến"),
                (16, "Nội dung yêu cầu", "75 % – 100 %"),
                (30, "Nội dung yêu cầu", "> 45 %"),
                (30, "Nội dung yêu cầu", "> 65 %"),
            ],
        ),
    ],
)
def test_findings(table, kind, expected):
    assert found(table, kind) == expected


def test_deadlines_are_proposed_with_their_strictness(table):
    proposals = [proposal for _, _, proposal in found(table, "date_in_prose")]
    assert proposals == [
        "trước 10/02/2026",
        "trước ngày 12 của tháng thứ 3, hằng quý",
        "trước 15/04/2026",
        "trước 15/11/2026",
        "trước 20/04/2026",
        "trước 30/06/2025",
        "trước tháng 02 hằng năm",
        "trước 02 ngày khi xảy ra mất điện",
    ]


def test_points_of_the_scale_that_nobody_is_given_are_said(table):
    messages = [f.message for f in table.findings if f.kind == "points_outside_table"]
    assert messages == ["5,5 điểm của thang 20 không nằm trong nhiệm vụ của ai."]
