"""`thuocdo people`: a template, a workbook taken in, refusals, rows made anew."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.staffing import ROWS, workbook
from thuocdo.adapters.tables.workbooks import write_workbook
from thuocdo.core.tables.agencies import WrittenSheet


@pytest.fixture
def run(tmp_path: Path):
    environment = {k: v for k, v in os.environ.items() if k != "THUOCDO_DATABASE_URL"}
    environment["THUOCDO_DATA_DIR"] = str(tmp_path / "data")

    def call(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "thuocdo", *words],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
        )

    return call


def agencies(*codes: str) -> bytes:
    head = ("Mã định danh", "Tên cơ quan", "Có hiệu lực từ")
    rows = tuple((code, f"Sở {code}", "01/01/2016") for code in codes)
    return write_workbook([WrittenSheet("Cơ quan", head, rows)])


def test_a_template_a_workbook_and_rows_made_anew(run, tmp_path: Path) -> None:
    (tmp_path / "co-quan.xlsx").write_bytes(agencies("H99.15"))
    run("org", "import", "co-quan.xlsx")
    assert run("people", "template", "mau.xlsx").stdout == "Đã ghi sổ mẫu vào mau.xlsx.\n"
    (tmp_path / "can-bo.xlsx").write_bytes(workbook())
    taken = run("people", "import", "can-bo.xlsx")
    assert taken.stdout == (
        "Đã nhập can-bo.xlsx cho Sở H99.15: 17 bản ghi mới, 0 bản ghi thay đổi, 0 bản ghi giữ nguyên.\n"
    )
    again = run("people", "import", "can-bo.xlsx", "--agency", "H99.15")
    assert "0 bản ghi mới, 0 bản ghi thay đổi, 17 bản ghi giữ nguyên" in again.stdout
    assert run("people", "rebuild").stdout == "Đã lập lại 12 dòng công bố của Sở H99.15.\n"
    (tmp_path / "sai.xlsx").write_bytes(
        workbook({"trainings": [*ROWS["trainings"], *ROWS["trainings"]]})
    )
    refused = run("people", "import", "sai.xlsx")
    assert refused.returncode == 1
    assert refused.stderr.splitlines()[0].startswith("trang «Đào tạo», dòng 5, ô A5: trùng với")
    assert refused.stderr.endswith("Không nhập gì; sửa các chỗ trên rồi nhập lại.\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "khong-co.xlsx", "--agency", "H99.15"), "Không có tệp «khong-co.xlsx»"),
        (("import", "x.xlsx", "--agency", "H00"), "Không có cơ quan mang mã H00"),
        (("import", "x.xlsx"), "chỉ cơ quan bằng --agency MÃ"),
        (("template", "x.csv"), "phải kết thúc bằng .xlsx"),
        (("template", "khong-co/x.xlsx"), "Không ghi được tệp"),
    ],
)
def test_refusals_are_one_line(run, tmp_path: Path, words, said) -> None:
    (tmp_path / "co-quan.xlsx").write_bytes(agencies("H99.15", "H99.19"))
    run("org", "import", "co-quan.xlsx")
    refused = run("people", *words)
    assert refused.returncode == 2
    assert said in refused.stderr
    assert refused.stderr.count("\n") == 1
