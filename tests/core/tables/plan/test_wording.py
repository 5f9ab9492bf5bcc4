"""What the words give away, and what they do not."""

import pytest

from thuocdo.core.tables.grid import Document, Grid
from thuocdo.core.tables.plan import read_plan

HEADING = ["TT", "Nhiệm vụ", "Điểm", "Chủ trì", "Yêu cầu", "Ghi chú", "Thời hạn"]
ISSUED = "(Kèm theo Kế hoạch số 9/KH-SĐĐ ngày 01/3/2026, cho năm 2026)"


def kinds(*rows, paragraphs=(ISSUED,)):
    full = [[str(place), *row, *[""] * (6 - len(row))] for place, row in enumerate(rows, 1)]
    table = read_plan(Document("a.txt", [Grid("", [HEADING, *full])], paragraphs))
    return [finding.kind for finding in table.findings]


@pytest.mark.parametrize(
    "lead",
    [
        "Các phòng, đơn vị",
        "CÁC ĐƠN VỊ TRỰC THUỘC",
        "Các phòng được giao chủ trì",
        "Đơn vị có liên quan",
        "Đơn vị được giao chủ trì",
        "Toàn thể công chức",
    ],
)
def test_leads_that_name_nobody(lead):
    assert "vague_lead" in kinds(["Sửa đèn", "1", lead])


@pytest.mark.parametrize(
    "lead", ["Văn phòng Sở", "Phòng Kế hoạch - Tài chính", "Thanh tra Sở", "Ban Quản lý đèn"]
)
def test_leads_that_name_a_unit(lead):
    assert "vague_lead" not in kinds(["Sửa đèn", "1", lead])


def test_a_requirement_that_speaks_of_another_row():
    copied = "Có báo cáo kiểm tra cột đèn nghiêng"
    rows = (
        ["Kiểm tra cột đèn nghiêng", "1", "Đội Một", copied],
        ["Thay bóng hỏng", "1", "Đội Hai", copied],
    )
    assert kinds(*rows).count("copied_requirement") == 1


@pytest.mark.parametrize(
    ("one", "two", "asked"),
    [
        (
            "Báo cáo trên hệ thống tỉnh",
            "Báo cáo trên hệ thống Chính phủ",
            "Báo cáo đầy đủ, kịp thời",
        ),
        ("Báo cáo tiết kiệm điện", "Tự chủ tài chính", "Báo cáo đúng thời gian quy định"),
        ("Sửa đèn", "Thay cột", "Hoàn thành 100% kế hoạch"),
        ("Kiểm tra cột đèn", "Sửa chữa cột đèn", "Kiểm tra, sửa chữa cột đèn đúng hạn"),
    ],
)
def test_the_same_requirement_asked_of_many_is_no_copy(one, two, asked):
    rows = ([one, "1", "Đội Một", asked], [two, "1", "Đội Hai", asked])
    assert "copied_requirement" not in kinds(*rows)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Hoàn thành danh mục năm 2025", 1),
        ("Hoàn thành trước ngày 30/6/2025", 1),
        ("Theo chương trình giai đoạn 2021-2030", 0),
        ("Theo Kế hoạch năm 2021 - 2025", 0),
        ("Đạt mục tiêu đến năm 2030", 0),
        ("Theo Nghị định 130/2005/NĐ-CP", 0),
        ("Theo Quyết định số 5/QĐ-UBND ngày 01/02/2020", 0),
        ("Hoàn thành trong năm 2026", 0),
    ],
)
def test_other_years(asked, said):
    assert kinds(["Sửa đèn", "1", "Đội Một", asked]).count("other_year") == said


def test_without_the_plans_date_nothing_is_past():
    row = ["Sửa đèn", "1", "Đội Một", "Trước ngày 30/6/2020"]
    assert "past_deadline" in kinds(row)
    assert not {"past_deadline", "other_year"} & set(kinds(row, paragraphs=()))


def test_a_deadline_on_the_day_of_issue_is_not_past():
    row = ["Sửa đèn", "1", "Đội Một", "", "", "01/3/2026"]
    found = kinds(row)
    assert "date_in_prose" in found
    assert "past_deadline" not in found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Lập danh danh mục", 1),
        ("lập Danh danh mục", 1),
        ("Luôn luôn đúng hạn, từng từng việc", 0),
        ("Việc một, một việc hai", 0),
        ("Số 5 5", 0),
    ],
)
def test_doubled_words(text, said):
    assert kinds(["Sửa đèn", "1", "Đội Một", text]).count("doubled_word") == said


def test_a_result_of_this_year_is_no_result_of_last_year():
    assert "last_year_result" in kinds(["Sửa đèn", "1", "Đội", "", "Năm 2025, đạt 0,5 điểm"])
    assert "last_year_result" not in kinds(["Sửa đèn", "1", "Đội", "", "Xong trong năm 2026"])


def test_districts_are_mentioned():
    assert "district_level" in kinds(["Công khai ở cấp huyện", "1", "Đội"])
