"""Why a due time is what it is: each day with its reason, its notice and its count."""

from tests.core.worktime.building import at, clock, rule, stop, term
from thuocdo.core.worktime import Allowance, Explanation, Stop, StopKind, Term, TimeUnit, WorkClock
from thuocdo.core.worktime import deadline as due_of
from thuocdo.core.worktime import explain as explain_due

DAYS, HOURS = TimeUnit.WORKING_DAYS, TimeUnit.WORKING_HOURS
OFFICE = clock("2030-01-09", worked=("2030-01-12",))


def explain(of: Term, office: WorkClock = OFFICE) -> Explanation:
    return explain_due(office, due_of(office, of))


def texts(received: str, amount: str, unit: TimeUnit, *stops: Stop, **rules: object) -> list[str]:
    said = explain(term(received, amount, unit, *stops, **rules))
    return [line.full_text for line in said.days]


def test_days_are_numbered_and_days_off_say_why() -> None:
    assert texts("2030-01-08 08:37", "3", DAYS) == [
        "Thứ Ba 08/01/2030: ngày tiếp nhận, không tính",
        "Thứ Tư 09/01/2030: nghỉ holiday, không tính (x)",
        "Thứ Năm 10/01/2030: ngày làm việc thứ 1",
        "Thứ Sáu 11/01/2030: ngày làm việc thứ 2",
        "Thứ Bảy 12/01/2030: ngày làm việc thứ 3; swapped_in (x); đến hạn lúc 08:37",
    ]


def test_hours_add_up_day_by_day() -> None:
    said = explain(term("2030-01-08 16:00", "4", HOURS))
    assert [line.minutes for line in said.days] == [90, 0, 150]
    assert said.days[0].text == "ngày tiếp nhận; tính 1 giờ 30 phút, cộng dồn 1 giờ 30 phút"
    assert said.days[2].text == "tính 2 giờ 30 phút, cộng dồn 4 giờ; đến hạn lúc 10:00"


def test_stops_are_told_where_they_fall() -> None:
    waiting = stop("2030-01-10 10:00", "2030-01-11 10:00", StopKind.PAYMENT)
    said = texts("2030-01-08 08:37", "2", DAYS, waiting)
    assert said[2] == (
        "Thứ Năm 10/01/2030: dừng 5 giờ 30 phút làm việc, chờ thanh toán, tính tiếp; "
        "tính 2 giờ 30 phút, cộng dồn 9 giờ 23 phút"
    )
    assert said[-1].endswith("cộng dồn 16 giờ; đến hạn lúc 08:37")


def test_a_restart_begins_the_sum_again() -> None:
    waiting = stop("2030-01-10 08:00", "2030-01-10 09:00")
    said = texts("2030-01-08 08:37", "8", HOURS, waiting, stops={"supplement": "restart"})
    assert "từ đây tính lại từ đầu" in said[2]
    assert said[2].endswith("cộng dồn 6 giờ 30 phút")
    assert said[-1].endswith("cộng dồn 8 giờ; đến hạn lúc 09:00")


def test_a_count_by_the_calendar_says_why_it_moved() -> None:
    said = texts("2030-01-07 08:37", "2", TimeUnit.CALENDAR_DAYS)
    assert said[2] == (
        "Thứ Tư 09/01/2030: ngày thứ 2; nghỉ holiday (x); "
        "ngày cuối là ngày nghỉ nên chuyển sang ngày làm việc kế tiếp"
    )
    assert said[3] == "Thứ Năm 10/01/2030: ngày làm việc; đến hạn lúc 08:37"
    months = texts("2030-01-07 08:37", "1", TimeUnit.MONTHS)
    assert months[-1] == "Thứ Năm 07/02/2030: hết 1 tháng; đến hạn lúc 08:37"


def test_what_the_rule_made_of_the_receipt_is_told() -> None:
    of = term("2030-01-07 20:00", "1", DAYS, outside_hours="next_session")
    said = explain(of)
    assert said.heading[-1] == "Được tính như tiếp nhận 07:30 08/01/2030."
    assert said.days[1].text == "được coi là ngày tiếp nhận, không tính"
    late = explain(Term(at("2030-01-07 16:00"), Allowance.same_day(), rule(cut_off="15:00")))
    assert late.days[1].text.startswith("được coi là ngày tiếp nhận; tính 8 giờ")


def test_what_begins_next_day_uses_nothing_of_the_day_of_receipt() -> None:
    said = explain(term("2030-01-07 08:37", "2", HOURS, begins="next_working_day"))
    assert [line.minutes for line in said.days] == [0, 120]
    assert said.due == "09:30 08/01/2030"


def test_assumptions_and_open_stops_are_remarked() -> None:
    of = term("2030-01-07 08:37", "5", DAYS, stop("2030-01-08 10:00", None),
              assumed=True, assumption="Lấy tính tiếp.", at_most={"supplement": 0})  # fmt: skip
    remarks = explain(of).remarks
    assert remarks[0] == "Giả định: Lấy tính tiếp."
    assert remarks[1].startswith("Đồng hồ đang dừng")
    assert remarks[2] == "Quá hạn: chờ bổ sung hồ sơ nhiều lần hơn cho phép."


def test_sums_of_the_lines_are_the_allowance() -> None:
    waiting = stop("2030-01-10 10:00", "2030-01-14 10:00")
    said = explain(term("2030-01-07 10:12", "20", HOURS, waiting))
    assert sum(line.minutes for line in said.days) == 20 * 60
    assert sum(line.stopped for line in said.days) == 330 + 480 + 480 + 150
