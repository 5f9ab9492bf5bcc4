"""`thuocdo score`: from two files to a sheet; the figures, the sentences, the refusals."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.web.office import PLAN, dossiers_csv
from thuocdo.web.cli import main

SHARED = Path(__file__).parents[4] / "shared"
REAL = sorted(SHARED.glob("data/synthetic-dossiers-2023.xlsx"))
REAL_PLAN = sorted(SHARED.glob("reference/documents/002-*.txt"))


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    plan, export = tmp_path / "ke-hoach.txt", tmp_path / "ho-so.csv"
    plan.write_bytes(PLAN)
    export.write_bytes(dossiers_csv())
    return ["--plan", str(plan), "--dossiers", str(export), "--as-of", "2023-12-31"]


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["score", "--set", "department/2024", *words])


def sheet(*words: str) -> dict[str, Any]:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.stderr
    read: dict[str, Any] = json.loads(result.stdout)
    return read


def by_code(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {criterion["code"]: criterion for criterion in answer["criteria"]}


def test_the_sheet_holds_every_criterion_and_adds_up(files: list[str]) -> None:
    answer = sheet(*files)
    assert (answer["set"], answer["scale"], len(answer["criteria"])) == (
        "department/2024",
        "95",
        45,
    )
    keys = {"code", "max_points", "points", "state", "reason", "fact"}
    assert all(keys <= set(criterion) for criterion in answer["criteria"])
    # 57 of 60 on time is 1,90 of 2; nothing is digitised; 7 asked twice earns nothing
    assert answer["total"] == "1.9"
    assert answer["percent"] == "2.00"
    assert answer["plan"]["points_outside"] == "94"


def test_computed_declared_and_missing_are_told_apart(files: list[str]) -> None:
    criteria = by_code(sheet(*files, "--declare", "dossiers.apology_notes=3"))
    assert (criteria["3.4.1"]["state"], criteria["3.4.1"]["points"]) == ("computed", "1.9")
    assert criteria["3.4.1"]["fact"]["value"] == "95.00"
    assert (criteria["3.4.2"]["state"], criteria["3.4.2"]["points"]) == ("declared", "1")
    assert (criteria["3.3.2"]["points"], criteria["3.3.2"]["fact"]["value"]) == ("0", "7.00")
    assert (criteria["1.1"]["state"], criteria["1.1"]["points"]) == ("no_data", None)
    assert criteria["3.3.2"]["lead"].startswith("Phòng Vận tải")


def test_as_of_cuts_facts_and_never_refuses_the_set(files: list[str]) -> None:
    files[-1] = "2023-01-31"
    early = by_code(sheet(*files))
    assert early["3.3.2"]["fact"]["numerator"] == "5"
    files[-1] = "2031-01-31"
    other_year = by_code(sheet(*files))
    assert other_year["3.3.2"]["state"] == "no_data"


def test_without_as_of_the_day_is_the_last_in_the_file(files: list[str]) -> None:
    assert sheet(*files[:-2])["as_of"] == "2023-12-27"


def test_people_read_sentences(files: list[str]) -> None:
    said = run(*files).stdout
    assert "Đang có 1,9/95 điểm (2,00 %)" in said
    assert "7 hồ sơ" in said
    assert "94 điểm của thang 95 không nằm trong nhiệm vụ của ai." in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--declare", "dossiers.apology_notes"], "TÊN=GIÁ TRỊ"),
        (["--declare", "dossiers.apologies=1"], "Không có số liệu tên «dossiers.apologies»"),
        (["--declare", "dossiers.apology_notes=nhiều"], "không phải là số"),
        (["--declare", "dossiers.overdue=1"], "tính từ hồ sơ"),
        (["--as-of", "hôm qua"], "không phải là ngày"),
        (["--set", "department/1999"], "Không có bộ chỉ số «department/1999»"),
        (["--plan", "khong-co.docx"], "Không có tệp «khong-co.docx»"),
        (["--dossiers", "."], "thư mục"),
    ],
)
def test_a_refusal_is_one_line_and_exit_2(files: list[str], words: list[str], said: str) -> None:
    result = run(*files, *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_without_files_a_day_is_needed() -> None:
    assert "--as-of" in run().stderr
    assert sheet("--as-of", "2024-06-30")["unknown"] == "95"


if REAL and REAL_PLAN:  # real files, where they lie beside the project

    def test_the_figures_of_2023() -> None:
        words = ["--plan", str(REAL_PLAN[0]), "--dossiers", str(REAL[0]), "--as-of", "2023-12-31"]
        criteria = by_code(sheet(*words))
        assert criteria["3.3.2"]["points"] == "0"
        assert "52" in criteria["3.3.2"]["reason"]
        assert criteria["3.4.1"]["fact"]["value"] == "96.50"
        assert criteria["7.2"]["fact"]["value"] == "32.00"
        assert (criteria["3.4.2"]["state"], criteria["3.4.2"]["points"]) == ("no_data", None)
        declared = by_code(sheet(*words, "--declare", "dossiers.apology_notes=0"))
        assert declared["3.4.2"]["points"] == "0"
