"""`thuocdo org`: take the directory in, look at it on a day, write it out and in again."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from thuocdo.adapters.tables.workbooks import write_workbook
from thuocdo.core.tables.agencies import WrittenSheet


@pytest.fixture
def run(tmp_path: Path):
    environment = {k: v for k, v in os.environ.items() if k != "THUOCDO_DATABASE_URL"}
    environment["THUOCDO_DATA_DIR"] = str(tmp_path / "data")

    def call(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "thuocdo", "org", *words],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
        )

    return call


def test_in_out_and_in_again(run, tmp_path: Path) -> None:
    taken = run("import", "--catalog")
    assert taken.stdout.startswith(
        "Đã nhập danh mục đi kèm: 103 cơ quan mới, 0 cơ quan có thay đổi"
    )
    shown = run("show", "--as-of", "01/03/2025", "TAM.LAMDONG").stdout.splitlines()
    assert shown[0] == "7 cơ quan, ngày 01/03/2025"
    assert "  Sở Xây dựng (TAM.LAMDONG.XD.2025)" in shown
    told = json.loads(run("show", "--as-of", "2025-02-28", "TAM.LAMDONG", "--json").stdout)
    assert told["as_of"] == "2025-02-28"
    assert len(told["agencies"][0]["children"]) == 11
    assert run("export", "danh-ba.xlsx").stdout == "Đã ghi 103 cơ quan vào danh-ba.xlsx.\n"
    assert "0 cơ quan mới, 0 cơ quan có thay đổi, 103" in run("import", "danh-ba.xlsx").stdout
    gone = run("show", "--as-of", "2025-07-01", "TAM.HAGIANG")
    assert gone.returncode == 2
    assert gone.stderr == "Không có cơ quan mang mã TAM.HAGIANG vào ngày 01/07/2025.\n"


def test_what_cannot_be_taken_in_is_said_with_its_place(run, tmp_path: Path) -> None:
    head = ("Mã định danh", "Tên cơ quan", "Có hiệu lực từ", "Mã cơ quan cấp trên")
    rows = (("H99", "UBND tỉnh Thử", "01/01/2016", ""), ("H99.1", "Sở Thử", "01/01/2015", "H99"))
    (tmp_path / "a.xlsx").write_bytes(write_workbook([WrittenSheet("Cơ quan", head, rows)]))
    refused = run("import", "a.xlsx")
    assert refused.returncode == 1
    first, last = refused.stderr.splitlines()
    assert first.startswith("trang «Cơ quan», dòng 3, ô D3: H99.1 trực thuộc H99 từ 01/01/2015")
    assert last == "Không nhập gì; sửa các chỗ trên rồi nhập lại."
    assert run("show").stdout.startswith("0 cơ quan")
    (tmp_path / "b.yaml").write_text("agencies:\n  - {code: X}\n", encoding="utf-8")
    assert "b.yaml, dòng 2: thiếu khóa «name»" in run("import", "b.yaml").stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import",), "Chỉ một tệp .xlsx, .yaml"),
        (("import", "khong-co.xlsx"), "Không có tệp «khong-co.xlsx»"),
        (("export", "x.csv"), "phải kết thúc bằng .xlsx"),
        (("export", "khong-co/x.xlsx"), "Không ghi được tệp"),
        (("show", "--as-of", "mai"), "«mai» không phải là ngày"),
    ],
)
def test_refusals_are_one_line(run, words, said) -> None:
    refused = run(*words)
    assert refused.returncode == 2
    assert said in refused.stderr
    assert refused.stderr.count("\n") == 1
