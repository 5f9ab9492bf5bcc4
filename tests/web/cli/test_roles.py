"""`thuocdo user assign` and `end-role`: roles from the command line."""

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner, Result

from tests.people import NOW, SINCE, World, make_world
from thuocdo.apps.organisations.models import AuditEntry, Role
from thuocdo.apps.organisations.policies import can_see
from thuocdo.apps.organisations.services import add_unit
from thuocdo.web.cli import main
from thuocdo.web.cli.user import ROLES


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["user", *words])


def test_the_command_line_knows_the_roles_of_the_database() -> None:
    assert [name.replace("-", "_").upper() for name in ROLES.choices] == Role.names


def test_a_role_is_given_and_ended(world: World) -> None:
    words = ("cuong", "director", "--agency", "H99.15")
    given = run("assign", *words, "--from", "01/01/2024", "--title", "Giám đốc Sở")
    assert given.output == (
        "Phạm Quốc Cường: thủ trưởng cơ quan, Sở Giao thông vận tải, từ 01/01/2024.\n"
    )
    assert can_see(world.cuong, world.transport)
    assert world.cuong.assignments.get(role="DIRECTOR").position.title == "Giám đốc Sở"
    assert run("assign", *words).exit_code == 2
    ended = run("end-role", *words)
    assert ended.output == "Phạm Quốc Cường: thôi thủ trưởng cơ quan ở Sở Giao thông vận tải.\n"
    assert not can_see(world.cuong, world.transport)


def test_a_role_in_a_unit(world: World) -> None:
    words = ("assign", "cuong", "counter-clerk", "--agency", "H99.15", "--unit", "MC")
    assert "không có đơn vị mang mã MC" in run(*words).output
    add_unit(agency=world.transport, code="MC", name="Một cửa", valid_from=SINCE, now=NOW)
    assert run(*words).exit_code == 0
    assert world.cuong.assignments.get(role="COUNTER_CLERK").position.unit.name == "Một cửa"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("assign", "ai", "director", "--agency", "H99.15"), "Không có người dùng tên ai"),
        (("assign", "an", "director", "--agency", "H1"), "Không có cơ quan mang mã H1"),
        (("assign", "an", "director", "--agency", "H99.15", "--from", "mai"), "không phải là ngày"),
        (
            ("assign", "an", "director", "--agency", "H99.15", "--to", "01/01/2020"),
            "phải sau ngày có hiệu lực",
        ),
        (("assign", "an", "auditor", "--agency", "H99.15"), "không giữ cùng lúc"),
        (("end-role", "an", "director", "--agency", "H99.15"), "không giữ vai trò"),
        (
            ("end-role", "an", "reform-officer", "--agency", "H99.15", "--to", "01/01/2010"),
            "bắt đầu từ 01/01/2016",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(world: World, words, said) -> None:
    refused = run(*words)
    assert refused.exit_code == 2
    assert said in refused.output
    assert refused.output.count("\n") == 1


def test_who_lost_phone_and_codes_is_helped_by_the_operator_and_the_journal_tells(world) -> None:
    assert Authenticator.objects.filter(user=world.binh).exists()
    assert run("reset-steps", "binh").output == "Đã gỡ bước hai của Lê Văn Bình.\n"
    assert not Authenticator.objects.filter(user=world.binh).exists()
    assert AuditEntry.objects.filter(action="organisations.second_step.reset").count() == 1
    assert run("reset-steps", "ai").exit_code == 2
