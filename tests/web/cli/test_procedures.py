"""`thuocdo procedures`: what is in force, a template, a workbook taken in, refusals."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.procedure_book import changed, workbook
from tests.web.cli.test_people import agencies


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


def test_list_template_import_and_refusals(run, tmp_path: Path) -> None:
    shown = run("procedures", "list", "--on", "30/09/2024")
    assert "1.002809  5 ngày làm việc" in shown.stdout
    assert "12 thủ tục có hiệu lực ngày 30/09/2024." in shown.stdout
    assert "0 thủ tục" in run("procedures", "list", "--on", "31/12/2020").stdout
    assert run("procedures", "list", "--on", "hôm kia").returncode == 2
    assert run("procedures", "template", "mau.xlsx").stdout == "Đã ghi sổ mẫu vào mau.xlsx.\n"
    assert run("procedures", "template", "mau.doc").returncode == 2
    (tmp_path / "co-quan.xlsx").write_bytes(agencies("H99.15"))
    run("org", "import", "co-quan.xlsx")
    (tmp_path / "thu-tuc.xlsx").write_bytes(workbook())
    nobody = run("procedures", "import", "thu-tuc.xlsx", "--by", "giamdoc")
    assert nobody.returncode == 2
    assert "Không có người dùng «giamdoc»" in nobody.stderr
    made = run(
        "user", "add", "giamdoc", "--agency", "H99.15", "--family-name", "Vũ", "--given-name", "Dũng",
        "--role", "director", "--password", "mat-khau-rat-dai-2024",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    (tmp_path / "sai.xlsx").write_bytes(workbook(changed("parts", 0, 2, "bản nháp")))
    wrong = run("procedures", "import", "sai.xlsx", "--by", "giamdoc")
    assert wrong.returncode == 1
    assert "trang «Thành phần», dòng 2, ô C2: không hiểu «bản nháp»" in wrong.stderr
    assert "Không nhập gì" in wrong.stderr
    done = run("procedures", "import", "thu-tuc.xlsx", "--by", "giamdoc", "--publish")
    assert done.stdout == (
        "Đã nhập thu-tuc.xlsx cho Sở H99.15: 0 bản thảo, 2 phiên bản công bố, 0 đã có.\n"
    )
    ours = run("procedures", "list", "--on", "15/01/2024", "--agency", "H99.15")
    assert "1.999001" in ours.stdout
    assert ours.stdout.endswith("2 thủ tục có hiệu lực ngày 15/01/2024.\n")
