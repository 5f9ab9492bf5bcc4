"""A year's notice comes out: the dossiers whose printed date moves, and whom to tell."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from thuocdo.web.cli import main

REGISTER = """DANH SÁCH HỒ SƠ CHƯA TRẢ
STT,Mã hồ sơ,Ngày tiếp nhận,Thời hạn,Liên hệ
1,H99-1,28/12/2026 09:00,5 ngày làm việc,0900 000 001
2,H99-2,01/12/2026 09:00,5 ngày làm việc,0900 000 002
3,H99-3,29/12/2026 10:00,40 giờ,
"""
# An invented notice: Monday 4 January off beside New Year, worked on Saturday 16 January.
NOTICE = """year: 2027
basis: decreed
notices:
  - number: 1/TB-THU
    title: Thông báo để thử
days:
  - on: 2027-01-01
    kind: holiday
    title: Tết Dương lịch
    law: Bộ luật Lao động 45/2019/QH14, Điều 112
  - on: 2027-01-04
    kind: swapped_out
    title: Nghỉ hoán đổi, làm bù thứ Bảy 16/01/2027
    swap: 2027-01-16
    law: Thông báo để thử
    notice: 1/TB-THU
  - on: 2027-01-16
    kind: swapped_in
    title: Làm bù cho thứ Hai 04/01/2027
    swap: 2027-01-04
    law: Thông báo để thử
    notice: 1/TB-THU
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    register, notice = tmp_path / "so.csv", tmp_path / "2027.yaml"
    register.write_text(REGISTER, encoding="utf-8")
    notice.write_text(NOTICE, encoding="utf-8")
    return register, notice


def run(register: Path, notice: Path) -> Result:
    return CliRunner().invoke(main, ["clock", "moved", str(register), "--notice", str(notice)])


def test_the_moved_dossiers_are_listed_with_whom_to_tell(files: tuple[Path, Path]) -> None:
    said = run(*files)
    assert said.exit_code == 0
    lines = said.stdout.splitlines()
    assert lines[0] == "H99-1: 09:00 05/01/2027 (dự kiến) → 09:00 06/01/2027; báo: 0900 000 001"
    assert lines[1].startswith("H99-3: ")
    assert lines[1].endswith("báo: không ghi liên hệ")
    assert lines[2] == "2 trong 3 hồ sơ đổi ngày hẹn trả."


def test_a_notice_that_confirms_the_estimate_moves_no_hour(files: tuple[Path, Path]) -> None:
    register, notice = files
    days = NOTICE[: NOTICE.index("  - on: 2027-01-04")]
    notice.write_text(days, encoding="utf-8")
    assert run(register, notice).stdout == "0 trong 3 hồ sơ đổi ngày hẹn trả.\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("28/12/2026 09:00", "hôm kia", "Dòng 3"),
        ("5 ngày làm việc,0900 000 001", "sớm,", "Dòng 3"),
        ("Thời hạn", "Hạn", "đủ các cột"),
    ],
)
def test_a_bad_register_is_refused_with_its_place(files, old: str, new: str, said: str) -> None:
    register, notice = files
    register.write_text(REGISTER.replace(old, new, 1), encoding="utf-8")
    refused = run(register, notice)
    assert refused.exit_code == 2
    assert said in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_a_missing_or_wrong_notice_is_refused(files: tuple[Path, Path]) -> None:
    register, notice = files
    assert "Không có tệp" in run(register, notice.with_name("2028.yaml")).stderr
    notice.write_text(NOTICE.replace("kind: holiday", "kind: party"), encoding="utf-8")
    assert "2027.yaml, dòng 8" in run(register, notice).stderr
