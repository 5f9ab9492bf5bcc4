"""Roles through positions: what each may do, how far it reaches, from which day to which."""

from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.people import NOW, PASSWORD, SINCE, World
from thuocdo.apps.organisations.models import Agency, Assignment, AuditEntry, Position, Role, User
from thuocdo.apps.organisations.policies import (
    can_assign,
    can_merge,
    can_prepare_merger,
    can_see,
    check_declares,
    check_imports,
    check_plans,
    needs_second_factor,
)
from thuocdo.apps.organisations.queries import agencies_seen_by, agencies_within, tree_as_of
from thuocdo.apps.organisations.reach import keep_reach, reach_of
from thuocdo.apps.organisations.services import (
    add_succession,
    add_unit,
    assign_role,
    create_agency,
    create_user,
    end_agency,
    end_role,
    move_agency,
)
from thuocdo.apps.rulebooks.policies import can_look, can_manage
from thuocdo.kit.refusals import NotAllowed, can

TODAY = timezone.localdate()


def person(agency: Agency, role: Role | None, name: str = "dung") -> User:
    return create_user(
        username=name,
        password=PASSWORD,
        family_name="Đỗ",
        given_name="Dung",
        job_title="",
        agency=agency,
        role=role,
        since=SINCE,
        now=NOW,
    )


# role: may declare, hand in a plan, hand in dossiers for the own agency
WRITES = {
    Role.REFORM_OFFICER: (True, True, True),
    Role.HEAD_OF_UNIT: (True, False, True),
    Role.COUNTER_CLERK: (False, False, True),
    Role.HANDLING_OFFICIAL: (False, False, True),
    Role.DIRECTOR: (True, True, False),
    Role.APPRAISER: (False, False, False),
    Role.PANEL_MEMBER: (False, False, False),
    Role.SURVEY_OFFICER: (False, False, False),
    Role.AUDITOR: (False, False, False),
    Role.ADMINISTRATOR: (False, False, False),
}


@pytest.mark.parametrize("role", Role)
def test_each_role_writes_what_is_its_work_and_only_for_its_own_agency(world: World, role) -> None:
    user = person(world.transport, role)
    checks = (check_declares, check_plans, check_imports)
    assert tuple(can(check)(user, world.transport) for check in checks) == WRITES[role]
    for other in (world.province, world.construction):
        assert not any(can(check)(user, other) for check in checks)
    assert can_see(user, world.transport)
    assert not can_see(user, world.province)
    assert not can_see(user, world.construction)


@pytest.mark.parametrize("role", Role)
def test_each_role_reads_what_is_below_its_agency_and_writes_nothing_there(world, role) -> None:
    user = person(world.province, role)
    assert can_see(user, world.transport)
    assert can_see(user, world.construction)
    assert not any(
        can(check)(user, world.transport) for check in (check_declares, check_plans, check_imports)
    )


@pytest.mark.parametrize("role", Role)
def test_who_merges_decides_on_sets_and_gives_roles(world: World, role) -> None:
    user, both = person(world.province, role), [world.transport, world.construction]
    merges = role in {Role.APPRAISER, Role.DIRECTOR, Role.ADMINISTRATOR}
    assert can_merge(user, both) == can_prepare_merger(user) == merges
    assert can_manage(user) == (role in {Role.APPRAISER, Role.ADMINISTRATOR})
    assert can_look(user) == (role in {Role.APPRAISER, Role.ADMINISTRATOR, Role.AUDITOR})
    assert can_assign(user, world.transport) == (role == Role.ADMINISTRATOR)
    assert needs_second_factor(user) == (role in {Role.APPRAISER, Role.ADMINISTRATOR})


def test_an_administrator_of_a_department_decides_on_no_set(world: World) -> None:
    user = person(world.transport, Role.ADMINISTRATOR)
    assert not can_manage(user)
    assert not can_merge(user, [world.transport])
    assert can_assign(user, world.transport)
    assert not can_assign(user, world.construction)


def test_a_refusal_says_whose_work_it_is(world: World) -> None:
    user = person(world.transport, Role.COUNTER_CLERK)
    with pytest.raises(NotAllowed) as refusal:
        check_plans(user, world.transport)
    assert str(refusal.value) == (
        "Vai trò của bạn ở Sở Giao thông vận tải không nhập kế hoạch; việc này dành cho: "
        "cán bộ cải cách hành chính, thủ trưởng cơ quan."
    )


def test_a_role_in_a_unit_stops_at_the_agency(world: World) -> None:
    unit = add_unit(agency=world.province, code="VP", name="Văn phòng", valid_from=SINCE, now=NOW)
    user = person(world.province, None)
    assign_role(
        user=user, role=Role.APPRAISER, agency=world.province, unit=unit, valid_from=SINCE, now=NOW
    )
    assert can_see(user, world.province)
    assert not can_see(user, world.transport)
    assert list(agencies_within(user)) == [world.province]
    assert not can_prepare_merger(user)


def test_a_role_holds_from_its_first_day_up_to_but_without_its_last(world: World) -> None:
    user = person(world.transport, None)
    held = assign_role(
        user=user,
        role=Role.DIRECTOR,
        agency=world.transport,
        valid_from=TODAY + timedelta(days=1),
        now=NOW,
    )
    assert not can_see(user, world.transport)
    Position.objects.filter(pk=held.position_id).update(valid_from=SINCE)
    Assignment.objects.filter(pk=held.pk).update(valid_from=TODAY)
    assert can_see(user, world.transport)
    end_role(assignment=Assignment.objects.get(pk=held.pk), valid_to=TODAY + timedelta(1), now=NOW)
    assert can_see(user, world.transport)
    Assignment.objects.filter(pk=held.pk).update(valid_from=SINCE, valid_to=TODAY)
    assert not can_see(user, world.transport)


def test_what_ends_with_its_position_or_its_unit(world: World) -> None:
    unit = add_unit(agency=world.transport, code="P1", name="Phòng", valid_from=SINCE, now=NOW)
    user = person(world.transport, None)
    held = assign_role(
        user=user,
        role=Role.HEAD_OF_UNIT,
        agency=world.transport,
        unit=unit,
        valid_from=SINCE,
        now=NOW,
    )
    assert can_see(user, world.transport)
    unit.valid_to = TODAY
    unit.save()
    assert not can_see(user, world.transport)
    unit.valid_to = None
    unit.save()
    held.position.valid_to = TODAY
    held.position.save()
    assert not can_see(user, world.transport)


def test_somebody_locked_out_reaches_nothing(world: World) -> None:
    world.an.is_active = False
    assert not can_see(world.an, world.transport)


def deep(world: World) -> Agency:
    return create_agency(
        code="H99.15.1",
        name="Ban Quản lý bến xe",
        short_name="BQL",
        level=world.transport.level,  # type: ignore[arg-type]
        parent=world.transport,
        ranking_group="units",
        valid_from=SINCE,
        now=NOW,
    )


def test_scope_is_the_tree_of_today(world: World) -> None:
    station = deep(world)
    assert can_see(world.binh, station)
    assert can_see(world.an, station)
    assert not can_see(world.cuong, station)
    move_agency(agency=station, parent=world.construction, valid_from=date(2024, 1, 1), now=NOW)
    station.refresh_from_db()
    assert can_see(world.cuong, station)
    assert not can_see(world.an, station)
    assert station in agencies_within(world.binh)
    assert station in agencies_within(world.cuong)
    assert station not in agencies_within(world.an)


def test_lists_and_checks_agree(world: World) -> None:
    """What the queryset lets through is what the policy lets through, for everybody and everything."""
    deep(world)
    end_agency(agency=world.construction, valid_to=date(2024, 3, 1), now=NOW)
    add_succession(
        predecessor=world.construction,
        successor=world.transport,
        kind="MERGED",  # type: ignore[arg-type]
        effective_on=date(2024, 3, 1),
        now=NOW,
    )
    boss = User.objects.create_superuser("goc", password=PASSWORD)
    for user in (world.an, world.binh, world.cuong, boss, person(world.transport, None)):
        within = set(agencies_within(user))
        for agency in Agency.objects.all():
            assert can_see(user, agency) == (agency in within), (user, agency)
    assert world.construction in agencies_seen_by(world.an)


def test_a_role_goes_on_in_the_agency_that_wholly_took_over(world: World) -> None:
    end_agency(agency=world.construction, valid_to=date(2024, 3, 1), now=NOW)
    add_succession(
        predecessor=world.construction,
        successor=world.transport,
        kind="MERGED",  # type: ignore[arg-type]
        effective_on=date(2024, 3, 1),
        now=NOW,
    )
    check_declares(world.cuong, world.transport)
    assert can_see(world.cuong, world.construction)
    assert not can(check_declares)(world.cuong, world.construction)


def test_an_auditor_holds_nothing_else_meanwhile(world: World) -> None:
    with pytest.raises(NotAllowed, match="không giữ cùng lúc vai trò khác"):
        assign_role(
            user=world.an, role=Role.AUDITOR, agency=world.province, valid_from=TODAY, now=NOW
        )
    auditor = person(world.province, Role.AUDITOR)
    with pytest.raises(NotAllowed, match="không giữ cùng lúc"):
        assign_role(
            user=auditor, role=Role.DIRECTOR, agency=world.province, valid_from=TODAY, now=NOW
        )
    held = auditor.assignments.get()
    end_role(assignment=held, valid_to=TODAY, now=NOW)
    assign_role(user=auditor, role=Role.DIRECTOR, agency=world.province, valid_from=TODAY, now=NOW)


def test_a_role_is_held_once_and_ends_after_it_began(world: World) -> None:
    with pytest.raises(NotAllowed, match="đã giữ vai trò cán bộ cải cách hành chính"):
        assign_role(
            user=world.an,
            role=Role.REFORM_OFFICER,
            agency=world.transport,
            valid_from=TODAY,
            now=NOW,
        )
    held = world.an.assignments.get()
    with pytest.raises(NotAllowed, match="bắt đầu từ 01/01/2016"):
        end_role(assignment=held, valid_to=SINCE, now=NOW)
    held.role = "KING"
    with pytest.raises(ValidationError, match="không có trong danh mục"):
        held.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        held.save()


def test_only_an_administrator_gives_and_ends_roles_and_the_journal_tells(world: World) -> None:
    admin = person(world.province, Role.ADMINISTRATOR)
    new = person(world.transport, None, "hoa")
    asked: dict[str, Any] = {
        "user": new,
        "role": Role.DIRECTOR,
        "agency": world.transport,
        "valid_from": TODAY,
    }
    with pytest.raises(NotAllowed, match="Chỉ người quản trị"):
        assign_role(**asked, by=world.an, now=NOW)
    held = assign_role(**asked, by=admin, now=NOW)
    with pytest.raises(NotAllowed, match="Chỉ người quản trị"):
        end_role(assignment=held, valid_to=TODAY + timedelta(1), by=world.cuong, now=NOW)
    end_role(assignment=held, valid_to=TODAY + timedelta(1), by=admin, now=NOW)
    told = AuditEntry.objects.filter(action__startswith="organisations.role.", actor=admin)
    assert [(one.action, one.after["role"]) for one in told.order_by("pk")] == [
        ("organisations.role.assigned", "DIRECTOR"),
        ("organisations.role.ended", "DIRECTOR"),
    ]


def test_a_request_reads_the_roles_once(world: World, django_assert_num_queries) -> None:
    user = keep_reach(User.objects.get(pk=world.binh.pk))
    agencies = list(Agency.objects.all())
    tree_as_of(TODAY)
    with django_assert_num_queries(2):  # the roles, and whether the tree in memory still holds
        for agency in agencies * 50:
            assert can_see(user, agency)
        assert reach_of(user).has(frozenset({Role.APPRAISER}))


def test_those_who_were_here_before_there_were_roles_keep_what_they_could_do(world: World) -> None:
    Assignment.objects.all().delete()
    migration = "thuocdo.apps.organisations.migrations.0010_roles_for_those_who_are_here"
    for _ in range(2):  # again changes nothing
        import_module(migration).give(apps, None)
    check_declares(world.an, world.transport)
    check_declares(world.binh, world.province)
    assert can_manage(world.binh)
    assert not can_manage(world.an)
    assert Assignment.objects.count() == 4
