"""Agencies through time: the tree as of any day, names, parents, ends, and who took over."""

import importlib
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.people import NOW, World
from thuocdo.apps.organisations.models import (
    Agency,
    AgencyLevel,
    AgencyName,
    AgencyParent,
    AuditEntry,
    SuccessionKind,
)
from thuocdo.apps.organisations.queries import (
    agency_as_of,
    ancestors_as_of,
    descendants_as_of,
    predecessors,
    successors,
    tree_as_of,
    whole_predecessors,
)
from thuocdo.apps.organisations.services import (
    UnableToChangeAgency,
    add_position,
    add_succession,
    add_unit,
    create_agency,
    end_agency,
    move_agency,
    rename_agency,
)
from thuocdo.apps.organisations.services.agencies import Decision

MERGED = date(2025, 3, 1)


def found(code: str, parent: Agency | None = None, since: date = date(2016, 1, 1)) -> Agency:
    return create_agency(
        code=code,
        name=f"Cơ quan {code}",
        short_name=code,
        level=AgencyLevel.PROVINCE,
        parent=parent,
        valid_from=since,
        now=NOW,
    )


def test_a_rename_keeps_the_agency_and_both_names(world: World) -> None:
    decision = Decision("12/QĐ-UBND", date(2019, 11, 20))
    rename_agency(
        agency=world.transport,
        name="Sở Giao thông và Xây dựng",
        short_name="Sở GTXD",
        valid_from=date(2020, 1, 1),
        decision=decision,
        now=NOW,
        by=world.binh,
    )
    before = agency_as_of("H99.15", date(2019, 12, 31))
    after = agency_as_of("H99.15", date(2020, 1, 1))
    assert before is not None
    assert after is not None
    assert before.agency == after.agency == world.transport
    assert (before.name, after.name) == ("Sở Giao thông vận tải", "Sở Giao thông và Xây dựng")
    assert after.short_name == "Sở GTXD"
    world.transport.refresh_from_db()
    assert world.transport.name == "Sở Giao thông và Xây dựng"
    written = AgencyName.objects.get(name="Sở Giao thông và Xây dựng")
    assert (written.decision_number, written.decided_on) == ("12/QĐ-UBND", date(2019, 11, 20))
    entry = AuditEntry.objects.get(action="organisations.agency.renamed")
    assert entry.before == {"name": "Sở Giao thông vận tải"}
    assert entry.actor == world.binh


def test_a_change_that_came_to_light_late_ends_where_the_next_begins(world: World) -> None:
    for name, day in (("Ba", date(2022, 1, 1)), ("Hai", date(2020, 1, 1))):
        rename_agency(agency=world.transport, name=name, short_name=name, valid_from=day, now=NOW)
    days = [date(2019, 1, 1), date(2021, 12, 31), date(2022, 1, 1)]
    names = [tree_as_of(day).nodes["H99.15"].name for day in days]
    assert names == ["Sở Giao thông vận tải", "Hai", "Ba"]
    world.transport.refresh_from_db()
    assert world.transport.name == "Ba"


def test_the_tree_differs_by_day(world: World) -> None:
    office = found("H99.01", world.transport)
    move_agency(agency=office, parent=world.construction, valid_from=MERGED, now=NOW)
    before, after = tree_as_of(MERGED - timedelta(days=1)), tree_as_of(MERGED)
    assert before.nodes["H99.01"].parent == "H99.15"
    assert after.nodes["H99.01"].parent == "H99.19"
    assert [node.code for node in descendants_as_of("H99.19", MERGED)] == ["H99.01"]
    assert [node.code for node in ancestors_as_of("H99.01", MERGED)] == ["H99.19", "H99"]
    assert [(depth, node.code) for depth, node in after.walk()] == [
        (0, "H99"),
        (1, "H99.15"),
        (1, "H99.19"),
        (2, "H99.01"),
    ]
    assert len(tree_as_of(date(2015, 12, 31))) == 0
    assert descendants_as_of("H99.19", date(2015, 1, 1)) == []
    office.refresh_from_db()
    assert office.parent == world.construction


def test_the_same_name_can_be_two_agencies(world: World) -> None:
    end_agency(agency=world.transport, valid_to=MERGED, now=NOW)
    end_agency(agency=world.construction, valid_to=MERGED, now=NOW)
    new = create_agency(
        code="H99.33",
        name="Sở Xây dựng",
        short_name="SXD",
        level=AgencyLevel.PROVINCE,
        parent=world.province,
        valid_from=MERGED,
        now=NOW,
    )
    for old in (world.transport, world.construction):
        add_succession(
            predecessor=old,
            successor=new,
            kind=SuccessionKind.MERGED,
            effective_on=MERGED,
            now=NOW,
        )
    before, after = tree_as_of(MERGED - timedelta(days=1)), tree_as_of(MERGED)
    named = [
        [n.code for n in tree.nodes.values() if n.name == "Sở Xây dựng"] for tree in (before, after)
    ]
    assert named == [["H99.19"], ["H99.33"]]
    assert agency_as_of("H99.19", MERGED) is None
    assert [link.predecessor.code for link in predecessors(new)] == ["H99.15", "H99.19"]
    assert [link.successor.code for link in successors(world.transport)] == ["H99.33"]


def test_whole_predecessors_go_back_through_generations_but_not_through_parts(world: World) -> None:
    first, second, part = (found(code) for code in ("A1", "A2", "A3"))
    for old, new, kind, moved in (
        (first, second, SuccessionKind.RENAMED, ""),
        (second, world.transport, SuccessionKind.MERGED, ""),
        (part, world.transport, SuccessionKind.FUNCTION_MOVED, "tôn giáo"),
    ):
        add_succession(
            predecessor=old,
            successor=new,
            kind=kind,
            effective_on=MERGED,
            moved=moved,
            now=NOW,
        )
    assert [one.code for one in whole_predecessors(world.transport)] == ["A1", "A2"]


def test_what_would_contradict_itself_is_refused(world: World) -> None:
    refusals = [
        (lambda: found("H99.15"), "Mã H99.15 đã cấp cho cơ quan khác; mã không cấp lại"),
        (lambda: found("h99-1"), "chỉ được gồm chữ số, chữ in hoa"),
        (
            lambda: rename_agency(
                agency=world.transport,
                name="x",
                short_name="x",
                valid_from=date(2016, 1, 1),
                now=NOW,
            ),
            "phải nằm trong thời gian hoạt động",
        ),
        (
            lambda: move_agency(
                agency=world.province, parent=world.transport, valid_from=MERGED, now=NOW
            ),
            "thành cấp trên của chính nó",
        ),
        (
            lambda: move_agency(
                agency=world.transport, parent=world.transport, valid_from=MERGED, now=NOW
            ),
            "thành cấp trên của chính nó",
        ),
        (
            lambda: move_agency(
                agency=world.transport,
                parent=found("H98", since=date(2026, 1, 1)),
                valid_from=MERGED,
                now=NOW,
            ),
            "H98 không hoạt động vào ngày 01/03/2025",
        ),
        (
            lambda: found("H99.01", world.province, since=date(2015, 1, 1)),
            "H99 không hoạt động vào ngày 01/01/2015",
        ),
        (
            lambda: add_succession(
                predecessor=world.transport,
                successor=world.construction,
                kind=SuccessionKind.FUNCTION_MOVED,
                effective_on=MERGED,
                now=NOW,
            ),
            "phải ghi chuyển việc gì",
        ),
        (
            lambda: add_succession(
                predecessor=world.transport,
                successor=world.transport,
                kind=SuccessionKind.RENAMED,
                effective_on=MERGED,
                now=NOW,
            ),
            "không kế thừa chính nó",
        ),
    ]
    for change, reason in refusals:
        written = AuditEntry.objects.count()
        with pytest.raises(UnableToChangeAgency, match=reason), transaction.atomic():
            change()
        if "H98" not in reason:
            assert AuditEntry.objects.count() == written
    assert AgencyParent.objects.filter(agency=world.province).count() == 1


def test_an_end_closes_names_and_links_and_leaves_children_at_the_top(world: World) -> None:
    office = found("H99.01", world.transport)
    end_agency(agency=world.transport, valid_to=MERGED, now=NOW)
    tree = tree_as_of(MERGED)
    assert "H99.15" not in tree
    assert tree.nodes["H99.01"].parent == ""
    assert tree_as_of(MERGED - timedelta(days=1)).nodes["H99.01"].parent == "H99.15"
    assert AgencyName.objects.get(agency=world.transport).valid_to == MERGED
    assert AgencyParent.objects.filter(agency=office).count() == 2
    with pytest.raises(UnableToChangeAgency, match="đã hết hiệu lực 01/03/2025"):
        end_agency(agency=world.transport, valid_to=date(2026, 1, 1), now=NOW)


def test_an_end_before_a_change_already_known_is_refused(world: World) -> None:
    rename_agency(
        agency=world.transport, name="x", short_name="x", valid_from=date(2025, 6, 1), now=NOW
    )
    with pytest.raises(UnableToChangeAgency, match="còn thay đổi ghi sau ngày 01/03/2025"):
        end_agency(agency=world.transport, valid_to=MERGED, now=NOW)


@pytest.mark.parametrize(
    ("start", "end"),
    [("2016-01-01", "2020-01-01"), ("2020-01-01", None), ("2020-01-01", "2019-01-01")],
)
def test_the_database_itself_refuses_periods_that_cannot_be(world: World, start, end) -> None:
    """The same start twice, two without end, an end before the start."""
    with pytest.raises(IntegrityError), transaction.atomic():
        AgencyName.objects.create(
            agency=world.transport, name="x", short_name="x", valid_from=start, valid_to=end
        )


def test_the_database_itself_refuses_an_agency_above_itself(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.filter(pk=world.transport.pk).update(parent=world.transport)


def test_units_and_positions_stay_in_their_agency(world: World) -> None:
    day = date(2024, 1, 1)
    room = add_unit(
        agency=world.transport, code="P1", name="Phòng Vận tải", valid_from=day, now=NOW
    )
    head = add_position(
        agency=world.transport,
        unit=room,
        title="Trưởng phòng",
        is_head=True,
        valid_from=day,
        now=NOW,
    )
    assert str(head) == "Trưởng phòng"
    with pytest.raises(UnableToChangeAgency, match="Mã đơn vị P1 đã có"):
        add_unit(agency=world.transport, code="P1", name="Khác", valid_from=day, now=NOW)
    with pytest.raises(UnableToChangeAgency, match="thuộc cơ quan khác"):
        add_unit(
            agency=world.construction, code="P2", name="x", parent=room, valid_from=day, now=NOW
        )
    with pytest.raises(UnableToChangeAgency, match="Đơn vị Phòng Vận tải không thuộc"):
        add_position(agency=world.construction, unit=room, title="x", valid_from=day, now=NOW)


def test_the_tree_takes_one_query_and_four_after_a_change(world: World) -> None:
    for number in range(30):
        found(f"H99.{number + 100}", world.province)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert len(tree_as_of(MERGED)) == 33
        counts.append(len(asked))
    assert counts == [4, 1]
    rename_agency(agency=world.transport, name="Mới", short_name="Mới", valid_from=MERGED, now=NOW)
    assert tree_as_of(MERGED).nodes["H99.15"].name == "Mới"


def test_agencies_from_before_get_their_name_and_parent(world: World) -> None:
    AgencyName.objects.all().delete()
    AgencyParent.objects.all().delete()
    Agency.objects.filter(pk=world.construction.pk).update(valid_to=MERGED)
    name = "thuocdo.apps.organisations.migrations.0003_names_and_parents_from_agencies"
    importlib.import_module(name).copy(apps, None)
    day = date(2024, 1, 1)
    assert [node.code for node in descendants_as_of("H99", day)] == ["H99.15", "H99.19"]
    assert AgencyName.objects.get(agency=world.construction).valid_to == MERGED
    importlib.import_module(name).copy(apps, None)
    assert AgencyName.objects.count() == 3
