"""Taking in a plan: its rows, its findings, and which one is in force."""

from typing import Any

import pytest

from tests.people import NOW, World
from thuocdo.apps.documents.models import File
from thuocdo.apps.documents.queries import read_file
from thuocdo.apps.organisations.models import AuditEntry
from thuocdo.apps.plans.models import Plan, Task
from thuocdo.apps.plans.queries import leads_by_code, plan_in_force, tasks_of
from thuocdo.apps.plans.services import take_in_plan
from thuocdo.core.tables.grid import UnreadableFile
from thuocdo.kit.refusals import NotAllowed

TABLE = """KẾ HOẠCH
TT\tNhiệm vụ\tĐiểm tối đa\tChủ trì\tPhối hợp\tNội dung yêu cầu\tGhi chú
1\tCHỈ ĐẠO ĐIỀU HÀNH\t\t\t\t\t
1.1\tLập kế hoạch\t2\tVăn phòng Sở\tCác phòng\tĐúng hạn\t
1.2\tBáo cáo\t1,5\tThanh tra Sở\tCác phòng\tĐúng hạn\t
""".encode()


def take_in(world: World, data: bytes = TABLE, **changes: Any) -> Plan:
    values: dict[str, Any] = {
        "agency": world.transport,
        "year": 2024,
        "file_name": "ke-hoach.txt",
        "by": world.an,
    }
    return take_in_plan(data=data, now=NOW, **(values | changes))


def test_rows_keep_their_order_and_tree(world: World) -> None:
    tasks = tasks_of(take_in(world))
    assert [(task.code, task.parent_code, task.is_leaf) for task in tasks] == [
        ("1", "", False),
        ("1.1", "1", True),
        ("1.2", "1", True),
    ]
    assert str(tasks[2].max_points) in {"1.5", "1.500"}


def test_the_newest_plan_of_the_year_is_in_force_and_the_former_stays(world: World) -> None:
    first = take_in(world)
    second = take_in(world, TABLE.replace("Thanh tra Sở".encode(), "Phòng Vận tải".encode()))
    assert plan_in_force(world.transport, 2024) == second
    assert leads_by_code(world.transport, 2024) == {"1.1": "Văn phòng Sở", "1.2": "Phòng Vận tải"}
    assert Plan.objects.filter(pk=first.pk).exists()
    assert plan_in_force(world.transport, 2025) is None
    assert leads_by_code(world.construction, 2024) == {}


def test_the_file_is_kept_as_it_came(world: World) -> None:
    plan = take_in(world)
    assert read_file(plan.file) == TABLE
    assert take_in(world).file == plan.file
    assert AuditEntry.objects.filter(action="plans.plan.taken_in").count() == 2


def test_an_unreadable_file_saves_nothing(world: World) -> None:
    with pytest.raises(UnreadableFile):
        take_in(world, b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    assert Plan.objects.count() == Task.objects.count() == File.objects.count() == 0


def test_others_do_not_write_ones_plan(world: World) -> None:
    with pytest.raises(NotAllowed):
        take_in(world, by=world.binh)
