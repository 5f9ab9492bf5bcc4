"""Opening an installation from the command line: agencies, users, the journal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def run(tmp_path: Path):
    """Run commands against an installation of their own, as an administrator would."""
    environment = {k: v for k, v in os.environ.items() if k != "THUOCDO_DATABASE_URL"}
    environment["THUOCDO_DATA_DIR"] = str(tmp_path)

    def call(*words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "thuocdo", *words],
            env=environment,
            input=typed,
            capture_output=True,
            text=True,
        )

    return call


def test_an_office_is_opened_and_its_journal_is_whole(run, tmp_path: Path) -> None:
    assert run("agency", "add", "H99", "UBND tỉnh Thử").returncode == 0
    added = run("agency", "add", "H99.15", "Sở Thử", "--parent", "H99", "--group", "departments")
    assert added.stdout == "Đã thêm Sở Thử (H99.15).\n"
    person = (
        "user",
        "add",
        "an",
        "--agency",
        "H99.15",
        "--family-name",
        "Trần",
        "--given-name",
        "An",
    )
    assert run(*person, "--password", "mot-cau-dai-de-nho").returncode == 0
    changed = run("user", "email", "an", "an@so.example")
    assert changed.stdout == "an nhận thư báo ở an@so.example.\n"
    assert run("user", "email", "an").stdout == "an không nhận thư báo nữa.\n"
    assert "Nhật ký nguyên vẹn: " in run("audit", "verify").stdout
    refusals = [
        (("user", "email", "an", "khong phai"), "«khong phai» không phải là địa chỉ thư"),
        (("user", "email", "binh", "b@so.example"), "Không có người dùng tên binh"),
        ((*person[:2], "binh", *person[3:], "--email", "x", "--password", "y"), "địa chỉ thư"),
        (("agency", "add", "H99", "Lần nữa"), "Đã có cơ quan mang mã H99."),
        (
            ("agency", "add", "H98", "X", "--parent", "H00"),
            "Không có cơ quan cấp trên mang mã H00.",
        ),
        (("agency", "add", "H97", "X", "--since", "hôm qua"), "không phải là ngày"),
        ((*person, "--password", "mot-cau-dai-de-nho"), "Đã có người dùng tên an."),
        ((*person[:2], "binh", *person[3:], "--password", "123"), "mật khẩu"),
        ((*person[:2], "binh", "--agency", "H1", *person[5:], "--password", "x"), "mã H1"),
    ]
    for words, said in refusals:
        refused = run(*words)
        assert refused.returncode == 2
        assert said.lower() in refused.stderr.lower()
        assert refused.stderr.count("\n") == 1
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
