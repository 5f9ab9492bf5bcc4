"""What pages and merged cells broke is mended, and nothing else is."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.core.tables.grid import Document, Grid, UnreadableFile
from thuocdo.core.tables.plan import read_plan

HEADING = ["TT", "Nhiệm vụ", "Điểm tối đa", "Chủ trì", "Phối hợp", "Yêu cầu", "Ghi chú"]
FIELDS = ("title", "lead", "support", "requirement", "note")


def plan(*rows, merged=None, paragraphs=()):
    grid = Grid("", [HEADING, *rows], merged=merged or {})
    return read_plan(Document("plan.txt", [grid], paragraphs))


def task(code, title="Việc cần làm", points="1", lead="Đội Một", support="", asked="", note=""):  # noqa: PLR0913 - a row has seven cells
    return [code, title, points, lead, support, asked, note]


def kinds(table):
    return [finding.kind for finding in table.findings]


# Splitting -----------------------------------------------------------------------------------

WORDS = st.lists(
    st.sampled_from(["thắp", "sáng", "đèn", "làng", "xã", "Sở", "Đội", "100%", "(nếu", "quý,"]),
    min_size=1,
    max_size=8,
)


@st.composite
def rows_and_cuts(draw):
    rows, broken = [], []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        cells = [draw(WORDS) for _ in range(5)]
        cuts = [draw(st.integers(1, len(words))) for words in cells]

        def row(code, points, parts):
            texts = [" ".join(words) for words in parts]
            return [code, texts[0], points, *texts[1:]]

        rows.append(row(f"1.{number}", "2", cells))
        heads = [words[:cut] for words, cut in zip(cells, cuts, strict=True)]
        tails = [words[cut:] for words, cut in zip(cells, cuts, strict=True)]
        broken.append(row(f"1.{number}", "2", heads))
        if draw(st.booleans()):
            broken.append([""] * 7)  # the blank line that a page break leaves
        if draw(st.booleans()):
            broken.append(HEADING)
        broken.append(row("", "", tails))
    return rows, broken


@given(rows_and_cuts())
def test_rows_cut_at_any_word_in_any_cells_come_back_whole(rows_and_broken):
    rows, broken = rows_and_broken
    whole, joined = plan(*rows), plan(*broken)
    assert [[getattr(row, name) for name in FIELDS] for row in joined.rows] == [
        [getattr(row, name) for name in FIELDS] for row in whole.rows
    ]
    assert joined.total_points == whole.total_points


def test_a_codeless_row_with_points_is_a_task_without_a_code():
    table = plan(task("1", points=""), task("1.1"), task("", "Việc không mã"))
    assert [row.code for row in table.rows] == ["1", "1.1", "1.1.1"]
    assert "missing_code" in kinds(table)
    assert "split_row" not in kinds(table)


def test_a_codeless_title_in_capitals_is_an_area():
    table = plan(
        ["", "CÔNG TÁC ĐIỀU HÀNH", "", "", "", "", ""],
        task("1"),
        ["", "CÔNG TÁC TÀI CHÍNH", "", "", "", "", ""],
        task("1"),
    )
    assert [(row.code, row.parent) for row in table.rows] == [
        ("1", None),
        ("1.1", "1"),
        ("2", None),
        ("2.1", "2"),
    ]


def test_code_and_title_in_one_cell():
    table = plan(["", "I. Điều hành", "", "", "", "", ""], task("1"))
    assert next((row.code, row.title) for row in table.rows) == ("I", "Điều hành")
    merged = plan(["II. Tài chính", "", "", "", "", "", ""], task("1"))
    assert [row.code for row in merged.rows] == ["II", "II.1"]


def test_rows_that_number_the_columns_and_signatures_are_no_tasks():
    table = plan(
        [f"({number})" for number in range(1, 8)],
        task("1"),
        ["", "", "", "", "", "", ""],
        ["", "NGƯỜI LẬP BIỂU", "", "", "GIÁM ĐỐC", "", ""],
        ["", "Trần Thị Bình", "", "", "Lê Văn An", "", ""],
    )
    assert [row.code for row in table.rows] == ["1"]
    assert table.rows[0].title == "Việc cần làm"


@pytest.mark.parametrize("points", ["1", ""])
def test_a_table_without_codes_keeps_its_rows(points):
    heading = ["Nhiệm vụ", "Điểm", "Chủ trì", "Thời hạn"]
    rows = [
        ["Sửa đèn", points, "Đội Một", "30/6/2026"],
        ["Thay cột", points, "Đội Hai", ""],
        ["nghiêng", "", "", "15/7/2026"],
    ]
    table = read_plan(Document("a.txt", [Grid("", [heading, *rows])]))
    assert [(row.code, row.title) for row in table.rows] == [
        ("1", "Sửa đèn"),
        ("2", "Thay cột nghiêng"),
    ]


# Inheriting ----------------------------------------------------------------------------------


def test_a_task_with_its_own_lead_keeps_its_blanks():
    table = plan(task("1", points=""), task("1.1", support="Đội Hai", note="Gấp"), task("1.2"))
    assert table.rows[2].support == ""
    assert "inherited_blank" not in kinds(table)


def test_only_the_lead_is_inherited_by_a_task_with_its_own_requirement():
    table = plan(
        task("1", points=""),
        task("1.1", support="Đội Hai", asked="Báo cáo", note="Gấp"),
        task("1.2", lead="", asked="Kế hoạch"),
    )
    row = table.rows[2]
    assert (row.lead, row.support, row.requirement, row.note) == (
        "Đội Một",
        "Đội Hai",
        "Kế hoạch",
        "",
    )
    assert row.inherited == ("lead", "support")


def test_nothing_is_inherited_across_areas():
    table = plan(task("1", points=""), task("1.1"), task("2", points=""), task("2.1", lead=""))
    assert table.rows[-1].lead == ""
    assert "missing_lead" in kinds(table)


def test_where_the_file_tells_merged_cells_nothing_is_guessed():
    table = plan(
        ["1", "ĐIỀU HÀNH", "", "", "", "", ""],
        task("1.1", support="Đội Hai", asked="Báo cáo"),
        task("1.2", lead=""),
        task("1.3", lead=""),
        merged={(1, 2): (1, 1), (1, 3): (1, 1), (3, 3): (2, 3)},
    )
    assert [row.lead for row in table.rows] == ["", "Đội Một", "Đội Một", ""]
    assert table.rows[2].inherited == ("lead",)
    assert (table.rows[2].support, table.rows[2].requirement) == ("", "")


def test_a_merged_cell_that_begins_outside_the_grid_holds_nothing():
    table = plan(task("1", lead=""), task("2"), merged={(1, 3): (-1, 3), (0, 9): (-2, 9)})
    assert (table.rows[0].lead, table.rows[0].inherited) == ("", ())


# Numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "points"),
    [("1,5", "1.5"), ("1.5", "1.5"), (2.0, "2"), (0.25, "0.25"), (3, "3"), ("2 điểm", "2")],
)
def test_points(cell, points):
    assert plan(task("1", points=cell)).total_points == Decimal(points)


def test_points_that_are_no_number_are_refused_aloud():
    table = plan(task("1", points="một"), task("2", points="-"))
    assert [row.max_points for row in table.rows] == [None, None]
    finding = next(f for f in table.findings if f.kind == "unreadable_points")
    assert (finding.severity, finding.row, finding.column) == ("error", 2, "Điểm tối đa")


@pytest.mark.parametrize("cell", ["-5", "1000,5", "9" * 400, "0,1234", 1e9, -0.5])
def test_points_that_cannot_be_meant_are_refused_aloud(cell):
    grid = Grid("Sheet", [HEADING, task("1", points=cell), task("2", points="2")])
    table = read_plan(Document("plan.xlsx", [grid]))
    assert [row.max_points for row in table.rows] == [None, 2]
    finding = next(f for f in table.findings if f.kind == "unreadable_points")
    assert (finding.severity, finding.cell) == ("error", "C2")
    assert len(finding.message) < 200


@pytest.mark.parametrize("cell", ["0", "1.000", "2,1250", "0,125"])
def test_points_up_to_the_bound_are_taken(cell):
    assert "unreadable_points" not in kinds(plan(task("1", points=cell)))


def test_codes_that_a_sheet_took_for_numbers_and_dates():
    codes = [f"1.{number}" for number in range(1, 10)]
    rows = [task(float(code)) for code in codes]
    table = plan(task(1.0, points=""), *rows, task(1.1), task(date(2026, 11, 1)))
    assert [row.code for row in table.rows][-3:] == ["1.9", "1.10", "1.11"]
    assert "repeated_code" not in kinds(table)


def test_codes_that_are_too_long_are_cut_and_stay_unique():
    deep = [".".join(["1"] * depth) for depth in (1, 2, 3, 15, 16, 17, 16)]
    table = plan(*(task(code) for code in deep))
    codes = [row.code for row in table.rows]
    assert len(set(codes)) == len(codes)
    assert max(map(len, codes)) <= 30
    assert all(row.parent is None or row.parent in codes for row in table.rows)
    found = [f for f in table.findings if f.kind == "long_code"]
    assert [(f.severity, f.row, f.column) for f in found] == [
        ("warning", number, "TT") for number in (6, 7, 8)
    ]
    assert "repeated_code" not in kinds(table)


def test_a_long_text_for_a_code_is_no_code():
    table = plan(task("1"), task("x" * 400))
    assert [row.code for row in table.rows] == ["1", "1.1"]
    assert "missing_code" in kinds(table)


def test_control_characters_are_removed():
    rows = [
        task("1.\x001", "Lập\tkế\x0bhoạch\x00\x07 quý\x1b", asked="\x00", note="a\nb\x85c\ud800")
    ]
    grid = Grid("Bảng\x00 1", [[f"{name}\x00" for name in HEADING], *rows])
    table = read_plan(Document("plan.txt", [grid], ["Kế hoạch năm 20\x0026"]))
    (row,) = table.rows
    assert (row.code, row.title, row.requirement, row.note) == (
        "1.1",
        "Lập kế hoạch quý",
        "",
        "a b c",
    )
    assert (row.sheet, table.headings["code"], table.year) == ("Bảng 1", "TT", 2026)
    assert "\x00" not in repr(table).replace("\\x00", "\x00")


def test_codes_before_titles_with_and_without_a_dot():
    rows = [["1. Chỉ đạo", "5", ""], ["1.1. Kế hoạch", "2", "VP"], ["1.2 Báo cáo", "3", "TT"]]
    grid = Grid("", [["Nhiệm vụ", "Điểm tối đa", "Chủ trì"], *rows])
    table = read_plan(Document("plan.txt", [grid]))
    places = [(row.code, row.parent, row.title) for row in table.rows]
    assert places == [("1", None, "Chỉ đạo"), ("1.1", "1", "Kế hoạch"), ("1.2", "1", "Báo cáo")]
    assert kinds(table) == []


# What does not add up ------------------------------------------------------------------------


def test_a_parent_unlike_its_children_is_said_and_kept():
    table = plan(task("1", points="5", lead=""), task("1.1", points="2"), task("1.2", points="2,5"))
    finding = next(f for f in table.findings if f.kind == "parent_mismatch")
    assert "5 điểm" in finding.message
    assert "4,5 điểm" in finding.message
    assert (table.rows[0].max_points, table.total_points) == (5, Decimal("4.5"))


@pytest.mark.parametrize(("stated", "said"), [("3", 0), ("4", 1)])
def test_a_total_row_is_checked_and_is_no_task(stated, said):
    table = plan(task("1"), task("2", points="2"), ["", "Tổng cộng", stated, "", "", "", ""])
    assert len(table.rows) == 2
    assert kinds(table).count("total_mismatch") == said


@pytest.mark.parametrize("label", ["Tổng cộng", "TỔNG SỐ:", "Cộng"])
def test_a_total_row_without_a_column_of_points_is_no_task(label):
    rows = [["1", "Kế hoạch", "VP"], ["2", "Báo cáo", "TT"], ["", label, ""]]
    grid = Grid("", [["TT", "Nhiệm vụ", "Chủ trì"], *rows])
    table = read_plan(Document("plan.txt", [grid]))
    assert [row.title for row in table.rows] == ["Kế hoạch", "Báo cáo"]
    assert kinds(table) == []


def test_a_title_that_begins_like_a_total_is_a_task():
    rows = [["1", "Tổng số", "VP"], ["", "Tổng số hồ sơ trả đúng hạn", "TT"]]
    grid = Grid("", [["TT", "Nhiệm vụ", "Chủ trì"], *rows])
    table = read_plan(Document("plan.txt", [grid]))
    assert "Tổng số hồ sơ trả đúng hạn" in " ".join(row.title for row in table.rows)
    assert table.rows[0].title.startswith("Tổng số")


def test_a_total_that_is_no_number_is_refused_aloud():
    table = plan(task("1"), ["", "Tổng cộng", "mười", "", "", "", ""])
    assert [(f.kind, f.row) for f in table.findings] == [("unreadable_points", 3)]


def test_a_total_in_mid_table_is_of_its_area():
    table = plan(
        task("I", points="", lead=""),
        task("1"),
        ["", "Cộng mục I", "1", "", "", "", ""],
        task("II", points="", lead=""),
        task("1"),
        ["", "Cộng mục II", "1", "", "", "", ""],
    )
    assert kinds(table).count("total_mismatch") == 0


def test_repeated_and_missing_codes():
    table = plan(task("1", points=""), task("1.1"), task("1.1"), task("1.3"), task("1.5"))
    repeated = next(f for f in table.findings if f.kind == "repeated_code")
    assert (repeated.row, repeated.proposal) == (4, "1.2")
    assert [f.row for f in table.findings if f.kind == "missing_code"] == [5, 6]


def test_more_points_than_the_scale():
    table = plan(task("1", points="11"), paragraphs=["đạt 5/10 điểm"])
    assert "points_over_scale" in kinds(table)
    exact = plan(task("1", points="10"), paragraphs=["đạt 0,5/01 điểm", "5/10,0 điểm"])
    assert "points_over_scale" not in kinds(exact)


# Finding the table ---------------------------------------------------------------------------


def test_a_table_goes_on_in_the_next_grid_without_heading():
    first = Grid("Bảng 1", [["GIÁM ĐỐC", "Nơi nhận"]])
    grids = [first, Grid("Bảng 2", [HEADING, task("1", points="")]), Grid("Bảng 3", [task("1.1")])]
    table = read_plan(Document("a.docx", grids))
    assert [(row.code, row.sheet) for row in table.rows] == [("1", "Bảng 2"), ("1.1", "Bảng 3")]


def test_a_second_plan_in_the_file_is_only_mentioned():
    grids = [Grid("2025", [HEADING, task("1")]), Grid("2026", [HEADING, task("1"), task("2")])]
    table = read_plan(Document("a.xlsx", grids))
    assert len(table.rows) == 1
    assert [(f.kind, f.sheet) for f in table.findings] == [("other_table", "2026")]


@pytest.mark.parametrize(
    "grids", [[], [Grid("", [])], [Grid("", [["STT", "Mã hồ sơ", "Ngày nhận"], ["1", "a", "b"]])]]
)
def test_a_file_without_a_plan_is_refused(grids):
    with pytest.raises(UnreadableFile, match="Không tìm thấy bảng kế hoạch"):
        read_plan(Document("a.txt", grids))


def test_a_heading_without_rows_is_refused():
    with pytest.raises(UnreadableFile, match="không có hàng nào"):
        plan()


@given(
    st.lists(
        st.lists(
            st.one_of(
                st.none(),
                st.floats(allow_nan=False),
                st.dates(),
                st.booleans(),
                st.text(max_size=12),
                st.sampled_from(
                    ["1", "1.1", "I", "a", "-", "Tổng cộng", "2", "Việc", "VIỆC LỚN Ở"]
                ),
            ),
            max_size=8,
        ),
        min_size=1,
        max_size=12,
    )
)
def test_no_table_breaks_the_reader(rows):
    try:
        table = plan(*rows)
    except UnreadableFile:
        return
    codes = [row.code for row in table.rows]
    assert len(set(codes)) == len(codes)
    assert {row.parent for row in table.rows} <= {None, *codes}
