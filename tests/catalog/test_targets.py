"""The programmes that ship: the numbers of their documents, and what the check refuses with file and line."""

import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from tests.catalog.changing import change
from thuocdo.apps.rulebooks.catalogue import CATALOGUE, check, read_facts
from thuocdo.apps.rulebooks.shipped import programme, programme_ids
from thuocdo.apps.rulebooks.targets import read_programme
from thuocdo.core.facts import Unit
from thuocdo.core.index_sets.targets import Target, Verdict, path_of, verdict

FILE = "targets/home_affairs_department.yaml"
GUIDE = CATALOGUE.parents[1] / "docs" / "how-to" / "write-targets.md"


def asked(programme_id: str, fact: str) -> list[tuple[str, Decimal, int]]:
    """Return what a programme asks of a number, by year."""
    found = [one for one in programme(programme_id).targets if one.fact == fact]
    return [(one.comparator, one.value, one.year) for one in sorted(found, key=_year)]


def _year(target: Target) -> int:
    return target.year


# As printed in the plans of a transport department (2021–2030), of a home affairs department
# (2320/KH-SNV) and of Quảng Bình (3028/QĐ-UBND), and in the article about Sơn La.
@pytest.mark.parametrize(
    ("programme_id", "fact", "expected"),
    [
        ("transport_department", "portal.procedures_paid_online", [("at_least", 90, 2030)]),
        ("transport_department", "digital.online_payment_share", [("at_least", 50, 2030)]),
        ("transport_department", "dossiers.online_share", [("at_least", 70, 2030)]),
        ("transport_department", "surveys.procedures_satisfied", [("at_least", 95, 2030)]),
        ("transport_department", "staff.heads_international_share", [("above", 30, 2030)]),
        ("transport_department", "staff.leaders_international_share", [("at_least", 25, 2030)]),
        ("transport_department", "finance.units_autonomous_share", [("at_least", 100, 2025)]),
        ("transport_department", "digital.inspections_online_share", [("at_least", 70, 2030)]),
        ("home_affairs_department", "dossiers.online_share", [("at_least", 50, 2025)]),
        (
            "home_affairs_department",
            "procedures.on_national_portal_share",
            [("at_least", 80, 2025)],
        ),
        ("home_affairs_department", "finance.archive_self_funding_share", [("above", 30, 2023)]),
        ("home_affairs_department", "digital.inspections_online_share", [("at_least", 50, 2023)]),
        (
            "quang_binh",
            "portal.procedures_paid_online",
            [("at_least", 80, 2025), ("at_least", 100, 2030)],
        ),
        (
            "quang_binh",
            "digital.online_payment_share",
            [("at_least", 30, 2025), ("at_least", 50, 2030)],
        ),
        ("quang_binh", "procedures.online_share", [("at_least", 80, 2025), ("at_least", 90, 2030)]),
        (
            "quang_binh",
            "surveys.procedures_satisfied",
            [("at_least", 90, 2025), ("at_least", 95, 2030)],
        ),
        (
            "quang_binh",
            "digital.work_files_online_commune",
            [("at_least", 80, 2025), ("at_least", 100, 2030)],
        ),
        ("quang_binh", "procedures.business_rules_cut_share", [("at_least", 20, 2025)]),
        ("son_la_transport", "reform.plan_tasks_done", [("at_least", 100, 2025)]),
        ("son_la_transport", "dossiers.overdue", [("at_most", 0, 2025)]),
    ],
)
def test_a_target_is_as_printed(
    programme_id: str, fact: str, expected: list[tuple[str, int, int]]
) -> None:
    assert asked(programme_id, fact) == expected


def test_results_are_digitised_by_twenty_more_each_year() -> None:
    plan = programme("home_affairs_department")
    fact = "digital.valid_results_digitised_share"
    target = next(one for one in plan.targets if one.fact == fact)
    assert path_of(plan, target) == {2021: 20, 2022: 40, 2023: 60, 2024: 80, 2025: 100}
    assert verdict(plan, target, Decimal(58), 2023) is Verdict.ON_COURSE
    assert verdict(plan, target, Decimal(50), 2023) is Verdict.AT_RISK


def test_one_overdue_dossier_is_one_too_many() -> None:
    plan = programme("son_la_transport")
    target = next(one for one in plan.targets if one.fact == "dossiers.overdue")
    assert verdict(plan, target, Decimal(0), 2022) is Verdict.REACHED
    assert verdict(plan, target, Decimal(1), 2022) is Verdict.AT_RISK


def test_every_share_says_what_it_is_counted_out_of() -> None:
    register = read_facts()
    assert len(programme_ids()) == 4
    for programme_id in programme_ids():
        for target in programme(programme_id).targets:
            assert bool(target.denominator) == (register[target.fact].unit is Unit.PERCENT)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CATALOGUE, tmp_path / "catalog"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("value: 30", "value: ba mươi", "«ba mươi» không phải là số"),
        ("value: 30", "value: 130", "chỉ tiêu 7: tỷ lệ 130 phải từ 0 đến 100"),
        ("comparator: above", "comparator: over", "«over» không hợp lệ; chọn một trong"),
        ("year: 2023", "year: 2026", "năm 2026 nằm ngoài giai đoạn 2021–2025"),
        ("increment: 20", "step: 20", "không có khóa nào tên «step» ở đây"),
        (
            "fact: finance.archive_self_funding_share",
            "fact: finance.archive_self_fundng_share",
            "số liệu «finance.archive_self_fundng_share» chưa có trong facts/",
        ),
        (
            "fact: digital.services_connected_share",
            "fact: finance.archive_self_funding_share\n    tolerance: -1",
            "«-1» không được nhỏ hơn 0",
        ),
    ],
)
def test_a_wrong_target_is_refused_on_its_line(copy: Path, old: str, new: str, said: str) -> None:
    line = change(copy, FILE, old, new) + new.count("\n")
    (complaint,) = check(copy)
    assert complaint.startswith(f"{FILE}, dòng {line}: ")
    assert said in complaint


def test_a_share_without_its_denominator_is_refused(copy: Path) -> None:
    change(copy, FILE, "    denominator: tổng số hồ sơ\n", "")
    (complaint,) = check(copy)
    assert "chỉ tiêu 5: chỉ tiêu tỷ lệ phải ghi «denominator»" in complaint


def test_the_same_number_is_asked_for_once_a_year(copy: Path) -> None:
    change(copy, FILE, "fact: procedures.on_national_portal_share", "fact: procedures.online_share")
    (complaint,) = check(copy)
    assert "chỉ tiêu 4: trùng số liệu và năm với chỉ tiêu 3" in complaint


def test_a_file_bears_the_name_of_its_programme(copy: Path) -> None:
    line = change(copy, FILE, "id: home_affairs_department", "id: home_affairs")
    assert check(copy) == (
        f"{FILE}, dòng {line}: id phải là «home_affairs_department» như tên tệp",
    )


def test_the_example_of_the_guide_holds_together(copy: Path) -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    (copy / "targets" / "example_province.yaml").write_text(text, encoding="utf-8")
    assert check(copy) == ()
    plan = read_programme("example_province", copy)
    assert path_of(plan, plan.targets[1]) == {2026: 20, 2027: 40, 2028: 60, 2029: 80, 2030: 100}
