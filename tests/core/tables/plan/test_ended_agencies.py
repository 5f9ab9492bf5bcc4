"""A plan that names agencies which were gone when it was issued."""

import pytest

from thuocdo.adapters.tables.opening import open_document
from thuocdo.apps.rulebooks.queries import agency_directory
from thuocdo.core.tables.plan import read_plan

HEAD = "TT\tNhiệm vụ\tĐiểm tối đa\tChủ trì\tPhối hợp\tNội dung yêu cầu\tGhi chú\n"


def findings(issued: str, *, own: str = "", around: str = ""):
    text = (
        f"(Kèm theo Kế hoạch số 12/KH-SXD ngày {issued} của Sở)\n{around}\n{HEAD}"
        "1\tCHỈ ĐẠO\t\t\t\t\t\n"
        "1.1\tKế hoạch\t1\tVăn phòng\tSở Giao thông vận tải\tBáo cáo Sở Giao thông vận tải\t\n"
        "1.2\tTuyên truyền\t1\tVăn phòng\t\t\tSở Giao thông vận tải (cũ) bàn giao\n"
    ).encode()
    table = read_plan(open_document("k.txt", text), directory=agency_directory(), own=own)
    return [one for one in table.findings if one.kind == "ended_agency"]


def test_each_row_names_it_once_and_proposes_who_followed():
    (found,) = findings("15/01/2026", own="TAM.LAMDONG.XD.2025")
    assert found.proposal == "Sở Xây dựng"
    assert found.column == "Phối hợp"
    assert found.message == (
        "«Sở Giao thông vận tải» không còn từ 01/03/2025, văn bản ngày 15/01/2026."
    )


@pytest.mark.parametrize(
    ("issued", "own"), [("28/02/2025", "TAM.LAMDONG.XD.2025"), ("15/01/2026", "")]
)
def test_in_its_time_or_in_an_unknown_province_it_is_let_pass(issued, own):
    assert findings(issued, own=own) == []


def test_text_outside_the_table_is_read_too():
    found = findings("15/01/2026", around="Thực hiện chỉ đạo của UBND tỉnh Yên Bái")
    assert [one.message for one in found if one.row is None] == [
        "Phần ngoài bảng: «UBND tỉnh Yên Bái» không còn từ 01/07/2025, văn bản ngày 15/01/2026."
    ]
    assert found[0].proposal == "Ủy ban nhân dân tỉnh Lào Cai"
