"""`thuocdo catalog`: the check and its time, and two versions side by side."""

import json
import time
from pathlib import Path

from click.testing import CliRunner, Result

from thuocdo.web.cli import main


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["catalog", *words])


def test_the_check_says_how_many_sets_hold_together() -> None:
    started = time.perf_counter()
    result = run("check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Danh mục đúng: " in result.stdout
    assert time.perf_counter() - started < 3


def test_two_sets_are_compared_by_words_and_as_data(tmp_path: Path) -> None:
    said = run("compare", "department/2024", "department/2024").stdout
    assert said.startswith("department/2024 → department/2024: ")
    answer = json.loads(run("compare", "department/2024", "qd766/2022", "--json").stdout)
    assert {"removed", "added"} <= {change["kind"] for change in answer["changes"]}
    crosswalk = tmp_path / "codes.yaml"
    crosswalk.write_text("3.4.1: 2.1\n", encoding="utf-8")
    words = ["compare", "department/2024", "qd766/2022", "--crosswalk", str(crosswalk)]
    assert "từ 3.4.1 (3.4) sang 2.1 (lĩnh vực 2)" in run(*words).stdout


def test_what_cannot_be_compared_is_refused_in_one_line(tmp_path: Path) -> None:
    crosswalk = tmp_path / "codes.yaml"
    crosswalk.write_text("3.4.1: 99\n", encoding="utf-8")
    for words, said in (
        (["department/2024", "department/1999"], "Không có bộ chỉ số «department/1999»"),
        (["department/2024", "qd766/2022", "--crosswalk", str(crosswalk)], "không có tiêu chí 99"),
        (["department/2024", "qd766/2022", "--crosswalk", "none.yaml"], "Không mở được tệp"),
    ):
        result = run("compare", *words)
        assert result.exit_code == 2
        assert said in result.stderr
        assert result.stderr.count("\n") == 1


def test_targets_are_told_with_their_path() -> None:
    said = run("targets", "home_affairs_department").stdout
    assert "Trung tâm lưu trữ tự bảo đảm chi thường xuyên: trên 30 %, năm 2023" in said
    assert "Từng năm: 2021: 20; 2022: 40; 2023: 60; 2024: 80; 2025: 100" in said
    assert "quang_binh" not in said


def test_targets_are_told_as_data() -> None:
    programmes = {one["id"]: one for one in json.loads(run("targets", "--json").stdout)}
    assert len(programmes) == 4
    last = programmes["quang_binh"]["targets"][-1]
    assert (last["value"], last["year"], last["path"]) == ("100", 2030, {"2030": "100"})


def test_an_unknown_programme_is_refused_in_one_line() -> None:
    result = run("targets", "ha_noi")
    assert result.exit_code == 2
    assert result.stderr.startswith("Không có chương trình «ha_noi». Hiện có: ")
