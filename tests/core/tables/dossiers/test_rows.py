from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.core.tables.dossiers.building import (
    HEADINGS,
    PLACES,
    good,
    grid,
    kinds,
    read,
    read_grids,
    still_open,
)
from thuocdo.core.rows import CODE_LENGTH, PROCEDURE_LENGTH, Channel, PortalState
from thuocdo.core.tables.dossiers import Column
from thuocdo.core.tables.findings import Severity
from thuocdo.core.tables.grid import cell_name


def test_a_good_row_becomes_a_dossier_in_utc_without_the_applicant():
    reading = read(good(code="A-1", supplements=2, paid="x"))
    (dossier,) = reading.dossiers
    row = dossier.row
    assert (row.code, row.procedure, row.channel) == ("A-1", "1.002809", Channel.IN_PERSON)
    assert row.state is PortalState.RESULT_RETURNED
    assert row.received_at == datetime(2024, 1, 5, 1, 30, tzinfo=UTC)
    assert row.due_at == datetime(2024, 1, 12, 1, 30, tzinfo=UTC)
    assert row.result_at == datetime(2024, 1, 10, 8, 0, tzinfo=UTC)
    assert row.returned_at == datetime(2024, 1, 11, 2, 0, tzinfo=UTC)
    assert row.received_at.utcoffset() == timedelta(0)
    assert (row.supplement_requests, row.parts_digitised, row.result_digital, row.paid_online) == (
        *(2, True),
        *(False, True),
    )
    assert "Cường" not in repr(reading)
    assert reading.findings == []


BAD = [
    ("missing_code", "code", {"code": " "}),
    ("unusable_code", "code", {"code": "H" * 61}),
    ("unusable_code", "code", {"code": "H99\x00-1"}),
    ("unusable_code", "code", {"code": "H99-1\x07"}),
    ("missing_received", "received", {"received": ""}),
    ("unreadable_date", "received", {"received": "hôm qua"}),
    ("unreadable_date", "due", {"due": "31/02/2024 08:00"}),
    ("unreadable_date", "result", {"result": "#N/A"}),
    ("unreadable_date", "returned", {"returned": "5 ngày"}),
    ("missing_due", "due", {"due": ""}),
    ("finished_without_result", "result", {"result": "", "returned": ""}),
    ("finished_before_received", "result", {"result": "05/01/2024 08:29"}),
    ("due_before_received", "due", {"due": "04/01/2024 08:30"}),
    ("unknown_channel", "channel", {"channel": "Qua người quen"}),
    ("unknown_channel", "channel", {"channel": 4}),
    ("unknown_state", "state", {"state": "Lưu kho"}),
    ("unreadable_count", "supplements", {"supplements": "nhiều lần"}),
    ("unreadable_count", "supplements", {"supplements": -1}),
    ("unreadable_count", "supplements", {"supplements": 1.5}),
    ("unreadable_count", "supplements", {"supplements": "1.000"}),
    ("unreadable_count", "supplements", {"supplements": True}),
    ("not_received", "received", {"received": "", "state": "Không được tiếp nhận"}),
    ("not_received", "received", {"received": "", "state": 1}),
]


@pytest.mark.parametrize(("kind", "column", "changed"), BAD)
def test_a_bad_row_is_refused_and_named_by_its_cell(kind, column, changed):
    reading = read(good(), good(**changed), good())
    assert (reading.read, reading.kept, reading.refused) == (3, 2, 1)
    assert reading.refused_by_kind == {kind: 1}
    (finding,) = [f for f in reading.findings if f.severity is Severity.ERROR]
    assert finding.kind == kind
    assert (finding.sheet, finding.row) == ("DanhSach", 3)
    assert finding.column == HEADINGS[column]
    assert finding.cell == cell_name(3, PLACES[column] + 1)
    assert finding.message.endswith((".", "?"))
    assert reading.counts().received == 2


@pytest.mark.parametrize(
    ("kind", "severity", "changed"),
    [
        ("state_disagrees", Severity.WARNING, {"state": "Đang xử lý"}),
        ("lateness_disagrees", Severity.WARNING, {"state": "Đã trả kết quả (quá hạn)"}),
        (
            "lateness_disagrees",
            Severity.WARNING,
            {"state": "Đã trả, đúng hạn", "due": "09/01/2024 10:00"},
        ),
        ("returned_before_result", Severity.WARNING, {"returned": "09/01/2024 10:00"}),
        ("result_from_returned", Severity.NOTE, {"result": ""}),
        ("missing_channel", Severity.WARNING, {"channel": ""}),
        ("missing_state", Severity.NOTE, {"state": ""}),
        ("unclear_mark", Severity.WARNING, {"parts": "một nửa"}),
        ("procedure_repaired", Severity.NOTE, {"procedure": 1.0107}),
        ("unusual_procedure", Severity.NOTE, {"procedure": "GT-12"}),
    ],
)
def test_a_doubtful_row_is_kept_and_remarked_on(kind, severity, changed):
    reading = read(good(**changed))
    assert (reading.kept, reading.refused) == (1, 0)
    assert [(f.kind, f.severity) for f in reading.findings] == [(kind, severity)]
    assert reading.counts().finished == 1


def test_a_long_procedure_is_not_taken_for_one_without_its_zeros():
    named = "Cấp đổi giấy phép lái xe do ngành Giao thông"
    (finding,) = [f for f in read(good(procedure=named)).findings if f.column == "Mã TTHC"]
    assert (finding.kind, finding.severity) == ("long_procedure", Severity.WARNING)
    assert finding.proposal is None
    assert named not in finding.message
    assert f"{named[:40]}…" in finding.message


def test_a_column_of_codes_that_is_blank_throughout_is_said_once():
    reading = read(*(good(code="") for _ in range(3)))
    (finding,) = [f for f in reading.findings if f.row is None]
    assert (finding.kind, finding.severity) == ("blank_codes", Severity.WARNING)
    assert "mở bằng Excel rồi lưu lại" in finding.message
    assert reading.refused_by_kind == {"missing_code": 3}
    assert "blank_codes" not in kinds(read(good(code=""), good(code=""), good()))


def test_codes_and_procedures_fit_where_they_are_kept():
    reading = read(good(code="H" * 60, procedure="t" * 40), good(procedure="t" * 41))
    assert [len(dossier.row.procedure) for dossier in reading.dossiers] == [40, 40]
    assert kinds(reading) == ["unusual_procedure", "long_procedure"]
    assert (CODE_LENGTH, PROCEDURE_LENGTH) == (60, 40)


def test_control_characters_are_removed_from_all_texts_but_the_code():
    reading = read(good(procedure="GT\x00-12\x07", channel="Trực\x00 tuyến"))
    (dossier,) = reading.dossiers
    assert (dossier.row.procedure, dossier.row.channel) == ("GT-12", Channel.ONLINE)
    headed = grid(good())
    headings = list(headed.rows[0])
    headings[PLACES["code"]] = "Mã\x00 hồ sơ"
    columns = read_grids(replace(headed, rows=[headings, *headed.rows[1:]])).columns
    assert columns[Column.CODE] == "Mã hồ sơ"


def test_every_bad_cell_of_a_row_is_listed_and_the_row_counted_once():
    reading = read(good(received="?", channel="?", supplements="?"))
    assert reading.refused == 1
    assert [f.cell for f in reading.findings] == ["E2", "F2", "K2"]


def test_messages_say_what_is_known():
    reading = read(good(channel="Fax"), good(state="Lưu kho"))
    channel, state = (finding.message for finding in reading.findings)
    assert "Trực tiếp (1), Trực tuyến (2), Bưu chính công ích (3)" in channel
    assert "Đã trả kết quả (10)" in state


def test_a_month_first_date_is_proposed_the_right_way_round():
    (finding,) = read(good(received="01/31/2024 08:00")).findings
    assert finding.proposal == "31/01/2024"
    assert "Có phải 31/01/2024 không?" in finding.message


def test_the_first_of_a_duplicated_code_is_kept():
    first = good(code="A-1", channel="Trực tuyến")
    reading = read(good(), first, dict(first), good(code="A-1"))
    assert (reading.read, reading.kept, reading.refused) == (4, 2, 2)
    assert reading.counts().online == 1
    same, other = (f.message for f in reading.findings if f.kind == "duplicate_code")
    assert "dòng 3" in same
    assert "giống hệt nhau" in same
    assert "khác nhau" in other


def test_a_code_in_small_letters_is_the_same_code():
    assert read(good(code="H99-a1"), good(code=" h99-A1 ")).refused_by_kind == {"duplicate_code": 1}


def test_a_bad_row_does_not_take_the_code_from_a_good_one():
    reading = read(good(code="A-1", due=""), good(code="A-1"))
    assert (reading.kept, reading.refused_by_kind) == (1, {"missing_due": 1})


@pytest.mark.parametrize(
    ("channel", "words"),
    [
        (Channel.IN_PERSON, ["Trực tiếp", "TRỰC TIẾP", "Nộp trực tiếp", "1", 1, 1.0, "Tại quầy"]),
        (
            Channel.ONLINE,
            ["Trực tuyến", "truc tuyen", "Nộp trực tuyến", "2", "DVC trực tuyến", "Online"],
        ),
        (Channel.POSTAL, ["Bưu chính công ích", "Bưu chính", "Qua bưu điện", "BCCI", 3]),
    ],
)
def test_channels_are_known_by_words_and_codes(channel, words):
    reading = read(*(good(channel=word) for word in words))
    assert {dossier.row.channel for dossier in reading.dossiers} == {channel}
    assert reading.kept == len(words)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (PortalState.REGISTERED, ["Mới đăng ký", "Chờ tiếp nhận", 1]),
        (PortalState.RECEIVED, ["Được tiếp nhận", "Đã tiếp nhận", "2"]),
        (PortalState.NOT_RECEIVED, ["Không được tiếp nhận", "Từ chối tiếp nhận", 3]),
        (PortalState.IN_PROGRESS, ["Đang xử lý", "Đang giải quyết", "Đang xử lý (quá hạn)", 4.0]),
        (PortalState.SUPPLEMENT_REQUESTED, ["Yêu cầu bổ sung giấy tờ", "Chờ bổ sung", 5]),
        (PortalState.PAYMENT_REQUESTED, ["Yêu cầu thực hiện nghĩa vụ tài chính", "6"]),
        (PortalState.WITHDRAWN, ["Công dân yêu cầu rút hồ sơ", "Rút hồ sơ", 7]),
        (PortalState.STOPPED, ["Dừng xử lý", "Đã hủy", 8]),
    ],
)
def test_states_are_known_by_words_and_codes(state, words):
    reading = read(*(still_open(state=word) for word in words))
    assert {dossier.row.state for dossier in reading.dossiers} == {state}
    assert reading.kept == len(words)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (
            PortalState.FINISHED,
            ["Đã xử lý xong", "Đã giải quyết", "Hoàn thành", "Chờ trả kết quả", 9],
        ),
        (
            PortalState.RESULT_RETURNED,
            ["Đã trả kết quả", "Đã trả kết quả đúng hạn", "Đã trả KQ - trước hạn", "10"],
        ),
    ],
)
def test_finished_states_are_known_by_words_and_codes(state, words):
    reading = read(*(good(state=word) for word in words))
    assert {dossier.row.state for dossier in reading.dossiers} == {state}
    assert kinds(reading) == []


def test_a_missing_state_follows_from_the_times():
    reading = read(good(state=""), good(state="", returned=""), still_open(state=""))
    assert [dossier.row.state for dossier in reading.dossiers] == [
        PortalState.RESULT_RETURNED,
        PortalState.FINISHED,
        PortalState.IN_PROGRESS,
    ]


def test_a_stopped_dossier_is_finished_only_with_a_date():
    reading = read(good(state="Dừng xử lý"), still_open(state="Rút hồ sơ"))
    counts = reading.counts()
    assert (counts.received, counts.finished, counts.open) == (2, 1, 1)
    assert kinds(reading) == ["ended_without_date"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1.002809", "1.002809"),
        ("1.002809.000.00.00.H56", "1.002809"),
        ("2.000815.02", "2.000815"),
        ("1.002809 - Đổi giấy phép lái xe", "1.002809"),
        (1.002809, "1.002809"),
        (1.01, "1.010000"),
        ("1,0107", "1.010700"),
        ("GT-12", "GT-12"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_procedure_is_known_by_its_national_code(written, code):
    (dossier,) = read(good(procedure=written)).dossiers
    assert dossier.row.procedure == code


@pytest.mark.parametrize(
    ("written", "count"), [("2", 2), (2.0, 2), ("02", 2), ("2 lần", 2), ("-", 0)]
)
def test_counts_are_read_from_numbers_and_words(written, count):
    (dossier,) = read(good(supplements=written)).dossiers
    assert dossier.row.supplement_requests == count


@pytest.mark.parametrize(
    ("written", "tick"), [("X", True), ("Có", True), (1, True), (0.0, False), ("Không", False)]
)
def test_ticks_are_read_from_marks_words_and_numbers(written, tick):
    (dossier,) = read(good(digital=written)).dossiers
    assert dossier.row.result_digital is tick


def test_a_numeric_code_keeps_its_digits():
    (dossier,) = read(good(code=2024000123.0)).dossiers
    assert dossier.row.code == "2024000123"


def test_formulas_and_hostile_text_are_text():
    reading = read(
        good(code='=HYPERLINK("http://x","y")'), good(channel="\x1b[31m<b>" + "x" * 5000)
    )
    assert reading.dossiers[0].row.code.startswith("=HYPERLINK")
    (finding,) = reading.findings
    assert "\x1b" not in finding.message
    assert len(finding.message) < 300


def test_an_open_dossier_without_due_date_is_kept_and_never_overdue():
    reading = read(still_open(due=""), as_of=date(2030, 1, 1))
    assert kinds(reading) == ["open_without_due"]
    assert reading.counts().open_overdue == 0
