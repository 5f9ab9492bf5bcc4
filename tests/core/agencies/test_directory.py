"""What a directory cannot say, and what it can."""

from datetime import date

import pytest

from thuocdo.core.agencies import (
    AgencyEntry,
    Directory,
    NameChange,
    ParentChange,
    SuccessionEntry,
    check_code,
    check_directory,
)
from thuocdo.core.agencies.directory import Span, spans_of

BORN, MERGED, LATER = date(2016, 1, 1), date(2025, 3, 1), date(2025, 7, 1)


def agency(code: str, **values) -> AgencyEntry:
    return AgencyEntry.model_validate({"code": code, "name": code, "valid_from": BORN} | values)


def said(directory: Directory) -> list[str]:
    return [f"{c.table}[{c.number}].{c.field}: {c.message}" for c in check_directory(directory)]


@pytest.mark.parametrize("code", ["H99", "000.00.19.H99", "G09.20", "0101234567", "A" * 35])
def test_codes_of_the_decision_are_taken(code):
    assert check_code(code) == ""


@pytest.mark.parametrize("code", ["", "h99", "H99.", ".H99", "H99..1", "H99-1", "Đ1", "A" * 36])
def test_other_codes_are_refused(code):
    assert "mã định danh" in check_code(code)


def test_a_directory_with_history_holds_together():
    directory = Directory(
        agencies=(
            agency("P1", valid_to=LATER),
            agency("P2", valid_from=LATER),
            agency("P1.A", parent="P1", valid_to=MERGED),
            agency("P1.B", parent="P1", valid_from=MERGED),
        ),
        names=(NameChange(code="P1", name="Khác", valid_from=date(2020, 1, 1)),),
        parents=(ParentChange(code="P1.B", parent="P2", valid_from=LATER),),
        successions=(
            SuccessionEntry(
                predecessor="P1.A", successor="P1.B", kind="MERGED", effective_on=MERGED
            ),
            SuccessionEntry(predecessor="P1", successor="P2", kind="MERGED", effective_on=LATER),
        ),
    )
    assert said(directory) == []


@pytest.mark.parametrize(
    ("part", "complaint"),
    [
        ({"agencies": (agency("A"), agency("A"))}, "agencies[1].code: mã A đã dùng"),
        ({"agencies": (agency("a"),)}, "agencies[0].code: mã định danh «a»"),
        ({"agencies": (agency("A", name=" "),)}, "agencies[0].name: A chưa có tên"),
        ({"agencies": (agency("A", valid_to=BORN),)}, "agencies[0].valid_to: ngày hết hiệu lực"),
        ({"agencies": (agency("A", parent="B"),)}, "agencies[0].parent: không có cơ quan cấp trên"),
        ({"agencies": (agency("A", parent="A"),)}, "agencies[0].parent: A trở thành cấp trên"),
        (
            {"agencies": (agency("A", parent="B"), agency("B", parent="A"))},
            "agencies[0].parent: A trở thành cấp trên của chính nó qua B",
        ),
        (
            {"agencies": (agency("A", valid_to=MERGED), agency("B", parent="A"))},
            "agencies[1].parent: B trực thuộc A từ 01/01/2016, nhưng A chỉ hoạt động",
        ),
        (
            {
                "agencies": (agency("A"),),
                "names": (NameChange(code="B", name="x", valid_from=BORN),),
            },
            "names[0].code: không có cơ quan mang mã «B»",
        ),
        (
            {
                "agencies": (agency("A"),),
                "names": (NameChange(code="A", name="x", valid_from=BORN),),
            },
            "names[0].valid_from: ngày 01/01/2016 phải sau ngày bắt đầu",
        ),
        (
            {
                "agencies": (agency("A"),),
                "names": (NameChange(code="A", name="x", valid_from=LATER),) * 2,
            },
            "names[1].valid_from: A đã có thay đổi từ ngày 01/07/2025",
        ),
    ],
)
def test_what_cannot_be_is_said_with_its_place(part, complaint):
    found = said(Directory(**part))
    assert found
    assert found[0].startswith(complaint)


def test_a_loop_counts_only_where_the_days_meet():
    """B under A until 2020 and A under B after it: never a loop; with a day in common: one."""
    entries = (agency("A"), agency("B", parent="A"))
    day = date(2020, 1, 1)
    free = ParentChange(code="B", parent="", valid_from=day)
    under = ParentChange(code="A", parent="B", valid_from=day)
    assert said(Directory(agencies=entries, parents=(free, under))) == []
    early = under.model_copy(update={"valid_from": date(2019, 12, 31)})
    assert "cấp trên của chính nó" in said(Directory(agencies=entries, parents=(free, early)))[0]


@pytest.mark.parametrize(
    ("link", "complaint"),
    [
        ({"kind": "MERGED", "effective_on": LATER}, "A phải hết hiệu lực đúng ngày 01/07/2025"),
        ({"kind": "SPLIT", "effective_on": BORN}, "B không hoạt động vào ngày 01/01/2016"),
        ({"kind": "FUNCTION_MOVED", "effective_on": LATER}, "phải ghi chuyển việc gì"),
        ({"kind": "SPLIT", "effective_on": LATER, "successor": "A"}, "không kế thừa chính nó"),
        (
            {"kind": "SPLIT", "effective_on": LATER, "successor": "C"},
            "không có cơ quan mang mã «C»",
        ),
    ],
)
def test_successions_must_fit_the_lives(link, complaint):
    entries = (agency("A", valid_to=MERGED), agency("B", valid_from=MERGED))
    told = SuccessionEntry.model_validate({"predecessor": "A", "successor": "B"} | link)
    assert complaint in "\n".join(said(Directory(agencies=entries, successions=(told,))))


def test_spans_meet_without_overlap():
    spans = spans_of("a", (BORN, LATER), [(MERGED, "c"), (date(2020, 1, 1), "b")])
    assert [(span.what, span.end) for span in spans] == [
        ("a", date(2020, 1, 1)),
        ("b", MERGED),
        ("c", LATER),
    ]
    assert not Span("x", BORN, MERGED).overlaps(MERGED, None)
    assert Span("x", BORN, None).overlaps(LATER, None)
