"""A workbook of invented procedures for tests: two procedures with all that they have."""

from collections.abc import Mapping, Sequence

from thuocdo.adapters.tables.sheets import read_sheets
from thuocdo.adapters.tables.workbooks import write_workbook
from thuocdo.core.procedures.workbook import SHEETS, ReadProcedures, read_procedure_book
from thuocdo.core.tables.agencies import WrittenSheet

__all__ = ["ROWS", "Rows", "changed", "read_rows", "workbook"]

Rows = Mapping[str, Sequence[tuple[str, ...]]]
_SAND, _BUS = "1.999001", "1.999002"
ROWS: Rows = {
    "procedures": [
        (_SAND, "Cấp phép chở cát trong giờ hạn chế", "Đường bộ", "cấp tỉnh", "Sở Giao thông vận tải",
         "Quyết định 77/QĐ-UBND ngày 02/01/2024", "15/01/2024", "", "Luật Đường bộ; Nghị định 1/2024/NĐ-CP",
         "2", "7", "ngày làm việc", "5", "", "Trực tiếp; bưu chính công ích", "Giấy phép chở cát", "12"),
        (_BUS, "Đăng ký biểu trưng xe buýt", "Vận tải", "cấp tỉnh", "Sở Giao thông vận tải",
         "Quyết định 77/QĐ-UBND ngày 02/01/2024", "15/01/2024", "", "Nghị định 10/2020/NĐ-CP",
         "", "16", "giờ làm việc", "", "default", "trực tuyến", "Văn bản chấp thuận", ""),
    ],
    "parts": [
        (_SAND, "Đơn đề nghị", "bản chính", "1", ""),
        (_SAND, "Phương án chở", "bản sao", "2", "xe trên 10 tấn"),
        (_BUS, "Văn bản đăng ký", "bản điện tử", "", ""),
    ],
    "fees": [(_SAND, "Phí thẩm định", "phí", "150.000", "nộp khi tiếp nhận", "Nghị quyết 5/NQ-HĐND")],
    "steps": [
        (_SAND, "tiep-nhan", "Tiếp nhận", "cán bộ bộ phận một cửa", "Một cửa", "10", "yêu cầu bổ sung"),
        (_SAND, "thu-ly", "Thụ lý", "người giải quyết hồ sơ", "Phòng Vận tải", "60,5", "lấy ý kiến; dừng giải quyết"),
        (_SAND, "ky", "Ký", "thủ trưởng cơ quan", "", "29,5", "duyệt kết quả"),
        (_BUS, "lam", "Làm hết", "thủ trưởng cơ quan", "", "100", ""),
    ],
    "legs": [(_SAND, "Công an tỉnh", "Ý kiến về đường cấm", "thu-ly", "2", "ngày làm việc")],
    "online": [
        (_BUS, "01/01/2021", "mức độ 4", "Nghị định 43/2011/NĐ-CP"),
        (_BUS, "15/08/2022", "toàn trình", "Nghị định 42/2022/NĐ-CP"),
    ],
}  # fmt: skip


def workbook(rows: Rows = ROWS) -> bytes:
    """Return the rows as an .xlsx file."""
    return write_workbook(
        [
            WrittenSheet(
                sheet.title,
                tuple(column.heading for column in sheet.columns),
                tuple(rows.get(table, ())),
            )
            for table, sheet in SHEETS.items()
        ]
    )


def read_rows(rows: Rows = ROWS) -> ReadProcedures:
    """Read the rows as from a file."""
    return read_procedure_book(read_sheets("thu-tuc.xlsx", workbook(rows)))


def changed(table: str, row: int, column: int, value: str) -> Rows:
    """Return the rows with one cell written otherwise."""
    lines = list(ROWS[table])
    cells = list(lines[row])
    cells[column] = value
    lines[row] = tuple(cells)
    return {**ROWS, table: lines}
