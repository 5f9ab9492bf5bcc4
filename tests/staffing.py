"""A workbook of invented people for tests: two units, three job positions, three officers."""

from collections.abc import Mapping, Sequence

from thuocdo.adapters.tables.sheets import read_sheets
from thuocdo.adapters.tables.workbooks import write_workbook
from thuocdo.core.people.workbook import SHEETS, read_people
from thuocdo.core.tables.agencies import WrittenSheet
from thuocdo.core.tables.sheets import ReadSheets

__all__ = ["ROWS", "Rows", "read_rows", "workbook"]

Rows = Mapping[str, Sequence[tuple[str, ...]]]

ROWS: Rows = {
    "units": [("P1", "Phòng Vận tải", "01/01/2016"), ("VP", "Văn phòng", "01/01/2016")],
    "jobs": [
        ("VT.01", "Trưởng phòng", "P1", "1", "Quản lý vận tải", "", "01/01/2020", ""),
        ("VT.02", "Cấp phép vận tải", "P1", "3", "Thẩm định hồ sơ", "có", "01/01/2020", ""),
        ("VT.03", "Kế toán", "VP", "1", "Kế toán", "có", "01/01/2020", ""),
    ],
    "officers": [
        ("CB.001", "Đinh Thị", "Thạch", "công chức", "1980", "01/01/2018", ""),
        ("CB.002", "Mai Văn", "Khuê", "công chức", "1990", "01/01/2018", ""),
        ("CB.003", "Cao Thu", "Nguyệt", "viên chức", "", "01/01/2019", ""),
    ],
    "holdings": [
        ("CB.001", "Trưởng phòng", "P1", "có", "", "VT.01", "01/01/2020", "", "12/QĐ-SGTVT"),
        ("CB.002", "Chuyên viên", "P1", "", "", "VT.02", "01/01/2020", "", ""),
        ("CB.002", "Phó Chánh Văn phòng", "VP", "", "có", "", "01/01/2022", "", ""),
        ("CB.003", "Kế toán", "VP", "", "", "VT.03", "01/01/2020", "", ""),
    ],
    "trainings": [
        ("CB.001", "2023", "Quản lý nhà nước", "12/05/2023"),
        ("CB.002", "2023", "Quản lý nhà nước", ""),
        ("CB.003", "2023", "Chuyển đổi số", "20/11/2023"),
    ],
    "evaluations": [
        ("CB.001", "2023", "20/12/2023", "91,5", "hoàn thành xuất sắc nhiệm vụ"),
        ("CB.002", "2023", "20/12/2023", "", "hoàn thành tốt nhiệm vụ"),
    ],
}


def workbook(rows: Rows = ROWS) -> bytes:
    """Return the workbook that these rows make; a table that is not named has no sheet."""
    return write_workbook(
        [
            WrittenSheet(
                sheet.title,
                tuple(column.heading for column in sheet.columns),
                tuple(rows[table]),
            )
            for table, sheet in SHEETS.items()
            if table in rows
        ]
    )


def read_rows(rows: Rows = ROWS) -> ReadSheets:
    """Return what reading that workbook gives."""
    return read_people(read_sheets("can-bo.xlsx", workbook(rows)))
