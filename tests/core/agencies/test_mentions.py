"""Names of agencies that were gone on a text's day: found, with who followed; history is let pass."""

from datetime import date

import pytest

from thuocdo.apps.rulebooks.agencies import read_agencies
from thuocdo.apps.rulebooks.catalogue import CATALOGUE
from thuocdo.core.agencies import AgencyEntry, Directory, NameChange
from thuocdo.core.agencies.mentions import find_gone, gone_names, home_of

SHIPPED = read_agencies(CATALOGUE)
DAY = date(2026, 1, 15)
AT_HOME = gone_names(SHIPPED, DAY, home_of(SHIPPED, "TAM.LAMDONG.XD.2025"))
ELSEWHERE = gone_names(SHIPPED, DAY)


@pytest.mark.parametrize(
    ("text", "written", "successor"),
    [
        ("Giao Sở Giao thông vận tải chủ trì.", "Sở Giao thông vận tải", "Sở Xây dựng"),
        ("giao sở giao thông  vận tải chủ trì", "sở giao thông vận tải", "Sở Xây dựng"),
        ("Sở GTVT chủ trì", "Sở GTVT", "Sở XD"),
        (
            "Sở Lao động – Thương binh và Xã hội báo cáo",
            "Sở Lao động – Thương binh và Xã hội",
            "Sở Nội vụ",
        ),
        (
            "Theo chỉ đạo của UBND tỉnh Hà Giang,",
            "UBND tỉnh Hà Giang",
            "Ủy ban nhân dân tỉnh Tuyên Quang",
        ),
        ("trên địa bàn tỉnh Hà Giang", "tỉnh Hà Giang", "tỉnh Tuyên Quang"),
        ("tỉnh Thừa Thiên Huế", "tỉnh Thừa Thiên Huế", "thành phố Huế"),
        (
            "Kế hoạch số 01/KH-UBND ngày 05/01/2026 của UBND tỉnh Yên Bái",
            "UBND tỉnh Yên Bái",
            "Ủy ban nhân dân tỉnh Lào Cai",
        ),
        ("Ban Dân tộc tham mưu", "Ban Dân tộc", "Sở Dân tộc và Tôn giáo"),
        ("Đến năm 2027, Sở Kế hoạch và Đầu tư hoàn thành", "Sở Kế hoạch và Đầu tư", "Sở Tài chính"),
        ("Năm 2024 tốt. Sở Kế hoạch và Đầu tư chủ trì", "Sở Kế hoạch và Đầu tư", "Sở Tài chính"),
    ],
)
def test_a_name_out_of_its_time_is_found_with_who_followed(text, written, successor):
    (mention,) = find_gone(text, AT_HOME)
    assert mention.written == written
    assert mention.gone.successors == (successor,)


@pytest.mark.parametrize(
    "text",
    [
        "Sở Xây dựng chủ trì, Sở Nội vụ và Sở Tài chính phối hợp",
        "tỉnh Tuyên Quang, tỉnh Lào Cai, thành phố Huế",
        "Sở Giao thông vận tải (cũ) bàn giao hồ sơ",
        "trước đây là Sở Giao thông vận tải",
        "Sở Giao thông vận tải nay là Sở Xây dựng",
        "hồ sơ tiếp nhận từ Sở Giao thông vận tải",
        "sau khi sáp nhập tỉnh Hà Giang",
        "Năm 2024, Sở Giao thông vận tải đạt 80,36 điểm",
        "Quyết định số 15/2018/QĐ-UBND của UBND tỉnh Quảng Bình",
        "Kế hoạch số 1163/KH-SGTVT ngày 04/6/2024 của Sở GTVT",
        "Công văn số 123/SGTVT-VP của Sở Giao thông vận tải",
        "ngày 05 tháng 3 năm 2023 Sở Thông tin và Truyền thông có báo cáo",
        "đường Hà Giang, sông Bắc Giang",
        "Sở Giao thông vận tảiX",
        "",
    ],
)
def test_history_and_names_in_being_are_let_pass(text):
    assert find_gone(text, AT_HOME) == []


def test_another_provinces_department_counts_only_where_the_province_is_named():
    assert find_gone("Sở Giao thông vận tải chủ trì", ELSEWHERE) == []
    assert len(find_gone("Sở Giao thông vận tải tỉnh Lâm Đồng chủ trì", ELSEWHERE)) == 1
    assert len(find_gone("tỉnh Hà Giang", ELSEWHERE)) == 1


@pytest.mark.parametrize(
    ("day", "found"), [(date(2025, 2, 28), 0), (date(2025, 3, 1), 1), (date(2005, 1, 1), 0)]
)
def test_the_day_decides(day, found):
    names = gone_names(SHIPPED, day, home_of(SHIPPED, "TAM.LAMDONG.XD.2025"))
    assert len(find_gone("Sở Giao thông vận tải chủ trì", names)) == found


def test_a_renamed_agency_is_followed_by_itself_and_several_may_follow():
    born, split = date(2016, 1, 1), date(2025, 1, 1)
    directory = Directory.model_validate(
        {
            "agencies": [
                AgencyEntry(code="A", name="Sở Một", valid_from=born),
                AgencyEntry(code="B", name="Sở Hai", valid_from=born, valid_to=split),
                AgencyEntry(code="C", name="Sở Ba", valid_from=split),
                AgencyEntry(code="D", name="Sở Bốn", valid_from=split),
            ],
            "names": [NameChange(code="A", name="Sở Mới", valid_from=split)],
            "successions": [
                {"predecessor": "B", "successor": one, "kind": "SPLIT", "effective_on": split}
                for one in "CD"
            ],
        }
    )
    gone = {one.name: one.successors for one in gone_names(directory, DAY)}
    assert gone == {"Sở Một": ("Sở Mới",), "Sở Hai": ("Sở Ba", "Sở Bốn")}


def test_home_is_all_that_ever_stood_above():
    home = home_of(SHIPPED, "TAM.LAMDONG.XD.2025")
    assert {"TAM.LAMDONG", "TAM.LAMDONG.2025", "TAM.DAKNONG", "TAM.LAMDONG.GTVT"} <= home
    assert "H56" not in home
