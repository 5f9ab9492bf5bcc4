import json
from datetime import date

import pytest
from click.testing import CliRunner

from thuocdo.web.cli import main
from thuocdo.web.cli.dossiers import command
from thuocdo.web.demo.dossiers import write_export
from thuocdo.web.demo.sheet import HEADINGS

CSV = """Mã hồ sơ;Ngày tiếp nhận;Ngày hẹn trả;Ngày có kết quả;Trạng thái
A-1;05/01/2024 08:30;12/01/2024 08:30;10/01/2024 15:00;Đã xử lý xong
A-2;05/01/2024 08:30;12/01/2024 08:30;;Đang xử lý
A-2;05/01/2024 08:30;12/01/2024 08:30;;Đang xử lý
"""


@pytest.fixture
def run():
    def invoke(*arguments):
        return CliRunner().invoke(command, ["read", *map(str, arguments)])

    return invoke


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "ho-so.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def test_json_gives_numbers_and_findings(run, tmp_path):
    path = tmp_path / "a.xlsx"
    totals = write_export(path, seed=5, dossiers=300, as_of=date(2024, 12, 31))
    result = run(path, "--json")
    assert result.exit_code == 0
    told = json.loads(result.output)
    for name in totals.__slots__:
        assert told[name] == getattr(totals, name), name
    assert told["as_of"] == "2024-12-31"
    assert told["as_of_source"] == "title"
    assert told["columns"]["code"] == "Mã hồ sơ"
    error = next(finding for finding in told["findings"] if finding["kind"] == "unknown_channel")
    assert set(error) >= {"kind", "severity", "sheet", "row", "column", "cell", "message"}
    assert error["cell"] == f"G{error['row']}"


def test_rates_are_texts_and_unknown_counts_are_null(run, small):
    told = json.loads(run(small, "--json", "--as-of", "2024-01-31").output)
    assert told["on_time_rate"] == "100.00"
    assert told["online"] is None
    assert told["online_rate"] is None
    assert (told["read"], told["kept"], told["refused"]) == (3, 2, 1)
    assert told["refused_by_kind"] == {"duplicate_code": 1}


def test_the_day_cuts_the_numbers(run, small):
    told = json.loads(run(small, "--json", "--as-of", "09/01/2024").output)
    assert (told["finished"], told["open"], told["on_time_rate"]) == (0, 2, None)


def test_the_summary_is_in_vietnamese(run, small):
    result = run(small, "--as-of", "2024-01-31")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0] == "ho-so.csv, tính đến hết ngày 31/01/2024"
    assert any(line.split() == ["Tiếp", "nhận", "2"] for line in lines)
    assert "(100,00 %)" in result.output
    assert "không rõ" in result.output
    assert "- Lỗi, A4: Mã A-2 đã có ở dòng 3" in result.output


def test_a_long_list_of_findings_is_cut(run, tmp_path):
    path = tmp_path / "a.csv"
    rows = "".join(f"A-{n};?;;;Đang xử lý\n" for n in range(60))
    path.write_text(CSV.splitlines(keepends=True)[0] + rows, encoding="utf-8")
    result = run(path)
    assert result.exit_code == 0
    assert "chỗ khác; thêm --json" in result.output
    assert result.output.splitlines()[0] == "a.csv"


def test_a_clean_file_says_so(run, tmp_path):
    path = tmp_path / "a.csv"
    row = "1;A-1;1.002809;a;b;c;Trực tiếp;05/01/2024 08:00;9/1/2024 08:00;;;Đang xử lý;;x;;0;;\n"
    path.write_text(";".join(HEADINGS) + "\n" + row, encoding="utf-8")
    assert "Không có chỗ nào cần xem lại." in run(path, "--as-of", "2024-01-08").output


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "Không có tệp"),
        (b"", "tệp rỗng"),
        (b"%PDF-1.4", "PDF"),
        ("Họ tên;Chức vụ\nBình;Chuyên viên\n".encode(), "Họ tên; Chức vụ"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(run, tmp_path, content, said):
    path = tmp_path / "a.csv"
    if content is not None:
        path.write_bytes(content)
    result = run(path, "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert said in result.stderr


def test_a_folder_and_a_wrong_day_are_refused(run, small):
    assert run(small.parent).exit_code == 2
    result = run(small, "--as-of", "31/02/2024")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


def test_the_command_is_registered():
    result = CliRunner().invoke(main, ["dossiers", "--help"])
    assert result.exit_code == 0
    assert "read" in result.output
