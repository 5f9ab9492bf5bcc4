"""`thuocdo audit`: verifying names the entry, erasing and retaining leave the chain whole."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def run(tmp_path: Path):
    """Run commands against an installation of their own with seven entries in its journal: the person's position and role have their own."""
    environment = {k: v for k, v in os.environ.items() if k != "THUOCDO_DATABASE_URL"}
    environment["THUOCDO_DATA_DIR"] = str(tmp_path)

    def call(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "thuocdo", *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True)

    for code in ("H99", "H98", "H97", "H96"):
        assert call("agency", "add", code, f"Cơ quan {code}").returncode == 0
    words = (
        "user add an --agency H99 --family-name Trần --given-name An --password mot-cau-dai-de-nho"
    )
    assert call(*words.split()).returncode == 0
    return call


def change(folder: Path, sql: str) -> None:
    with sqlite3.connect(folder / "thuocdo.sqlite3") as database:
        database.execute(sql)
    database.close()


def test_verifying_erasing_retaining(run, tmp_path: Path) -> None:
    first = run("audit", "verify")
    assert "Chưa có đầu niêm phong giữ riêng" in first.stdout
    assert "Nhật ký nguyên vẹn: 7 dòng." in first.stdout
    noted = first.stdout.split()[-1]
    assert noted.startswith("7:")
    erased = run("audit", "erase", "--subject", "organisations.user:1", "--reason", "Đơn số 3")
    assert erased.stdout == "Đã xóa dữ liệu cá nhân của organisations.user:1 khỏi 1 dòng nhật ký.\n"
    again = run("audit", "erase", "--subject", "organisations.user:1", "--reason", "Đơn số 3")
    assert again.returncode == 2
    assert "không giữ dữ liệu cá nhân nào" in again.stderr
    retained = run("audit", "retain")
    assert "Lượt xem nội dung nhạy cảm: 0 dòng hết hạn lưu." in retained.stdout
    whole = run("audit", "verify", "--head", noted)
    assert "Nhật ký nguyên vẹn: 8 dòng." in whole.stdout, whole.stderr
    assert run("audit", "verify", "--head", "7:000000").returncode == 1
    assert "ghi dạng số:mã" in run("audit", "verify", "--head", "x").stderr

    change(tmp_path, "UPDATE organisations_auditentry SET action='x' WHERE number=3")
    change(tmp_path, "DELETE FROM organisations_auditentry WHERE number=2")
    change(tmp_path, "DELETE FROM organisations_auditentry WHERE number=8")
    change(
        tmp_path,
        "UPDATE organisations_journalhead SET number=7, "
        "seal=(SELECT seal FROM organisations_auditentry WHERE number=7)",
    )
    broken = run("audit", "verify")
    assert broken.returncode == 1
    assert "Dòng 2 bị xóa." in broken.stderr
    assert "Dòng 3 bị sửa (đang ghi: x, organisations.agency:3" in broken.stderr
    assert "Dòng 8 bị xóa." in broken.stderr
    assert "nguyên vẹn" not in broken.stdout
