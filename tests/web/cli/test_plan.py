"""`thuocdo plan read`: JSON for programs, a tidy summary for people, one line when refused."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from thuocdo.core.tables.findings import Finding, Severity
from thuocdo.core.tables.plan import PlanTable
from thuocdo.web.cli import main
from thuocdo.web.cli.plan_summary import _KINDS, summary

TESTS = Path(__file__).parents[2]
LIGHTS = TESTS / "core" / "tables" / "plan" / "street_lights.txt"
SHARED = Path(__file__).parents[4] / "shared" / "reference" / "documents"
REAL = sorted(SHARED.glob("002-*.txt"))


def run(*words):
    return CliRunner().invoke(main, ["plan", "read", *map(str, words)])


@pytest.fixture(scope="module")
def printed():
    result = run(LIGHTS, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def test_json_has_the_agreed_keys(printed):
    assert {"rows", "leaf_count", "total_points", "areas", "findings"} <= set(printed)
    row_keys = {"code", "title", "max_points", "lead", "support", "requirement", "note"}
    assert row_keys | {"parent", "is_leaf"} <= set(printed["rows"][0])
    finding_keys = {"kind", "severity", "row", "column", "message"}
    assert all(finding_keys <= set(finding) for finding in printed["findings"])


def test_json_figures(printed):
    assert (printed["leaf_count"], printed["total_points"]) == (13, "14.5")
    areas = [(area["code"], area["total_points"]) for area in printed["areas"]]
    assert areas == [("1", "6.5"), ("2", "4.5"), ("3", "3.5")]
    area, task = printed["rows"][:2]
    assert (area["max_points"], area["lead"], area["parent"], area["is_leaf"]) == (
        None,
        None,
        None,
        False,
    )
    assert (task["code"], task["parent"], task["max_points"]) == ("1.1", "1", "2")
    assert task["proposed_dues"][0]["date"] == "2026-02-10"


def test_the_summary_fits_a_terminal():
    result = run(LIGHTS)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert max(map(len, lines)) <= 100
    assert lines[1] == "18 hàng, 13 tiêu chí được chấm điểm, 14,5 điểm"
    assert any(line.split() == ["Cộng", "14,5"] for line in lines)
    assert "  Chủ trì không đích danh (2)" in lines


def test_every_kind_of_finding_has_a_name_in_the_summary(printed):
    assert {finding["kind"] for finding in printed["findings"]} <= set(_KINDS)
    sources = Path(__file__).parents[3].joinpath("thuocdo", "core", "tables", "plan").glob("*.py")
    code = "".join(source.read_text(encoding="utf-8") for source in sources)
    assert [kind for kind in _KINDS if f'"{kind}"' not in code] == []


def test_a_file_cannot_steer_the_terminal():
    finding = Finding("vague_lead", Severity.WARNING, "\x1b[2Jxóa\u202e màn hình")
    text = summary("a.txt", PlanTable(rows=[], headings={}, findings=[finding]))
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_nothing_to_say_is_said():
    text = summary("a.txt", PlanTable(rows=[], headings={}, findings=[]))
    assert "Không có gì cần xem lại." in text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "Không có tệp"),
        (b"", "rỗng"),
        (b"chi co chu\n", "Không tìm thấy bảng kế hoạch"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), ".docx"),
    ],
    ids=["missing", "empty", "no table", "old word"],
)
def test_what_cannot_be_read_gets_one_line_and_status_2(tmp_path, content, words):
    file = tmp_path / "kế hoạch.txt"
    if content is not None:
        file.write_bytes(content)
    result = run(file, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert words in result.stderr


def test_a_folder_is_refused(tmp_path):
    result = run(tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "thư mục" in result.stderr


if REAL:

    def test_the_real_plan():
        printed = json.loads(run(*REAL, "--json").stdout)
        figures = (len(printed["rows"]), printed["leaf_count"], printed["total_points"])
        assert figures == (56, 44, "62")
        totals = [area["total_points"] for area in printed["areas"]]
        assert totals == ["11", "7.5", "12.5", "4", "9", "6", "12"]


def test_an_agency_gone_by_then_is_a_finding_of_its_own(tmp_path):
    path = tmp_path / "k.txt"
    path.write_text(
        "(Kèm theo Kế hoạch số 1/KH ngày 15/01/2026)\n"
        "TT\tNhiệm vụ\tĐiểm tối đa\tChủ trì\n1\tBáo cáo UBND tỉnh Yên Bái\t1\tVăn phòng\n",
        encoding="utf-8",
    )
    said = run(path)
    assert "Cơ quan không còn khi ban hành (1)" in said.output
    assert "Đề xuất: Ủy ban nhân dân tỉnh Lào Cai." in " ".join(said.output.split())
