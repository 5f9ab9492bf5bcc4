import unicodedata

import pytest

from tests.core.tables.dossiers.building import HEADINGS, ZONE, good, grid, kinds, read, read_grids
from thuocdo.core.tables.dossiers import Column, read_dossiers
from thuocdo.core.tables.dossiers.headings import column_of, find_table
from thuocdo.core.tables.grid import CellValue, Document, Grid, UnreadableFile


@pytest.mark.parametrize(
    ("column", "headings"),
    [
        (Column.CODE, ["Mã hồ sơ", "MÃ HỒ SƠ", "Số hồ sơ", "Mã số hồ sơ", "Mã HS", "Số biên nhận"]),
        (Column.PROCEDURE, ["Mã TTHC", "Mã thủ tục", "Mã thủ tục hành chính", "MaThuTuc"]),
        (
            Column.CHANNEL,
            ["Hình thức nộp", "Kênh tiếp nhận", "Hình thức nộp hồ sơ", "Cách thức nộp"],
        ),
        (
            Column.RECEIVED,
            [
                "Ngày tiếp nhận",
                "NGAY_TIEP_NHAN",
                "NgayTiepNhan",
                "Ngày nhận",
                "Ngày, giờ tiếp nhận",
            ],
        ),
        (
            Column.DUE,
            ["Ngày hẹn trả", "Ngày hẹn trả kết quả", "Hẹn trả", "Hạn xử lý", "Hạn giải quyết"],
        ),
        (
            Column.RESULT,
            ["Ngày có kết quả", "Ngày hoàn thành", "Ngày xử lý xong", "Ngày kết thúc xử lý"],
        ),
        (
            Column.RETURNED,
            ["Ngày trả kết quả", "Ngày trả", "Ngày nhận kết quả", "Thời gian trả kết quả"],
        ),
        (Column.STATE, ["Trạng thái", "Tình trạng hồ sơ", "Trạng thái xử lý"]),
        (Column.SUPPLEMENTS, ["Số lần yêu cầu bổ sung", "Số lần bổ sung", "Số lần bổ sung hồ sơ"]),
        (Column.PARTS_DIGITISED, ["Số hóa thành phần hồ sơ", "Số hóa TPHS", "Số hoá hồ sơ"]),
        (Column.RESULT_DIGITAL, ["Kết quả điện tử", "Số hóa kết quả", "Trả kết quả điện tử"]),
        (Column.PAID_ONLINE, ["Thanh toán trực tuyến", "Thanh toán trực tuyến (x)"]),
        (
            None,
            ["STT", "Chủ hồ sơ", "Tên thủ tục hành chính", "Lĩnh vực", "Mức độ hài lòng", "", 7],
        ),
        (
            None,
            [
                "Phí, lệ phí (đồng)",
                "Thời hạn giải quyết",
                "Ngày sinh",
                "Yêu cầu bổ sung",
                "x" * 500,
            ],
        ),
    ],
)
def test_a_column_is_known_by_many_headings(column, headings):
    assert [column_of(heading) for heading in headings] == [column] * len(headings)


def test_headings_are_found_in_decomposed_unicode():
    rows = [[unicodedata.normalize("NFD", heading) for heading in HEADINGS.values()]]
    found = find_table(Grid("", rows))
    assert found is not None
    assert set(found.places) == set(Column)
    assert found.headings[Column.CODE] == "Mã hồ sơ"


def test_headings_in_two_rows_are_joined():
    upper = ["STT", "Mã hồ sơ", "Thời gian", "", "", "Trạng thái"]
    lower = ["", "", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày có kết quả", ""]
    row: list[CellValue] = [
        1,
        "A-1",
        "05/01/2024 08:00",
        "09/01/2024 08:00",
        "08/01/2024 08:00",
        "Đã xử lý xong",
    ]
    reading = read_grids(Grid("S", [upper, lower, row]))
    assert reading.kept == 1
    assert {Column.RECEIVED, Column.DUE, Column.RESULT, Column.STATE} < set(reading.columns)


def test_headings_whose_lower_row_only_adds_columns_are_joined():
    upper = ["Mã hồ sơ", "Ngày tiếp nhận", "Trạng thái", "Kết quả", ""]
    lower = ["", "", "", "Ngày có kết quả", "Ngày trả kết quả"]
    row: list[CellValue] = ["A-1", "05/01/2024 08:00", "Đã xử lý xong", "08/01/2024 08:00", ""]
    reading = read_grids(Grid("S", [upper, lower, row]))
    assert (reading.read, reading.kept) == (1, 1)
    assert Column.RESULT in reading.columns


def test_a_second_column_of_the_same_meaning_is_left_alone_and_said():
    headings = ["Mã hồ sơ", "Ngày tiếp nhận", "Ngày nhận", "Ngày hẹn trả", "Ngày có kết quả"]
    row: list[CellValue] = [
        "A-1",
        "05/01/2024 08:00",
        "???",
        "09/01/2024 08:00",
        "08/01/2024 08:00",
    ]
    reading = read_grids(Grid("S", [headings, row]))
    assert reading.kept == 1
    finding = next(finding for finding in reading.findings if finding.kind == "repeated_column")
    assert (finding.column, finding.row) == ("Ngày nhận", 1)


def test_a_file_without_the_table_says_what_was_looked_for_and_found():
    rows: list[list[CellValue]] = [
        ["DANH SÁCH CÁN BỘ"],
        ["STT", "Họ và tên", "Chức vụ"],
        [1, "Bình", "Chuyên viên"],
    ]
    with pytest.raises(UnreadableFile) as caught:
        read_grids(Grid("S", rows))
    message = str(caught.value)
    assert "«Mã hồ sơ»" in message
    assert "«Ngày tiếp nhận»" in message
    assert "STT; Họ và tên; Chức vụ" in message


@pytest.mark.parametrize("missing", ["code", "received"])
def test_a_file_without_a_required_column_is_unreadable(missing):
    with pytest.raises(UnreadableFile, match="Ngày hẹn trả"):
        read(good(), without=(missing,))


@pytest.mark.parametrize("grids", [[], [Grid("", [])], [Grid("", [[]])]])
def test_an_empty_file_is_unreadable(grids):
    with pytest.raises(UnreadableFile):
        read_dossiers(Document("trống.xlsx", grids), zone=ZONE)


def test_sheets_are_read_together_and_others_are_noted():
    notes = Grid("Ghi chú", [["Danh sách này do Văn phòng lập"]])
    reading = read_grids(grid(good(), sheet="T1"), notes, grid(good(), good(), sheet="T2"))
    assert reading.kept == 3
    assert [(d.sheet, d.row_number) for d in reading.dossiers] == [("T1", 2), ("T2", 2), ("T2", 3)]
    assert [f.sheet for f in reading.findings if f.kind == "skipped_sheet"] == ["Ghi chú"]


def test_a_column_missing_from_one_sheet_only_is_said_of_that_sheet():
    reading = read_grids(grid(good(), sheet="T1"), grid(good(), sheet="T2", without=("channel",)))
    finding = next(f for f in reading.findings if f.kind == "missing_column")
    assert (finding.sheet, finding.column) == ("T2", "Hình thức nộp")
    assert kinds(reading).count("missing_channel") == 1
