"""Columns are known by the wording of their headings."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.core.tables.grid import Grid
from thuocdo.core.tables.plan.headings import field_of, find_header

WORDINGS = {
    "code": ["TT", "STT", "S.TT", "Số TT", "Số thứ tự", "Mã", "Mã số", "Mã tiêu chí"],
    "title": [
        "Nhiệm vụ",
        "Nội dung",
        "Tiêu chí",
        "Nội dung nhiệm vụ",
        "Lĩnh vực/Tiêu chí/Tiêu chí thành phần",
        "Tên nhiệm vụ",
        "Nhiệm vụ, giải pháp",
    ],
    "max_points": ["Điểm tối đa", "Thang điểm", "Điểm chuẩn", "Điểm", "Số điểm tối đa"],
    "lead": [
        "Chủ trì",
        "Đơn vị thực hiện",
        "Đơn vị chủ trì",
        "Cơ quan chủ trì thực hiện",
        "Bộ phận phụ trách",
        "Đơn vị chủ trì, phối hợp",
    ],
    "support": ["Phối hợp", "Đơn vị phối hợp", "Cơ quan phối hợp thực hiện"],
    "requirement": ["Nội dung yêu cầu", "Kết quả", "Sản phẩm", "Kết quả, sản phẩm", "Yêu cầu"],
    "note": ["Ghi chú"],
    "due": ["Thời gian", "Thời hạn", "Thời gian thực hiện", "Thời hạn hoàn thành", "Tiến độ"],
    "": ["Tự đánh giá", "Điểm tự chấm", "Điểm thẩm định", "Tỷ lệ %", "", "   ", "x" * 200],
}
ALL = [(wording, name) for name, wordings in WORDINGS.items() for wording in wordings]


@pytest.mark.parametrize(("wording", "name"), ALL)
def test_wordings(wording, name):
    assert field_of(wording) == name


@given(
    st.sampled_from(ALL),
    st.sampled_from([str.upper, str.lower, str.title, str]),
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from(["{}", " {} ", "{}:", "({})", "{}\n"]),
)
def test_case_and_unicode_form_do_not_matter(pair, case, form, frame):
    wording, name = pair
    assert field_of(frame.format(unicodedata.normalize(form, case(wording)))) == name


def test_accents_do_not_matter():
    assert field_of("DIEM TOI DA") == "max_points"
    assert field_of("Don vi thuc hien") == "lead"


def test_a_heading_over_two_rows():
    grid = Grid(
        "",
        [
            ["PHÂN CÔNG NHIỆM VỤ", "", "", "", ""],
            ["TT", "Nội dung", "Điểm", "Phân công", ""],
            ["", "", "", "Chủ trì", "Phối hợp"],
            ["1", "Việc", "2", "Văn phòng", ""],
        ],
    )
    header = find_header(grid)
    assert header is not None
    assert (header.first, header.last) == (1, 2)
    assert header.columns == {"code": 0, "title": 1, "max_points": 2, "lead": 3, "support": 4}
    assert header.headings["lead"] == "Chủ trì"


@pytest.mark.parametrize("merged", [{}, {(0, 3): (0, 2)}])
@pytest.mark.parametrize(
    ("upper", "lower", "heading"),
    [
        ("Điểm", ("Điểm chuẩn", "Điểm đạt"), "Điểm chuẩn"),
        ("Điểm", ("Tối đa", "Đạt"), "Điểm: Tối đa"),
        ("Thang điểm", ("Chuẩn", "Tự chấm"), "Thang điểm: Chuẩn"),
    ],
)
def test_a_heading_parted_in_a_second_row(upper, lower, heading, merged):
    grid = Grid(
        "",
        [
            ["TT", "Nội dung", upper, "", "Chủ trì"],
            ["", "", *lower, ""],
            ["1", "Việc", "2", "1", "Văn phòng"],
        ],
        merged=merged,
    )
    header = find_header(grid)
    assert header is not None
    assert header.last == 1
    assert header.columns == {"code": 0, "title": 1, "max_points": 2, "lead": 4}
    assert header.headings["max_points"] == heading


@pytest.mark.parametrize(
    "row",
    [
        ["", "CHỈ ĐẠO", "", "", ""],
        ["I", "CHỈ ĐẠO", "", "", ""],
        ["", "Việc", "2", "1", ""],
        ["", "", "2", "1", ""],
        ["", "", "Hai", "", ""],
    ],
)
def test_a_row_of_the_plan_is_no_second_heading(row):
    rows = [["TT", "Nội dung", "Điểm", "", "Chủ trì"], row, ["1", "Việc", "2", "1", "VP"]]
    header = find_header(Grid("", rows, merged={(0, 3): (0, 2)}))
    assert header is not None
    assert header.last == 0


def test_criteria_and_content_in_one_table():
    grid = Grid("", [["STT", "Tiêu chí", "Nội dung thực hiện", "Thang điểm", "Đơn vị thực hiện"]])
    header = find_header(grid)
    assert header is not None
    columns = header.columns
    assert (columns["title"], columns["requirement"], columns["lead"]) == (1, 2, 4)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [[]],
        [["Nơi nhận", "GIÁM ĐỐC"]],
        [["STT", "Mã hồ sơ", "Ngày tiếp nhận", "Ngày hẹn trả"]],
        [["STT", "Nội dung"]],
    ],
)
def test_other_tables_are_no_plan(rows):
    assert find_header(Grid("", rows)) is None
