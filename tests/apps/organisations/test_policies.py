"""Who may act for whom: An for her department, Bình sees it from above, Cường sees nothing."""

from datetime import date

import pytest

from tests.people import World
from thuocdo.apps.organisations.policies import can_see, can_work_for, check_sees, check_works_for
from thuocdo.apps.organisations.queries import agencies_seen_by
from thuocdo.kit.refusals import NotAllowed


def test_an_works_for_and_sees_her_department(world: World) -> None:
    assert can_work_for(world.an, world.transport)
    assert can_see(world.an, world.transport)
    assert agencies_seen_by(world.an) == [world.transport]


def test_binh_sees_the_departments_of_his_province_and_writes_for_none(world: World) -> None:
    assert can_see(world.binh, world.transport)
    with pytest.raises(NotAllowed, match="cơ quan khác"):
        check_works_for(world.binh, world.transport)
    assert agencies_seen_by(world.binh) == [world.province, world.transport, world.construction]


def test_cuong_sees_nothing_of_ans_department(world: World) -> None:
    with pytest.raises(NotAllowed, match="không thuộc Sở Giao thông vận tải"):
        check_sees(world.cuong, world.transport)
    assert not can_work_for(world.cuong, world.transport)


def test_somebody_without_a_role_sees_none(world: World) -> None:
    world.an.assignments.update(valid_to=date(2020, 1, 1))
    assert agencies_seen_by(world.an) == []
    assert not can_see(world.an, world.transport)
    assert not can_see(world.an, world.province)
