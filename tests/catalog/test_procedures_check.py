"""What the catalogue check says of procedures that cannot be right: where, and what to write."""

import shutil
from pathlib import Path

import pytest

from tests.catalog.changing import change
from thuocdo.apps.rulebooks.catalogue import CATALOGUE, check
from thuocdo.apps.rulebooks.shipped import procedures
from thuocdo.web.demo.dossiers import _PROCEDURES

LICENCE = "procedures/transport/1.002809.yaml"
SIGNS = "procedures/transport/1.002877.yaml"
TWELVE = 12


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CATALOGUE, tmp_path / "catalog"))


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (LICENCE, "clock_rule: default", "clock_rule: mai", "không có cách tính «mai»"),
        (LICENCE, "  - code: 1.002809", "  - code: 1.002808", "mã phải là «1.002809» như tên tệp"),
        (LICENCE, "  - code: 1.002809", "  - code: 1002809", "không đúng mẫu"),
        (LICENCE, "share: 10,", "share: 11,", "phải cộng thành 100"),
        (LICENCE, "time: {amount: 5", "time: {amount: 0", "Thời hạn phải lớn hơn 0"),
        (LICENCE, "channels: [IN_PERSON", "channels: [BY_HAND", "«BY_HAND» không hợp lệ"),
        (LICENCE, "    result: Giấy", "    resutl: Giấy", "không có khóa nào tên «resutl» ở đây"),
        (SIGNS, "committed: {amount: 1", "committed: {amount: 3", "ngắn hơn 2 ngày làm việc"),
        ("procedures/review.yaml", "months: 6", "months: 0", "không được nhỏ hơn 1"),
    ],
)
def test_a_mistake_is_told_with_its_file(copy, file, old, new, said):
    change(copy, file, old, new)
    complaints = check(copy)
    assert any(one.startswith(f"{file}, dòng ") and said in one for one in complaints), complaints


def test_versions_in_force_together_are_told_with_the_line_to_mend(copy):
    line = change(copy, LICENCE, "valid_to: 2023-08-01", "valid_to: 2023-09-01")
    assert check(copy) == (
        f"{LICENCE}, dòng {line}: hai phiên bản của 1.002809 cùng có hiệu lực từ 01/08/2023; "
        "ghi «valid_to: 2023-08-01» cho phiên bản trước",
    )


def test_a_procedure_stands_in_one_file(copy):
    folder = copy / "procedures" / "other"
    folder.mkdir()
    shutil.copy(copy / SIGNS, folder)
    (complaint, *_) = check(copy)
    assert "thủ tục 1.002877 đã có ở procedures/other/1.002877.yaml" in complaint


def test_the_procedures_of_the_demo_ship_with_the_same_name_time_and_field():
    shipped = [one for one in procedures().values() if one.valid_from.year < 2025]
    for known in _PROCEDURES:
        for one in (one for one in shipped if one.code == known.code):
            assert (one.title, one.sector, one.time.amount) == (
                known.title,
                known.field,
                known.working_days,
            )
    codes = {one.code for one in procedures().values()}
    assert len(codes) == TWELVE
    assert codes >= {known.code for known in _PROCEDURES}
