"""The workbook of procedures: what it says, and that each mistake is told by sheet, row and cell."""

from datetime import date
from decimal import Decimal

import pytest

from tests.procedure_book import ROWS, changed, read_rows
from thuocdo.core.procedures.model import (
    DocumentCopy,
    FeeTime,
    HandlerRole,
    OnlineLevel,
    StepDecision,
)
from thuocdo.core.procedures.workbook import SHEETS, template
from thuocdo.core.rows import Channel
from thuocdo.core.worktime import Allowance, TimeUnit


def test_everything_a_workbook_says_is_taken_in():
    read = read_rows()
    assert read.complaints == ()
    sand, bus = (one.procedure for one in read.procedures)
    assert sand.version == "1.999001@2024-01-15"
    assert sand.legal_basis == ("Luật Đường bộ", "Nghị định 1/2024/NĐ-CP")
    assert sand.time.allowance == Allowance.of(7, TimeUnit.WORKING_DAYS)
    assert sand.allowance == Allowance.of(5, TimeUnit.WORKING_DAYS)
    assert sand.channels == (Channel.IN_PERSON, Channel.POSTAL)
    assert (sand.parts[1].count, sand.parts[1].when) == (2, "xe trên 10 tấn")
    assert sand.parts[0].copy_kind is DocumentCopy.ORIGINAL
    assert sand.fees_due(FeeTime.AT_RECEIPT) == 150_000
    assert [step.share for step in sand.steps] == [10, Decimal("60.5"), Decimal("29.5")]
    assert sand.step("thu-ly").may == (StepDecision.ASK_OPINION, StepDecision.STOP)
    assert sand.step("ky").role is HandlerRole.DIRECTOR
    assert (sand.legs[0].after, sand.legs[0].time.allowance.text) == ("thu-ly", "2 ngày làm việc")
    assert (sand.copies, sand.result_months, bus.copies, bus.result_months) == (2, 12, 1, None)
    assert bus.allowance == Allowance.of(16, TimeUnit.WORKING_HOURS)
    assert bus.online_on(date(2022, 8, 14)) is OnlineLevel.LEVEL_4
    assert bus.online_on(date(2022, 8, 15)) is OnlineLevel.FULLY


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "said"),
    [
        ("procedures", 0, 0, "1.99", "trang «Thủ tục», dòng 2, ô A2: «1.99» không đúng mẫu"),
        ("procedures", 1, 0, "1.999001", "ô A3: thủ tục 1.999001 đã có ở trang «Thủ tục», dòng 2"),
        ("procedures", 0, 3, "cấp huyện", "ô D2: không hiểu «cấp huyện»"),
        ("procedures", 0, 6, "31/02/2024", "ô G2: «31/02/2024» không phải là ngày"),
        ("procedures", 0, 7, "15/01/2024", "«valid_to» phải sau «valid_from»"),
        ("procedures", 0, 10, "0", "ô K2: Thời hạn phải lớn hơn 0"),
        ("procedures", 0, 14, "trực tiếp; bồ câu", "ô O2: không hiểu «bồ câu»; chọn trong:"),
        ("parts", 1, 2, "bản nháp", "trang «Thành phần», dòng 3, ô C3: không hiểu «bản nháp»"),
        ("parts", 0, 3, "0", "trang «Thành phần», dòng 2, ô D2: «0» không được nhỏ hơn 1"),
        ("parts", 2, 0, "1.999009", "ô A4: không có thủ tục 1.999009 ở trang «Thủ tục»"),
        ("fees", 0, 3, "-5", "trang «Phí, lệ phí», dòng 2, ô D2: «-5» không được nhỏ hơn 0"),
        ("steps", 1, 5, "60", "phải cộng thành 100"),
        ("steps", 1, 1, "Thụ lý", "trang «Quy trình», dòng 3, ô B3: «Thụ lý» không đúng mẫu"),
        ("steps", 2, 1, "thu-ly", "hai bước trùng «id»"),
        ("steps", 3, 0, "1.999001", "cần ít nhất 1 dòng ở trang «Quy trình»"),
        ("steps", 0, 6, "bán vé", "trang «Quy trình», dòng 2, ô G2: không hiểu «bán vé»"),
        ("legs", 0, 3, "ky-ten", "«after» nêu bước không có: ky-ten"),
        ("online", 1, 1, "01/01/2021", "«online» phải xếp theo ngày"),
    ],
)
def test_a_mistake_is_told_with_its_place(table, row, column, value, said):
    read = read_rows(changed(table, row, column, value))
    assert any(said in complaint for complaint in read.complaints), read.complaints
    assert all(complaint.startswith("trang «") for complaint in read.complaints)


def test_a_workbook_without_procedures_is_refused():
    read = read_rows({})
    assert read.complaints == ("trang «Thủ tục»: chưa có thủ tục nào; ghi mỗi thủ tục một dòng",)


def test_the_template_has_every_sheet_and_no_row():
    assert [sheet.title for sheet in template()] == [sheet.title for sheet in SHEETS.values()]
    assert not any(sheet.rows for sheet in template())
    assert set(ROWS) == set(SHEETS)
