"""Drafting, mending and publishing versions of procedures: who may, what ends, what is refused."""

from datetime import UTC, date, datetime

import pytest

from tests.people import SINCE, World
from tests.procedure_book import read_rows
from thuocdo.apps.organisations.models import AuditEntry, Role, User
from thuocdo.apps.organisations.services import create_user
from thuocdo.apps.rulebooks.models import RulebookState, RulebookVersion
from thuocdo.apps.rulebooks.procedures import read_kept_procedure
from thuocdo.apps.rulebooks.queries import (
    every_index_set,
    procedure_in_force,
    procedure_version,
    procedure_versions,
)
from thuocdo.apps.rulebooks.records import drafts, procedure_drafts
from thuocdo.apps.rulebooks.services import (
    ProcedureWrong,
    draft_procedure,
    drop_procedure_draft,
    mend_procedure,
    publish_procedure,
)
from thuocdo.core.procedures.model import GivenTime, Procedure
from thuocdo.core.worktime import TimeUnit
from thuocdo.kit.refusals import NotAllowed

NOW = datetime(2024, 2, 1, 2, 0, tzinfo=UTC)
LICENCE = "1.002809"
SAND, BUS = (one.procedure for one in read_rows().procedures)


@pytest.fixture
def chief(world: World) -> User:
    return create_user(
        username="giamdoc",
        password="mat-khau-thu",
        family_name="Vũ",
        given_name="Dũng",
        job_title="Giám đốc",
        agency=world.transport,
        role=Role.DIRECTOR,
        since=SINCE,
        now=NOW,
    )


def licence(valid_from: date, **changes) -> Procedure:
    shipped = procedure_version("1.002809@2023-08-01")
    return shipped.model_copy(update={"valid_from": valid_from, "valid_to": None, **changes})


def drafted(world: World, procedure: Procedure, by: User | None = None) -> RulebookVersion:
    return draft_procedure(procedure=procedure, by=by or world.an, now=NOW)


def published(world: World, procedure: Procedure, by: User) -> RulebookVersion:
    version = drafted(world, procedure)
    return publish_procedure(version=version, handled_by=[world.transport], by=by, now=NOW)


@pytest.mark.parametrize("procedure", [SAND, BUS], ids=lambda one: one.code)
def test_what_is_kept_reads_back_as_it_was(world, procedure):
    version = drafted(world, procedure)
    assert read_kept_procedure(version.texts) == procedure
    assert (version.catalog_id, version.decision) == (procedure.version, procedure.decision)
    assert version.state == RulebookState.DRAFT
    assert list(procedure_drafts()) == [version]
    assert not drafts().exists()  # no draft of a set


def test_a_published_version_ends_the_one_before_it_even_a_shipped_one(world, chief):
    published(
        world, licence(date(2024, 3, 1), valid_to=date(2025, 7, 1), title="Bản của tỉnh"), chief
    )
    assert procedure_in_force(LICENCE, date(2024, 2, 29)).version == "1.002809@2023-08-01"
    assert procedure_in_force(LICENCE, date(2024, 3, 1)).title == "Bản của tỉnh"
    assert procedure_version("1.002809@2023-08-01").valid_to == date(2024, 3, 1)
    assert procedure_in_force(LICENCE, date(2025, 7, 1)).version == "1.002809@2025-07-01"
    entry = AuditEntry.objects.get(action="rulebooks.procedure.published")
    assert (entry.actor, entry.agency) == (chief, world.transport)
    assert entry.after["ends"] == ["1.002809@2023-08-01"]
    ended = AuditEntry.objects.get(action="rulebooks.procedure.ended")
    assert ended.after["valid_to"] == "2024-03-01"
    assert set(every_index_set()) >= {"department/2024"}  # sets are read as before


def test_a_later_version_must_not_be_run_over(world, chief):
    with pytest.raises(NotAllowed, match=r"1\.002809@2025-07-01 có hiệu lực từ 01/07/2025"):
        published(world, licence(date(2024, 3, 1)), chief)
    assert procedure_in_force(LICENCE, date(2024, 3, 1)).version == "1.002809@2023-08-01"


def test_the_same_day_is_published_once(world, chief):
    published(world, SAND, chief)
    with pytest.raises(NotAllowed, match="phải có hiệu lực từ ngày khác"):
        published(world, SAND.model_copy(update={"title": "Khác"}), chief)
    assert [one.title for one in procedure_versions(SAND.code)] == [SAND.title]


def test_who_drafts_and_who_publishes(world, chief):
    version = drafted(world, SAND)
    with pytest.raises(NotAllowed, match="Chỉ thủ trưởng"):
        publish_procedure(version=version, handled_by=[], by=world.an, now=NOW)
    with pytest.raises(NotAllowed, match="Chỉ thủ trưởng"):
        publish_procedure(version=version, handled_by=[], by=world.cuong, now=NOW)
    both = [world.transport, world.construction]
    with pytest.raises(NotAllowed, match="Sở Xây dựng"):
        publish_procedure(version=version, handled_by=both, by=chief, now=NOW)
    with pytest.raises(NotAllowed, match="của cơ quan khác"):
        mend_procedure(version=version, procedure=SAND, by=world.cuong, now=NOW)
    with pytest.raises(NotAllowed, match="của cơ quan khác"):
        drop_procedure_draft(version=version, by=world.cuong, now=NOW)
    publish_procedure(version=version, handled_by=both, by=world.binh, now=NOW)
    assert procedure_in_force(SAND.code, date(2024, 2, 1)) == SAND


def test_a_clerk_drafts_nothing(world):
    clerk = create_user(
        username="motcua", password="mat-khau-thu", family_name="Đỗ", given_name="Mai",
        job_title="Cán bộ một cửa", agency=world.transport, role=Role.COUNTER_CLERK,
        since=SINCE, now=NOW,
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="Chỉ cán bộ cải cách hành chính"):
        drafted(world, SAND, by=clerk)
    assert not RulebookVersion.objects.exists()


def test_a_draft_is_mended_and_dropped_a_published_version_is_not(world, chief):
    version = drafted(world, SAND)
    better = SAND.model_copy(update={"title": "Cấp phép chở cát", "valid_from": date(2024, 2, 1)})
    mended = mend_procedure(version=version, procedure=better, by=chief, now=NOW)
    assert (mended.catalog_id, mended.mended_by) == ("1.999001@2024-02-01", chief)
    with pytest.raises(ProcedureWrong, match="Không đổi được mã"):
        mend_procedure(version=version, procedure=BUS, by=world.an, now=NOW)
    drop_procedure_draft(version=version, by=world.an, now=NOW)
    assert not RulebookVersion.objects.exists()
    assert AuditEntry.objects.filter(action="rulebooks.procedure.dropped").count() == 1
    kept = published(world, SAND, chief)
    for change in (
        lambda: mend_procedure(version=kept, procedure=better, by=chief, now=NOW),
        lambda: drop_procedure_draft(version=kept, by=chief, now=NOW),
    ):
        with pytest.raises(NotAllowed, match="đã công bố nên không sửa được"):
            change()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"clock_rule": "khong-co"}, "Không có cách tính «khong-co»"),
        (
            {"committed": GivenTime(amount=9, unit=TimeUnit.WORKING_DAYS)},
            "Cam kết 9 ngày làm việc ngắn hơn 7 ngày làm việc",
        ),
        ({"committed": GivenTime(amount=5, unit=TimeUnit.CALENDAR_DAYS)}, "khác đơn vị"),
    ],
)
def test_a_clock_that_cannot_be_right_is_refused(world, changes, said):
    with pytest.raises(ProcedureWrong, match=said):
        drafted(world, SAND.model_copy(update=changes))
    assert not RulebookVersion.objects.exists()


def test_a_promise_of_the_same_day_is_always_shorter(world):
    same_day = {"committed": GivenTime(unit=TimeUnit.SAME_DAY)}
    drafted(world, SAND.model_copy(update=same_day))
    assert RulebookVersion.objects.count() == 1
