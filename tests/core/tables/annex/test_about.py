"""Which decision an annex belongs to: as the annex says, else as the head of the decision does."""

from datetime import date

import pytest

from thuocdo.core.tables.annex.about import read_decision
from thuocdo.core.tables.annex.model import Decision

DAY = date(2026, 10, 31)
WHOLE = Decision("Quyết định 2712/QĐ-UBND", DAY, "Ủy ban nhân dân tỉnh Thử Nghiệm")


@pytest.mark.parametrize(
    ("texts", "decision"),
    [
        (
            [
                "ỦY BAN NHÂN DÂN TỈNH THỬ NGHIỆM",
                "Số: 2712/QĐ-UBND",
                "Thử Nghiệm, ngày 31 tháng 10 năm 2026",
                "QUYẾT ĐỊNH",
            ],
            WHOLE,
        ),
        # one paragraph of two lines, and number and day on one line
        (
            ["ỦY BAN NHÂN DÂN TỈNH THỬ NGHIỆM\nSố: 2712/QĐ-UBND, ngày 31 tháng 10 năm 2026"],
            WHOLE,
        ),
        (
            ["Bộ Nội vụ", "Số 892 / QĐ-BNV", "Hà Nội, ngày 5 tháng 12 năm 2024"],
            Decision("Quyết định 892/QĐ-BNV", date(2024, 12, 5), "Bộ Nội vụ"),
        ),
        (["Số: 2712/QĐ-UBND", "Danh sách"], Decision("Quyết định 2712/QĐ-UBND", None, "")),
        # a day that is not: the number stays, the day is left to a person
        (
            ["Số: 1/QĐ-UBND", "Thử, ngày 31 tháng 02 năm 2026"],
            Decision("Quyết định 1/QĐ-UBND", None, ""),
        ),
        # what is cited is not the decision itself
        (["Căn cứ Quyết định số 876/QĐ-BNV ngày 10 tháng 11 năm 2022;"], Decision()),
        (["Bộ chỉ số gồm hai lĩnh vực", "ngày 01 tháng 01 năm 2026"], Decision()),
        # an annex that names its decision goes before any head
        (
            [
                "Số: 9/QĐ-UBND",
                "(Kèm theo Quyết định số 2712/QĐ-UBND ngày 31/10/2026 của Ủy ban nhân dân tỉnh Thử Nghiệm)",
            ],
            WHOLE,
        ),
    ],
)
def test_the_decision_is_read_where_it_is_named(texts, decision):
    assert read_decision(texts) == decision
