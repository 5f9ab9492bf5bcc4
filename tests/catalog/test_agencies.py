"""The agencies that ship: 63 provinces become 34, and departments of one name are two agencies."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.catalog.changing import change
from thuocdo.apps.rulebooks.agencies import check_agencies, read_agencies
from thuocdo.apps.rulebooks.catalogue import CATALOGUE, check
from thuocdo.core.agencies import AgencyEntry, Directory

MERGED = date(2025, 7, 1)
DEPARTMENTS = date(2025, 3, 1)


@pytest.fixture(scope="module")
def shipped() -> Directory:
    return read_agencies(CATALOGUE)


def provinces(directory: Directory, day: date) -> list[AgencyEntry]:
    return [
        one
        for one in directory.agencies
        if one.kind == "PEOPLES_COMMITTEE"
        and one.valid_from <= day
        and (one.valid_to is None or day < one.valid_to)
    ]


def test_sixty_three_provinces_become_thirty_four(shipped):
    assert len(provinces(shipped, MERGED - timedelta(days=1))) == 63
    after = provinces(shipped, MERGED)
    assert len(after) == 34
    assert sum(one.valid_from == MERGED for one in after) == 23


def test_each_new_province_names_those_it_was_made_of(shipped):
    made: dict[str, set[str]] = {}
    for link in shipped.successions:
        if link.effective_on == MERGED:
            made.setdefault(link.successor, set()).add(link.predecessor)
    assert len(made) == 23
    assert sum(map(len, made.values())) == 52
    assert len(set().union(*made.values())) == 52
    assert made["TAM.LAMDONG.2025"] == {"TAM.LAMDONG", "TAM.DAKNONG", "TAM.BINHTHUAN"}


def test_a_decision_is_older_than_the_day_it_works_from(shipped):
    dated = [link for link in shipped.successions if link.decided_on]
    assert len(dated) == len(shipped.successions)
    assert all(link.decided_on < link.effective_on for link in dated)


def test_the_department_of_construction_is_two_agencies_of_one_name(shipped):
    named = [one for one in shipped.agencies if one.name == "Sở Xây dựng"]
    assert [(one.valid_from, one.valid_to) for one in named] == [
        (date(2008, 8, 1), DEPARTMENTS),
        (DEPARTMENTS, None),
    ]
    (part,) = [link for link in shipped.successions if link.kind == "FUNCTION_MOVED"]
    assert part.moved == "quản lý nhà nước về tôn giáo"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(CATALOGUE, tmp_path / "catalog")
    return tmp_path / "catalog"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("provinces-from-2025.yaml", "predecessor: H38", "predecessor: H39", "mang mã «H39»"),
        ("provinces-from-2025.yaml", "kind: MERGED", "kind: JOINED", "«JOINED» không hợp lệ"),
        ("provinces-until-2025.yaml", "code: H56", "code: h56", "mã định danh «h56»"),
        ("departments-lam-dong.yaml", "decided_on: 2025-02-18", "decided_on: hôm qua", "ngày"),
    ],
)
def test_the_catalogue_check_names_file_and_line(copied, file, old, new, said):
    line = change(copied, f"agencies/{file}", old, new)
    complaints = [one for one in check(copied) if "agencies/" in one]
    assert any(said in one for one in complaints)
    assert complaints[0].startswith(f"agencies/{file}, dòng ")
    assert abs(int(complaints[0].split("dòng ")[1].split(":")[0]) - line) <= 1


def test_a_file_without_its_source_is_refused(copied):
    change(copied, "agencies/provinces-from-2025.yaml", "reference: ", "# ")
    assert check_agencies(copied) == (
        "agencies/provinces-from-2025.yaml, dòng 1: thiếu «reference», văn bản làm căn cứ",
    )
