"""The queue of the one-stop office, and finding a dossier, as An, Bình, Cường and the counter see them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from tests.counter import Counter, make_counter, party, receive
from tests.people import SINCE
from tests.web.pages.test_sheet import text
from thuocdo.apps.dossiers.models import Dossier
from thuocdo.apps.dossiers.services import (
    Receiver,
    ask_opinion,
    finish,
    hand_over,
    request_supplement,
)
from thuocdo.apps.organisations.models import Role, Unit, User
from thuocdo.apps.organisations.services import assign_role

QUEUE, SEARCH = "/ho-so/viec/", "/ho-so/tim/"
NOW = datetime(2024, 3, 13, 2, 0, tzinfo=UTC)  # Wednesday, 09:00
MOST_QUERIES = 15


@pytest.fixture(autouse=True)
def _clean_cache() -> None:
    cache.clear()


@pytest.fixture
def counter(office, time_machine) -> Counter:
    time_machine.move_to(NOW, tick=False)
    return make_counter(office)


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def days_ago(days: int, hour: int = 2) -> datetime:
    return (NOW - timedelta(days=days)).replace(hour=hour)


def codes(response) -> list[str]:
    return [row.code for row in response.context["rows"]]


def counts(response) -> dict[str, int]:
    return {str(tab.key): tab.count for tab in response.context["tabs"]}


def to(counter: Counter, dossier: Dossier, person: User, at: datetime) -> Dossier:
    hand_over(dossier=dossier, to=Receiver(person=person), by=counter.dung, now=at)
    return dossier


@pytest.fixture
def day(counter: Counter) -> dict[str, Dossier]:
    """Five working days each: one overdue, one due today, tomorrow, on Friday and next week."""
    made = {
        "overdue": receive(counter, days_ago(8)),  # due Tuesday 12/03
        "today": receive(counter, days_ago(7, 7)),  # due Wednesday 13/03, 14:00
        "tomorrow": receive(counter, days_ago(6)),
        "friday": receive(counter, days_ago(5)),
        "next_week": receive(counter, days_ago(1)),
    }
    for dossier in made.values():
        at = dossier.events.get().at
        assert at is not None
        to(counter, dossier, counter.em, at + timedelta(minutes=10))
    return made


def names(response, made: dict[str, Dossier]) -> list[str]:
    by_code = {dossier.code: name for name, dossier in made.items()}
    return [by_code[code] for code in codes(response)]


@pytest.mark.parametrize(
    ("tab", "listed"),
    [
        ("viec", ["overdue", "today", "tomorrow", "friday", "next_week"]),
        ("hom-nay", ["today"]),
        ("mai", ["tomorrow"]),
        ("tuan", ["today", "tomorrow", "friday"]),
        ("qua-han", ["overdue"]),
        ("tat-ca", ["overdue", "today", "tomorrow", "friday", "next_week"]),
        ("vo-nghia", ["overdue", "today", "tomorrow", "friday", "next_week"]),
    ],
)
def test_each_tab_lists_and_counts_what_is_due_then(counter, day, tab, listed):
    response = signed_in(counter.em).get(QUEUE, {"muc": tab})
    assert names(response, day) == listed
    assert counts(response) == {
        "viec": 5,
        "hom-nay": 1,
        "mai": 1,
        "tuan": 3,
        "qua-han": 1,
        "tat-ca": 5,
    }
    assert "1 hồ sơ quá hạn; 3 hồ sơ đến hạn trong tuần" in text(response)


def test_a_row_tells_remaining_time_step_holder_channel_and_applicant(counter, day):
    said = text(signed_in(counter.em).get(QUEUE, {"muc": "hom-nay"}))
    for part in (
        "Còn 3 giờ làm việc",
        "hẹn 13/03/2024 14:00",
        "Thụ lý",
        "Đặng Văn Em",
        "Trực tiếp",
        "Nguyễn Văn Đức",
        "bạn đang giữ",
        "Đổi giấy phép lái xe",
    ):
        assert part in said
    assert "Quá hạn 1 ngày làm việc" in text(signed_in(counter.em).get(QUEUE, {"muc": "qua-han"}))


def test_only_those_who_may_see_applicants_read_their_names(counter, day, office):
    for person, sees in ((counter.em, True), (counter.giang, True), (office.an, False)):
        said = text(signed_in(person).get(QUEUE, {"muc": "tat-ca"}))
        assert ("Nguyễn Văn Đức" in said) is sees
        assert day["today"].code in said


def test_another_department_sees_nothing(counter, day, office):
    client = signed_in(office.cuong)
    assert codes(client.get(QUEUE, {"muc": "tat-ca"})) == []
    assert client.get(QUEUE, {"co-quan": "H99.15"}).status_code == 403
    assert client.get(SEARCH, {"co-quan": "H99.15", "q": "duc"}).status_code == 403


def test_a_clock_that_stands_still_neither_falls_due_nor_is_overdue(counter, day):
    asked = day["today"]
    before = NOW - timedelta(days=1)
    request_supplement(dossier=asked, parts=["Ảnh"], reason="mờ", by=counter.em, now=before)
    opinion = day["tomorrow"]
    ask_opinion(
        dossier=opinion, agency_name="Công an tỉnh", question="?", by=counter.em, now=before
    )
    client = signed_in(counter.em)
    response = client.get(QUEUE, {"muc": "tat-ca"})
    assert counts(response) | {"viec": 0, "tat-ca": 0} == {
        "viec": 0,
        "hom-nay": 0,
        "mai": 0,
        "tuan": 1,
        "qua-han": 1,
        "tat-ca": 0,
    }
    # Remaining working time decides: 1 day 3 hours and 2 days stand still, Friday's has 2 days.
    assert names(response, day) == ["overdue", "today", "tomorrow", "friday", "next_week"]
    assert "Đang dừng tính, còn 1 ngày 3 giờ" in text(response)


def test_what_was_late_before_its_clock_stopped_stays_overdue(counter, day):
    request_supplement(dossier=day["overdue"], parts=["Ảnh"], reason="mờ", by=counter.em, now=NOW)
    response = signed_in(counter.em).get(QUEUE, {"muc": "qua-han"})
    assert names(response, day) == ["overdue"]


def test_waiting_dossiers_are_sorted_by_what_remains_not_by_the_calendar(counter):
    """Stopped long ago with much left stands below what falls due tomorrow."""
    stopped = receive(counter, days_ago(20))
    request_supplement(
        dossier=stopped, parts=["Ảnh"], reason="mờ", by=counter.dung, now=days_ago(19)
    )
    soon = receive(counter, days_ago(6))
    response = signed_in(counter.dung).get(QUEUE, {"muc": "tat-ca"})
    assert codes(response) == [soon.code, stopped.code]
    assert counts(response)["qua-han"] == 0


def test_the_counter_has_what_waits_there(counter, day):
    ready = receive(counter, days_ago(2))
    for giver, taker in (
        (counter.dung, counter.em),
        (counter.em, counter.giang),
        (counter.giang, counter.hai),
    ):
        hand_over(dossier=ready, to=Receiver(person=taker), by=giver, now=days_ago(2, 3))
    finish(dossier=ready, by=counter.hai, now=days_ago(1), digital=True)
    request_supplement(
        dossier=day["friday"], parts=["Ảnh"], reason="mờ", by=counter.em, now=days_ago(1)
    )
    response = signed_in(counter.dung).get(QUEUE)
    assert set(codes(response)) == {ready.code, day["friday"].code}
    said = text(response)
    assert "chờ trả kết quả" in said
    assert "nhận bổ sung khi người nộp mang đến" in said
    assert ready.code not in codes(signed_in(counter.em).get(QUEUE))
    assert ready.code not in codes(signed_in(counter.em).get(QUEUE, {"muc": "tat-ca"}))


@pytest.fixture
def room(counter: Counter) -> Unit:
    """A room in which Giang, too, holds a role."""
    made = Unit.objects.create(
        agency=counter.agency, code="P1", name="Phòng Vận tải", valid_from=SINCE
    )
    assign_role(
        user=counter.giang,
        role=Role.HEAD_OF_UNIT,
        agency=counter.agency,
        unit=made,
        valid_from=SINCE,
        now=NOW,
    )
    return made


def test_what_was_handed_to_my_room_is_mine_until_somebody_takes_it_up(counter, day, room):
    dossier = day["today"]
    hand_over(dossier=dossier, to=Receiver(unit=room), by=counter.em, now=NOW)
    giang = signed_in(counter.giang)
    assert codes(giang.get(QUEUE)) == [dossier.code]
    assert "chờ nhận bàn giao" in text(giang.get(QUEUE))
    assert dossier.code not in codes(signed_in(counter.hai).get(QUEUE))
    answer = text(giang.post(QUEUE, {"ho-so": dossier.code, "viec": "nhan"}))
    assert "Đã làm 1 hồ sơ." in answer
    assert "bạn đang giữ" in answer
    dossier.refresh_from_db()
    assert dossier.holder == counter.giang


def test_filters_narrow_the_rows_and_the_counts(counter, day, room):
    hand_over(dossier=day["friday"], to=Receiver(unit=room), by=counter.em, now=NOW)
    client = signed_in(counter.hai)

    def listed(**wanted: str | int) -> list[str]:
        asked = {name.replace("_", "-"): str(value) for name, value in wanted.items()}
        asked["muc"] = "tat-ca"
        return names(client.get(QUEUE, asked), day)

    assert listed(phong=room.pk) == ["friday"]
    assert listed(nguoi="-") == ["friday"]
    assert listed(nguoi=counter.em.pk) == ["overdue", "today", "tomorrow", "next_week"]
    assert listed(thu_tuc="1.002809", hinh_thuc="IN_PERSON") == list(day)
    assert listed(thu_tuc="1.001919") == []
    assert listed(hinh_thuc="ONLINE") == []
    assert listed(nguoi="x' OR 1", phong="\x00", hinh_thuc="?") == list(day)
    assert counts(client.get(QUEUE, {"phong": room.pk}))["tat-ca"] == 1


def test_several_are_handed_on_at_once_and_each_is_answered(counter, day):
    hand_over(dossier=day["today"], to=Receiver(person=counter.giang), by=counter.em, now=NOW)
    chosen = [day["overdue"].code, day["today"].code, "KHONG-CO"]
    response = signed_in(counter.em).post(
        f"{QUEUE}?muc=tat-ca",
        {"ho-so": chosen, "viec": "chuyen", "den": f"nguoi-{counter.giang.pk}"},
    )
    said = text(response)
    assert "Đã làm 1 hồ sơ, không làm 2 hồ sơ." in said
    assert f"{day['overdue'].code}: đã làm." in said
    assert "Hồ sơ đang do Hồ Thị Giang giữ" in said
    assert "không có hồ sơ mang mã đó" in said
    day["overdue"].refresh_from_db()
    assert (day["overdue"].step, day["overdue"].holder) == ("tham-dinh", counter.giang)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"viec": "nhan"}, "Chưa chọn hồ sơ nào"),
        ({"viec": "chuyen", "ho-so": "X"}, "Chưa chọn nơi nhận"),
        ({"viec": "chuyen", "ho-so": "X", "den": "nguoi-999999"}, "Chưa chọn nơi nhận"),
        ({"viec": "chuyen", "ho-so": "X", "den": "phong-1"}, "Chưa chọn nơi nhận"),
    ],
)
def test_a_form_not_filled_in_is_told_so(counter, day, form, said):
    response = signed_in(counter.em).post(QUEUE, form)
    assert response.status_code == 422
    assert said in text(response)


def test_who_handles_no_dossiers_does_nothing(counter, day, office):
    for person in (office.an, office.binh):
        client = signed_in(person)
        page = client.get(QUEUE, {"co-quan": "H99.15", "muc": "tat-ca"})
        assert "Chuyển bước" not in text(page)
        answer = client.post(
            f"{QUEUE}?co-quan=H99.15", {"ho-so": day["today"].code, "viec": "nhan"}
        )
        assert answer.status_code == 403


def test_an_imported_dossier_has_its_time_and_a_finished_one_is_not_ours(counter, office):
    response = signed_in(counter.dung).get(QUEUE, {"muc": "tat-ca"})
    assert codes(response) == []  # the sixty of the file are all finished
    assert counts(signed_in(counter.dung).get(QUEUE))["viec"] == 0


def test_lateness_has_its_price_when_the_index_knows_one(counter, day, office, settings):
    for number in range(3):
        late = receive(counter, days_ago(30 + number))
        for giver, taker in (
            (counter.dung, counter.em),
            (counter.em, counter.giang),
            (counter.giang, counter.hai),
        ):
            hand_over(dossier=late, to=Receiver(person=taker), by=giver, now=days_ago(29))
        finish(dossier=late, by=counter.hai, now=days_ago(28), digital=True)
    response = signed_in(counter.em).get(QUEUE, {"den": "2024-03-13"})
    price = response.context["price"]
    assert price.startswith("−")  # noqa: RUF001 - the minus sign is meant
    said = text(response)
    assert f"Thêm một hồ sơ quá hạn lúc này: {price} điểm" in said
    assert said.count(price) == 1 + 4, "once for the page, once for each that can still be late"
    assert "đáng" in said


def test_without_a_rule_or_a_fact_there_is_no_price(counter, day):
    response = signed_in(counter.em).get(QUEUE, {"den": "2025-12-31"})
    assert response.context["price"] == ""
    assert "Nếu trễ" not in text(response)


def test_the_price_is_counted_once_for_many_pages(counter, day, monkeypatch):
    from thuocdo.web.desk.queue import price

    asked: list[object] = []
    monkeypatch.setattr(price, "_counted", lambda standing: asked.append(standing))
    client = signed_in(counter.em)
    for _ in range(3):
        client.get(QUEUE)
    receive(counter, NOW)
    client.get(QUEUE)
    assert len(asked) == 1


@pytest.mark.parametrize("person", ["em", "dung", "an", "hai"])
def test_a_queue_costs_few_queries(
    counter, day, office, room, person, django_assert_max_num_queries
):
    client = signed_in(getattr(office, person, None) or getattr(counter, person))
    for number in range(20):
        receive(counter, days_ago(3), of=party(f"Trần Văn {number}", f"0010880043{number:02}"))
    client.get(QUEUE)
    for address in (f"{QUEUE}?muc=tat-ca", QUEUE):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(address).status_code == 200


def test_search_shows_what_was_found_and_says_what_can_be_typed(counter, day, office):
    client = signed_in(counter.dung)
    found = client.get(SEARCH, {"q": "van duc ngu"})
    assert "5 hồ sơ khớp «van duc ngu»" in text(found)
    assert codes(found)[0] == day["next_week"].code
    assert "Không có hồ sơ nào khớp «ai do»" in text(client.get(SEARCH, {"q": "ai do"}))
    assert "không cần dấu" in text(client.get(SEARCH))
    barred = signed_in(office.an).get(SEARCH, {"q": "van duc"})
    assert codes(barred) == []
    assert "chỉ dành cho người làm việc" in text(barred)
    by_code = signed_in(office.an).get(SEARCH, {"q": day["today"].code})
    assert codes(by_code) == [day["today"].code]
    assert "Nguyễn Văn Đức" not in text(by_code)


def test_the_list_is_searched_by_name_too(counter, day, office):
    assert len(codes(signed_in(counter.dung).get("/ho-so/", {"tim": "duc nguyen"}))) == 5
    assert codes(signed_in(office.an).get("/ho-so/", {"tim": "duc nguyen"})) == []
    assert "Mã hồ sơ, tên" in signed_in(counter.dung).get("/ho-so/").content.decode()
    assert "Mã hồ sơ, tên" not in signed_in(office.an).get("/ho-so/").content.decode()


def test_finding_costs_few_queries(counter, day, django_assert_max_num_queries):
    client = signed_in(counter.dung)
    client.get(SEARCH)
    for address in (
        f"{SEARCH}?q=nguyen+van+duc",
        f"{SEARCH}?q=0912345678",
        "/ho-so/?tim=nguyen+van+duc",
    ):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(address).status_code == 200
