"""A dossier at the counter: taken in, handed on, supplemented, apologised for, finished, returned."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from tests.counter import Counter, every_part, make_counter, party, receive
from tests.people import World
from thuocdo.apps.dossiers.models import (
    Applicant,
    ApplicantWord,
    Dossier,
    DossierEvent,
    EventKind,
    PublishedDossier,
)
from thuocdo.apps.dossiers.services import (
    Intake,
    Receiver,
    answer_opinion,
    apologise,
    ask_opinion,
    end_leg,
    finish,
    hand_over,
    issue_paper,
    rebuild_published,
    receive_dossier,
    record_payment,
    refuse,
    request_payment,
    request_supplement,
    return_result,
    start_leg,
    stop,
    take_supplement,
    take_up,
    withdraw,
)
from thuocdo.apps.organisations.models import AuditEntry, User
from thuocdo.apps.rulebooks.queries import procedure_in_force
from thuocdo.core.rows import Channel, PortalState
from thuocdo.kit.refusals import NotAllowed

MONDAY = datetime(2024, 3, 4, 1, 30, tzinfo=UTC)  # 08:30 in Việt Nam, no holiday near


@pytest.fixture
def counter(world: World) -> Counter:
    return make_counter(world)


def row(dossier: Dossier) -> PublishedDossier:
    return PublishedDossier.objects.get(pk=dossier.pk)


def hours(count: float) -> datetime:
    return MONDAY + timedelta(hours=count)


def at_signing(counter: Counter, start: datetime = MONDAY) -> Dossier:
    """A dossier that lies with the director."""
    dossier = receive(counter, start)
    for number, (giver, taker) in enumerate(
        [(counter.dung, counter.em), (counter.em, counter.giang), (counter.giang, counter.hai)], 1
    ):
        hand_over(
            dossier=dossier,
            to=Receiver(person=taker),
            by=giver,
            now=start + timedelta(minutes=10 * number),
        )
    return dossier


def test_what_is_taken_in_has_code_due_time_row_event_and_journal(counter: Counter) -> None:
    dossier = receive(counter, MONDAY)
    assert dossier.code == "H99.15-240304-0001"
    published = row(dossier)
    assert published.state == PortalState.RECEIVED
    assert published.is_open
    assert published.procedure == "1.002809"
    assert published.supplement_requests == 0
    # 5 working days from Monday 08:30, the hour kept.
    assert published.due_at == datetime(2024, 3, 11, 1, 30, tzinfo=UTC)
    event = DossierEvent.objects.get(dossier=dossier)
    assert (event.kind, event.by, event.at) == (EventKind.RECEIVED, counter.dung, MONDAY)
    dossier.refresh_from_db()
    assert (dossier.step, dossier.holder) == ("tiep-nhan", counter.dung)
    entry = AuditEntry.objects.get(action="dossiers.dossier.received")
    assert entry.after["code"] == dossier.code
    assert "Đức" not in str(entry.after)


def test_codes_follow_each_other_by_day_and_agency(counter: Counter) -> None:
    codes = [receive(counter, hours(n)).code for n in range(3)]
    assert codes == [f"H99.15-240304-000{n}" for n in (1, 2, 3)]
    assert receive(counter, hours(24)).code == "H99.15-240305-0001"
    # 17:30 UTC is past midnight in Việt Nam.
    assert receive(counter, hours(16)).code == "H99.15-240305-0002"


def test_a_code_that_came_with_a_file_is_passed_over(counter: Counter) -> None:
    Dossier.objects.create(agency=counter.agency, code="H99.15-240304-0001")
    assert receive(counter, MONDAY).code == "H99.15-240304-0002"


def test_what_is_refused_leaves_no_gap_in_the_numbers(counter: Counter) -> None:
    procedure = procedure_in_force("1.002809", MONDAY.date())
    lacking = Intake(procedure=procedure, party=party(), parts=every_part(procedure)[:0])
    with pytest.raises(NotAllowed, match=r"còn thiếu: 1\. "):
        receive_dossier(agency=counter.agency, intake=lacking, by=counter.dung, now=MONDAY)
    assert not Dossier.objects.exists()
    assert not Applicant.objects.exists()
    assert receive(counter, MONDAY).code.endswith("-0001")


def test_only_the_counter_takes_in(counter: Counter, world: World) -> None:
    procedure = procedure_in_force("1.002809", MONDAY.date())
    intake = Intake(procedure=procedure, party=party(), parts=every_part(procedure))
    for person in (counter.em, counter.hai, world.an, world.cuong):
        with pytest.raises(NotAllowed, match="cán bộ bộ phận một cửa"):
            receive_dossier(agency=counter.agency, intake=intake, by=person, now=MONDAY)


def test_a_party_is_kept_once_and_mended(counter: Counter) -> None:
    first = receive(counter, MONDAY)
    again = receive(counter, hours(1), of=party("Nguyễn Văn Đức Anh", "036 088 001 234"))
    assert first.applicant_id == again.applicant_id
    kept = Applicant.objects.get()
    assert (kept.name, kept.id_number, kept.phone) == (
        "Nguyễn Văn Đức Anh",
        "036088001234",
        "0912345678",
    )
    words = set(ApplicantWord.objects.values_list("word", flat=True))
    assert words == {"nguyen", "van", "duc", "anh"}
    entry = AuditEntry.objects.get(action="dossiers.applicant.mended")
    assert entry.after == {"fields": ["name"]}


def test_a_day_of_a_dossier_from_receipt_to_return(counter: Counter) -> None:
    dossier = at_signing(counter)
    issue_paper(dossier=dossier, form="receipt", by=counter.dung, now=hours(1))
    finish(dossier=dossier, by=counter.hai, now=hours(30), digital=True, number="12/GP")
    published = row(dossier)
    assert published.state == PortalState.FINISHED
    assert published.result_at == hours(30)
    assert published.result_digital
    assert not published.is_open
    issue_paper(dossier=dossier, form="control_slip", by=counter.dung, now=hours(31))
    owed = DossierEvent.objects.get(dossier=dossier, kind=EventKind.RECEIVED).payload["owed"]
    if Decimal(owed):
        with pytest.raises(NotAllowed, match="chưa thu"):
            return_result(dossier=dossier, by=counter.dung, now=hours(31))


def test_a_dossier_is_not_closed_without_its_papers(counter: Counter) -> None:
    dossier = at_signing(counter)
    finish(dossier=dossier, by=counter.hai, now=hours(30), digital=False)
    with pytest.raises(NotAllowed) as refusal:
        return_result(dossier=dossier, by=counter.dung, now=hours(31))
    assert "Giấy tiếp nhận" in str(refusal.value)
    assert "Phiếu kiểm soát" in str(refusal.value)
    assert row(dossier).state == PortalState.FINISHED


def test_the_step_is_for_whoever_holds_it_or_a_leader(counter: Counter) -> None:
    dossier = receive(counter, MONDAY)
    hand_over(dossier=dossier, to=Receiver(person=counter.em), by=counter.dung, now=hours(1))
    dossier.refresh_from_db()
    assert (dossier.step, dossier.holder) == ("thu-ly", counter.em)
    with pytest.raises(NotAllowed, match="Đặng Văn Em giữ"):
        hand_over(dossier=dossier, to=Receiver(person=counter.giang), by=counter.dung, now=hours(2))
    hand_over(dossier=dossier, to=Receiver(person=counter.hai), by=counter.giang, now=hours(3))
    dossier.refresh_from_db()
    assert dossier.step == "tham-dinh"


def test_what_is_handed_to_nobody_in_person_is_signed_for(counter: Counter, world: World) -> None:
    dossier = receive(counter, MONDAY)
    with pytest.raises(NotAllowed, match="không thuộc"):
        hand_over(dossier=dossier, to=Receiver(person=world.cuong), by=counter.dung, now=hours(1))
    with pytest.raises(NotAllowed, match="không thuộc"):
        hand_over(dossier=dossier, to=Receiver(), by=counter.dung, now=hours(1))
    with pytest.raises(NotAllowed, match="đang giữ"):
        take_up(dossier=dossier, by=counter.dung, now=hours(1))


def test_a_supplement_stops_the_clock_and_the_second_needs_a_leader(counter: Counter) -> None:
    dossier = receive(counter, MONDAY)
    hand_over(dossier=dossier, to=Receiver(person=counter.em), by=counter.dung, now=hours(1))
    before = row(dossier).due_at
    assert before is not None

    def ask(by: User, now: datetime) -> None:
        request_supplement(
            dossier=dossier, parts=["Giấy khám sức khỏe"], reason="đã hết hạn", by=by, now=now
        )

    ask(counter.em, hours(2))
    assert row(dossier).state == PortalState.SUPPLEMENT_REQUESTED
    take_supplement(dossier=dossier, note="", by=counter.dung, now=hours(2 + 48))
    published = row(dossier)
    assert published.state == PortalState.IN_PROGRESS
    assert published.supplement_requests == 1
    assert published.due_at == before + timedelta(hours=48)
    with pytest.raises(NotAllowed, match="thêm lần nữa"):
        ask(counter.em, hours(51))
    ask(counter.giang, hours(51))
    assert row(dossier).supplement_requests == 2


def test_an_empty_reason_is_refused(counter: Counter) -> None:
    dossier = receive(counter, MONDAY)
    with pytest.raises(NotAllowed, match="nội dung cần bổ sung"):
        request_supplement(dossier=dossier, parts=[], reason="x", by=counter.dung, now=hours(1))
    with pytest.raises(NotAllowed, match="lý do"):
        refuse(dossier=dossier, reason=" ", by=counter.dung, now=hours(1))


def test_an_apology_comes_before_the_deadline_once_and_on_a_working_day(counter: Counter) -> None:
    dossier = at_signing(counter)
    due = row(dossier).due_at
    assert due is not None

    def sorry(*, until: datetime, now: datetime) -> None:
        apologise(
            dossier=dossier, until=until, reason="chờ kiểm tra thực tế", by=counter.hai, now=now
        )

    with pytest.raises(NotAllowed, match="sau ngày hẹn trả cũ"):
        sorry(until=due, now=hours(1))
    with pytest.raises(NotAllowed, match="ngày nghỉ"):
        sorry(until=due + timedelta(days=6), now=hours(1))  # a Sunday
    with pytest.raises(NotAllowed, match="đã quá hạn"):
        sorry(until=due + timedelta(days=1), now=due)
    sorry(until=due + timedelta(days=1), now=due - timedelta(days=1))
    assert row(dossier).due_at == due, "an apology makes nothing on time"
    with pytest.raises(NotAllowed, match="Chỉ được hẹn lại 1 lần"):
        sorry(until=due + timedelta(days=2), now=due - timedelta(hours=1))


def test_an_opinion_is_asked_once_at_a_time_and_answered_before_the_result(
    counter: Counter,
) -> None:
    dossier = at_signing(counter)
    with pytest.raises(NotAllowed, match="không chờ ý kiến"):
        answer_opinion(dossier=dossier, answer="Đồng ý", by=counter.hai, now=hours(2))
    ask_opinion(
        dossier=dossier, agency_name="Công an tỉnh", question="?", by=counter.hai, now=hours(2)
    )
    with pytest.raises(NotAllowed, match="Đang chờ ý kiến"):
        finish(dossier=dossier, by=counter.hai, now=hours(3), digital=True)
    before = row(dossier).due_at
    answer_opinion(dossier=dossier, answer="Đồng ý", by=counter.hai, now=hours(26))
    assert before is not None
    assert row(dossier).due_at == datetime(2024, 3, 12, 1, 30, tzinfo=UTC)
    finish(dossier=dossier, by=counter.hai, now=hours(27), digital=True)


def test_a_leg_goes_where_the_procedure_says_and_comes_back(counter: Counter) -> None:
    dossier = receive(counter, MONDAY, code="1.000660")
    with pytest.raises(NotAllowed):
        start_leg(dossier=dossier, by=counter.dung, now=hours(1))
    hand_over(dossier=dossier, to=Receiver(person=counter.em), by=counter.dung, now=hours(1))
    start_leg(dossier=dossier, by=counter.em, now=hours(2))
    with pytest.raises(NotAllowed, match="đang ở cơ quan phối hợp"):
        start_leg(dossier=dossier, by=counter.em, now=hours(3))
    end_leg(dossier=dossier, answer="Nhất trí", by=counter.em, now=hours(50))
    with pytest.raises(NotAllowed, match="không ở cơ quan phối hợp"):
        end_leg(dossier=dossier, answer="", by=counter.em, now=hours(51))


def test_money_asked_for_is_paid_in_full(counter: Counter) -> None:
    dossier = receive(counter, MONDAY)
    request_payment(
        dossier=dossier, amount=Decimal(135000), reason="Lệ phí", by=counter.dung, now=hours(1)
    )
    assert row(dossier).state == PortalState.PAYMENT_REQUESTED
    with pytest.raises(NotAllowed, match="bằng số đã yêu cầu"):
        record_payment(
            dossier=dossier, amount=Decimal(1), online=True, by=counter.dung, now=hours(2)
        )
    record_payment(
        dossier=dossier, amount=Decimal(135000), online=True, by=counter.dung, now=hours(2)
    )
    published = row(dossier)
    assert (published.state, published.paid_online) == (PortalState.IN_PROGRESS, True)


@pytest.mark.parametrize("ending", ["refused", "stopped", "withdrawn"])
def test_a_dossier_ends_early_and_is_then_left_alone(counter: Counter, ending: str) -> None:
    dossier = receive(counter, MONDAY)
    verbs = {
        "refused": (refuse, counter.dung, PortalState.NOT_RECEIVED),
        "stopped": (stop, counter.hai, PortalState.STOPPED),
        "withdrawn": (withdraw, counter.dung, PortalState.WITHDRAWN),
    }
    verb, by, state = verbs[ending]
    verb(dossier=dossier, reason="theo đơn", by=by, now=hours(1))
    published = row(dossier)
    assert (published.state, published.is_open) == (state, False)
    dossier.refresh_from_db()
    assert (dossier.step, dossier.holder) == ("", None)
    with pytest.raises(NotAllowed, match="trạng thái"):
        hand_over(dossier=dossier, to=Receiver(person=counter.em), by=counter.hai, now=hours(2))


def test_a_stop_is_for_leaders(counter: Counter) -> None:
    dossier = receive(counter, MONDAY)
    with pytest.raises(NotAllowed, match="trưởng đơn vị"):
        stop(dossier=dossier, reason="x", by=counter.em, now=hours(1))


def test_a_dossier_from_a_file_is_handled_where_it_came_from(counter: Counter) -> None:
    dossier = Dossier.objects.create(agency=counter.agency, code="TU-TEP-1")
    DossierEvent.objects.create(
        dossier=dossier,
        kind=EventKind.RECEIVED,
        at=MONDAY,
        payload={
            "procedure": "1.002809",
            "channel": None,
            "due_at": None,
            "parts_digitised": None,
            "paid_online": None,
        },
        source="MERGER",
    )
    with pytest.raises(NotAllowed, match="phần mềm khác"):
        hand_over(dossier=dossier, to=Receiver(person=counter.em), by=counter.dung, now=hours(1))


def test_rows_rebuilt_from_events_do_not_differ(counter: Counter) -> None:
    dossier = at_signing(counter)
    request_supplement(dossier=dossier, parts=["Ảnh"], reason="mờ", by=counter.hai, now=hours(4))
    receive(counter, hours(5))
    assert rebuild_published() == 0
    PublishedDossier.objects.filter(pk=dossier.pk).update(due_at=MONDAY, is_open=False)
    Dossier.objects.filter(pk=dossier.pk).update(step="", holder=None)
    assert rebuild_published() == 1
    dossier.refresh_from_db()
    assert (dossier.step, dossier.holder) == ("ky-duyet", counter.hai)
    assert row(dossier).is_open
    assert rebuild_published() == 0


def test_the_procedure_must_take_it_in_that_way(counter: Counter) -> None:
    procedure = procedure_in_force("1.002809", MONDAY.date()).model_copy(
        update={"channels": (Channel.ONLINE,)}
    )
    intake = Intake(procedure=procedure, party=party(), parts=every_part(procedure))
    with pytest.raises(NotAllowed, match="không nhận hồ sơ theo hình thức này"):
        receive_dossier(agency=counter.agency, intake=intake, by=counter.dung, now=MONDAY)


def test_another_agencys_people_do_nothing(counter: Counter, world: World) -> None:
    dossier = receive(counter, MONDAY)
    people: list[User] = [world.cuong, world.binh, world.an]
    for person in people:
        with pytest.raises(NotAllowed, match="Vai trò của bạn"):
            withdraw(dossier=dossier, reason="", by=person, now=hours(1))
