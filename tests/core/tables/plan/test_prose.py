"""Deadlines and thresholds are proposed from prose, and citations are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.core.tables.plan.about import read_about
from thuocdo.core.tables.plan.prose import find_dues, find_thresholds


@pytest.mark.parametrize(
    ("text", "proposals"),
    [
        ("Ban hành trước ngày 05/01/2024", ["trước 05/01/2024"]),
        ("chậm nhất ngày 5-1-2024", ["chậm nhất 05/01/2024"]),
        ("đến ngày 05.01.2024", ["chậm nhất 05/01/2024"]),
        ("Trước ngày 05 tháng 01 năm 2024", ["trước 05/01/2024"]),
        ("Hoàn thành trong tháng 11/2024", ["trong 2024-11"]),
        ("trước ngày 15/12 hằng năm", ["trước ngày 15/12 hằng năm"]),
        ("Trước tháng 01 hàng năm", ["trước tháng 01 hằng năm"]),
        ("trước ngày 12 của tháng cuối quý", ["trước ngày 12 của tháng thứ 3, hằng quý"]),
        ("trước ngày 20 hằng tháng", ["trước ngày 20 hằng tháng"]),
        ("xin lỗi trước 01 ngày khi xảy ra trễ hạn", ["trước 01 ngày khi xảy ra trễ hạn"]),
        ("Theo Kế hoạch số 215/KH-UBND ngày 23/5/2024", []),
        ("trước ngày 31/02/2024", []),
        ("trong tháng 13/2024", []),
        ("Đúng thời gian quy định", []),
        ("", []),
    ],
)
def test_deadlines(text, proposals):
    assert [due.proposal for due in find_dues(text, "note")] == proposals


def test_before_and_by_are_kept_apart():
    assert [due.bound for due in find_dues("trước ngày 1/2/2024; đến ngày 3/2/2024", "note")] == [
        "before",
        "by",
    ]


def test_only_a_column_of_deadlines_states_bare_dates():
    assert [due.proposal for due in find_dues("30/6/2024", "due")] == ["chậm nhất 30/06/2024"]
    assert find_dues("30/6/2024", "requirement") == []
    assert find_dues("Số 5/QĐ-UBND ngày 30/6/2024", "due") == []


@pytest.mark.parametrize(
    ("text", "proposals"),
    [
        ("trên 90% CCVC tham gia", ["> 90 %"]),
        ("Thực hiện từ 70% đến 100% nhiệm vụ", ["70 % – 100 %"]),
        ("có từ 80% - 100% chỉ tiêu", ["80 % – 100 %"]),
        ("toàn trình trên 40% ; trực tuyến trên 60%", ["> 40 %", "> 60 %"]),
        ("từ 60% số hồ sơ được tiếp nhận trở lên", ["≥ 60 %"]),
        ("đạt 95% trở lên", ["≥ 95 %"]),
        ("tối thiểu 62,5 %", ["≥ 62,5 %"]),
        ("không quá 5%", ["≤ 5 %"]),
        ("dưới 3%", ["< 3 %"]),
        ("Phấn đấu 100% hồ sơ", ["= 100 %"]),
        ("Có từ 02 sáng kiến trở lên", ["≥ 2 sáng kiến"]),
        ("từ ngày 01 trở đi", []),
        ("Đúng quy định", []),
    ],
)
def test_thresholds(text, proposals):
    assert [bound.proposal for bound in find_thresholds(text, "requirement")] == proposals


def test_a_full_date_is_read_as_that_date_alone():
    dues = find_dues("trước ngày 15/12/2026 hằng năm", "note")
    assert [due.proposal for due in dues] == ["trước 15/12/2026"]


def test_signs_that_fold_into_several_are_left_alone():
    assert find_dues("ŉ trước ngày 1/2/2026", "note") == []
    assert find_thresholds("ŉ trên 90%", "note") == []


@given(st.text())
def test_no_text_breaks_the_reading(text):
    for due in find_dues(text, "due"):
        assert due.proposal
    for bound in find_thresholds(text, "title"):
        assert bound.text in text


@pytest.mark.parametrize(
    ("texts", "about"),
    [
        (["Hà Giang, ngày 04 tháng 6 năm 2024"], ("2024-06-04", 2024, None)),
        (
            [
                "Thực hiện Kế hoạch số 215/KH-UBND ngày 23/5/2024",
                "(Kèm theo Kế hoạch số 1163 /KH-SXD ngày 04 /6/2024 của Sở)",
            ],
            ("2024-06-04", 2024, None),
        ),
        (
            ["Đăk Nông, ngày 20 tháng 12 năm 2024", "KẾ HOẠCH", "cải cách hành chính năm 2025"],
            ("2024-12-20", 2025, None),
        ),
        (["kết quả đạt 80,36/95 điểm"], (None, None, "95")),
        (["Thang điểm: 100"], (None, None, "100")),
        (["giai đoạn 2021-2030", "Kế hoạch số 5/KH ngày 40/13/2024"], (None, None, None)),
        ([], (None, None, None)),
    ],
)
def test_the_letter_around_the_table(texts, about):
    read = read_about(texts)
    found = (read.issued_on and read.issued_on.isoformat(), read.year)
    assert (*found, read.scale and str(read.scale)) == about
