"""`thuocdo clock`: the due time on the last line, the reasons above it, the refusals."""

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from thuocdo.web.cli import main

RECEIVED = "2019-11-20T08:37"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["clock", "explain", *words])


def lines(*words: str) -> list[str]:
    result = run(*words)
    assert result.exit_code == 0, result.stderr
    return result.stdout.splitlines()


def answer(*words: str) -> dict[str, Any]:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.stderr
    read: dict[str, Any] = json.loads(result.stdout)
    return read


@pytest.mark.parametrize(
    ("words", "due"),
    [
        (["--days", "25"], "08:37 25/12/2019"),
        (["--days", "0,5"], "14:37 20/11/2019"),
        (["--half-days", "50"], "08:37 25/12/2019"),
        (["--half-days", "3"], "14:37 21/11/2019"),
        (["--hours", "8"], "08:37 21/11/2019"),
        (["--hours", "200"], "08:37 25/12/2019"),
        (["--calendar-days", "3"], "08:37 25/11/2019"),
        (["--months", "1"], "08:37 20/12/2019"),
        (["--rule", "same-day"], "17:30 20/11/2019"),
        (["--days", "2", "--rule", "next-working-day"], "17:30 22/11/2019"),
        (["--days", "25", "--stop", "2019-11-25", "2019-11-27"], "08:37 27/12/2019"),
        (["--days", "2", "--stop", "2019-11-21T09:00", "-"], "08:37 22/11/2019"),
        (["--days", "2", "--office", "till-five"], "08:37 22/11/2019"),
        (["--hours", "8", "--office", "till-five"], "09:07 21/11/2019"),
    ],
)
def test_the_last_line_is_the_due_time(words: list[str], due: str) -> None:
    assert lines("--received", RECEIVED, *words)[-1] == due


def test_several_stops_of_several_kinds_add_up() -> None:
    stops = ["--stop", "2019-11-21T08:37", "2019-11-22T08:37", "--payment", "2019-11-25T08:00", "2019-11-25T10:00"]  # fmt: skip
    assert lines("--received", RECEIVED, "--days", "5", *stops)[-1] == "10:37 28/11/2019"
    assert (
        lines("--received", "2023-11-20T08:37", "--days", "5", "--rule", "real-time-index",
              "--payment", "2023-11-21T08:00", "2023-11-23T10:00")[-1]
        == "08:37 27/11/2023"
    )  # fmt: skip


def test_days_that_did_not_count_name_their_notice() -> None:
    said = lines("--received", "2024-04-26T09:15", "--days", "3")
    assert (
        "Thứ Ba 30/04/2024: nghỉ Ngày Chiến thắng, không tính "
        "(Bộ luật Lao động 45/2019/QH14, Điều 112 khoản 1)" in said
    )
    assert any("29/04/2024: nghỉ hoán đổi" in line and "1570/TB-LĐTBXH" in line for line in said)
    assert any(line.startswith("Thứ Bảy 04/05/2024: ngày làm việc thứ 3") for line in said)


def test_a_year_without_its_notice_is_marked() -> None:
    assert lines("--received", "2026-12-21T09:00", "--days", "5")[-1] == "09:00 28/12/2026"
    said = lines("--received", "2026-12-21T09:00", "--days", "10")
    assert said[-1] == "09:00 05/01/2027 (dự kiến)"
    assert any(line.startswith("Dự kiến:") for line in said)


def test_programs_get_the_same() -> None:
    read = answer("--received", "2024-04-26T09:15", "--days", "1", "--finished", "2024-05-02T09:16")
    assert (read["due"], read["due_text"]) == ("2024-05-02T09:15+07:00", "09:15 02/05/2024")
    assert read["allowance"] == {"amount": "1", "unit": "working_days", "text": "1 ngày làm việc"}
    assert (read["rule"]["id"], read["provisional"]) == ("default", False)
    assert read["standing"]["timeliness"] == "overdue"
    assert read["standing"]["late_minutes"] == 1
    assert read["standing"]["used_minutes"] == 481
    first = read["days"][0]
    assert (first["date"], first["minutes"]) == ("2024-04-26", 375)
    swapped = read["days"][3]
    assert (swapped["kind"], swapped["notice"]) == ("swapped_out", "1570/TB-LĐTBXH")


def test_finishing_is_told_early_or_on_time() -> None:
    asked = ["--received", RECEIVED, "--days", "25", "--finished"]
    assert lines(*asked, "2019-12-24T17:00")[-2:] == ["Trước hạn.", "08:37 25/12/2019"]
    assert "Đúng hạn." in lines(*asked, "2019-12-25T08:37")
    assert "Quá hạn 3 giờ 8 phút làm việc." in lines(*asked, "2019-12-25T13:45")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--days", "5"], "Hãy ghi --received"),
        (["--received", RECEIVED], "Hãy ghi đúng một thời hạn"),
        (["--received", RECEIVED, "--days", "1", "--hours", "1"], "Hãy ghi đúng một thời hạn"),
        (["--received", "hôm qua", "--days", "1"], "«hôm qua» không phải là thời điểm"),
        (["--received", "2019-13-20T08:37", "--days", "1"], "không phải là thời điểm"),
        (["--received", RECEIVED, "--days", "năm"], "«năm» không phải là số"),
        (["--received", RECEIVED, "--days", "0"], "phải lớn hơn 0"),
        (["--received", RECEIVED, "--days", "-3"], "phải lớn hơn 0"),
        (["--received", RECEIVED, "--days", "0,3"], "phần lẻ quá nhỏ"),
        (["--received", RECEIVED, "--days", "99999"], "chỉ có các năm 2019–2035"),
        (["--received", RECEIVED, "--hours", "9999999999"], "chỉ có các năm 2019–2035"),
        (["--received", RECEIVED, "--calendar-days", "99999999"], "chỉ có các năm 2019–2035"),
        (["--received", RECEIVED, "--months", "9999999"], "chỉ có các năm 2019–2035"),
        (["--received", RECEIVED, "--months", "9" * 30], "Thời hạn quá dài"),
        (["--received", "2018-11-20T08:37", "--days", "1"], "chưa hoặc không còn hiệu lực"),
        (["--received", RECEIVED, "--days", "1", "--rule", "x"], "Không có cách tính «x»"),
        (["--received", RECEIVED, "--days", "1", "--office", "x"], "Không có giờ làm việc «x»"),
        (
            ["--received", RECEIVED, "--days", "1", "--stop", "2019-11-22", "2019-11-21"],
            "kết thúc trước khi bắt đầu",
        ),
    ],
)
def test_a_refusal_is_one_line(words: list[str], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert not result.stdout


def test_the_bench_measures_against_peers(monkeypatch: pytest.MonkeyPatch) -> None:
    from thuocdo.web.cli import clock_bench

    for name, few in (("ROWS", 100), ("_SINGLE", 1), ("_PEER", 1), ("_ROUNDS", 1)):
        monkeypatch.setattr(clock_bench, name, few)
    result = CliRunner().invoke(main, ["clock", "bench"])
    assert result.exit_code == 0, result.output
    assert "busday_offset" in result.stdout
    assert "triệu mỗi giây" in result.stdout
