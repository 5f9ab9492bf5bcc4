"""A directory as a workbook: what is written is read back; what is wrong is named by its cell."""

from datetime import date, datetime

import pytest

from thuocdo.adapters.tables.sheets import read_sheets
from thuocdo.adapters.tables.workbooks import write_workbook
from thuocdo.apps.rulebooks.agencies import read_agencies
from thuocdo.apps.rulebooks.catalogue import CATALOGUE
from thuocdo.core.tables.agencies import as_sheets, read_workbook
from thuocdo.core.tables.grid import Document, Grid

HEAD = ["Mã định danh", "Tên cơ quan", "Cấp", "Có hiệu lực từ"]


def read(*rows, sheet="Cơ quan", head=HEAD):
    return read_workbook(Document("x.xlsx", [Grid(sheet, [["Danh bạ"], head, *rows])]))


def test_what_is_written_is_read_back():
    shipped = read_agencies(CATALOGUE).model_copy(update={"reference": ""})
    document = read_sheets("x.xlsx", write_workbook(as_sheets(shipped)))
    back = read_workbook(document)
    assert back.complaints == ()
    assert back.directory == shipped


@pytest.mark.parametrize(
    "day", ["01/03/2025", "2025-03-01", datetime(2025, 3, 1), date(2025, 3, 1)]
)
def test_days_are_read_however_they_are_kept(day):
    (entry,) = read(["H99", "UBND tỉnh Thử", "Cấp Tỉnh", day]).directory.agencies
    assert entry.valid_from == date(2025, 3, 1)
    assert entry.level == "PROVINCE"


def test_a_code_kept_as_a_number_is_the_text_it_shows():
    (entry,) = read([101234567.0, "Công ty", "", "01/03/2025"]).directory.agencies
    assert entry.code == "101234567"


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (["", "x", "", "01/03/2025"], "trang «Cơ quan», dòng 3, ô A3: thiếu mã định danh"),
        (["H99", "x", "cấp huyện", "01/03/2025"], "ô C3: không hiểu «cấp huyện»; cấp là một trong"),
        (["H99", "x", "", "hôm qua"], "ô D3: «hôm qua» không phải là ngày; ghi có hiệu lực từ"),
        (["H99", "x"], "ô D3: thiếu có hiệu lực từ"),
    ],
)
def test_a_wrong_cell_is_named(row, complaint):
    found = read(row)
    assert found.directory is None
    assert complaint in found.complaints[0]


def test_sheets_and_columns_nobody_knows_are_named():
    assert "trang «Khác»: không có trang nào tên như vậy" in read(sheet="Khác").complaints[0]
    strange = read(["H99", "x", "", "01/03/2025", "y"], head=[*HEAD, "Ghi chú"])
    assert "ô E2: không hiểu cột «Ghi chú»" in strange.complaints[0]
    headless = read(head=["Mã", "Tên"])
    assert (
        "không thấy dòng tiêu đề có đủ các cột Mã định danh, Tên cơ quan" in headless.complaints[0]
    )
