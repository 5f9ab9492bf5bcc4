"""`thuocdo simulate`: the four questions from files alone, their figures and refusals."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.web.office import dossiers_csv
from thuocdo.web.cli import main

RIVALS = "A: 92.1\nB: 88.5\nC: {2021: 80, 2022: 84.5, 2023: 85.1}\nD: 60\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    export = tmp_path / "ho-so.csv"
    export.write_bytes(dossiers_csv())
    return ["--set", "department/2024", "--dossiers", str(export), "--as-of", "2023-06-30"]


@pytest.fixture
def rivals(tmp_path: Path) -> list[str]:
    path = tmp_path / "khac.yaml"
    path.write_text(RIVALS, encoding="utf-8")
    return ["--rivals", str(path)]


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["simulate", *words])


def told(*words: str) -> dict[str, Any]:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.stderr
    read: dict[str, Any] = json.loads(result.stdout)
    return read


def test_budgets_tell_what_is_affordable_and_what_it_takes(files):
    answer = told("budget", *files)
    (late,) = [one for one in answer["budgets"] if one["code"] == "3.4.1"]
    # 27 of 30 on time; 32 more by the pace so far, 3 of them late.
    assert (late["coming"], late["expected_bad"], late["points_now"]) == (32, 3, "1.8")
    assert (late["points_best"], late["points_worst"], late["affordable"]) == ("1.9", "0.87", 3)
    assert (late["needed"], late["on_course"], late["reachable"]) == (29, True, True)
    assert late["price_bad"] == "-0.058065"
    said = run("budget", *files).stdout
    assert "còn được 3 hồ sơ quá hạn" in said
    assert "Thêm một hồ sơ quá hạn lúc này: \N{MINUS SIGN}0,058 điểm." in said


def test_the_volume_can_be_told(files):
    answer = told("budget", *files, "--expect", "dossiers.finished=500")
    assert {one["coming"] for one in answer["budgets"]} == {500}
    assert {one["basis"] for one in answer["budgets"]} == {"số do người dùng ước tính"}


def test_a_year_that_is_over_has_no_budget(files):
    answer = run("budget", *files[:-1], "2023-12-31")
    assert answer.exit_code == 0
    assert "Kỳ đã hết ngày 31/12/2023" in answer.stdout


def test_last_years_season_is_read_from_the_same_file(tmp_path):
    """The export holds 2023 only, so 30/06/2024 has a last year but no year of its own."""
    export = tmp_path / "ho-so.csv"
    export.write_bytes(dossiers_csv())
    answer = told(
        "budget", "--set", "department/2024", "--dossiers", str(export), "--as-of", "2024-06-30"
    )
    assert answer["budgets"] == []


def test_what_if_tells_what_moves(files, rivals):
    answer = told(
        "what-if", *files, "--change", "dossiers.on_time_rate=100", "--change", "reform.plan=1,5",
        *rivals,
    )  # fmt: skip
    assert {one["code"]: one["change"] for one in answer["moved"]} == {
        "3.4.1": "0.2",
        "1.1": "1.5",
    }
    assert answer["change"] == "1.7"
    assert (answer["before"]["rank"], answer["after"]["rank"]) == (5, 5)
    said = run("what-if", *files, "--change", "reform.plan=1,5").stdout
    assert "1.1    Kế hoạch CCHC năm: – thành 1,5 (+1,5)" in said


def test_nothing_changed_changes_nothing(files):
    assert told("what-if", *files)["moved"] == []
    assert "Không tiêu chí nào đổi điểm." in run("what-if", *files).stdout


def test_other_rules_can_be_tried(files):
    answer = told("what-if", *files, "--rules", "qd766/2022")
    assert {one["before"] for one in answer["moved"] if one["code"].startswith("3.4")} >= {"1.8"}


def test_the_path_to_a_total(files):
    answer = told("path", *files, "--goal", "50", "--assume", "84,59")
    assert answer["reachable"]
    best = answer["best"]
    assert float(best["points"]) >= 50
    assert best["effort_days"] == "0", "84,59 % of what is not known gives more than that"
    dear = told("path", *files, "--goal", "84", "--assume", "84,59")
    assert float(dear["best"]["points"]) >= 84
    assert len(dear["others"]) == 2
    assert all(one["why"] for one in dear["best"]["choices"])
    assert float(dear["best"]["effort_days"]) <= float(dear["others"][0]["effort_days"])
    assert "Đường ít công nhất" in run("path", *files, "--goal", "84", "--assume", "84,59").stdout


def test_the_path_to_a_rank_takes_the_mean_of_the_rivals_for_what_is_unknown(files, rivals):
    answer = told("path", *files, "--rank", "3", *rivals)
    assert answer["assumed_percent"] == "81.43"
    assert answer["goal"] == "80.85"  # 85,1 % of 95, just enough after rounding
    assert answer["reachable"]


def test_a_goal_out_of_reach_says_so(files):
    answer = told("path", *files, "--goal", "95")
    assert (answer["reachable"], answer["best"]) == (False, None)
    assert "Không còn cách nào" in run("path", *files, "--goal", "95").stdout


def test_efforts_can_be_told_by_lever_and_by_criterion(files):
    usual = told("path", *files, "--goal", "84", "--assume", "84,59")
    other = told(
        "path", *files, "--goal", "84", "--assume", "84,59", "--effort", "1.1=0,01",
        "--effort", "apology=900",
    )  # fmt: skip
    (plan,) = [one for one in other["best"]["choices"] if one["criteria"] == ["1.1"]]
    assert plan["effort_days"] == "0.01"
    assert usual["best"]["effort_days"] != other["best"]["effort_days"]


def test_the_odds_are_reproducible_and_say_how_often_the_band_held(files, rivals):
    one = told("odds", *files, *rivals, "--seed", "3", "--scenarios", "500")
    same = told("odds", *files, *rivals, "--seed", "3", "--scenarios", "500")
    other = told("odds", *files, *rivals, "--seed", "4", "--scenarios", "500")
    assert one == same
    assert one["ranks"] != other["ranks"]
    assert abs(sum(float(share) for share in one["ranks"].values()) - 1) < 0.001
    assert 1 <= one["rank_low"] <= one["rank_high"] <= 5
    assert one["back_test"]["years"] == 100
    assert 60 <= one["back_test"]["held"] <= 100
    said = run("odds", *files, *rivals, "--scenarios", "500").stdout
    assert "Kiểm lại trên 100 năm giả lập: dải 80 % đúng" in said
    assert "█" in said


def test_without_rivals_there_are_points_but_no_rank(files):
    answer = told("odds", *files, "--scenarios", "200")
    assert (answer["rank_low"], answer["ranks"]) == (None, {})
    assert answer["points"]["low"] <= answer["points"]["high"]


def test_json_is_nothing_but_json(tmp_path, files):
    """The solver must not write its banner into our answer; the real process is asked."""
    done = subprocess.run(
        [sys.executable, "-m", "thuocdo", "simulate", "path", *files, "--goal", "20", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["reachable"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["path"], "Hãy ghi một trong hai: --goal (điểm) hoặc --rank (thứ hạng)."),
        (["path", "--goal", "5", "--rank", "1"], "Hãy ghi một trong hai"),
        (["path", "--rank", "1"], "cần --rivals"),
        (["path", "--goal", "nhiều"], "«nhiều» không phải là số; ghi dạng 85,5."),
        (["path", "--goal", "5", "--assume", "120"], "ghi tỷ lệ từ 0 đến 100"),
        (["path", "--goal", "5", "--effort", "x=1"], "«x» không phải mã tiêu chí hay đòn bẩy"),
        (["budget", "--expect", "dossiers.finished"], "ghi SỐ_LIỆU=N"),
        (["budget", "--expect", "dossiers.nothing=3"], "ghi SỐ_LIỆU=N"),
        (["what-if", "--change", "reform.plan"], "ghi dạng TÊN=GIÁ TRỊ"),
        (["what-if", "--change", "reform.nothing=1"], "không có số liệu tên «reform.nothing»"),
        (["what-if", "--rules", "none/2024"], "Không có bộ chỉ số «none/2024»"),
        (["odds", "--rivals", "khong-co.yaml"], "Không mở được tệp «khong-co.yaml»."),
    ],
)
def test_refusals_say_why_in_one_line(files, words, why):
    result = run(*words, *files)
    assert result.exit_code == 2
    assert why in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("content", "line"),
    [("A: 92\nB: nhiều\n", "dòng 2"), ("A: 120\n", "dòng 1"), ("A: {năm: 90}\n", "dòng 1")],
)
def test_a_wrong_file_of_rivals_is_refused_with_its_line(tmp_path, files, content, line):
    path = tmp_path / "khac.yaml"
    path.write_text(content, encoding="utf-8")
    result = run("odds", *files, "--rivals", str(path))
    assert result.exit_code == 2
    assert line in result.stderr
    assert "tỷ lệ từ 0 đến 100" in result.stderr
