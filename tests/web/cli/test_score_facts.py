"""`thuocdo score --facts`: the real-time index from one file of facts."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from thuocdo.web.cli import main

FACTS = """\
portal.procedures_announced_on_time: 90/100
portal.dossiers_synced: 50
portal.dossiers_reported: 0
portal.dossiers_on_portal: 0
portal.dossiers_last_year: 1200
portal.dossiers_in_time: {numerator: 950, denominator: 1000}
portal.petitions_received: 0
portal.petitions_unsatisfied: 0
"""


def run(file: Path, *words: str) -> Result:
    asked = ["score", "--set", "qd766/2022", "--facts", str(file), *words]
    return CliRunner().invoke(main, asked)


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    file = tmp_path / "facts.yaml"
    file.write_text(FACTS, encoding="utf-8")
    return file


def sheet(file: Path, *words: str) -> dict[str, Any]:
    result = run(file, "--json", *words)
    assert result.exit_code == 0, result.stderr
    read: dict[str, Any] = json.loads(result.stdout)
    return read


def test_groups_add_up_and_what_does_not_apply_leaves_the_scale(facts: Path) -> None:
    answer = sheet(facts, "--as-of", "2024-03-31", "--period", "month")
    assert [(area["code"], area["max_points"]) for area in answer["areas"]] == [
        ("1", "18"),
        ("2", "20"),
        ("3", "12"),
        ("3TT", "10"),
        ("4", "22"),
        ("5", "18"),
    ]
    criteria = {one["code"]: one for one in answer["criteria"]}
    assert (criteria["1.1"]["points"], criteria["2.1"]["points"]) == ("5.4", "19")
    assert criteria["1.4"]["points"] == "3"  # 50 of a twelfth of 1.200
    assert (criteria["5.3"]["state"], criteria["5.3"]["points"]) == ("not_applicable", None)
    assert (answer["scale"], answer["full_scale"]) == ("94", "100")
    assert (answer["total"], answer["percent"]) == ("27.4", "29.15")
    assert answer["class"] == "Yếu"


def test_the_period_decides_the_share_of_last_year(facts: Path) -> None:
    points = {
        period: next(
            one["points"]
            for one in sheet(facts, "--as-of", "2024-03-31", "--period", period)["criteria"]
            if one["code"] == "1.4"
        )
        for period in ("month", "quarter", "year")
    }
    assert points == {"month": "3", "quarter": "1", "year": "0.25"}


def test_what_would_change_a_score_is_said_and_given_as_data(facts: Path) -> None:
    answer = sheet(facts)
    step = next(one["next_step"] for one in answer["criteria"] if one["code"] == "2.1")
    assert step == {
        "text": "Nếu đạt từ 100 % trở lên (thêm 50 hồ sơ) thì được thêm 1 điểm.",
        "gain": "1.00",
        "fact": "portal.dossiers_in_time",
        "target": "100.00",
    }
    assert step["text"] in " ".join(run(facts).stdout.split())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("1200", "nhiều", "facts.yaml, dòng 5: «nhiều» không phải là số"),
        ("dossiers_in_time", "dossiers_on_time", "dòng 6: không có số liệu tên"),
        ("90/100", "[90]", "dòng 1: «portal.procedures_announced_on_time» ghi một số"),
        ("90/100", "100/90", "dòng 1: «100/90»: tử số không được lớn hơn mẫu số"),
        ("1200", "1200.5", "dòng 5: «1200,5»: số lượng phải là số nguyên"),
        ("portal.petitions_unsatisfied", "portal.petitions_received", "dòng 8: khóa"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(facts: Path, old: str, new: str, said: str) -> None:
    facts.write_text(FACTS.replace(old, new), encoding="utf-8")
    result = run(facts)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("? [a]\n: 1\n", "facts.yaml, dòng 9: khóa phải là một chữ hay số"),
        ("? {a: b}\n: 1\n", "facts.yaml, dòng 9: khóa phải là một chữ hay số"),
        ("deep: " + "[" * 5000, "facts.yaml, dòng 9: lồng nhau quá 50 tầng"),
        ("deep: " + "[" * 60 + "]" * 60, "facts.yaml, dòng 9: lồng nhau quá 50 tầng"),
        ("endless: &a\n- *a\n", "facts.yaml, dòng 9: lồng nhau quá 50 tầng"),
    ],
    ids=["list", "mapping", "open", "closed", "endless"],
)
def test_yaml_that_no_document_needs_is_refused(facts: Path, more: str, said: str) -> None:
    facts.write_text(FACTS + more, encoding="utf-8")
    result = run(facts)
    assert result.exit_code == 2
    assert result.stderr == f"{said}\n"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "Không mở được tệp" in run(tmp_path / "none.yaml").stderr
