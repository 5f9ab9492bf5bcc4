"""A merger from preview to confirmation or undo: what moves, what stays, who may, what is kept."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.exports import export_csv
from tests.people import NOW, PASSWORD
from tests.web.merging import (
    AT,
    EFFECTIVE,
    OPEN,
    TODAY,
    carry_out,
    merger_of,
    open_csv,
)
from tests.web.office import PLAN
from thuocdo.apps.assessments.queries import ranked_results
from thuocdo.apps.assessments.services import publish_result
from thuocdo.apps.dossiers.models import DossierEvent, PublishedDossier, TransferredDossier
from thuocdo.apps.dossiers.published import published_rows, rows_version
from thuocdo.apps.dossiers.queries import dossiers_of, history_of
from thuocdo.apps.dossiers.services import rebuild_published, request_import, run_import
from thuocdo.apps.organisations.models import Agency, AuditEntry, Merger, MergerState, User
from thuocdo.apps.organisations.policies import can_see
from thuocdo.apps.organisations.queries import agencies_seen_by, predecessors, preview, tree_as_of
from thuocdo.apps.organisations.services import (
    UnableToChangeAgency,
    carry_out_merger,
    confirm_merger,
    create_agency,
    create_user,
    undo_merger,
)
from thuocdo.apps.plans.services import take_in_plan
from thuocdo.apps.reports.services import declare_fact
from thuocdo.core.facts import FactScope
from thuocdo.core.periods import calendar_year
from thuocdo.kit.refusals import NotAllowed
from thuocdo.web.wiring import fact_book


def state_of_everything():
    """Return what an undo must bring back, each as it stands."""
    return {
        "agencies": list(
            Agency.objects.standing().order_by("pk").values("code", "name", "parent", "valid_to")
        ),
        "people": list(User.objects.order_by("pk").values("username", "agency")),
        "dossiers": list(PublishedDossier.objects.order_by("pk").values()),
        "left": TransferredDossier.objects.count(),
        "rows": {code: sorted(map(repr, published_rows(code))) for code in ("H99.15", "H99.19")},
        "tree": list(tree_as_of(TODAY).walk()),
    }


def test_the_preview_counts_and_writes_nothing(merging):
    before = state_of_everything()
    shown = preview(merger_of(merging), today=TODAY)
    assert shown.problems == ()
    counted = {one.title: (one.moves, one.stays) for one in shown.holdings}
    assert counted == {
        "Người dùng": (2, 0),
        "Cơ quan trực thuộc": (0, 0),
        "Hồ sơ thủ tục hành chính": (OPEN, 60),
        "Kế hoạch và nhiệm vụ": (0, 1),
        "Số liệu đã khai": (0, 0),
        "Kết quả đã công bố": (0, 2),
        "Tài liệu kiểm chứng": (0, 0),
        "Ý kiến đã hỏi, còn nợ": (0, 0),
    }
    assert state_of_everything() == before


def test_open_dossiers_move_with_their_clock_and_the_rest_stays(merging):
    due = {row.code: (row.received_at, row.due_at) for row in published_rows("H99.15")}
    told = {code: len(history_of(merging.transport, code)) for code in due}
    version = rows_version("H99.15")
    new = carry_out(merging).successor
    moved = list(dossiers_of(new))
    assert len(moved) == OPEN
    assert {row.code: (row.received_at, row.due_at) for row in moved}.items() <= due.items()
    assert dossiers_of(merging.transport).count() == 60
    history = history_of(new, "H99.15-24-0000")
    assert len(history) == told["H99.15-24-0000"] + 1
    assert history[-1].payload == {"from": "H99.15", "to": "H99.33", "taken_back": False}
    assert history_of(merging.transport, "H99.15-24-0000") == history
    assert rows_version("H99.15") != version
    assert rebuild_published() == 0


def test_who_keeps_numbers_of_the_old_agency_learns_that_its_rows_changed(merging):
    """The newest event is of a dossier that stays: only the transfers tell that others left."""
    late = export_csv(
        [
            {
                "Mã hồ sơ": "H99.15-24-9999",
                "Ngày tiếp nhận": "26/02/2024 08:00",
                "Ngày hẹn trả": "20/03/2024 08:00",
                "Ngày có kết quả": "28/02/2024 08:00",
                "Trạng thái": "Đã xử lý xong",
            }
        ]
    )
    requested = request_import(
        agency=merging.transport, file_name="xong.csv", data=late, by=merging.an, now=AT
    )
    run_import(import_id=requested.pk, now=AT)
    versions = [rows_version("H99.15")]
    merger = carry_out(merging)
    versions.append(rows_version("H99.15"))
    undo_merger(merger=merger, by=merging.binh, now=AT)
    versions.append(rows_version("H99.15"))
    assert len(set(versions)) == 3


def test_last_years_numbers_of_the_old_agency_do_not_change(merging):
    def fact(code: str, name: str, year: int):
        day = date(year, 12, 31)
        return fact_book().fact(name, FactScope(code, calendar_year(day), day))

    names = ("dossiers.received", "dossiers.on_time_rate")
    asked = [(name, year) for name in names for year in (2023, 2024)]
    before = {key: fact("H99.15", *key) for key in asked}
    new = carry_out(merging).successor
    for key in asked:
        after = fact("H99.15", *key)
        assert after is not None
        assert (after.numerator, after.denominator) == (
            before[key].numerator,
            before[key].denominator,
        )
    assert fact(new.code, "dossiers.received", 2024).numerator == OPEN


def test_results_and_their_ranking_stay_with_the_old_agencies(merging):
    before = [(one.agency.code, one.rank) for one in ranked_results(2022, "departments")]
    new = carry_out(merging).successor
    assert [(one.agency.code, one.rank) for one in ranked_results(2022, "departments")] == before
    publish_result(agency=new, year=2024, points=Decimal(90), scale=Decimal(100), now=NOW)
    assert [one.agency.code for one in ranked_results(2024, "departments")] == ["H99.33"]


def test_the_directory_says_who_took_over(merging):
    room = create_agency(
        code="H99.15.1",
        name="Ban Quản lý bến xe",
        short_name="BQL",
        level=merging.transport.level,
        parent=merging.transport,
        valid_from=date(2020, 1, 1),
        now=NOW,
    )
    new = carry_out(merging).successor
    before, after = tree_as_of(EFFECTIVE - timedelta(days=1)), tree_as_of(EFFECTIVE)
    assert {"H99.15", "H99.19"} <= set(before.nodes)
    assert not {"H99.15", "H99.19"} & set(after.nodes)
    assert "H99.33" not in before
    assert after.nodes["H99.15.1"].parent == "H99.33"
    assert before.nodes["H99.15.1"].parent == "H99.15"
    assert [link.predecessor.code for link in predecessors(new)] == ["H99.15", "H99.19"]
    assert {link.decision_number for link in predecessors(new)} == {"12/NQ-HĐND"}
    assert (new.ranking_group, new.parent) == ("departments", merging.province)
    room.refresh_from_db()
    assert room.parent == new


def test_people_go_along_and_still_see_what_was_theirs(merging):
    new = carry_out(merging).successor
    for person in (merging.an, merging.cuong):
        person.refresh_from_db()
        assert person.agency == new
    assert agencies_seen_by(merging.an) == [new, merging.transport, merging.construction]
    assert can_see(merging.an, merging.construction)
    assert not can_see(merging.an, merging.province)


def test_an_undo_brings_everything_back_and_keeps_the_record(merging):
    room = create_agency(
        code="H99.15.1",
        name="Ban Quản lý bến xe",
        short_name="BQL",
        level=merging.transport.level,
        parent=merging.transport,
        valid_from=date(2020, 1, 1),
        now=NOW,
    )
    before = state_of_everything()
    events = DossierEvent.objects.count()
    merger = carry_out(merging)
    assert state_of_everything() != before
    undone = undo_merger(merger=merger, by=merging.binh, now=AT)
    assert undone.state == MergerState.UNDONE
    assert state_of_everything() == before
    assert room.parents.filter(withdrawn_at__isnull=False).count() == 1
    assert Agency.objects.get(code="H99.33").withdrawn_at == AT
    assert predecessors(merger.successor) == []
    assert DossierEvent.objects.count() == events + 2 * OPEN
    assert rebuild_published() == 0
    actions = list(AuditEntry.objects.order_by("-pk").values_list("action", flat=True)[:1])
    assert actions == ["organisations.merger.undone"]


def test_after_an_undo_the_same_code_can_be_used_for_it_again(merging):
    undo_merger(merger=carry_out(merging), by=merging.binh, now=AT)
    again = carry_out(merging, name="Sở Xây dựng và Giao thông")
    assert again.successor.code == "H99.33"
    assert tree_as_of(TODAY).nodes["H99.33"].name == "Sở Xây dựng và Giao thông"
    assert dossiers_of(again.successor).count() == OPEN
    confirm_merger(merger=again, by=merging.binh, now=AT)
    assert rebuild_published() == 0


def test_what_is_confirmed_cannot_be_undone(merging):
    merger = confirm_merger(merger=carry_out(merging), by=merging.binh, now=AT)
    with pytest.raises(NotAllowed, match="đã xác nhận nên không đổi được nữa"):
        undo_merger(merger=merger, by=merging.binh, now=AT)
    with pytest.raises(NotAllowed, match="đã xác nhận"):
        confirm_merger(merger=merger, by=merging.binh, now=AT)


def test_what_the_new_agency_has_of_its_own_stands_in_the_way_of_an_undo(merging):
    merger = carry_out(merging)
    create_user(
        username="dung",
        password=PASSWORD,
        family_name="Đỗ",
        given_name="Dung",
        job_title="",
        agency=merger.successor,
        now=AT,
    )
    publish_result(
        agency=merger.successor, year=2024, points=Decimal(90), scale=Decimal(100), now=NOW
    )
    merging.an.refresh_from_db()
    take_in_plan(
        agency=merger.successor, year=2024, file_name="k.txt", data=PLAN, by=merging.an, now=AT
    )
    declare_fact(
        agency=merger.successor,
        name="reform.plan",
        scope=FactScope("H99.33", calendar_year(TODAY), TODAY),
        numerator=Decimal(1),
        denominator=Decimal(1),
        note="Kế hoạch",
        by=merging.an,
        now=AT,
    )
    requested = request_import(
        agency=merger.successor,
        file_name="moi.csv",
        data=open_csv("H99.33-24"),
        by=merging.an,
        now=AT,
    )
    run_import(import_id=requested.pk, now=AT)
    with pytest.raises(UnableToChangeAgency) as refusal:
        undo_merger(merger=merger, by=merging.binh, now=AT)
    for reason in (
        "cơ quan mới đã có 5 hồ sơ của riêng nó",
        "đã nhập kế hoạch của cơ quan mới",
        "đã khai số liệu của cơ quan mới",
        "đã công bố kết quả của cơ quan mới",
        "cơ quan mới đã có người dùng của riêng nó",
    ):
        assert reason in str(refusal.value)
    merger.refresh_from_db()
    assert merger.state == MergerState.CARRIED_OUT


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"code": "H99.15"}, "Mã H99.15 đã cấp cho cơ quan khác"),
        ({"code": "h99"}, "Mã định danh «h99»"),
        ({"effective_on": date(2024, 3, 5)}, "Ngày hoạt động 05/03/2024 chưa tới"),
        ({"effective_on": date(2016, 1, 1)}, "hoạt động từ 01/01/2016, không trước ngày"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(merging, changes, said):
    before = state_of_everything()
    with pytest.raises(UnableToChangeAgency, match=said):
        carry_out(merging, **changes)
    assert state_of_everything() == before
    assert Merger.objects.count() == 0


def test_one_agency_alone_is_no_merger(merging):
    with pytest.raises(UnableToChangeAgency, match="Chọn ít nhất hai cơ quan"):
        carry_out(merging, predecessors=(merging.transport,))


def test_a_code_that_both_hold_open_is_named(merging):
    taken = PublishedDossier.objects.filter(agency=merging.transport, result_at=None).first()
    taken.dossier.pk = taken.dossier_id
    other = type(taken.dossier).objects.create(agency=merging.construction, code=taken.code)
    values = {f.name: getattr(taken, f.name) for f in taken._meta.fields} | {
        "dossier": other,
        "agency": merging.construction,
    }
    PublishedDossier.objects.create(**values)
    shown = preview(merger_of(merging), today=TODAY)
    assert f"Mã hồ sơ {taken.code} đang giải quyết ở cả hai cơ quan" in shown.problems[0]


def test_only_the_agency_above_or_an_administrator_merges(merging):
    for person in (merging.an, merging.cuong):
        with pytest.raises(NotAllowed, match="Chỉ người quản trị hoặc cơ quan cấp trên"):
            carry_out_merger(plan=merger_of(merging), by=person, today=TODAY, now=AT)
    admin = User.objects.create_superuser("quan-tri")
    merger = carry_out_merger(plan=merger_of(merging), by=admin, today=TODAY, now=AT)
    with pytest.raises(NotAllowed):
        undo_merger(merger=merger, by=merging.an, now=AT)
