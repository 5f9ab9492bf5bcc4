"""`thuocdo catalog draft`: what it prints, what it writes, how it refuses."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.adapters.tables import annex_files
from thuocdo.apps.rulebooks.catalogue import CATALOGUE, check, read_texts
from thuocdo.web.cli import main


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["catalog", "draft", *words])


@pytest.fixture
def annex(tmp_path: Path) -> str:
    file = tmp_path / "phu-luc.docx"
    file.write_bytes(annex_files.word())
    return str(file)


def test_the_summary_says_what_was_read_and_what_is_open(annex: str) -> None:
    result = run(annex, "--id", "department/2027", "--compare", "department/2024")
    assert (result.exit_code, result.stderr) == (0, "")
    for said in (
        "phu-luc.docx → bản thảo department/2027",
        "Quyết định 4512/QĐ-UBND, ngày 15/12/2026, Ủy ban nhân dân tỉnh Thử",
        "3 lĩnh vực, 8 tiêu chí chấm điểm, thang 10 điểm.",
        "Độ tin cậy: chắc chắn 4, khá chắc 3, cần xem kỹ 0, chưa đọc được 1.",
        "Cách chấm: theo tỷ lệ 2, theo số lượng 2",
        "điểm trừ",
        "các hàng con cộng lại được 3,5 điểm",
        "So với bộ trước:",
        "từ 3.4.1 (3.4) sang II.1 (lĩnh vực II)",
        "Còn để ngỏ: 1 tiêu chí chưa đọc được cách chấm; 7 số liệu mới",
    ):
        assert said in result.stdout


def test_the_files_written_are_the_catalogues_own(annex: str, tmp_path: Path) -> None:
    out = tmp_path / "department" / "2027"
    result = run(annex, "--id", "department/2027", "--out", str(out))
    assert result.exit_code == 0
    names = {path.name for path in out.iterdir()}
    assert names == {"set.yaml", "area-1.yaml", "area-2.yaml", "area-3.yaml", "facts.yaml"}
    texts = {name: (out / name).read_text(encoding="utf-8") for name in names}
    index_set, facts, _ = read_texts(texts)
    assert (index_set.id, len(facts)) == ("department/2027", 8)
    again = run(annex, "--out", str(out))
    assert again.exit_code == 2
    assert "đã có tệp" in again.stderr


def test_a_draft_put_into_the_catalogue_passes_its_check(annex: str, tmp_path: Path) -> None:
    root = tmp_path / "catalog"
    shutil.copytree(CATALOGUE, root)
    folder = root / "index_sets" / "sample" / "2027"
    assert run(annex, "--id", "sample/2027", "--out", str(folder)).exit_code == 0
    (folder / "facts.yaml").rename(root / "facts" / "sample.yaml")
    assert check(root) == ()


def test_the_draft_is_there_as_data(annex: str) -> None:
    answer = json.loads(run(annex, "--json").stdout)
    assert answer["set"]["id"] == "draft/2027"
    assert answer["stated_total"] == "12"
    first = answer["criteria"][0]
    assert (first["code"], first["kind"], first["confidence"], first["max_points"]) == (
        "I.1.1",
        "levels",
        "certain",
        "1",
    )
    assert answer["changes"] is None


def test_what_cannot_be_drafted_is_refused_in_one_line(annex: str, tmp_path: Path) -> None:
    letter = tmp_path / "thu.txt"
    letter.write_text("Kính gửi\n", encoding="utf-8")
    yearless = tmp_path / "bang.txt"
    yearless.write_text("TT\tTiêu chí\tĐiểm\n1\tKế hoạch\t1\n", encoding="utf-8")
    for words, said in (
        (["none.docx"], "Không có tệp «none.docx»"),
        ([str(letter)], "Không tìm thấy bảng tiêu chí"),
        ([annex, "--id", "Department 2027"], "không phải mã của bộ chỉ số"),
        ([annex, "--id", "department/0000"], "không phải mã của bộ chỉ số"),
        ([annex, "--compare", "department/1999"], "Không có bộ chỉ số «department/1999»"),
        ([str(yearless)], "hãy ghi thêm --id"),
        ([annex, "--out", str(letter)], "Không ghi được vào thư mục"),
    ):
        result = run(*words)
        assert result.exit_code == 2, words
        assert said in result.stderr
        assert result.stderr.count("\n") == 1
