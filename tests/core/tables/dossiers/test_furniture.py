import pytest

from tests.core.tables.dossiers.building import HEADINGS, ZONE, good, grid, kinds, read, read_grids
from thuocdo.core.tables.dossiers import read_dossiers
from thuocdo.core.tables.dossiers.remarks import LISTED_PER_KIND
from thuocdo.core.tables.findings import Severity
from thuocdo.core.tables.grid import Document, Grid

WIDTH = len(HEADINGS)


def wide(*cells):
    return [*cells, *[""] * (WIDTH - len(cells))]


@pytest.mark.parametrize(
    "row",
    [
        [f"({n})" for n in range(1, WIDTH + 1)],
        list(range(1, WIDTH + 1)),
        [float(n) for n in range(1, WIDTH + 1)],
        ["A", "B", *[f"({n})" for n in range(1, WIDTH - 1)]],
        wide("Tháng 01/2024"),
        wide("", "Tháng 01/2024"),
        wide("THÁNG 1"),
        wide("Cộng tháng 01", 574),
        wide("Lũy kế", 574, "", "", 12),
        wide("Tổng cộng", "", "", "", 1, "", "", "", "", "", 12, 3, 4, 5),
        wide("Người lập biểu", "", "", "", "Chánh Văn phòng"),
        wide("", "", "", "", "Thanh Giang, ngày 02 tháng 01 năm 2025"),
        wide("", "", "", "", "", "Ngày 31 tháng 12 năm 2023"),
        wide("", "(Ký, ghi rõ họ tên)", "", "", "", "(Ký tên, đóng dấu)"),
        wide(57),
        list(HEADINGS.values()),
    ],
)
def test_rows_that_are_no_dossiers_are_skipped_and_named(row):
    reading = read(good(), row, good())
    assert (reading.read, reading.kept) == (2, 2)
    (finding,) = reading.findings
    assert (finding.kind, finding.severity) == ("skipped_rows", Severity.NOTE)
    assert "dòng 3" in finding.message


@pytest.mark.parametrize("row", [[], wide(), wide(None, " ", "\t")])
def test_blank_rows_are_no_matter(row):
    reading = read(good(), row, good())
    assert (reading.read, kinds(reading)) == (2, [])


@pytest.mark.parametrize(
    "row",
    [
        wide(3, "000.00.15.H99-240105-0003"),
        wide("", "000.00.15.H99-240105-0003"),
        wide(3, "H-0003", "1.002809", "Cường"),
        wide(3, "", "1.002809", "Cường", "Trực tuyến"),
        wide(3, "", "", "", "", "05/01/2024 08:00"),
        wide("", "", "", "", "Trực tuyến"),
        wide(3, "không rõ", "1.002809", "Cường", "gì đó", "hôm nọ"),
    ],
)
def test_a_mutilated_dossier_is_refused_not_skipped(row):
    reading = read(good(), row)
    assert (reading.read, reading.kept, reading.refused) == (2, 1, 1)
    assert all(finding.row == 3 for finding in reading.findings)


def test_short_rows_are_read_as_if_padded():
    cells = list(good(state="").values())[:9]
    reading = read(cells)
    assert reading.kept == 1


def test_a_repeated_heading_may_move_the_columns():
    moved = list(reversed(HEADINGS.items()))
    cells = good(code="B-1")
    reading = read(good(), [title for _, title in moved], [cells[name] for name, _ in moved])
    assert [dossier.row.code for dossier in reading.dossiers][1] == "B-1"


def test_the_files_own_total_is_compared():
    cut = read(good(), good(), wide("Tổng số", 8240))
    (finding,) = [f for f in cut.findings if f.kind == "total_differs"]
    assert finding.row == 4
    assert "8.240" in finding.message
    right = read(good(), good(due=""), wide("Tổng số hồ sơ: 2 hồ sơ"), wide("Tổng cộng tháng 1", 1))
    assert "total_differs" not in kinds(right)


@pytest.mark.parametrize("value", ["nhiều", 1.5, ""])
def test_a_total_that_is_no_number_is_left_alone(value):
    assert "total_differs" not in kinds(read(good(), wide("Tổng số", value)))


def test_a_total_over_all_sheets_is_right_too():
    reading = read_grids(grid(good(), sheet="T1"), grid(good(), wide("Tổng số", 2), sheet="T2"))
    assert "total_differs" not in kinds(reading)


def test_findings_stay_bounded_and_countable():
    bad = LISTED_PER_KIND + 50
    reading = read(*(good(channel="?") for _ in range(bad)))
    assert reading.refused_by_kind == {"unknown_channel": bad}
    assert len(reading.findings) == LISTED_PER_KIND + 1
    assert "Còn 50 chỗ khác" in reading.findings[-1].message
    assert reading.findings[-1].row is None


def test_many_skipped_rows_are_named_in_part():
    reading = read(good(), *([wide("Tháng 01/2024")] * 30))
    assert "và 10 dòng khác" in reading.findings[0].message


def test_positions_are_those_of_the_sheet():
    shifted = Grid("S", grid(good(), good(due="")).rows, first_row=5, first_column=3)
    reading = read_grids(shifted)
    assert reading.dossiers[0].row_number == 6
    assert next(f.cell for f in reading.findings if f.kind == "missing_due") == "I7"


def test_progress_is_told():
    told: list[tuple[int, int]] = []
    document = Document("x", [grid(*(good() for _ in range(2500)))])
    read_dossiers(document, zone=ZONE, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 2501), (1000, 2501), (2000, 2501), (2501, 2501)]
