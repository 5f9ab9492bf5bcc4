"""How decisions word their rules, and the points that must come of each wording."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from tests.core.index_sets.drafting.reading import points, read
from thuocdo.core.index_sets.drafting import Confidence, RuleKind
from thuocdo.core.index_sets.drafting.wording import CONFIDENCES, KINDS

SURE, LIKELY, DOUBTFUL = Confidence.CERTAIN, Confidence.LIKELY, Confidence.DOUBTFUL
NO_CASE = (5, 0)  # no denominator: nothing to count

# The prose, its maximum, what is read of it, and the points for some values.
ONE_NUMBER = [
    # Thresholds and bands of a percent; a year without any case is assumed, so never certain.
    ("từ 95% trở lên: 1 điểm; dưới 95%: 0", "1", RuleKind.BANDS, LIKELY, {95: 1, 94: 0}),
    ("Từ 95% trở lên 1 điểm, dưới 95% 0 điểm", "1", RuleKind.BANDS, LIKELY, {95: 1, 94: 0}),
    ("- Đạt ≥ 95%: 1 ¶ - Đạt < 95%: 0", "1", RuleKind.BANDS, LIKELY, {95: 1, 94: 0}),
    ("Trên 90%: 2; từ 70% đến 90%: 1; dưới 70%: 0", "2", RuleKind.BANDS, LIKELY, {91: 2, 90: 1, 70: 1, 69: 0}),
    ("> 90%: 2 điểm ¶ 70 - 90%: 1 điểm ¶ < 70%: 0 điểm", "2", RuleKind.BANDS, LIKELY, {91: 2, 90: 1, 69: 0}),
    ("Đạt 100%: 1 điểm; từ 80% đến dưới 100%: 0,5 điểm; dưới 80%: 0 điểm.", "1", RuleKind.BANDS, LIKELY, {100: 1, 99: Fraction(1, 2), 79: 0}),
    ("70% ≤ tỷ lệ < 90%: 0,5; tỷ lệ ≥ 90%: 1; tỷ lệ < 70%: 0", "1", RuleKind.BANDS, LIKELY, {89: Fraction(1, 2), 90: 1, 69: 0}),
    ("1 điểm: đạt từ 95% trở lên ¶ 0,5 điểm: đạt từ 80% đến dưới 95% ¶ 0 điểm: dưới 80%", "1", RuleKind.BANDS, LIKELY, {95: 1, 80: Fraction(1, 2), 79: 0}),
    ("Từ 80% trở lên: 1; thực hiện dưới 80% thì không đánh giá", "1", RuleKind.BANDS, LIKELY, {80: 1, 79: 0}),
    ("Từ 80% trở lên được điểm tối đa; thực hiện dưới 80% thì không đánh giá/0 điểm", "1", RuleKind.BANDS, LIKELY, {80: 1, 79: 0}),
    ("Từ 95% trở lên: 1; dưới 95%: 0; không phát sinh: 1 điểm", "1", RuleKind.BANDS, SURE, {95: 1, 94: 0, NO_CASE: 1}),
    ("Từ 95% trở lên: 1; dưới 95%: 0; trong năm không phát sinh hồ sơ thì không được điểm", "1", RuleKind.BANDS, SURE, {NO_CASE: 0}),
    ("Từ 95% trở lên: 1; dưới 95%: 0; trường hợp không phát sinh thì không áp dụng", "1", RuleKind.BANDS, SURE, {95: 1, NO_CASE: None}),
    ("Từ 95% trở lên: 1 điểm", "1", RuleKind.BANDS, DOUBTFUL, {95: 1, 94: 0}),
    ("Trên 90%: 1; dưới 90%: 0,5", "1", RuleKind.BANDS, DOUBTFUL, {91: 1, 90: Fraction(1, 2), 89: Fraction(1, 2)}),
    ("Từ 70% đến 90%: 0,5; từ 90% trở lên: 1; dưới 70%: 0", "1", RuleKind.BANDS, DOUBTFUL, {90: 1, 89: Fraction(1, 2)}),
    ("Dưới 70%: 0; từ 70% đến 80%: 0,5; từ 81% đến 100%: 1", "1", RuleKind.BANDS, DOUBTFUL, {80: Fraction(1, 2), "80.5": Fraction(1, 2), 81: 1}),
    ("Từ 95% trở lên và có báo cáo: 1; dưới 95%: 0", "1", RuleKind.BANDS, DOUBTFUL, {95: 1}),
    ("Từ 80% trở lên: 0,5; dưới 80%: 0", "1", RuleKind.BANDS, DOUBTFUL, {80: Fraction(1, 2)}),
    # In proportion.
    ("Từ 70% đến 100% thì tính theo tỷ lệ; dưới 70%: 0 điểm", "2", RuleKind.LINEAR, LIKELY, {55: 0, 70: Fraction(7, 5), 100: 2}),
    ("từ 70% đến 100% thì tính theo tỷ lệ", "2", RuleKind.LINEAR, LIKELY, {55: 0, 80: Fraction(8, 5)}),
    ("thực hiện dưới 80% thì 0 điểm; từ 80% đến 100% tính điểm theo tỷ lệ", "1", RuleKind.LINEAR, LIKELY, {79: 0, 80: Fraction(4, 5)}),
    ("Tính điểm theo tỷ lệ", "2", RuleKind.LINEAR, LIKELY, {50: 1}),
    ("(b*1,00)/100", "1", RuleKind.LINEAR, LIKELY, {50: Fraction(1, 2), 100: 1}),
    ("Điểm đánh giá được tính theo công thức: [(b*1,50)/100] ¶ Trong đó: b là tỷ lệ hồ sơ đúng hạn", "1.5", RuleKind.LINEAR, LIKELY, {50: Fraction(3, 4)}),
    ("Điểm = a/b x 2", "2", RuleKind.LINEAR, LIKELY, {50: 1}),
    ("Tỷ lệ % x điểm tối đa", "2", RuleKind.LINEAR, LIKELY, {25: Fraction(1, 2)}),
    ("Từ 80% trở lên: 1; dưới 80% thì điểm bằng tỷ lệ x 1 / 80", "1", RuleKind.LINEAR, LIKELY, {80: 1, 40: Fraction(1, 2)}),
    ("Từ 80% trở lên: 1 điểm; dưới 80% tính theo tỷ lệ", "1", RuleKind.LINEAR, DOUBTFUL, {80: 1, 40: Fraction(1, 2)}),
    ("Nếu tỷ lệ này đạt từ 80% - 100% thì điểm đánh giá được tính theo công thức [(b*1,00)/100]; Nếu tỷ lệ này dưới 80% thì điểm đánh giá là 0", "1", RuleKind.LINEAR, LIKELY, {79: 0, 80: Fraction(4, 5)}),
    ("Đạt từ 50% trở lên thì điểm đánh giá là 1; Dưới 50% thì điểm đánh giá được tính theo công thức: (Tỷ lệ % x 1)/50%", "1", RuleKind.LINEAR, LIKELY, {50: 1, 25: Fraction(1, 2)}),
    ("Điểm = (số thủ tục trực tuyến/tổng số thủ tục) x 1", "1", RuleKind.LINEAR, LIKELY, {25: Fraction(1, 4)}),
    ("Trả lời 100% phản ánh đúng hạn: 1 điểm; dưới 100%: 0 điểm; không có phản ánh: 1 điểm", "1", RuleKind.BANDS, DOUBTFUL, {100: 1, 99: 0, NO_CASE: 1}),
    # Counts.
    ("Từ 2 sáng kiến trở lên: 2 điểm; 1 sáng kiến: 1 điểm; không có: 0 điểm", "2", RuleKind.BANDS, SURE, {0: 0, 1: 1, 2: 2, 5: 2}),
    ("Không có sáng kiến: 0; có từ 1 đến 3 sáng kiến: 1; trên 3 sáng kiến: 2", "2", RuleKind.BANDS, SURE, {0: 0, 3: 1, 4: 2}),
    ("Mỗi quy chế được 0,5 điểm, tối đa 2 điểm", "2", RuleKind.COUNT, SURE, {1: Fraction(1, 2), 9: 2}),
    ("Cứ mỗi mô hình: 0,5 điểm", "2", RuleKind.COUNT, SURE, {3: Fraction(3, 2), 9: 2}),
    ("0,5 điểm/sáng kiến nhưng không quá 2 điểm; không có: 0", "2", RuleKind.COUNT, SURE, {3: Fraction(3, 2)}),
    ("Mỗi mô hình 0,5 điểm, tối đa 1 điểm", "2", RuleKind.COUNT, DOUBTFUL, {9: 1}),
    ("mỗi trường hợp trừ 0,25", "1", RuleKind.DEDUCTION, LIKELY, {0: 1, 1: Fraction(3, 4), 9: 0}),
    ("Trừ 0,25 điểm/trường hợp, trừ tối đa 0,5 điểm", "1", RuleKind.DEDUCTION, SURE, {1: Fraction(3, 4), 9: Fraction(1, 2)}),
    ("Thiếu 01 báo cáo trừ 0,25 điểm", "1", RuleKind.DEDUCTION, LIKELY, {2: Fraction(1, 2)}),
    ("Không vi phạm: 1 điểm; mỗi vi phạm bị trừ 0,5 điểm", "1", RuleKind.DEDUCTION, LIKELY, {0: 1, 1: Fraction(1, 2), 3: 0}),
    ("Mỗi vi phạm trừ 0,5 điểm cho đến hết số điểm", "1", RuleKind.DEDUCTION, SURE, {1: Fraction(1, 2), 3: 0}),
    ("Cứ 01 văn bản sai thể thức trừ 0,1 điểm, tối đa trừ 0,5 điểm", "1", RuleKind.DEDUCTION, SURE, {2: Fraction(4, 5), 9: Fraction(1, 2)}),
    ("Không có đơn thư: 1 điểm; có 1-2 đơn thư: 0,5 điểm; từ 3 đơn thư trở lên: 0 điểm", "1", RuleKind.BANDS, SURE, {0: 1, 2: Fraction(1, 2), 3: 0}),
    # Yes and no, and levels: 0 is the lowest.
    ("Có: 1; không: 0", "1", RuleKind.YES_NO, SURE, {1: 1, 0: 0}),
    ("Có: 1 điểm. Không: 0,5 điểm", "1", RuleKind.YES_NO, SURE, {1: 1, 0: Fraction(1, 2)}),
    ("Thực hiện đúng quy định được 1 điểm, không đúng quy định không được điểm", "1", RuleKind.YES_NO, SURE, {1: 1, 0: 0}),
    ("Có hồ sơ quá hạn: 0; không có hồ sơ quá hạn: 1", "1", RuleKind.YES_NO, SURE, {1: 0, 0: 1}),
    ("Ban hành kịp thời: 1 điểm", "1", RuleKind.YES_NO, LIKELY, {1: 1, 0: 0}),
    ("Kịp thời: 1; không kịp thời: 0,5; không ban hành: 0", "1", RuleKind.LEVELS, SURE, {0: 0, 1: Fraction(1, 2), 2: 1}),
    ("Trước 31/12/2026: 1 điểm; sau 31/12/2026: 0,5; không ban hành: 0", "1", RuleKind.LEVELS, SURE, {0: 0, 1: Fraction(1, 2), 2: 1}),
    ("Đầy đủ: 100% số điểm; một phần: 50% số điểm tối đa; không thực hiện: không tính điểm", "2", RuleKind.LEVELS, SURE, {1: 1, 2: 2}),
    ("Quyết toán đúng hạn: 1 ¶ Chậm dưới 15 ngày: 0,5 ¶ Chậm từ 15 ngày trở lên: 0", "1", RuleKind.LEVELS, DOUBTFUL, {0: 0, 1: Fraction(1, 2), 2: 1}),
    ("Tốt: 1; khá: 0,75; trung bình: 0,5", "1", RuleKind.LEVELS, LIKELY, {0: 0, 1: Fraction(1, 2), 3: 1}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("prose", "maximum", "kind", "confidence", "expected"), ONE_NUMBER, ids=[row[0] for row in ONE_NUMBER]
)  # fmt: skip
def test_a_wording_gives_these_points(prose, maximum, kind, confidence, expected) -> None:
    reading = read(prose, maximum)
    assert (reading.kind, reading.confidence) == (kind, confidence), reading.assumptions
    assert {value: points(reading, maximum, value) for value in expected} == expected
    assert (confidence is SURE) == (not reading.assumptions)


def test_two_ratios_in_one_criterion_are_two_parts() -> None:
    prose = "Tỷ lệ hồ sơ trực tuyến trên 60%: 1; tỷ lệ thủ tục toàn trình trên 40%: 2"
    reading = read(prose, "3")
    assert reading.confidence is DOUBTFUL
    assert points(reading, "3", 61, 40) == 1
    assert points(reading, "3", 60, 41) == 2


def test_things_whose_points_add_up_to_the_maximum_are_added() -> None:
    reading = read("Ban hành kế hoạch: 0,5; báo cáo đúng hạn: 0,5")
    assert (reading.kind, reading.confidence) == (RuleKind.PARTS, LIKELY)
    assert points(reading, "1", 1, 0) == Fraction(1, 2)


def test_bare_bounds_are_percents_where_the_title_says_so() -> None:
    prose = "> 90: 2; 70-90: 1; <70: 0"
    reading = read(prose, "2", "Tỷ lệ nhiệm vụ hoàn thành")
    assert reading.confidence is DOUBTFUL
    assert "được hiểu là tỷ lệ phần trăm" in " ".join(reading.assumptions)
    assert points(reading, "2", 90) == 1


@pytest.mark.parametrize(
    "prose",
    [
        "Hội đồng thẩm định xem xét, cho điểm",
        "Theo mức độ thực hiện của từng đơn vị",
        "Từ 90% trở lên: 0,5; tốt: 0,25; khá: 0,25",
        "Từ 95% trở lên: 1; từ 70% đến 80%: 0,5; dưới 70%: 0",  # nothing for 80 to 95
        "Từ 95% trở lên: 1; từ 90% đến 97%: 0,5; dưới 90%: 0",  # 96 is both
        "Mỗi trường hợp, tối đa 0,5 điểm",
        "Kịp thời 1 điểm nhưng sau hạn 0,5 điểm thì được xem xét: 1 điểm",
        "Cứ tăng 10% so với năm trước được 0,1 điểm",
        "",
    ],
)
def test_what_is_not_understood_is_left_to_a_person(prose) -> None:
    reading = read(prose)
    assert (reading.kind, reading.confidence) == (RuleKind.JUDGED, Confidence.UNREAD)
    assert points(reading, "1", "0.4") == Fraction(2, 5)


@pytest.mark.parametrize(
    ("prose", "exceeds"),
    [
        ("Từ 95% trở lên: 3 điểm; dưới 95%: 0", 3),
        ("Kịp thời: 2; không kịp thời: 1", 2),
        ("(b*2,00)/100", 2),
    ],
)
def test_more_points_than_the_maximum_are_never_taken(prose, exceeds) -> None:
    reading = read(prose)
    assert (reading.confidence, reading.exceeds) == (Confidence.UNREAD, exceeds)


def test_a_sentence_that_is_not_used_lowers_the_confidence() -> None:
    reading = read("Kịp thời: 1; không kịp thời: 0 ¶ Có văn bản chỉ đạo kèm theo")
    assert reading.confidence is DOUBTFUL
    assert "Chưa dùng đến câu «Có văn bản chỉ đạo kèm theo»." in reading.assumptions


def test_what_stands_outside_a_proportion_is_assumed_aloud() -> None:
    reading = read("từ 70% đến 100% thì tính theo tỷ lệ")
    assert reading.assumptions[0] == "Dưới mốc 70 không nói gì; tạm tính 0 điểm."
    said = read("từ 70% đến 100% thì tính theo tỷ lệ; dưới 70%: 0 điểm")
    assert len(said.assumptions) == 1  # only the year without any case


def test_a_survey_takes_its_points_from_elsewhere() -> None:
    reading = read("Theo kết quả điều tra xã hội học", "10")
    assert reading.kind is RuleKind.SURVEY
    assert reading.asks[0].kind == "imported"
    activity = read("Có báo cáo kèm theo", "1", "Điều tra, khảo sát thi hành pháp luật")
    assert activity.kind is RuleKind.JUDGED  # a survey that the agency holds is no result of one


GUIDE = Path(__file__).resolve().parents[4] / "docs" / "how-to" / "write-an-index-set.md"
SHOWN = re.findall(
    r"^\| (.+?) \| ([^|]+?) \| (chắc chắn|khá chắc|cần xem kỹ|chưa đọc được) \|$",
    GUIDE.read_text(encoding="utf-8"),
    re.MULTILINE,
)


@pytest.mark.parametrize(("prose", "kind", "confidence"), SHOWN)
def test_the_wordings_of_the_guide_are_read_as_it_says(prose, kind, confidence) -> None:
    reading = read(prose)
    assert (KINDS[reading.kind], CONFIDENCES[reading.confidence]) == (kind, confidence)


def test_the_guide_shows_every_degree_of_confidence() -> None:
    assert {row[2] for row in SHOWN} == set(CONFIDENCES.values())
