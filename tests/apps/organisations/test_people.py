"""Officers and what is kept of them: verbs, refusals, constraints, journal, published rows."""

import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.architecture.house import ROOT
from tests.people import NOW, World
from thuocdo.apps.organisations import models
from thuocdo.apps.organisations.models import (
    PERSONAL_FIELDS,
    AuditEntry,
    Delegation,
    Officer,
    PublishedStaffRow,
)
from thuocdo.apps.organisations.published import (
    rebuild_staff_rows,
    staff_rows,
    staff_rows_version,
)
from thuocdo.apps.organisations.services import (
    UnableToChangePeople,
    add_job_position,
    add_officer,
    add_position,
    add_unit,
    complete_training,
    delegate,
    discipline_officer,
    end_holding,
    evaluate_officer,
    hold_position,
    link_user,
    plan_training,
    review_job_position,
    take_back_delegation,
)
from thuocdo.apps.rulebooks.shipped import people_rules
from thuocdo.core.rows import StaffRow, StaffRowKind
from thuocdo.kit.refusals import NotAllowed

START = date(2020, 1, 1)


def officer(world: World, code: str = "CB.001", **more: Any) -> Officer:
    told: dict[str, Any] = {
        "family_name": "Đinh Thị",
        "given_name": "Ngọc Thạch",
        "birth_year": 1985,
    } | more
    return add_officer(
        agency=world.transport, code=code, valid_from=START, now=NOW, by=world.an, **told
    )


@pytest.fixture
def desk(world: World):
    unit = add_unit(
        agency=world.transport, code="P1", name="Phòng Vận tải", valid_from=START, now=NOW
    )
    position = add_position(
        agency=world.transport, title="Chuyên viên", unit=unit, valid_from=START, now=NOW
    )
    job = add_job_position(
        agency=world.transport,
        code="VT.01",
        title="Cấp phép vận tải",
        unit=unit,
        headcount_given=4,
        valid_from=START,
        now=NOW,
        by=world.an,
    )
    return position, job


def full_record(world: World, desk) -> Officer:
    position, job = desk
    one = officer(world)
    told: dict[str, Any] = {"now": NOW, "by": world.an}
    hold_position(officer=one, position=position, job_position=job, valid_from=START, **told)
    review_job_position(
        job_position=job, year=2023, reviewed_on=date(2023, 3, 1), outcome="KEPT", **told
    )
    course = plan_training(officer=one, year=2023, course="Chuyển đổi số", **told)
    complete_training(training=course, completed_on=date(2023, 5, 9), **told)
    evaluate_officer(
        officer=one,
        year=2023,
        evaluated_on=date(2023, 12, 20),
        items=[
            ("Tiến độ", Decimal(60), Decimal(50)),
            ("Kỷ luật", Decimal(40), Decimal("33.5")),
        ],
        rules=people_rules(),
        **told,
    )
    discipline_officer(
        officer=one,
        form="REPRIMAND",
        decided_on=date(2023, 7, 1),
        decision_number="77/QĐ-BIMAT",
        **told,
    )
    return one


def test_each_verb_publishes_its_row_in_codes_and_days(world: World, desk) -> None:
    full_record(world, desk)
    kinds = StaffRowKind
    assert set(staff_rows("H99.15")) == {
        StaffRow(kind=kinds.JOB_POSITION, job="VT.01", starts_on=START, count=4),
        StaffRow(kind=kinds.HOLDING, code="CB.001", job="VT.01", starts_on=START),
        StaffRow(kind=kinds.REVIEW, job="VT.01", year=2023, starts_on=date(2023, 3, 1)),
        StaffRow(kind=kinds.TRAINING, code="CB.001", year=2023, starts_on=date(2023, 5, 9)),
        StaffRow(kind=kinds.EVALUATION, code="CB.001", year=2023, starts_on=date(2023, 12, 20)),
        StaffRow(kind=kinds.DISCIPLINE, code="CB.001", year=2023, starts_on=date(2023, 7, 1)),
    }
    assert list(staff_rows("H99.19")) == []
    assert staff_rows_version("H99.19") == ""


def test_rows_made_anew_are_the_rows_that_were_there_and_a_change_changes_the_mark(
    world: World, desk
) -> None:
    one = full_record(world, desk)
    before, mark = set(staff_rows("H99.15")), staff_rows_version("H99.15")
    PublishedStaffRow.objects.filter(kind="TRAINING").delete()
    assert rebuild_staff_rows(world.transport) == 6
    assert set(staff_rows("H99.15")) == before
    assert staff_rows_version("H99.15") != mark
    mark = staff_rows_version("H99.15")
    held = one.holdings.get()
    end_holding(holding=held, valid_to=date(2024, 1, 1), now=NOW, by=world.an)
    assert staff_rows_version("H99.15") != mark
    (row,) = [row for row in staff_rows("H99.15") if row.kind is StaffRowKind.HOLDING]
    assert row.ends_on == date(2024, 1, 1)


def test_the_journal_and_the_rows_hold_nothing_personal(world: World, desk) -> None:
    full_record(world, desk)
    entries = AuditEntry.objects.filter(action__startswith="organisations.")
    assert entries.filter(action="organisations.officer.evaluated").exists()
    told = json.dumps(
        [[one.subject, one.before, one.after] for one in entries], ensure_ascii=False
    ) + str(list(PublishedStaffRow.objects.values()))
    for secret in ("Đinh", "Thạch", "1985", "83.5", "83,5", "GOOD", "REPRIMAND", "BIMAT"):
        assert secret not in told, secret


def test_every_personal_field_is_there_and_no_published_column_is_one() -> None:
    for name in PERSONAL_FIELDS:
        model, field = name.split(".")
        assert getattr(models, model)._meta.get_field(field)
    told = (ROOT / "docs" / "data-protection.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+\.\w+)` \| .+ \| (.+) \|$", told, re.MULTILINE)
    assert dict(rows) == dict(PERSONAL_FIELDS), "docs/data-protection.md lists them all"
    published = {field.name for field in PublishedStaffRow._meta.fields}
    personal = {name.split(".")[1] for name in PERSONAL_FIELDS}
    assert not published & personal
    plain = {"id", "agency", "code", "kind", "valid_from", "valid_to"}
    fields = {field.name for field in Officer._meta.fields}
    marked = {name.split(".")[1] for name in PERSONAL_FIELDS if name.startswith("Officer.")}
    assert fields - plain == marked, "mark a new field of Officer in PERSONAL_FIELDS"


def test_the_class_follows_from_the_points_of_each_criterion(world: World, desk) -> None:
    found = full_record(world, desk).evaluations.get()
    assert (found.points, found.quality) == (Decimal("83.50"), "GOOD")
    assert found.items.count() == 2


def test_an_evaluation_beyond_the_scale_leaves_nothing(world: World) -> None:
    one = officer(world)
    told: dict[str, Any] = {
        "year": 2023,
        "evaluated_on": date(2023, 12, 20),
        "rules": people_rules(),
    }
    with pytest.raises(UnableToChangePeople, match=r"Tổng điểm 120 vượt thang 100"):
        evaluate_officer(
            officer=one, items=[("A", Decimal(200), Decimal(120))], now=NOW, by=world.an, **told
        )
    with pytest.raises(UnableToChangePeople, match="«A»: điểm phải từ 0 đến 5"):
        evaluate_officer(
            officer=one, items=[("A", Decimal(5), Decimal(6))], now=NOW, by=world.an, **told
        )
    assert not one.evaluations.exists()
    assert not PublishedStaffRow.objects.exists()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("001085012345", "số định danh cá nhân"),
        ("123456789", "số định danh cá nhân"),
        ("cb 1", "chữ in hoa không dấu"),
        ("", "chữ in hoa không dấu"),
    ],
)
def test_a_code_is_the_agencys_own_and_no_identity_number(world: World, code, said) -> None:
    with pytest.raises(UnableToChangePeople, match=said):
        officer(world, code)
    assert not Officer.objects.exists()


def test_several_positions_at_once_but_none_twice(world: World, desk) -> None:
    position, _ = desk
    other = add_position(
        agency=world.transport, title="Thành viên tổ công tác", valid_from=START, now=NOW
    )
    one = officer(world)
    told: dict[str, Any] = {"officer": one, "now": NOW, "by": world.an}
    hold_position(position=position, valid_from=START, valid_to=date(2022, 1, 1), **told)
    hold_position(position=other, valid_from=START, **told)
    with pytest.raises(UnableToChangePeople, match="đã giữ chức vụ «Chuyên viên»"):
        hold_position(position=position, valid_from=date(2021, 12, 31), **told)
    hold_position(position=position, valid_from=date(2022, 1, 1), **told)
    assert one.holdings.in_force_on(date(2022, 6, 1)).count() == 2


def test_standing_in_during_leave(world: World) -> None:
    away, other = officer(world), officer(world, "CB.002")
    told: dict[str, Any] = {"now": NOW, "by": world.an}
    june: dict[str, Any] = {"valid_from": date(2024, 6, 1), "valid_to": date(2024, 6, 15)}
    made = delegate(officer=away, stand_in=other, **june, **told)
    with pytest.raises(UnableToChangePeople, match="đã có người làm thay"):
        delegate(officer=away, stand_in=other, **june, **told)
    with pytest.raises(UnableToChangePeople, match="cũng vắng"):
        delegate(officer=other, stand_in=away, **june, **told)
    with pytest.raises(UnableToChangePeople, match="một cán bộ khác"):
        delegate(officer=away, stand_in=away, **june, **told)
    take_back_delegation(delegation=made, now=NOW, by=world.an)
    delegate(officer=away, stand_in=other, **june, **told)
    assert Delegation.objects.count() == 2  # what was taken back stays on record


def test_only_ones_own_people_are_kept_and_accounts_are_linked(world: World) -> None:
    one = officer(world)
    for stranger in (world.binh, world.cuong):
        with pytest.raises(NotAllowed):
            plan_training(officer=one, year=2024, course="X", now=NOW, by=stranger)
    with pytest.raises(UnableToChangePeople, match="thuộc cơ quan khác"):
        link_user(officer=one, user=world.cuong, now=NOW, by=world.an)
    link_user(officer=one, user=world.an, now=NOW, by=world.an)
    assert world.an.officer == one
    with pytest.raises(UnableToChangePeople, match="đã nối"):
        link_user(officer=officer(world, "CB.002"), user=world.an, now=NOW, by=world.an)


def test_what_happened_twice_is_refused(world: World, desk) -> None:
    one = full_record(world, desk)
    job = desk[1]
    told: dict[str, Any] = {"now": NOW, "by": world.an}
    with pytest.raises(UnableToChangePeople, match="đã có trong kế hoạch"):
        plan_training(officer=one, year=2023, course="Chuyển đổi số", **told)
    with pytest.raises(UnableToChangePeople, match="đã được rà soát"):
        review_job_position(job_position=job, year=2023, reviewed_on=START, outcome="KEPT", **told)
    with pytest.raises(UnableToChangePeople, match="đã được ghi"):
        discipline_officer(officer=one, form="REPRIMAND", decided_on=date(2023, 7, 1), **told)


def test_the_database_itself_refuses_with_vietnamese_words(world: World) -> None:
    one = officer(world)
    wrong = Delegation(officer=one, stand_in=one, valid_from=START, valid_to=date(2020, 2, 1))
    with pytest.raises(ValidationError, match="Không ai ủy quyền cho chính mình"):
        wrong.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong.save()
    one.valid_to = START
    with pytest.raises(ValidationError, match="phải sau ngày bắt đầu"):
        one.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save()
