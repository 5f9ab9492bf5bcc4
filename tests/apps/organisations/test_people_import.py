"""The workbook of people: everything or nothing, a second time nothing new, complaints with cells."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from tests.people import NOW, World
from tests.staffing import ROWS, Rows, read_rows
from thuocdo.apps.organisations.models import (
    AuditEntry,
    Evaluation,
    JobPosition,
    Officer,
    Position,
    PositionHolding,
    PublishedStaffRow,
    Training,
    Unit,
)
from thuocdo.apps.organisations.services import ImportedPeople, PeopleRefused, import_people
from thuocdo.apps.rulebooks.shipped import people_rules
from thuocdo.kit.refusals import NotAllowed


def take(world: World, rows: Rows = ROWS, by=None) -> ImportedPeople:
    return import_people(
        agency=world.transport,
        read=read_rows(rows),
        source="f00d",
        rules=people_rules(),
        now=NOW,
        by=by or world.an,
    )


def refused(world: World, rows: Rows) -> Sequence[str]:
    with pytest.raises(PeopleRefused) as refusal:
        take(world, rows)
    return refusal.value.complaints


def test_everything_is_taken_in_and_the_second_time_nothing_is_new(world: World) -> None:
    assert take(world) == ImportedPeople(new=17, changed=0, unchanged=0)
    mark = list(PublishedStaffRow.objects.values_list("pk", flat=True))
    assert len(mark) == 12
    assert take(world) == ImportedPeople(new=0, changed=0, unchanged=17)
    assert list(PublishedStaffRow.objects.values_list("pk", flat=True)) == mark
    assert AuditEntry.objects.filter(action="organisations.people.imported").count() == 1
    head = PositionHolding.objects.get(officer__code="CB.001")
    assert head.position.is_head
    assert head.position.unit is not None
    assert (head.position.unit.code, head.decision_number) == ("P1", "12/QĐ-SGTVT")
    assert Officer.objects.get(code="CB.003").birth_year is None
    assert Evaluation.objects.get(officer__code="CB.001").points == Decimal("91.50")
    assert JobPosition.objects.get(code="VT.02").must_rotate


def test_what_changed_is_mended_and_a_column_left_out_stays(world: World) -> None:
    take(world)
    course = ("CB.002", "2023", "Quản lý nhà nước", "30/12/2023")
    assert take(world, {"trainings": [course]}) == ImportedPeople(new=0, changed=1, unchanged=0)
    assert Training.objects.get(officer__code="CB.002").completed_on == date(2023, 12, 30)
    assert PublishedStaffRow.objects.get(kind="TRAINING", code="CB.002").starts_on == date(
        2023, 12, 30
    )
    assert Officer.objects.count() == 3


def test_the_journal_tells_how_many_and_no_name(world: World) -> None:
    take(world)
    (entry,) = AuditEntry.objects.filter(action="organisations.people.imported")
    assert entry.subject == "organisations.people:f00d"
    assert entry.after == {"new": 17, "changed": 0, "rows": 12}


@pytest.mark.parametrize(
    ("table", "row", "said"),
    [
        ("officers", ("CB.009", "Lê", "A", "công nhân", "", "01/01/2020", ""), "ô D2: không hiểu «công nhân»; loại là một trong: cán bộ; công chức"),
        ("officers", ("CB.009", "", "A", "công chức", "", "01/01/2020", ""), "ô B2: thiếu họ và tên đệm"),
        ("officers", ("001085012345", "Lê", "A", "công chức", "", "01/01/2020", ""), "ô A2: mã cán bộ không được là số định danh cá nhân"),
        ("officers", ("CB.009", "Lê", "A", "công chức", "85", "01/01/2020", ""), "ô E2: «85» không phải là năm"),
        ("officers", ("CB.009", "Lê", "A", "công chức", "", "31/02/2020", ""), "ô F2: «31/02/2020» không phải là ngày"),
        ("officers", ("CB.009", "Lê", "A", "công chức", "", "01/01/2020", "01/01/2020"), "ô G2: phải sau ngày bắt đầu 01/01/2020"),
        ("officers", ("CB.009", "L" * 81, "A", "công chức", "", "01/01/2020", ""), "ô B2: họ và tên đệm dài quá 80 ký tự"),
        ("jobs", ("VT.09", "X", "P7", "1", "", "", "01/01/2020", ""), "ô C2: không có đơn vị mang mã «P7»"),
        ("jobs", ("VT.09", "X", "", "nhiều", "", "", "01/01/2020", ""), "ô D2: «nhiều» không phải là số nguyên"),
        ("jobs", ("VT.09", "X", "", "1", "", "chắc", "01/01/2020", ""), "ô F2: không hiểu «chắc»; ghi «có»"),
        ("trainings", ("CB.777", "2023", "X", ""), "ô A2: không có cán bộ mang mã «CB.777»; thêm vào trang «Cán bộ»"),
        ("trainings", ("CB.001", "2023", "X", "31/12/2022"), "ô D2: phải từ năm 2023"),
        ("evaluations", ("CB.003", "2023", "20/12/2023", "100,5", "hoàn thành nhiệm vụ"), "ô D2: điểm phải từ 0 đến 100"),
        ("evaluations", ("CB.003", "2023", "20/12/2023", "9,123", "hoàn thành nhiệm vụ"), "ô D2: «9,123»: ghi điểm với nhiều nhất hai số lẻ"),
        ("evaluations", ("CB.003", "2023", "20/12/2023", "-1", "hoàn thành nhiệm vụ"), "ô D2: điểm phải từ 0 đến 100"),
        ("holdings", ("CB.003", "Thủ quỹ", "VP", "", "", "VT.99", "01/01/2024", "", ""), "ô F2: không có vị trí việc làm mang mã «VT.99»"),
        ("holdings", ("CB.001", "Trưởng phòng", "P1", "", "", "", "01/01/2023", "", ""), "ô G2: đã giữ chức vụ này từ 01/01/2020; ghi «Đến trước ngày»"),
        ("holdings", ("CB.001", "Cố vấn", "", "", "", "", "01/01/2017", "", ""), "ô G2: CB.001 làm việc từ 01/01/2018"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_sheet_row_and_cell_and_nothing_is_taken_in(
    world: World, table, row, said
) -> None:
    take(world)
    counts = [kind.objects.count() for kind in (Officer, Training, Evaluation, Position, Unit)]
    good = ("CB.050", "Lê Văn", "Tốt", "công chức", "", "01/01/2020", "")
    rows: dict[str, list[tuple[str, ...]]] = {table: [row]}
    if table != "officers":
        rows["officers"] = [good]
    complaints = refused(world, rows)
    assert len(complaints) == 1, complaints
    assert said in complaints[0]
    assert complaints[0].startswith("trang «")
    assert ", dòng 2, " in complaints[0]
    after = [kind.objects.count() for kind in (Officer, Training, Evaluation, Position, Unit)]
    assert after == counts


def test_a_row_that_stands_twice_is_said_once_with_both_places(world: World) -> None:
    rows = {"officers": [*ROWS["officers"], ROWS["officers"][0]]}
    (said,) = refused(world, rows)
    assert (
        said == "trang «Cán bộ», dòng 5, ô A5: trùng với trang «Cán bộ», dòng 2, ô A2; giữ một dòng"
    )


def test_what_a_refused_sheet_would_have_brought_is_not_complained_of_again(world: World) -> None:
    wrong = [("CB.001", "Lê", "A", "công chức", "", "01/01/2020", "01/01/2019")]
    complaints = refused(world, {**ROWS, "officers": [*wrong, *ROWS["officers"][1:]]})
    assert len(complaints) == 1


def test_an_unknown_sheet_and_a_missing_heading_are_said(world: World) -> None:
    from thuocdo.adapters.tables.sheets import read_sheets
    from thuocdo.adapters.tables.workbooks import write_workbook
    from thuocdo.core.people.workbook import read_people, template
    from thuocdo.core.tables.agencies import WrittenSheet

    data = write_workbook(
        [
            WrittenSheet("Lương", ("Mã cán bộ",), (("CB.001",),)),
            WrittenSheet("Đào tạo", ("Mã cán bộ", "Năm"), (("CB.001", "2023"),)),
        ]
    )
    first, second = read_people(read_sheets("x.xlsx", data)).complaints
    assert "trang «Lương»: không có trang nào tên như vậy" in first
    assert "«Đánh giá»" in first
    assert "trang «Đào tạo»: không thấy dòng tiêu đề có đủ các cột Mã cán bộ, Năm" in second
    empty = read_people(read_sheets("mau.xlsx", write_workbook(template())))
    assert empty.complaints == ()
    assert not any(empty.rows.values())


def test_only_ones_own_agency_takes_a_workbook_in(world: World) -> None:
    for stranger in (world.binh, world.cuong):
        with pytest.raises(NotAllowed):
            take(world, by=stranger)
    assert not Officer.objects.exists()
