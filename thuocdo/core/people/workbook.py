"""The workbook of an agency's people: six sheets, read strictly; an empty one is the template."""

from thuocdo.core.people.rules import QUALITIES
from thuocdo.core.tables.agencies import WrittenSheet
from thuocdo.core.tables.grid import Document
from thuocdo.core.tables.sheets import ReadSheets, Sheet, SheetColumn, read_named_sheets

__all__ = ["OFFICER_KINDS", "SHEETS", "read_people", "template"]

OFFICER_KINDS = {
    "OFFICIAL": "cán bộ",
    "CIVIL_SERVANT": "công chức",
    "PUBLIC_EMPLOYEE": "viên chức",
    "CONTRACT": "người lao động hợp đồng",
}
_CODE_LENGTH = 35
_OFFICER = SheetColumn("officer", "Mã cán bộ", required=True, longest=_CODE_LENGTH)
_YEAR = SheetColumn("year", "Năm", "year", required=True)
_UNIT = SheetColumn("unit", "Mã đơn vị", longest=_CODE_LENGTH)
_FROM = SheetColumn("valid_from", "Từ ngày", "day", required=True)
_TO = SheetColumn("valid_to", "Đến trước ngày", "day")

# In the order in which they are taken in: what a sheet refers to stands in one before it.
SHEETS = {
    "units": Sheet(
        "Đơn vị",
        (
            SheetColumn("code", "Mã đơn vị", required=True, longest=_CODE_LENGTH),
            SheetColumn("name", "Tên đơn vị", required=True),
            _FROM,
        ),
    ),
    "jobs": Sheet(
        "Vị trí việc làm",
        (
            SheetColumn("code", "Mã vị trí", required=True, longest=_CODE_LENGTH),
            SheetColumn("title", "Tên vị trí việc làm", required=True),
            _UNIT,
            SheetColumn("headcount_given", "Biên chế được giao", "whole", required=True),
            SheetColumn("competences", "Khung năng lực", longest=2_000),
            SheetColumn("must_rotate", "Phải chuyển đổi", "mark"),
            _FROM,
            _TO,
        ),
    ),
    "officers": Sheet(
        "Cán bộ",
        (
            _OFFICER,
            SheetColumn("family_name", "Họ và tên đệm", required=True, longest=80),
            SheetColumn("given_name", "Tên", required=True, longest=40),
            SheetColumn("kind", "Loại", "word", required=True, words=OFFICER_KINDS),
            SheetColumn("birth_year", "Năm sinh", "year"),
            _FROM,
            _TO,
        ),
    ),
    "holdings": Sheet(
        "Chức vụ",
        (
            _OFFICER,
            SheetColumn("title", "Chức vụ", required=True, longest=100),
            _UNIT,
            SheetColumn("is_head", "Đứng đầu", "mark"),
            SheetColumn("is_deputy", "Cấp phó", "mark"),
            SheetColumn("job", "Mã vị trí", longest=_CODE_LENGTH),
            _FROM,
            _TO,
            SheetColumn("decision_number", "Số quyết định", longest=60),
        ),
    ),
    "trainings": Sheet(
        "Đào tạo",
        (
            _OFFICER,
            _YEAR,
            SheetColumn("course", "Khóa đào tạo, bồi dưỡng", required=True),
            SheetColumn("completed_on", "Hoàn thành ngày", "day"),
        ),
    ),
    "evaluations": Sheet(
        "Đánh giá",
        (
            _OFFICER,
            _YEAR,
            SheetColumn("evaluated_on", "Ngày đánh giá", "day", required=True),
            SheetColumn("points", "Điểm", "points"),
            SheetColumn(
                "quality",
                "Xếp loại",
                "word",
                required=True,
                words={one.value: words for one, words in QUALITIES.items()},
            ),
        ),
    ),
}


def read_people(document: Document) -> ReadSheets:
    """Read the sheets of people that a workbook has; any may be missing."""
    return read_named_sheets(document, SHEETS)


def template() -> list[WrittenSheet]:
    """Return the sheets with their headings and nothing below."""
    return [
        WrittenSheet(sheet.title, tuple(column.heading for column in sheet.columns), ())
        for sheet in SHEETS.values()
    ]
