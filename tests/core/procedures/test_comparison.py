"""What differs between two versions, in words; the same version differs in nothing."""

from tests.procedure_book import read_rows
from thuocdo.core.procedures.comparison import Difference, compare_procedures

SAND, BUS = (one.procedure for one in read_rows().procedures)


def test_a_version_is_the_same_as_itself():
    assert compare_procedures(SAND, SAND) == ()


def test_changed_added_and_dropped_are_told_apart():
    parts = (SAND.parts[0].model_copy(update={"count": 2}), BUS.parts[0])
    steps = (*SAND.steps[:2], SAND.steps[2].model_copy(update={"title": "Ký duyệt"}))
    new = SAND.model_copy(
        update={"parts": parts, "steps": steps, "committed": None, "result_months": 24}
    )
    assert compare_procedures(SAND, new) == (
        Difference("Thời hạn cam kết", "5 ngày làm việc", ""),
        Difference("Kết quả có giá trị", "12 tháng", "24 tháng"),
        Difference("Thành phần hồ sơ", "Đơn đề nghị: 1 bản chính", "Đơn đề nghị: 2 bản chính"),
        Difference("Thành phần hồ sơ", "Phương án chở: 2 bản sao (xe trên 10 tấn)", ""),
        Difference("Thành phần hồ sơ", "", "Văn bản đăng ký: 1 bản điện tử"),
        Difference(
            "Bước",
            "Ký: 29,5 % thời gian, thủ trưởng cơ quan; được duyệt kết quả",
            "Ký duyệt: 29,5 % thời gian, thủ trưởng cơ quan; được duyệt kết quả",
        ),
    )


def test_fees_legs_and_online_levels_are_said_in_words():
    bare = SAND.model_copy(update={"fees": (), "legs": (), "online": BUS.online})
    assert [one.old or one.new for one in compare_procedures(SAND, bare)] == [
        "Phí thẩm định: 150.000 đồng (phí, nộp khi tiếp nhận)",
        "Công an tỉnh: Ý kiến về đường cấm, 2 ngày làm việc",
        "từ 01/01/2021: mức độ 4",
        "từ 15/08/2022: toàn trình",
    ]
