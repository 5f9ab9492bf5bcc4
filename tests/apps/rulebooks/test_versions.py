"""Drafting, mending and publishing: who may, what is refused, and what is then in force."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.adapters.tables import annex_files
from thuocdo.apps.organisations.models import AuditEntry
from thuocdo.apps.rulebooks import in_force
from thuocdo.apps.rulebooks.documents import CatalogueError
from thuocdo.apps.rulebooks.mending import CriterionChange, HeadChange, as_rule
from thuocdo.apps.rulebooks.models import RulebookState, RulebookVersion
from thuocdo.apps.rulebooks.queries import fact_register, index_set, set_for
from thuocdo.apps.rulebooks.services import create_draft, mend_draft, mend_draft_head, publish
from thuocdo.core.index_sets.drafting import RuleKind, SetHead
from thuocdo.core.tables.grid import UnreadableFile
from thuocdo.kit.refusals import NotAllowed

NOW = datetime(2026, 12, 20, 2, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 21, 2, 0, tzinfo=UTC)
ENDS = ("department/2024",)


def drafted(world, set_id="department/2027", year=2027, **changes) -> RulebookVersion:
    given = {"before_id": "department/2024", "file_name": "pl.docx", "data": annex_files.word()}
    head = SetHead(set_id, date(year, 1, 1), groups=("departments",))
    return create_draft(head=head, by=world.binh, now=NOW, **(given | changes))


def settled(world, version: RulebookVersion) -> RulebookVersion:
    """Look at what could not be read, so that nothing is open."""
    change = CriterionChange("I.4", "Kiểm tra CCHC", Decimal(1))
    return mend_draft(version=version, change=change, kind=None, by=world.binh, now=LATER)


def in_order(world, **given) -> RulebookVersion:
    return settled(world, drafted(world, **given))


def test_a_draft_keeps_what_was_read_and_is_not_in_force(world) -> None:
    version = drafted(world)
    assert (version.state, version.catalog_id) == (RulebookState.DRAFT, "department/2027")
    assert version.decision == "Quyết định 4512/QĐ-UBND"
    assert (version.valid_from, version.stated_total) == (date(2027, 1, 1), 12)
    assert [reading["code"] for reading in version.readings if reading["confidence"] == "unread"] == ["I.4"]  # fmt: skip
    assert set_for("departments", date(2027, 6, 1)).id == "department/2024"
    entry = AuditEntry.objects.get(action="rulebooks.set.drafted")
    assert (entry.actor, entry.agency, entry.at) == (world.binh, world.province, NOW)
    assert entry.after["set"] == "department/2027"


@pytest.mark.parametrize("who", ["an", "cuong"])
def test_a_department_neither_drafts_nor_mends_nor_publishes(world, who) -> None:
    version = drafted(world)
    person = getattr(world, who)
    change = CriterionChange("I.4", "Kiểm tra", Decimal(1))
    head = SetHead("department/2028", date(2028, 1, 1))
    for attempt in (
        lambda: create_draft(head=head, before_id="", file_name="x", data=b"", by=person, now=NOW),
        lambda: mend_draft(version=version, change=change, kind=None, by=person, now=NOW),
        lambda: publish(version=version, ends=(), by=person, now=NOW),
    ):
        with pytest.raises(NotAllowed, match="Chỉ người thẩm định của tỉnh"):
            attempt()
    assert RulebookVersion.objects.count() == 1
    assert not AuditEntry.objects.filter(actor=person).exists()


def test_an_administrator_may(world) -> None:
    world.an.is_superuser = True
    head = SetHead("department/2027", date(2027, 1, 1))
    made = create_draft(
        head=head, before_id="", file_name="a.txt", data=annex_files.text(), by=world.an, now=NOW
    )
    assert made.created_by == world.an


def test_a_file_without_criteria_leaves_nothing_behind(world) -> None:
    with pytest.raises(UnreadableFile, match="Không tìm thấy bảng tiêu chí"):
        drafted(world, file_name="thu.txt", data="Kính gửi".encode())
    assert not RulebookVersion.objects.exists()


def test_what_is_open_keeps_a_draft_from_being_published(world) -> None:
    version = drafted(world)
    with pytest.raises(NotAllowed, match=r"chưa có người xem cách chấm: I\.4"):
        publish(version=version, ends=ENDS, by=world.binh, now=LATER)
    version.refresh_from_db()
    assert version.state == RulebookState.DRAFT


def test_two_sets_in_force_at_once_are_refused_until_one_is_ended(world) -> None:
    version = in_order(world)
    with pytest.raises(NotAllowed, match="department/2024 cũng có hiệu lực từ 01/01/2027"):
        publish(version=version, ends=(), by=world.binh, now=LATER)
    assert not RulebookVersion.objects.filter(state=RulebookState.PUBLISHED).exists()
    publish(version=version, ends=ENDS, by=world.binh, now=LATER)
    assert set_for("departments", date(2026, 12, 31)).id == "department/2024"
    assert set_for("departments", date(2027, 1, 1)).id == "department/2027"
    assert index_set("department/2024").valid_to == date(2027, 1, 1)
    assert "department.c2027_i_1_1" in fact_register()
    actions = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions)[-2:] == ["rulebooks.set.ended", "rulebooks.set.published"]


def test_a_set_that_begins_earlier_than_one_in_force_must_say_when_it_ends(world) -> None:
    publish(version=in_order(world), ends=ENDS, by=world.binh, now=LATER)
    earlier = in_order(world, set_id="department/2026", year=2026)
    with pytest.raises(NotAllowed, match="hãy ghi ngày hết hiệu lực của department/2026"):
        publish(version=earlier, ends=("department/2027", *ENDS), by=world.binh, now=LATER)


def test_one_id_is_published_once(world) -> None:
    publish(version=in_order(world), ends=ENDS, by=world.binh, now=LATER)
    with pytest.raises(NotAllowed, match="department/2027b"):
        publish(version=in_order(world), ends=ENDS, by=world.binh, now=LATER)


def test_a_published_version_of_a_shipped_id_wins(world) -> None:
    own = in_order(world, set_id="department/2024", year=2024)
    publish(version=own, ends=(), by=world.binh, now=LATER)
    assert index_set("department/2024").scale == 10


def test_a_published_version_is_not_mended(world) -> None:
    version = publish(version=in_order(world), ends=ENDS, by=world.binh, now=LATER)
    with pytest.raises(NotAllowed, match="đã công bố nên không sửa được"):
        settled(world, version)
    with pytest.raises(NotAllowed, match="đã công bố nên không sửa được"):
        publish(version=version, ends=(), by=world.binh, now=LATER)


def test_a_criterion_is_mended_with_its_sums(world) -> None:
    version = drafted(world)
    rule = as_rule("kind: linear\nfact: dossiers.on_time_rate\nfull_at: 90\nno_case: zero\n")
    change = CriterionChange("II.2", "Báo cáo đúng hạn", Decimal(2), rule, "Mốc 90 là giả định.")
    mended = mend_draft(
        version=version, change=change, kind=RuleKind.LINEAR, by=world.binh, now=LATER
    )
    area = mended.texts["area-2.yaml"]
    assert "full_at: 90" in area
    assert "Mốc 90 là giả định." in area
    assert "sum_differs" not in area  # 2 + 2 are the four points that the annex states
    assert "department.c2027_ii_2" not in mended.texts["facts.yaml"]  # no rule asks for it now
    assert (mended.mended_by, mended.mended_at) == (world.binh, LATER)
    assert mended.sha256 != version.sha256
    reading = next(one for one in mended.readings if one["code"] == "II.2")
    assert (reading["settled"], reading["kind"]) == (True, "linear")


def test_a_change_that_cannot_be_right_is_not_saved(world) -> None:
    version = drafted(world)
    for rule, said in (
        ("kind: count\nfact: reform.initiatives\neach: 0.5\nstart: 3\n", "quá tối đa"),
        ("kind: judged\nfact: nobody.knows_this\n", "chưa có trong facts/"),
        ("kind: linear\nfact: dossiers.on_time_rate\nfull_at: 90\n", "no_case"),
    ):
        change = CriterionChange("I.4", "Kiểm tra", Decimal(1), as_rule(rule))
        with pytest.raises(CatalogueError, match=said):
            mend_draft(version=version, change=change, kind=None, by=world.binh, now=LATER)
    version.refresh_from_db()
    assert version.mended_at is None


def test_yaml_of_a_rule_is_refused_with_its_line() -> None:
    for text, said in (
        (
            "kind: linear\nfact: a.b\nfull_at: nhiều\n",
            "cách chấm, dòng 3: «nhiều» không phải là số",
        ),
        ("kind: lineal\n", "không có loại quy tắc «lineal»"),
        ("fact: a.b\n", "quy tắc phải ghi «kind»"),
        ("- a\n", "cách chấm, dòng 1"),
        ("kind: [", "không đọc được YAML"),
        ("kind: bands\na: &a [x]\nb: [*a, *a]\n", "dòng 3: ghi thẳng giá trị"),
    ):
        with pytest.raises(CatalogueError, match=said):
            as_rule(text)


def test_the_head_is_mended(world) -> None:
    change = HeadChange(
        title="Bộ chỉ số cấp sở",
        document="Quyết định 9/QĐ-UBND",
        on="2026-12-18",
        by="UBND tỉnh",
        groups=("departments", "communes"),
        valid_from="2027-02-01",
        valid_to="2028-01-01",
    )
    mended = mend_draft_head(version=drafted(world), change=change, by=world.binh, now=LATER)
    assert (mended.title, mended.decision) == ("Bộ chỉ số cấp sở", "Quyết định 9/QĐ-UBND")
    assert (mended.valid_from, mended.valid_to) == (date(2027, 2, 1), date(2028, 1, 1))
    wrong = HeadChange("a", "b", "2026-12-18", "c", (), "2027-02-01", "2027-01-01")
    with pytest.raises(CatalogueError, match="«valid_to» phải sau «valid_from»"):
        mend_draft_head(version=mended, change=wrong, by=world.binh, now=LATER)


def test_one_cheap_query_a_request_tells_what_is_in_force(world) -> None:
    publish(version=in_order(world), ends=ENDS, by=world.binh, now=LATER)
    set_for("departments", date(2027, 6, 1))  # the first time the contents are read
    in_force.begin_request()
    try:
        with CaptureQueriesContext(connection) as asked:
            assert set_for("departments", date(2027, 6, 1)).id == "department/2027"
            assert "department.c2027_i_1_1" in fact_register()
    finally:
        in_force.end_request()
    assert len(asked) == 1
    assert "texts" not in asked[0]["sql"]
