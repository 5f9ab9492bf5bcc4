"""Shapes of annexes: columns for each level, options in rows or lines, headings in two rows."""

import pytest

from thuocdo.core.tables.annex import AnnexTable, read_annex
from thuocdo.core.tables.grid import Document, Grid, UnreadableFile


def annex(*rows: list[str], around: tuple[str, ...] = ()) -> AnnexTable:
    return read_annex(Document("phu-luc.docx", [Grid("Bảng 1", rows)], around))


def shape(table: AnnexTable) -> list[tuple[str, str | None, str]]:
    return [(row.code, row.parent, row.title) for row in table.rows]


def test_areas_criteria_and_components_may_have_columns_of_their_own() -> None:
    table = annex(
        ["Lĩnh vực", "Tiêu chí", "Tiêu chí thành phần", "Điểm", "Cách tính"],
        ["Chỉ đạo", "Kế hoạch", "Ban hành", "1", "Có: 1"],
        ["", "", "Thực hiện", "1", "Có: 1"],
        ["", "Báo cáo", "", "2", "Có: 2"],
        ["Thể chế", "Rà soát", "", "2", "Có: 2"],
    )
    assert shape(table) == [
        ("1", None, "Chỉ đạo"),
        ("1.1", "1", "Kế hoạch"),
        ("1.1.1", "1.1", "Ban hành"),
        ("1.1.2", "1.1", "Thực hiện"),
        ("1.2", "1", "Báo cáo"),
        ("2", None, "Thể chế"),
        ("2.1", "2", "Rà soát"),
    ]
    points = {row.code: row.max_points for row in table.rows}
    assert (points["1.1"], points["1.2"], points["2.1"]) == (None, 2, 2)


def test_options_below_a_criterion_are_its_method_not_its_components() -> None:
    table = annex(
        ["TT", "Nội dung", "Điểm tối đa"],
        ["1", "Kế hoạch", "2"],
        ["", "Ban hành kịp thời: 2", ""],
        ["-", "Không kịp thời", "1"],
        ["", "Không ban hành", "0"],
        ["2", "Báo cáo", "2"],
        ["-", "Báo cáo quý", "1"],
        ["-", "Báo cáo năm", "1"],
    )
    plan, report = table.rows[0], table.rows[1]
    assert plan.method == ("Ban hành kịp thời: 2", "Không kịp thời: 1", "Không ban hành: 0")
    assert plan.is_leaf
    assert not report.is_leaf  # two things that add up to its points are parts of it
    assert [row.title for row in table.under(report.code)] == ["Báo cáo quý", "Báo cáo năm"]


def test_lines_in_a_title_are_parted_from_it_and_points_in_brackets_taken() -> None:
    table = annex(
        ["TT", "Tiêu chí", "Điểm tối đa", "Ghi chú"],
        ["1", "Kế hoạch\ncải cách\n- Kịp thời: 1\n- Không kịp thời: 0", "1", ""],
        ["2", "Sáng kiến (2 điểm)", "", ""],
        ["3", "Giải pháp mới: - Có từ 02 trở lên: 2 điểm - Có 01: 1 điểm", "2", ""],
    )
    assert [row.title for row in table.rows] == [
        "Kế hoạch cải cách",
        "Sáng kiến",
        "Giải pháp mới",
    ]
    assert table.rows[2].method == ("- Có từ 02 trở lên: 2 điểm", "- Có 01: 1 điểm")
    assert table.rows[0].method == ("- Kịp thời: 1", "- Không kịp thời: 0")
    assert table.rows[1].max_points == 2


def test_a_row_cut_by_a_page_is_joined() -> None:
    table = annex(
        ["TT", "Tiêu chí", "Điểm tối đa", "Cách tính điểm"],
        ["1", "Tỷ lệ hồ sơ được giải quyết", "1", "Từ 95% trở"],
        ["", "đúng hạn", "", "lên: 1; dưới 95%: 0"],
    )
    assert table.rows[0].title == "Tỷ lệ hồ sơ được giải quyết đúng hạn"
    assert table.rows[0].method == ("Từ 95% trở lên: 1; dưới 95%: 0",)
    assert [finding.kind for finding in table.findings] == ["split_row"]


def test_columns_that_others_fill_are_left_out() -> None:
    table = annex(
        ["TT", "Tiêu chí", "Điểm", "", "Cách chấm"],
        ["", "", "Điểm tối đa", "Điểm tự đánh giá", ""],
        ["1", "Kế hoạch", "2", "1,5", "Có: 2; không: 0"],
    )
    assert (table.rows[0].max_points, table.rows[0].method) == (2, ("Có: 2; không: 0",))


def test_a_merged_method_belongs_to_every_row_it_covers() -> None:
    rows = [
        ["TT", "Tiêu chí", "Điểm tối đa", "Cách tính điểm"],
        ["1", "Báo cáo quý", "1", "Có: 1; không: 0"],
        ["2", "Báo cáo năm", "1", ""],
    ]
    grid = Grid("Bảng 1", rows, merged={(2, 3): (1, 3)})
    table = read_annex(Document("phu-luc.docx", [grid]))
    assert table.rows[1].method == ("Có: 1; không: 0",)
    assert table.rows[1].shared_method


def test_a_file_without_such_a_table_is_refused_with_what_it_needs() -> None:
    with pytest.raises(UnreadableFile, match=r"Không tìm thấy bảng tiêu chí trong «phu-luc\.docx»"):
        annex(["Họ tên", "Chức vụ"], ["An", "Chuyên viên"])
    with pytest.raises(UnreadableFile, match="không có hàng nào dưới tiêu đề"):
        annex(["TT", "Tiêu chí", "Điểm tối đa"])
