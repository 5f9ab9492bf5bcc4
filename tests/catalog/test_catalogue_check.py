"""What the catalogue check refuses, and that it says where and what to write instead."""

import shutil
from pathlib import Path

import pytest

from tests.catalog.changing import change
from thuocdo.apps.rulebooks.catalogue import CATALOGUE, check

SET = "index_sets/department/2024"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CATALOGUE, tmp_path / "catalog"))


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "area-3.yaml",
            "max_points: 12.5",
            "max_points: 12",
            "lĩnh vực 3 ghi 12 điểm nhưng các mục con cộng lại là 12.5",
        ),
        (
            "area-3.yaml",
            "fact: dossiers.on_time_rate",
            "fact: dossiers.on_tme_rate",
            "«dossiers.on_tme_rate» chưa có trong facts/",
        ),
        (
            "area-3.yaml",
            "{above: 0, points: 0}",
            "{above: 1, points: 0}",
            "mốc trên của một bậc phải là mốc dưới của bậc kế tiếp",
        ),
        (
            "area-3.yaml",
            "{above: 0, points: 0}",
            "{from: 0, points: 0}",
            "mốc 0 phải thuộc đúng một bậc",
        ),
        (
            "area-3.yaml",
            "{to: 0, points: 0.5}",
            "{to: 0, points: 0.6}",
            "bậc cao nhất cho 0.6 điểm, quá tối đa 0.5",
        ),
        (
            "area-1.yaml",
            "    max_points: 2\n",
            "    max_point: 2\n",
            "không có khóa nào tên «max_point» ở đây",
        ),
        ("area-1.yaml", "kind: judged", "kind: jugded", "không có loại quy tắc «jugded»"),
        ("area-1.yaml", "    assumed: true\n", "", "«assumed: true» phải đi với «assumption»"),
        ("area-1.yaml", "- code: 1.2\n", "- code: 1.1\n", "mã tiêu chí bị lặp: 1.1"),
        ("area-1.yaml", "title: Chỉ đạo", "code: 1\ntitle: Chỉ đạo", "khóa «code» bị lặp"),
        ("area-1.yaml", "full_at: 100, no_case: full", "full_at: 100", "tỷ lệ phải ghi «no_case»"),
        (
            "area-3.yaml",
            "fact: dossiers.more_than_one_supplement",
            "fact: dossiers.more_than_one_supplement\n          no_case: zero",
            "không bao giờ thiếu trường hợp để tính, bỏ «no_case»",
        ),
        (
            "area-3.yaml",
            "fact: dossiers.on_time_rate,",
            "value: percent(dossiers.overdue),",
            "«percent» cần 2 giá trị",
        ),
        (
            "area-3.yaml",
            "fact: dossiers.on_time_rate,",
            "value: open('x'),",
            "không dùng được trong biểu thức",
        ),
        (
            "area-3.yaml",
            "{kind: linear, fact: dossiers.on_time_rate, full_at: 100, no_case: full}",
            "{kind: count, fact: dossiers.overdue, start: 2, each: -0.1, lowest: -1}",
            "có thể cho -1 điểm; ghi «allow_negative: true»",
        ),
        (
            "area-3.yaml",
            "{kind: linear, fact: dossiers.on_time_rate, full_at: 100, no_case: full}",
            "{kind: count, fact: dossiers.overdue, start: 3, each: -0.1}",
            "cho 3 điểm, quá tối đa 2",
        ),
        (
            "area-7.yaml",
            "            no_case: zero",
            "            no_case: not_applicable",
            "một phần không thể «not_applicable»",
        ),
        (
            "area-3.yaml",
            "max_points: 12.5",
            "max_points: 12.5\nsum_differs: quên sửa",
            "cộng lại đúng bằng 12.5 điểm, bỏ «sum_differs»",
        ),
        (
            "area-7.yaml",
            "max_points: 2.5\n          rule",
            "max_points: 2\n          rule",
            "các phần cộng lại 4.5 điểm, khác tối đa 5",
        ),
        ("set.yaml", "scale: 95", "scale: 100", "ghi 100 điểm nhưng các mục con cộng lại là 95"),
        ("set.yaml", "on: 2024-06-04", "on: 04/6/2024", "không phải là ngày"),
    ],
)
def test_a_wrong_set_is_refused_with_its_file(
    copy: Path, file: str, old: str, new: str, said: str
) -> None:
    change(copy, f"{SET}/{file}", old, new)
    complaints = check(copy)
    assert any(said in complaint and SET in complaint for complaint in complaints), complaints


def test_a_complaint_names_the_line(copy: Path) -> None:
    line = change(copy, f"{SET}/area-3.yaml", "points: 0.5}", "points: nửa}")
    assert check(copy) == (
        f"{SET}/area-3.yaml, dòng {line}: «nửa» không phải là số (dùng dấu chấm thập phân trong YAML)",
    )


def test_an_unknown_fact_is_named_on_its_line(copy: Path) -> None:
    line = change(copy, f"{SET}/area-3.yaml", "per: dossiers.overdue", "per: dossiers.ovrdue")
    assert check(copy) == (
        f"{SET}/area-3.yaml, dòng {line}: tiêu chí 3.4.2: số liệu «dossiers.ovrdue» chưa có trong facts/; "
        "thêm vào danh mục số liệu hoặc sửa tên",
    )


def test_a_band_that_is_wrong_is_named_on_its_line(copy: Path) -> None:
    line = change(
        copy, f"{SET}/area-3.yaml", "{from: 80, below: 100", "{from: 80, to: 90, below: 100"
    )
    assert any(f"area-3.yaml, dòng {line}: một bậc chỉ ghi" in said for said in check(copy))


def next_years_set(copy: Path, valid_from: str) -> None:
    shutil.copytree(copy / SET, copy / "index_sets/department/2025")
    head = "index_sets/department/2025/set.yaml"
    change(copy, head, "id: department/2024", "id: department/2025")
    change(copy, head, "valid_from: 2024-01-01", f"valid_from: {valid_from}")


def test_two_versions_are_never_in_force_at_once(copy: Path) -> None:
    next_years_set(copy, "2025-01-01")
    (said,) = check(copy)
    assert said.startswith(f"{SET}/set.yaml, dòng ")
    assert "department/2024 và department/2025 cùng có hiệu lực từ 01/01/2025" in said
    assert "ghi «valid_to: 2025-01-01» cho department/2024" in said
    line = "valid_from: 2024-01-01\n"
    change(copy, f"{SET}/set.yaml", line, f"{line}valid_to: 2025-01-01\n")
    assert check(copy) == ()


def test_a_sum_that_differs_is_taken_with_its_reason(copy: Path) -> None:
    change(copy, f"{SET}/area-4.yaml", "max_points:", "sum_differs: Trần điểm\nmax_points:")
    change(copy, f"{SET}/area-4.yaml", "max_points: 4", "max_points: 3")
    change(copy, f"{SET}/set.yaml", "scale: 95", "scale: 94")
    assert check(copy) == ()


def test_classes_leave_no_gap(copy: Path) -> None:
    change(copy, "index_sets/qd766/2022/set.yaml", "from: 80, to: 90", "from: 80, to: 89")
    assert any("phủ kín từ 0 đến 100" in said for said in check(copy))


def test_a_reference_is_required(copy: Path) -> None:
    path = copy / SET / "area-4.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if "reference:" not in line), encoding="utf-8")
    assert any("thiếu khóa «reference»" in complaint for complaint in check(copy))


def test_a_fact_stands_once_in_the_register(copy: Path) -> None:
    facts = copy / "facts" / "outside.yaml"
    facts.write_text(facts.read_text(encoding="utf-8") * 2, encoding="utf-8")
    assert check(copy) == (
        "facts/outside.yaml, dòng 6: số liệu «outside.survey_points» đã có ở chỗ khác; đặt tên khác",
    )


def test_decomposed_letters_are_refused(copy: Path) -> None:
    import unicodedata

    path = copy / SET / "area-4.yaml"
    path.write_text(
        unicodedata.normalize("NFD", path.read_text(encoding="utf-8")), encoding="utf-8"
    )
    assert any("NFC" in complaint for complaint in check(copy))
